"""`toi data agreement` and `toi data pool`: readings of the same cells by several people."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import (
    CommandOutput,
    emit_text,
    output_options,
    refuse_existing,
    to_stdout,
)

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Readings or orders, in CSV or YAML.")
]
View = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help="Which view, where there are several.")
]
Decimal = Annotated[o.Decimal | None, typer.Option("--decimal", help="How decimals are written.")]
Delimiter = Annotated[
    str | None, typer.Option("--delimiter", metavar="X", help="What parts the cells; also tab.")
]


@output_options()
def agreement(
    files: Files,
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
    everything: Annotated[bool, typer.Option("--all", help="Every cell outside.")] = False,
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    decimal: Decimal = None,
    delimiter: Delimiter = None,
    seed: o.Seed = 0,
) -> CommandOutput:
    """How far several readers agree, with one another and with the records.

    A sheet has the columns reader, theory, criterion and value (or low, mode, high); group,
    view and why if you like. A sheet with a column rank holds orders of theories.

    \b
    Examples:
      toi data agreement panel.csv
      toi data agreement panel.csv orders.csv --final --rubric essay-author
    """
    from toi.analyses.readings.screen import agreement_screen, agreement_table

    found = toi.agreement(
        toi.load(data, everything=False),
        files,
        rubric,
        settings=settings or (),
        kinds=kind,
        final=final,
        view=view,
        correlation=None if correlation is None else _correlations(correlation),
        delimiter=o.one_character(delimiter),
        comma=_comma(decimal),
        seed=seed,
    )
    screen = partial(agreement_screen, everything=everything)
    return CommandOutput(found, screen, agreement_table)


def pool(
    files: Files,
    view: View = None,
    data: o.Data = None,
    rubric: Annotated[
        str | None,
        typer.Option("--rubric", "-r", metavar="NAME", help="Whose weights and beliefs it keeps."),
    ] = None,
    decimal: Decimal = None,
    delimiter: Delimiter = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.yaml", help="The rubric to write."),
    ] = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """What several readers judge together, as a rubric to score by.

    Each cell becomes a mixture: every group counts the same, and within it every reader.

    \b
    Examples:
      toi data pool panel.csv --output rubrics/panel.yaml
      toi score --rubric panel
    """
    from toi.analyses.readings.panel import read_panel
    from toi.analyses.readings.pool import run_pool
    from toi.analyses.readings.pool_screen import pool_screen
    from toi.analyses.shared.page import stdout_page

    if output is not None:
        refuse_existing([output], force)
    opened = toi.load(data, everything=False)
    parted = o.one_character(delimiter)
    panel = read_panel(opened.debate, files, view, delimiter=parted, comma=_comma(decimal))
    pooled = run_pool(opened, panel, files, output, rubric)
    emit_text(pooled.text, pooled.notes, output, force, quiet)
    if output is not None and not to_stdout(output) and not quiet:
        sys.stdout.write(pool_screen(pooled, str(output), stdout_page()))


def _comma(decimal: o.Decimal | None) -> bool | None:
    return None if decimal is None else decimal is o.Decimal.comma


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
