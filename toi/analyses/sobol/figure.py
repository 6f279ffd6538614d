"""Which groups of numbers the uncertainty comes from."""

import math

from matplotlib.figure import Figure

from toi.analyses.plotting.row_plot import Row, RowPlot
from toi.analyses.plotting.sheet import Mark, Words
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.shared.result import Provenance
from toi.analyses.sobol.result import InputGroup, Sobol, SobolShares
from toi.analyses.sobol.screen import sobol_verdict


def sobol_figure(found: Sobol, made: Provenance, look: Look, theory: str | None = None) -> Figure:
    """Two bars per group, alone and in all, with their intervals."""
    shares = found.outputs.scores[theory] if theory else found.outputs.who_is_first
    with styled():
        plot = RowPlot(
            look,
            _words(found, made, look, shares, theory),
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
                _bars(plot, group.id, shares, y)
        return plot.sheet.figure


def _row(found: Sobol, group: InputGroup, shares: SobolShares) -> Row:
    cells = (f"{group.numbers}", _share(shares.first[group.id]), _share(shares.total[group.id]))
    parts = len(found.inputs) > len(found.whole) and group == found.inputs[len(found.whole)]
    return Row(group.id, cells=cells, over="parts of these" if parts else "")


def _share(value: float) -> str:
    return f"{100 * max(value, 0.0):.0f} %" if math.isfinite(value) else ""


def _bars(plot: RowPlot, name: str, shares: SobolShares, y: float) -> None:
    colours, tall = plot.colours, plot.tall * 0.36
    for shift, value, span, colour in (
        (-0.5, shares.first[name], shares.ci.first[name], colours.main),
        (0.5, shares.total[name], shares.ci.total[name], colours.several[1]),
    ):
        plot.axes.barh(y + shift * tall, value, tall, color=colour, linewidth=0, zorder=2)
        line: Style = {"colors": colours.ink, "linewidth": LINE * 0.6, "zorder": 3}
        plot.axes.hlines(y + shift * tall, *span, **line)


def _words(
    found: Sobol, made: Provenance, look: Look, shares: SobolShares, theory: str | None
) -> Words:
    colours = look.colours
    what = f"the score of {theory}" if theory else "who is first"
    return Words(
        title=f"Where the uncertainty about {what} comes from, by the rubric {made.rubric}",
        made=made,
        verdict=sobol_verdict(found, shares, theory),
        notes=(
            "Alone: what would go, on average, if only this group were known. Total: what would "
            f"stay if all else were known. {found.points:,} pairs of points; lines: 90 % "
            f"intervals from {found.resamples} bootstrap resamples."
        ),
        key=[Mark("bar", colours.main, "alone"), Mark("bar", colours.several[1], "total")],
    )
