"""The tornado diagram of a lead, with one number at a time low and high."""

import math

from matplotlib.figure import Figure

from toi.analyses.flips.result import Changing, LeadRow
from toi.analyses.flips.tornado_screen import (
    MOST_BARS,
    bar_ends,
    bar_words,
    lead_text,
    tornado_verdict,
)
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption, NothingToDraw, nobody_to_draw
from toi.analyses.plotting.style import Look, styled
from toi.analyses.plotting.text import minus
from toi.analyses.shared.result import Provenance


@styled()
def tornado_figure(found: Changing, provenance: Provenance, look: Look) -> Figure:
    """Draw a bar per number, the widest swing first.

    Raises
    ------
    NothingToDraw
        If there is no lead to shake, or nothing that shakes it.
    """
    lead, called = _whose(found, provenance)
    if found.leader is None:
        raise nobody_to_draw(provenance.words, "no lead to draw: ")
    if found.reason or not math.isfinite(lead):
        out = "the others are all" if found.about is None else "it is"
        raise NothingToDraw(f"no lead to draw: {found.reason or f'{out} excluded by a gate'}")
    if not found.tornado:
        raise NothingToDraw("no number moves the lead")
    rows = found.tornado[: look.top or MOST_BARS]
    colours = look.colours
    plot = draw_rows(
        look,
        _caption(found, provenance, look, len(found.tornado) - len(rows)),
        [Row(bar_words(row, provenance), cells=_cells(row)) for row in rows],
        ["from .. to", "low", "high"],
        axes=[f"lead of {called} over the best other, in points of score"],
        above=0.22,
    )
    ends = [x for row in rows for x in (row.lead_low, row.lead_high) if math.isfinite(x)]
    low, high = min([0.0, lead, *ends]), max([0.0, lead, *ends])
    room = max((high - low) * 0.05, 0.05)
    plot.scale(low - room, high + room)
    for row, y in zip(rows, plot.y, strict=True):
        _draw_bars(plot, row, y, lead)
    plot.mark_values((0.0, "no lead", colours.loss), (lead, "now", colours.ink))
    return plot.figure


def _whose(found: Changing, provenance: Provenance) -> tuple[float, str]:
    """Return the lead that is drawn, as it is, and what the theory that has it is called."""
    if found.about is not None:
        return -(found.behind or 0.0), provenance.names.theory(found.about)
    lead = math.inf if found.lead is None else found.lead
    return lead, provenance.names.theory(found.leader or "-")


def _draw_bars(plot: RowPlot, row: LeadRow, y: float, lead: float) -> None:
    """Draw bars from the lead as it is to either end."""
    low, high = plot.axes.get_xlim()
    ends = [min(max(x, low), high) - lead for x in (row.lead_low, row.lead_high)]
    together = ends[0] * ends[1] > 0  # the second is slimmer then, or it would hide the first
    colours = (plot.colours.main, plot.colours.several[1])
    for end, colour, slim in zip(ends, colours, (1.0, 0.45 if together else 1.0), strict=True):
        plot.axes.barh(y, end, plot.tall * 0.66 * slim, left=lead, color=colour, linewidth=0)


def _cells(row: LeadRow) -> tuple[str, ...]:
    ends = (minus(lead_text(x)) for x in (row.lead_low, row.lead_high))
    return bar_ends(row).replace("-", "\N{EN DASH}"), *ends


def _caption(found: Changing, provenance: Provenance, look: Look, left: int) -> Caption:
    colours, (_, called) = look.colours, _whose(found, provenance)
    one, more = provenance.words.one, f" {left} more numbers move the lead less." if left else ""
    return Caption(
        title=f"What moves the lead of {called}, by the rubric {provenance.named}",
        provenance=provenance,
        verdict=tornado_verdict(found, provenance),
        notes=(
            "Each number at its 5th and 95th percentile (beliefs: 0 and 1), all others at their "
            f"means; left of no lead another {one} is first.{more}"
        ),
        legend=[
            LegendEntry("bar", colours.main, "this number low"),
            LegendEntry("bar", colours.several[1], "this number high"),
        ],
    )
