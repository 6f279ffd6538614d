"""The picture of a ranking as sums: what is left of each case, and what took the rest."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from toi.analyses.plotting.labels import rest_told
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption
from toi.analyses.plotting.style import Look, styled
from toi.analyses.score.figure import by_tier, ranking_rows
from toi.analyses.score.legend_screen import thin_note
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.score.verdict_screen import score_verdict
from toi.analyses.score.why_screen import reasons
from toi.errors import usage

NAMED = 5  # lines and arguments with a colour of their own


@styled()
def stacked_figure(result: ScoreResult, look: Look) -> Figure:
    """Draw a bar per theory: its score, then what the heaviest lines and arguments took.

    Raises
    ------
    InputErrors
        If the method's scores are not sums.
    """
    if result.method.name != "additive":
        message = f"a score by {result.method.name} is no sum; add --set method=additive"
        raise usage(message, "no-sum")
    shown = by_tier(result.results[: look.rows])
    named = heaviest(result, shown)
    plot = draw_rows(
        look,
        _caption(result, look, named, len(result.results) - len(shown)),
        list(ranking_rows(result, shown)),
        ["score", "ranks"],
        axes=["points of score"],
        above=0.22,
    )
    ends = [row.score + sum(taken(result, row, named).values()) for row in shown]
    low = min([0.0, *(row.score for row in shown)])
    plot.scale(low, max([*ends, 1.0]) * 1.02)
    for row, y in zip(shown, plot.y, strict=True):
        _bars(plot, result, row, y, named)
    reference = result.provenance.words.reference
    if result.nothing is not None and reference:
        plot.mark_values((result.nothing, reference, plot.colours.ink))
    return plot.figure


def heaviest(result: ScoreResult, rows: Sequence[ScoreRow]) -> list[str]:
    """Find the reasons, in words, that take most from all theories together."""
    lost: dict[str, float] = {}
    for row in rows:
        for name, points in _reasons(result, row).items():
            lost[name] = lost.get(name, 0.0) + max(-points, 0.0)
    return sorted((n for n in lost if lost[n] > 0), key=lambda n: (-lost[n], n))[:NAMED]


def taken(result: ScoreResult, row: ScoreRow, named: Sequence[str]) -> Mapping[str, float]:
    """Sum the points taken by each named reason, and by all else as ``""``."""
    points = _reasons(result, row)
    found = {name: max(-points.pop(name, 0.0), 0.0) for name in named}
    return found | {"": sum(max(-other, 0.0) for other in points.values())}


def _reasons(result: ScoreResult, row: ScoreRow) -> dict[str, float]:
    assert row.contributions is not None
    return dict(reasons(result, row.contributions))


def _bars(
    plot: RowPlot, result: ScoreResult, row: ScoreRow, y: float, named: Sequence[str]
) -> None:
    colours, tall = plot.colours, plot.tall * 0.66
    plot.axes.barh(y, row.score, tall, color=colours.main, linewidth=0)
    start = row.score
    several = [c for c in colours.several if c != colours.main]
    for colour, points in zip(
        [*several[: len(named)], colours.faint], taken(result, row, named).values(), strict=True
    ):
        plot.axes.barh(y, points, tall, left=start, color=colour, linewidth=0)
        start += points
    assert row.contributions is not None
    case = row.contributions.case
    plot.axes.vlines(case, y - tall * 0.62, y + tall * 0.62, colors=colours.ink, linewidth=1.2)


def _caption(result: ScoreResult, look: Look, named: Sequence[str], left: int) -> Caption:
    colours, words, before = look.colours, result.provenance.words, "before any argument"
    several = [c for c in colours.several if c != colours.main]
    key = [
        LegendEntry("bar", colours.main, "score"),
        LegendEntry(
            "tick", colours.ink, f"the {words.proponent}'s case" if words.proponent else before
        ),
    ]
    key += [LegendEntry("bar", c, name) for c, name in zip(several, named, strict=False)]
    key.append(LegendEntry("bar", colours.faint, "all else"))
    return Caption(
        title=f"What the arguments leave of each case, by the rubric {result.provenance.named}",
        provenance=result.provenance,
        verdict=score_verdict(result),
        notes=(
            "Right of the score: points that arguments take, the lines that take most from all "
            f"{words.many} together in colours of their own. Where a bar reaches beyond the tick, "
            "other arguments had raised it by so much. Ranks: the middle 90 % of "
            f"{result.provenance.draws or 1:,} draws. {thin_note(result)}"
            f"{rest_told(left)}"
        ),
        legend=key,
    )
