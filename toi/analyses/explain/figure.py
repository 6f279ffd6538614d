"""The waterfall chart of a score: from the proponent's case down, argument by argument."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure

from toi.analyses.explain.result import ExplainResult
from toi.analyses.explain.screen import PEERS, SMALL, explain_verdict
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption
from toi.analyses.plotting.style import LINE, Look, styled
from toi.analyses.plotting.text import minus

MOST = 15


@dataclass(frozen=True)
class WaterfallStep:
    """A bar from `start` to `end`; a sum starts at 0."""

    name: str
    start: float
    end: float
    on: str = ""

    @property
    def points(self) -> float:
        """The points added to the sum."""
        return self.end - self.start


@styled()
def waterfall_figure(result: ExplainResult, look: Look) -> Figure:
    """Draw a step per heavy argument in the order of the table, smaller ones together."""
    steps = list(waterfall(result, look.top or MOST))
    plot = draw_rows(
        look,
        _caption(result, steps, look),
        [_row(step, i, len(steps)) for i, step in enumerate(steps)],
        ["on", "points", "total"],
        axes=["points of score"],
        above=0.22,
    )
    ends = [x for step in steps for x in (step.start, step.end)]
    ends += [0.0, result.interval.p05, result.interval.p95]
    room = (max(ends) - min(ends)) * 0.03
    plot.scale(min(ends) - (room if min(ends) < 0 else 0), max(ends) + room)
    for i, step in enumerate(steps):
        _bar(plot, step, i, len(steps))
    _interval(plot, result)
    return plot.figure


def waterfall(result: ExplainResult, most: int) -> Iterator[WaterfallStep]:
    """Find the steps from the case to the score, each from where the one before ended."""
    yield WaterfallStep("the proponent's case", 0.0, result.case)
    heads = {label.id: label.head for label in result.criteria}
    total, left = result.case, [a for a in result.arguments if a.criteria]
    heavy = [a for a in left if abs(a.points) >= SMALL][:most]
    for argument in heavy:
        on = " ".join(heads[name] for name in argument.criteria)
        yield WaterfallStep(argument.argument, total, total + argument.points, on)
        total += argument.points
    rest = left[len(heavy) :]
    if rest:
        points = sum(argument.points for argument in rest)
        yield WaterfallStep(f"{len(rest)} smaller", total, total + points)
        total += points
    if result.scrutiny:
        yield WaterfallStep(PEERS, total, total + result.scrutiny)
        total += result.scrutiny
    if result.conditions:
        yield WaterfallStep("what it is conditional on", total, total + result.conditions)
    yield WaterfallStep("score", 0.0, result.score)


def _row(step: WaterfallStep, i: int, n: int) -> Row:
    points = "" if i in (0, n - 1) else minus(f"{step.points:+.0f}")
    return Row(step.name, cells=(step.on, points, f"{step.end:.0f}"))


def _bar(plot: RowPlot, step: WaterfallStep, i: int, n: int) -> None:
    colours, y, tall = plot.colours, plot.y[i], plot.tall * 0.66
    whole = i in (0, n - 1)
    colour = colours.main if whole else colours.gain if step.points > 0 else colours.loss
    plot.axes.barh(y, step.points, tall, left=step.start, color=colour, linewidth=0)
    if i + 1 < n:
        y1 = plot.y[i + 1] + tall / 2
        plot.axes.vlines(step.end, y - tall / 2, y1, colors=colours.muted, linewidth=0.6)


def _interval(plot: RowPlot, result: ExplainResult) -> None:
    """Draw the middle 90 % of draws across the last bar."""
    y, colour = plot.y[-1], plot.colours.ink
    low, high = result.interval.p05, result.interval.p95
    plot.axes.hlines(y, low, high, colors=colour, linewidth=LINE * 0.8)
    plot.axes.vlines([low, high], y - 0.04, y + 0.04, colors=colour, linewidth=LINE * 0.8)


def _caption(result: ExplainResult, steps: list[WaterfallStep], look: Look) -> Caption:
    colours, draws = look.colours, result.provenance.draws or 1
    lower, higher = (any(way * s.points > 0 for s in steps[1:-1]) for way in (-1, 1))
    names = [f"{c.head} {c.title.lower()}" for c in result.criteria if c.weight > 0]
    return Caption(
        title=f"{result.id} {result.title}",
        provenance=result.provenance,
        verdict=explain_verdict(result),
        notes=(
            f"On: the criteria that an argument bears on ({', '.join(names)}; + more is better, "
            "- less is better). Points are after replies, and add up to the score."
        ),
        legend=[
            LegendEntry("bar", colours.main, "a sum"),
            *([LegendEntry("bar", colours.loss, "lowers it")] if lower else []),
            *([LegendEntry("bar", colours.gain, "raises it")] if higher else []),
            LegendEntry("line", colours.ink, f"middle 90 % of {draws:,} draws"),
        ],
    )
