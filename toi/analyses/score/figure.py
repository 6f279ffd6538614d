"""The picture of a ranking: scores with intervals, tiers, and the line of doing nothing."""

from collections.abc import Iterator, Sequence

from matplotlib.figure import Figure

from toi.analyses.plotting.labels import Row, rest_told
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption, NothingToDraw
from toi.analyses.plotting.style import LINE, Look, styled
from toi.analyses.score.legend_screen import THIN, thin, thin_note
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.score.verdict_screen import score_verdict
from toi.analyses.shared.format import whole
from toi.analyses.shared.moves import GATED


@styled()
def ranking_figure(result: ScoreResult, look: Look) -> Figure:
    """Draw a row per theory in rank order: a dot for its score, a line for the middle 90 %.

    Raises
    ------
    NothingToDraw
        If there are no scores.
    """
    if result.method.has_none_to_compare:
        raise NothingToDraw(
            f"{result.method.name} gives no scores: there are fewer than two to compare"
        )
    shown = by_tier(result.results[: look.rows])
    plot = draw_rows(
        look,
        _caption(result, look, len(result.results) - len(shown)),
        list(ranking_rows(result, shown)),
        ["score", "ranks"],
        axes=["score, from 0 to 100"],
        above=0.22,
    )
    plot.scale(*_limits(result, shown))
    for row, y in zip(shown, plot.y, strict=True):
        _draw_score(plot, row, y)
    reference = result.provenance.words.reference
    if result.nothing is not None and reference:
        plot.mark_values((result.nothing, reference, plot.colours.mark))
    return plot.figure


def _caption(result: ScoreResult, look: Look, left: int) -> Caption:
    draws = result.provenance.draws or 1
    colours = look.colours
    key = [
        LegendEntry("dot", colours.main, "score, every number at its mean"),
        LegendEntry("line", colours.main, f"middle 90 % of {draws:,} draws"),
    ]
    words = result.provenance.words
    told = result.nothing is not None and words.reference
    below = f"Left of {words.reference}: costs exceed gains. " if told else ""
    return Caption(
        title=f"{words.many.capitalize()} ranked by the rubric {result.provenance.named}",
        provenance=result.provenance,
        verdict=score_verdict(result),
        notes=(
            "Ranks: the middle 90 % of draws. A tier is what its first does not beat in 90 % of "
            f"draws (one standard error {30 / draws**0.5:.1f} %); order inside means little. "
            f"{below}The axis does not start at 0. {thin_note(result)}{rest_told(left)}"
        ),
        legend=key,
    )


def by_tier(rows: Sequence[ScoreRow]) -> tuple[ScoreRow, ...]:
    """Order theories by tier, those in one by rank; excluded ones last."""
    return tuple(sorted(rows, key=lambda row: (row.gated is not None, row.tier, row.rank)))


def ranking_rows(result: ScoreResult, rows: Sequence[ScoreRow]) -> Iterator[Row]:
    """Label rows under headings for tiers and gates; they stand as `by_tier` orders them."""
    heading = ""
    for row in rows:
        now = "excluded by a gate" if row.gated else f"tier {row.tier}"
        first, last = row.rank_range
        ranks = f"{first}\N{EN DASH}{last}" if first != last else f"{first}"
        yield Row(
            head=row.id,
            label=row.short + THIN * thin(result, row),
            cells=(whole(row.score), GATED if row.gated else ranks),
            heading=now if now != heading else "",
            dim=row.gated is not None,
        )
        heading = now


def _limits(result: ScoreResult, rows: tuple[ScoreRow, ...]) -> tuple[float, float]:
    values = [v for row in rows for v in (row.interval.p05, row.interval.p95, row.score)]
    values += [] if result.nothing is None else [result.nothing]
    low, high = min(values, default=0.0), max(values, default=100.0)
    room = max((high - low) * 0.04, 1.0)
    return low - room, high + room


def _draw_score(plot: RowPlot, row: ScoreRow, y: float) -> None:
    colour = plot.colours.muted if row.gated else plot.colours.main
    plot.axes.hlines(y, row.interval.p05, row.interval.p95, colors=colour, linewidth=LINE)
    for end in (row.interval.p05, row.interval.p95):
        plot.axes.vlines(end, y - 0.035, y + 0.035, colors=colour, linewidth=LINE)
    face = plot.colours.page if row.gated else colour
    plot.axes.plot(row.score, y, "o", color=colour, markersize=5, markerfacecolor=face, zorder=3)
