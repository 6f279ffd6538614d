"""`toi portfolio`."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import CommandOutput, output_options
from toi.cli.pictures import picture_files
from toi.cli.shell import completion
from toi.cli.write import refuse_existing
from toi.errors import usage

PICTURES = ("portfolio", "frontier")


@output_options()
def portfolio(
    data: o.Data = None,
    rubric: Annotated[
        list[str] | None,
        typer.Option(
            "--rubric",
            "-r",
            metavar="NAME|PATH",
            help="Rubric (else balanced); several: worldviews.",
            autocompletion=completion.rubrics,
        ),
    ] = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    only: o.Only = None,
    without: o.Without = None,
    budget: o.Budget = None,
    floor: o.Floor = None,
    cap: o.Cap = None,
    risk: o.Risk = None,
    current: o.Current = None,
    max_lines: o.MaxLines = None,
    credence: Annotated[
        str | None,
        typer.Option("--credence", metavar="C,C", help="In each of several rubrics."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All lines.")] = False,
    notes: o.Notes = False,
    draws: Annotated[
        int, typer.Option("--draws", min=100, metavar="N", help="Number of scenarios.")
    ] = 8192,
    plot: o.Plot = None,
    seed: o.Seed = 0,
    force: o.Force = False,
) -> CommandOutput:
    """How to split effort, with reasons and doubts.

    \b
    Examples:
      toi portfolio --budget 2000000
      toi portfolio -r essay-author --risk 0.5 --max-lines 6
      toi portfolio --current today.csv --only agenda,T03
      toi portfolio --budget 2M --floor A01=500k --cap A18=10%
      toi portfolio -r proponent -r essay-author --credence 0.4,0.6
    """
    from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table
    from toi.analyses.portfolio.worldviews_screen import worldviews_screen, worldviews_table

    if plot is not None:
        refuse_existing(picture_files(plot, PICTURES), force)
    result = toi.portfolio(
        toi.load(data, everything=False),
        rubric,
        settings=settings or (),
        kinds=kind,
        only=only,
        without=without,
        budget=budget,
        floors=floor or (),
        caps=cap or (),
        risk=risk,
        max_lines=max_lines,
        current=current,
        credence=_credences(credence),
        draws=draws,
        seed=seed,
    )

    screen, table = (
        (portfolio_screen, portfolio_table)
        if isinstance(result, toi.PortfolioResult)
        else (worldviews_screen, worldviews_table)
    )
    screen = partial(screen, everything=everything, notes=notes)
    return CommandOutput(result, screen, table, plot=plot)


def _credences(text: str | None) -> list[float] | None:
    """Read numbers that stand between commas."""
    if text is None:
        return None
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise usage(f"--credence {text!r} is not numbers by commas", "credence-range") from None
