"""The picture of weight stability: how far each weight can go before another theory leads."""

from matplotlib.figure import Figure

from toi.analyses.flips.result import Changing
from toi.analyses.flips.weights_screen import weight_interval, weights_verdict
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import draw_rows
from toi.analyses.plotting.sheet import Caption, NothingToDraw, nobody_to_draw
from toi.analyses.plotting.style import Look, Style, styled
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.names import Names
from toi.analyses.shared.result import Provenance


@styled()
def weights_figure(found: Changing, provenance: Provenance, look: Look) -> Figure:
    """Draw a bar per criterion for the shares of weight at which the leader stays first.

    Raises
    ------
    NothingToDraw
        If the method has no use for the size of weights, or nobody leads.
    """
    kept = found.weight_stability
    if kept is None and found.leader is None:
        raise nobody_to_draw(provenance.words, "no weights to draw: ")
    if kept is None:
        reason = found.reason or "the method has no use for the size of a weight"
        raise NothingToDraw(f"no weights to draw: {reason}")
    colours, names = look.colours, provenance.names
    leader = names.theory(found.leader or "-")
    words = Caption(
        title=f"At which weights {leader} stays first, by the rubric {provenance.named}",
        provenance=provenance,
        verdict=weights_verdict(found, provenance),
        notes=(
            "One weight at a time as a share of all, the others in proportion; every number at "
            "its mean. Below, above: who is first past that end of the bar."
        ),
        legend=[
            LegendEntry("bar", colours.main, f"{leader} is first"),
            LegendEntry("bar", colours.faint, "another is"),
            LegendEntry("diamond", colours.mark, "weight now"),
        ],
    )
    rows = [Row(names.criterion(name), cells=_cells(found, name, names)) for name in kept]
    heads = ["now", "stays first", "below", "above"]
    plot = draw_rows(look, words, rows, heads, axes=["share of all weight"])
    plot.scale(0.0, 1.0, percent=True)
    for (name, (low, high)), y in zip(kept.items(), plot.y, strict=True):
        tall, now = plot.tall * 0.55, found.weights[name]
        plot.axes.barh(y, 1.0, tall, color=colours.faint, linewidth=0, zorder=1)
        least = max(high - low, 0.002)  # a bar that can be seen
        plot.axes.barh(y, least, tall, left=low, color=colours.main, linewidth=0, zorder=2)
        dot: Style = {"markersize": 5.5, "zorder": 3, "clip_on": False}
        edge: Style = {"markeredgecolor": colours.page, "markeredgewidth": 0.8}
        plot.axes.plot(now, y, "D", color=colours.mark, **dot, **edge)
    return plot.figure


def _cells(found: Changing, name: str, names: Names) -> tuple[str, ...]:
    assert found.weight_stability is not None
    low, high = found.weight_stability[name]
    below, above = found.successors.get(name, (None, None))
    now = found.weights[name]
    span = weight_interval(low, high, now).replace("-", "\N{EN DASH}")
    return whole_per_cent(now), span, *(names.theory(who or "") for who in (below, above))
