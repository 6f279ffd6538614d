"""`toi rubric fit`: a rubric from statements of preference, and the next one to ask for."""

import sys
from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.panel.options import View
from toi.cli.shell import completion
from toi.cli.write import emit


@output_options(to_file=False)
@threads_option
def fit(
    name: o.NewRubric,
    statements: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STATEMENT",
            help="Who scores higher: 'A > B = C >> D'; ids or titles, in quotes.",
            autocompletion=completion.theories,
        ),
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--file",
            metavar="FILE",
            help="Statements, a list from best to worst, a sheet of orders, or - for stdin.",
        ),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option("--reader", metavar="NAME", help="Whose order to take of a sheet."),
    ] = None,
    view: View = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar="NAME|PATH",
            help="As this rubric ranks: what would that take?",
            autocompletion=completion.rubrics,
        ),
    ] = None,
    start: o.StartRubric = None,
    beliefs: Annotated[
        bool,
        typer.Option("--beliefs", help="Change credences too, where weights alone do not do it."),
    ] = False,
    criteria: Annotated[
        str | None,
        o.criteria_option(
            "Those that may have weight, or all (else those that have some in --from)."
        ),
    ] = None,
    prior: Annotated[
        str | None,
        typer.Option(
            "--prior",
            metavar="NAME|PATH",
            help="A rubric whose weights are likely beforehand (else all alike).",
            autocompletion=completion.rubrics,
        ),
    ] = None,
    noise: Annotated[
        float,
        typer.Option(
            "--noise", min=0.01, max=100, metavar="POINTS", help="How far scores may be off."
        ),
    ] = 1.0,
    everything: Annotated[bool, o.all_option("Every statement.")] = False,
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask on, on a terminal, what would tell most.")
    ] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write no file.")] = False,
    data: o.Data = None,
    kind: o.Kind = None,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    quiet: o.Quiet = False,
    force: o.ForceFile = False,
) -> CommandOutput | None:
    """What you would have to value to rank as you do.

    From statements about who scores higher, it finds weights that explain them, says whether
    any can, and writes a rubric. > is higher, >> far higher (5 points), = level (within 1); a
    comma leaves open.

    \b
    Examples:
      toi rubric fit mine 'T08 > T06 = T01 >> T09' 'A01 > T04'
      toi rubric fit mine --file ranking.txt --from essay-author
      toi rubric fit mine 'T09 > T08' --beliefs
      toi rubric fit closer --like essay-author --from mine
    """
    from toi.analyses.fit.compute import run_fit, write_fit
    from toi.analyses.fit.like import said_in_all
    from toi.analyses.fit.screen import fit_screen, fit_table
    from toi.analyses.fit.stated import said
    from toi.analyses.fit.task import FitRequest
    from toi.analyses.layout.page import stdout_page
    from toi.analyses.rubric.new_compute import free_name
    from toi.cli.terminal.preference import preferred

    opened = toi.load(data, everything=False)
    named = tuple(word.strip() for word in (criteria or "").split(",") if word.strip())
    wanted = FitRequest(name, start, prior, named, kind, noise, seed, beliefs)
    if not dry_run:
        free_name(opened, name, start, force)  # before the work
    screen = partial(fit_screen, everything=everything)
    stated = said_in_all(opened, statements or (), files or (), reader, view, like, kind)
    result = run_fit(opened, stated, wanted)
    if not dry_run:
        result = write_fit(opened, result, force)
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if dry_run or not (ask and at_terminal and form is o.Format.table):
        return CommandOutput(result, screen, fit_table)
    while True:
        emit(screen(result, stdout_page()), result.notes, quiet=quiet)
        answer = preferred(result)
        if answer is None:
            return None
        stated = stated.and_(said(opened.debate, [answer]))
        result = write_fit(opened, run_fit(opened, stated, wanted), over=result)
