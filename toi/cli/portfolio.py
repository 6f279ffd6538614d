"""`toi portfolio`."""

from functools import partial
from typing import Annotated, Any

import typer

import toi
from toi.cli import options as o
from toi.cli.options.split import Split, credences, split_options
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.pictures import refuse_pictures
from toi.cli.shell import completion

PICTURES = ("portfolio", "frontier")


@output_options()
@threads_option
@split_options
def portfolio(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Rubrics, files, folders of them, like -r.",
            autocompletion=completion.rubrics,
        ),
    ] = None,
    data: o.Data = None,
    rubric: Annotated[
        list[str] | None,
        o.rubric_option("Rubric (else balanced); several: worldviews."),
    ] = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    split: Split | None = None,
    credence: o.Credence = None,
    everything: Annotated[bool, o.all_option("All lines.")] = False,
    notes: o.Notes = False,
    draws: Annotated[int, o.draws_option("Number of scenarios.", least=100)] = 8192,
    plot: o.Plot = None,
    seed: o.Seed = 0,
    force: o.Force = False,
) -> CommandOutput:
    """How to split effort, with reasons and doubts.

    \b
    Examples:
      toi portfolio --budget 2000000
      toi portfolio essay-author --risk 0.5 --max-lines 6
      toi portfolio --current today.csv --only agenda,T03
      toi portfolio --budget 2M --floor A01=500k --cap A18=10%
      toi portfolio --budget 2M --min-grant 50k --together A05+A12=+30%
      toi portfolio proponent essay-author --credence 0.4,0.6
    """
    if plot is not None:
        refuse_pictures(plot, PICTURES, force)
    result = toi.portfolio(
        toi.load(data, everything=False),
        [*(names or ()), *(rubric or ())],
        settings=settings or (),
        kinds=kind,
        **split or {},
        credence=credences(credence),
        draws=draws,
        seed=seed,
    )
    screen, table = _shown(result)
    screen = partial(screen, everything=everything, notes=notes)
    return CommandOutput(result, screen, table, plot=plot)


def _shown(result: "toi.PortfolioResult | toi.WorldviewsResult") -> tuple[Any, Any]:
    """Return what writes the screen and the table of a split by one rubric, or by several."""
    if isinstance(result, toi.PortfolioResult):
        from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table

        return portfolio_screen, portfolio_table
    from toi.analyses.portfolio.worldviews.screen import worldviews_screen, worldviews_table

    return worldviews_screen, worldviews_table
