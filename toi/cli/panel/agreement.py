"""`toi data agreement`: how far several readers agree."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.panel.options import Files, Sheets, View, read_so, sheet_options


@output_options()
@threads_option
@sheet_options
def agreement(
    files: Files,
    *,
    final: Annotated[
        bool, typer.Option("--final", help="Against the records after the arguments.")
    ] = False,
    view: View = None,
    correlation: Annotated[
        str | None,
        typer.Option(
            "--correlation",
            metavar="RHO[,RHO]",
            help="Of errors within groups, and between them: how many votes?",
        ),
    ] = None,
    everything: Annotated[bool, o.all_option("Every reader, and every cell outside.")] = False,
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    sheets: Sheets,
    seed: o.Seed = 0,
) -> CommandOutput:
    """How far several readers agree, also with the records.

    A sheet to each reader (or tab of a workbook): rows theories, columns criteria. Or one sheet
    with the columns reader, theory, criterion and value (or low, mode, high); group, view and
    why if you like. A sheet with a column rank holds orders of theories.

    \b
    Examples:
      toi data agreement sheets
      toi data agreement panel.csv orders.csv --final --rubric essay-author
    """
    from toi.analyses.readings.screen import agreement_screen
    from toi.analyses.readings.tables import agreement_table

    found = toi.agreement(
        toi.load(data, everything=False),
        files,
        rubric,
        settings=settings or (),
        kinds=kind,
        final=final,
        correlation=None if correlation is None else _correlations(correlation),
        seed=seed,
        view=view,
        **read_so(sheets),
    )
    screen = partial(agreement_screen, everything=everything)
    return CommandOutput(found, screen, agreement_table)


def _correlations(text: str) -> tuple[float, float]:
    """One number or two by comma, each from 0 to 1."""
    from toi.errors import usage

    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) not in (1, 2) or not all(0 <= value <= 1 for value in found):
        message = f"{text!r} is not a correlation from 0 to 1, such as 0.6, or two: 0.6,0.2"
        raise usage(message, "bad-correlation")
    return found[0], found[1] if len(found) == 2 else 0.0
