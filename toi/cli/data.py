"""`toi data`: the records themselves."""

import sys
from typing import Annotated

import typer

from toi.cli import options as o

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The records: check them, and what they cover.",
)


@app.callback()
def _group() -> None:
    """The records: check them, and what they cover."""


@app.command("check")
def check(
    folder: Annotated[str | None, typer.Argument(metavar="[DIR]", help="Data folder.")] = None,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Read every record and check every reference; exit 1 if there is a problem.

    \b
    Examples:
      toi data check
      toi data check my-debate/data
    """
    from toi.cli.output import emit
    from toi.render.page import stdout_page
    from toi.render.records import check_screen, check_table
    from toi.workflows.checking import run_check

    result = run_check(folder)
    if result.problems and form is o.Format.table:
        print("\n".join(map(str, result.problems)), file=sys.stderr)
    else:
        emit(
            result,
            form,
            lambda r: check_screen(r, stdout_page()),
            check_table,
            output,
            force,
            quiet,
        )
    if result.problems:
        raise typer.Exit(1)


@app.command("coverage")
def coverage(
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    everything: Annotated[bool, typer.Option("--all", help="Every theory's grounds.")] = False,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Whether every claim of the text has a home, and what the numbers rest on.

    Exit 1 if a claim is neither cited by a record nor set aside with a reason.

    \b
    Examples:
      toi data coverage
      toi data coverage --all
    """
    from toi.cli.output import emit
    from toi.render.coverage import coverage_screen, coverage_table
    from toi.render.page import stdout_page
    from toi.workflows.coverage import run_coverage
    from toi.workflows.opening import open_debate, prepare

    result = run_coverage(prepare(open_debate(data, everything=True), rubric, settings or ()))
    emit(
        result,
        form,
        lambda r: coverage_screen(r, stdout_page(), everything),
        coverage_table,
        output,
        force,
        quiet,
    )
    if result.uncovered:
        raise typer.Exit(1)
