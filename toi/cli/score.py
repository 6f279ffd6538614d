"""`toi score`."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.shell import completion


@output_options()
@threads_option
def score(
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    top: Annotated[int | None, o.top_option("Only the first N.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Why each stands where it does.")] = False,
    notes: o.Notes = False,
    wide: Annotated[bool, typer.Option("--wide", help="All criteria, tiers, counts.")] = False,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            "-m",
            metavar="NAME",
            help="additive, geometric, minimum, topsis or promethee2; or all, side by side.",
            autocompletion=completion.methods,
        ),
    ] = None,
    seed: o.Seed = 0,
) -> CommandOutput:
    """The ranking, and how far to trust it.

    \b
    Examples:
      toi score --rubric essay-author
      toi score --set directness=60% --set better-without-interp=0.2
      toi score --kind all --format csv --output ranking.csv
      toi score --method all
    """
    from toi.analyses.score.screen import score_screen, score_table
    from toi.analyses.shared.lookup import find_method
    from toi.analyses.shared.rubrics.method_choice import ALL

    if method is not None:
        find_method(method, ALL)
    debate = toi.load(data, everything=False)
    given = settings or ()
    if method == ALL:
        from toi.analyses.methods.screen import methods_screen, methods_table

        every = toi.score_methods(debate, rubric, settings=given, kinds=kind, seed=seed)
        screen = partial(methods_screen, top=top, why=why, wide=wide)
        return CommandOutput(every, screen, partial(methods_table, top=top))
    found = toi.score(debate, rubric, settings=given, kinds=kind, method=method, seed=seed)
    return CommandOutput(
        found,
        partial(score_screen, top=top, reasons=why, wide=wide, notes=notes),
        partial(score_table, top=top),
    )
