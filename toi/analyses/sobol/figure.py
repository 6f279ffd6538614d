"""The picture of Sobol indices: which groups of numbers the uncertainty comes from."""

import math

from matplotlib.figure import Figure

from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption, nobody_to_draw
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.shared.result import Provenance
from toi.analyses.sobol.result import InputGroup, Sobol, SobolShares
from toi.analyses.sobol.screen import nobody_ever_leads, sobol_verdict


@styled()
def sobol_figure(
    found: Sobol, provenance: Provenance, look: Look, theory: str | None = None
) -> Figure:
    """Draw two bars per group, its first-order and its total index, with their intervals.

    Raises
    ------
    NothingToDraw
        If gates exclude all in every draw.
    """
    shares = found.outputs.scores[theory] if theory else found.outputs.who_is_first
    if theory is None and nobody_ever_leads(found):
        raise nobody_to_draw(provenance.words)
    plot = draw_rows(
        look,
        _caption(found, provenance, look, shares, theory),
        [_row(found, group, shares) for group in found.inputs],
        ["numbers", "alone", "total"],
        axes=["share of the variance"],
    )
    spans = [s for ci in (shares.ci.first, shares.ci.total) for s in ci.values()]
    ends = [x for span in spans for x in span if math.isfinite(x)]
    low, high = min([0.0, *ends]), max([0.1, *ends])
    plot.scale(low * 1.1, min(high * 1.05, max(1.0, high)), percent=True)
    plot.axes.axvline(0.0, color=plot.colours.muted, linewidth=0.8)
    for group, y in zip(found.inputs, plot.y, strict=True):
        if math.isfinite(shares.total[group.id]):
            _draw_bars(plot, group.id, shares, y)
    return plot.figure


def _row(found: Sobol, group: InputGroup, shares: SobolShares) -> Row:
    cells = (f"{group.numbers}", _share(shares.first[group.id]), _share(shares.total[group.id]))
    parts = len(found.inputs) > len(found.whole) and group == found.inputs[len(found.whole)]
    return Row(group.id, cells=cells, heading="parts of these" if parts else "")


def _share(value: float) -> str:
    return f"{100 * max(value, 0.0):.0f} %" if math.isfinite(value) else ""


def _draw_bars(plot: RowPlot, name: str, shares: SobolShares, y: float) -> None:
    colours, tall = plot.colours, plot.tall * 0.36
    for shift, value, span, colour in (
        (-0.5, shares.first[name], shares.ci.first[name], colours.main),
        (0.5, shares.total[name], shares.ci.total[name], colours.several[1]),
    ):
        plot.axes.barh(y + shift * tall, value, tall, color=colour, linewidth=0, zorder=2)
        line: Style = {"colors": colours.ink, "linewidth": LINE * 0.6, "zorder": 3}
        plot.axes.hlines(y + shift * tall, *span, **line)


def _caption(
    found: Sobol, provenance: Provenance, look: Look, shares: SobolShares, theory: str | None
) -> Caption:
    colours = look.colours
    what = f"the score of {provenance.names.theory(theory)}" if theory else "who is first"
    return Caption(
        title=f"Where the uncertainty about {what} comes from, by the rubric {provenance.named}",
        provenance=provenance,
        verdict=sobol_verdict(found, shares, theory, provenance),
        notes=(
            "Alone: what would go, on average, if only this group were known. Total: what would "
            f"stay if all else were known. {found.points:,} pairs of points; lines: 90 % "
            f"intervals from {found.resamples} bootstrap resamples."
        ),
        legend=[
            LegendEntry("bar", colours.main, "alone"),
            LegendEntry("bar", colours.several[1], "total"),
        ],
    )
