"""The picture of splits of effort on which several rubrics may agree."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import MARKERS, SHAPES, LegendEntry
from toi.analyses.plotting.row_plot import draw_rows
from toi.analyses.plotting.sheet import Caption, NothingToDraw
from toi.analyses.plotting.style import Look, styled
from toi.analyses.portfolio.rounded import LEAST, UNSPENT
from toi.analyses.portfolio.shown import share_text
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import HEADS, compromise_texts, rounded_compromise
from toi.analyses.portfolio.worldviews.verdict import (
    together_verdict,
)

MOST = 30


@styled()
def worldviews_figure(result: WorldviewsResult, look: Look) -> Figure:
    """Draw a row per line, a mark per way to agree on one split.

    Raises
    ------
    NothingToDraw
        If no line gets anything.
    """
    shares = {
        name: [split.shares.get(name, 0.0) / result.budget for split in result.compromises]
        for name in result.titles
    }
    lines = [name for name in shares if max(shares[name]) > LEAST]
    lines = sorted(lines, key=lambda name: (-max(shares[name]), name))[: look.top or MOST]
    if not lines:
        raise NothingToDraw("no line gets anything")
    idle = [split.unspent / result.budget for split in result.compromises]
    if max(idle) > LEAST:
        lines, shares[UNSPENT] = [*lines, UNSPENT], idle
    cells = [_cells(result, split) for split in result.compromises]
    titles = {**result.titles, UNSPENT: "unspent"}
    rows = [Row(name, titles[name], [column.get(name, "") for column in cells]) for name in lines]
    colours, rules = look.colours, _rules(result)
    plot = draw_rows(look, _caption(result, look), rows, rules, axes=["share of the budget"])
    plot.scale(0.0, max(map(max, shares.values())) * 1.06, percent=True)
    for name, y in zip(lines, plot.y, strict=True):
        ends = min(shares[name]), max(shares[name])
        plot.axes.hlines(y, *ends, colors=colours.faint, linewidth=3)
        for share, shape, colour in zip(shares[name], SHAPES, colours.several, strict=False):
            plot.axes.plot(share, y, MARKERS[shape], color=colour, markersize=5, clip_on=False)
    return plot.figure


def _cells(result: WorldviewsResult, split: Compromise) -> Mapping[str, str]:
    """Write what each line gets, as amounts where the budget was named, else in per cents."""
    amounts = compromise_texts(result, split)
    exact = {**split.shares, UNSPENT: split.unspent}
    rounded = rounded_compromise(result, split).items()
    return amounts or {name: share_text(share, exact[name]) for name, share in rounded}


def _rules(result: WorldviewsResult) -> list[str]:
    return [HEADS[split.rule] for split in result.compromises]


def _caption(result: WorldviewsResult, look: Look) -> Caption:
    return Caption(
        title="How to split effort where several rubrics have a say",
        provenance=result.provenance,
        rubrics=result.rubrics,
        verdict=together_verdict(result),
        notes=(
            "Lines stand with the largest share that any of these splits gives them first. "
            "Satisfaction: 100 is a rubric's favourite, 0 as if one drawn by lot decided."
        ),
        legend=[
            LegendEntry(shape, colour, rule)
            for shape, colour, rule in zip(
                SHAPES, look.colours.several, _rules(result), strict=False
            )
        ],
    )
