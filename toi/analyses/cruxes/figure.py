"""The picture of cruxes: chances of leading if an argument is sound and if it is not."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from toi.analyses.cruxes.result import Crux, Cruxes
from toi.analyses.cruxes.verdict_screen import verdict, worth_text
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption, NothingToDraw, nobody_to_draw
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.shared.format import probability, short_per_cent
from toi.analyses.shared.result import Provenance

MOST = 15
SHORTEST_POINTS, SHORTEST_SHARES = 0.1, 0.01  # of the axis: less is nothing, and looks so


@styled()
def cruxes_figure(found: Cruxes, provenance: Provenance, look: Look) -> Figure:
    """Draw two chances per argument, in the order of the table, and the worth of settling it.

    Raises
    ------
    NothingToDraw
        If no argument bears on these scores, nobody leads, or numbers are asked about by name.
    """
    if found.leader is None and found.about is None:
        raise nobody_to_draw(provenance.words)
    if found.asked is not None:
        raise NothingToDraw("what is asked about by name is a table, and no picture")
    rows = found.cruxes[: look.top or MOST]
    if not rows:
        raise NothingToDraw("no argument bears on these scores")
    worth = "points gained" if found.about is None else "share of variance"
    plot = draw_rows(
        look,
        _caption(found, provenance, look, len(found.cruxes) - len(rows)),
        [Row(provenance.names.argument(row.argument), cells=_cells(row, found)) for row in rows],
        ["believed", "sound", "unsound", "worth" if found.about is None else "share"],
        axes=["chance to be first", worth],
        shares=(0.6, 0.4),
    )
    _draw_chances(plot, rows, found)
    _draw_worths(plot, rows, found.about is not None)
    return plot.figure


def _draw_chances(plot: RowPlot, rows: Sequence[Crux], found: Cruxes) -> None:
    colours, name = plot.colours, found.watched
    pairs = [(row.p_first_if_accepted[name], row.p_first_if_rejected[name]) for row in rows]
    high = max(max(pair) for pair in pairs) + 2 * found.p_error
    plot.scale(0.0, min(max(high * 1.06, 0.05), 1.0), percent=True)
    for (sound, unsound), y in zip(pairs, plot.y, strict=True):
        plot.axes.hlines(y, sound, unsound, colors=colours.faint, linewidth=3.5, zorder=1)
        for chance, face in ((sound, colours.main), (unsound, colours.page)):
            ends = (max(chance - found.p_error, 0.0), min(chance + found.p_error, 1.0))
            plot.axes.hlines(y, *ends, colors=colours.main, linewidth=1.0, zorder=2)
            style: Style = {"markersize": 5, "markeredgewidth": 1.3, "zorder": 3, "clip_on": False}
            plot.axes.plot(chance, y, "o", color=colours.main, markerfacecolor=face, **style)


def _draw_worths(plot: RowPlot, rows: Sequence[Crux], shares: bool) -> None:
    """Draw bars with one standard error to either side; pale where within noise."""
    colours = plot.colours
    values = [
        (row.total, row.total_error) if shares else (row.evppi, row.standard_error) for row in rows
    ]
    low = min([0.0, *(v - e for v, e in values)])
    high = max([SHORTEST_SHARES if shares else SHORTEST_POINTS, *(v + e for v, e in values)])
    room = (high - low) * 0.06
    plot.scale(low - (room if low < 0 else 0.0), high + room, percent=shares, panel=1)
    axes = plot.panels[1]
    axes.axvline(0.0, color=colours.muted, linewidth=0.8, zorder=1)
    for row, (value, error), y in zip(rows, values, plot.y, strict=True):
        pale = row.gains_nothing and not shares
        colour = colours.faint if pale else colours.several[1]
        axes.barh(y, value, plot.tall * 0.6, color=colour, linewidth=0, zorder=2)
        axes.hlines(
            y, value - error, value + error, colors=colours.ink, linewidth=LINE * 0.7, zorder=3
        )


def _cells(row: Crux, found: Cruxes) -> tuple[str, ...]:
    name = found.watched
    chances = (row.p_first_if_accepted[name], row.p_first_if_rejected[name])
    worth = worth_text(row) if found.about is None else f"{100 * row.total:.0f} %"
    return (
        probability(row.credence),
        *(f"{short_per_cent(c)} %" for c in chances),
        worth.replace("+-", "\N{PLUS-MINUS SIGN}"),
    )


def _caption(found: Cruxes, provenance: Provenance, look: Look, left: int) -> Caption:
    colours = look.colours
    more = f" {left:,} more arguments matter less." if left else ""
    if found.covered < 1.0:
        few = f"{len(found.theories):,} {provenance.words.many}"
        more += f" Of very many, the {few} that are first most often are looked at."
    watched = provenance.names.theory(found.watched)
    about = provenance.names.theory(found.about or "")
    bars = (
        "Bars: points of score gained on average by choosing after the question is settled; "
        "pale: within noise."
        if found.about is None
        else f"Bars: total share of the variance of the score of {about}."
    )
    return Caption(
        title=f"What is worth arguing about, by the rubric {provenance.named}",
        provenance=provenance,
        verdict=verdict(found, provenance),
        notes=(
            f"Chances are those of {watched}. Each argument is taken to be sound, then not, in the "
            f"same {found.draws:,} draws. "
            f"{bars} Lines across marks and bars: one standard error to either side.{more}"
        ),
        legend=[
            LegendEntry("dot", colours.main, "if it is sound"),
            LegendEntry("ring", colours.main, "if it is not"),
        ],
    )
