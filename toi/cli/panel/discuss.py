"""`toi data discuss`: which cells a panel should talk about first."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import CommandOutput, output_options
from toi.cli.panel.options import (
    CorrectSeverity,
    Files,
    Sheets,
    View,
    read_so,
    sheet_options,
)


@output_options()
@sheet_options
def discuss(
    files: Files,
    *,
    choose: Annotated[
        int, typer.Option("--choose", min=1, metavar="N", help="How many are chosen (else 1).")
    ] = 1,
    top: Annotated[int | None, o.top_option("Show the first N cells (else 10).")] = None,
    correct_severity: CorrectSeverity = False,
    view: View = None,
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    sheets: Sheets,
    seed: o.Seed = 0,
) -> CommandOutput:
    """What a panel should discuss before it chooses.

    Cells by what knowing them is worth: where readers differ, it weighs, and the choice is near.

    \b
    Examples:
      toi data discuss sheets --choose 10
      toi data discuss panel.csv --rubric mine
    """
    from toi.analyses.discuss.screen import discuss_screen, discuss_table

    found = toi.discuss(
        toi.load(data, everything=False),
        files,
        rubric,
        choose=choose,
        settings=settings or (),
        kinds=kind,
        correct_severity=correct_severity,
        seed=seed,
        view=view,
        **read_so(sheets),
    )
    return CommandOutput(found, partial(discuss_screen, top=top), discuss_table)
