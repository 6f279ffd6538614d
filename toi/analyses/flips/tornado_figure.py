"""The leader's lead with one number at a time low and high."""

import math

from matplotlib.figure import Figure

from toi.analyses.flips.result import Changing, LeadRow
from toi.analyses.flips.screen import MOST_BARS, bar_ends, bar_words, lead_text, tornado_verdict
from toi.analyses.plotting.row_plot import Row, RowPlot
from toi.analyses.plotting.sheet import Mark, Words
from toi.analyses.plotting.style import Look, styled
from toi.analyses.shared.result import Provenance
from toi.errors import usage


def tornado_figure(found: Changing, made: Provenance, look: Look, top: int | None = None) -> Figure:
    """A bar per number, the widest swing first.

    Raises
    ------
    InputErrors
        If there is no lead to shake.
    """
    if found.reason or found.lead is None or not math.isfinite(found.lead):
        reason = found.reason or "the others are all excluded by a gate"
        raise usage(f"no lead to draw: {reason}", "nothing-to-plot")
    rows = found.tornado[: top or MOST_BARS]
    colours = look.colours
    with styled():
        plot = RowPlot(
            look,
            _words(found, made, look, len(found.tornado) - len(rows)),
            [Row(bar_words(row), cells=_cells(row)) for row in rows],
            ["from .. to", "low", "high"],
            axes=[f"lead of {found.leader} over the best other, in points of score"],
            above=0.22,
        )
        ends = [x for row in rows for x in (row.lead_low, row.lead_high) if math.isfinite(x)]
        low, high = min([0.0, found.lead, *ends]), max([0.0, found.lead, *ends])
        room = max((high - low) * 0.05, 0.05)
        plot.scale(low - room, high + room)
        for row, y in zip(rows, plot.y, strict=True):
            _bars(plot, row, y, found.lead)
        plot.refer((0.0, "no lead", colours.loss), (found.lead, "now", colours.ink))
        return plot.sheet.figure


def _bars(plot: RowPlot, row: LeadRow, y: float, lead: float) -> None:
    """From the lead as it is to either end; where both lie on one side the second is slimmer."""
    low, high = plot.axes.get_xlim()
    ends = [min(max(x, low), high) - lead for x in (row.lead_low, row.lead_high)]
    together = ends[0] * ends[1] > 0
    colours = (plot.colours.main, plot.colours.several[1])
    for end, colour, slim in zip(ends, colours, (1.0, 0.45 if together else 1.0), strict=True):
        plot.axes.barh(y, end, plot.tall * 0.66 * slim, left=lead, color=colour, linewidth=0)


def _cells(row: LeadRow) -> tuple[str, ...]:
    ends = (lead_text(x).replace("-", "\N{MINUS SIGN}") for x in (row.lead_low, row.lead_high))
    return bar_ends(row).replace("-", "\N{EN DASH}"), *ends


def _words(found: Changing, made: Provenance, look: Look, left: int) -> Words:
    colours = look.colours
    more = f" {left} more numbers move the lead less." if left else ""
    return Words(
        title=f"What moves the lead of {found.leader}, by the rubric {made.rubric}",
        made=made,
        verdict=tornado_verdict(found),
        notes=(
            "Each number at its 5th and 95th percentile (beliefs: 0 and 1), all others at their "
            f"means; left of no lead another theory is first.{more}"
        ),
        key=[
            Mark("bar", colours.main, "this number low"),
            Mark("bar", colours.several[1], "this number high"),
        ],
    )
