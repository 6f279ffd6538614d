"""Picture of a score: by criterion up to it, and from the case down, line by line."""

from collections.abc import Iterator

from matplotlib.figure import Figure

from toi.analyses.explain.criteria_screen import by_weight, points_in_tenths
from toi.analyses.explain.reasons_screen import (
    HANGS,
    PEERS,
    SMALL,
    case_in_words,
    heads_on,
    in_tenths_from_case,
    reasons,
)
from toi.analyses.explain.result import ExplainResult
from toi.analyses.explain.verdict_screen import explain_verdict
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption
from toi.analyses.plotting.style import LINE, Look, styled
from toi.analyses.plotting.text import minus
from toi.analyses.shared.format import rounded, same_letters, signed, whole_per_cent
from toi.light_dataclass import dataclass

MOST = 15


@dataclass(frozen=True)
class WaterfallStep:
    """A bar from `start` to `end`; a sum starts at 0.

    `heading` stands above the first step of a part of the picture; `written` is what it adds and
    `reached` the sum so far, in tenths that add up.
    """

    name: str
    start: float
    end: float
    written: float
    reached: float
    on: str = ""
    whole: bool = False
    heading: str = ""

    @property
    def points(self) -> float:
        """The points added to the sum."""
        return self.end - self.start


@styled()
def waterfall_figure(result: ExplainResult, look: Look) -> Figure:
    """Draw a step per criterion, then one per line of attack or argument that is in none."""
    steps = [*criteria_steps(result), *waterfall(result, look.top or MOST)]
    plot = draw_rows(
        look,
        _caption(result, steps, look),
        [_row(step) for step in steps],
        ["on", "points", "total"],
        axes=["points of score"],
        above=0.22,
    )
    ends = [x for step in steps for x in (step.start, step.end)]
    ends += [0.0, result.interval.p05, result.interval.p95]
    room = (max(ends) - min(ends)) * 0.03
    plot.scale(min(ends) - (room if min(ends) < 0 else 0), max(ends) + room)
    for i, step in enumerate(steps):
        _bar(plot, step, i, joined=i + 1 < len(steps) and not steps[i + 1].heading)
    _interval(plot, result)
    return plot.figure


def criteria_steps(result: ExplainResult) -> Iterator[WaterfallStep]:
    """Find the steps from 0 to the score by criterion, the heaviest weight first."""
    titles = {label.id: label.title for label in result.criteria}
    unknown = {case.criterion for case in result.judgements if not case.known}
    tenths = points_in_tenths(result)
    total, reached, heading = 0.0, 0.0, "by criterion: weight x value, from 0 to 100"
    for row in by_weight(result):
        on = f"{whole_per_cent(row.weight)} x {100 * row.value:.1f}" if row.bears else ""
        name = titles[row.criterion] + (" (not known)" if row.criterion in unknown else "")
        end, points = total + row.points, tenths[row.criterion]
        reached += points
        yield WaterfallStep(name, total, end, points, reached, on, heading=heading)
        total, heading = end, ""


def waterfall(result: ExplainResult, most: int) -> Iterator[WaterfallStep]:
    """Find the steps from the case to the score, each from where the one before ended."""
    steps = list(_steps(result, most))
    (case, _), *tenths = in_tenths_from_case(result, [points for _, points, _ in steps])
    heading, total = "by line of attack, and argument", result.case
    named = case_in_words(result)
    yield WaterfallStep(named, 0.0, total, case, case, whole=True, heading=heading)
    for (name, points, on), (written, reached) in zip(steps, tenths, strict=True):
        yield WaterfallStep(name, total, total + points, written, reached, on)
        total += points
    score = round(result.score, 1)
    yield WaterfallStep("score", 0.0, result.score, score, score, whole=True)


def _steps(result: ExplainResult, most: int) -> Iterator[tuple[str, float, str]]:
    """Yield what each step is called, its points, and the criteria that it acts on."""
    left = reasons(result)
    heavy = [one for one in left if abs(one.points) >= SMALL][:most]
    for one in heavy:
        yield one.title, one.points, heads_on(result, one.criteria, len(one.criteria))
    rest = left[len(heavy) :]
    if rest:
        yield f"{len(rest)} smaller", sum(one.points for one in rest), ""
    if result.scrutiny:
        yield PEERS, result.scrutiny, ""
    if result.conditions:
        yield HANGS, result.conditions, ""


def _row(step: WaterfallStep) -> Row:
    points = "" if step.whole else minus(signed(step.written, 1))
    return Row(step.name, cells=(step.on, points, rounded(step.reached, 1)), heading=step.heading)


def _bar(plot: RowPlot, step: WaterfallStep, i: int, joined: bool) -> None:
    colours, y, tall = plot.colours, plot.y[i], plot.tall * 0.66
    colour = colours.main if step.whole else colours.gain if step.points > 0 else colours.loss
    plot.axes.barh(y, step.points, tall, left=step.start, color=colour, linewidth=0)
    if joined:
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
    moving = [step for step in steps if not step.whole]
    lower, higher = (any(way * step.points > 0 for step in moving) for way in (-1, 1))
    told = [
        f"{c.head} {c.title}"
        for c in result.criteria
        if c.weight > 0 and not same_letters(c.short, c.title)
    ]
    names = f"{', '.join(told)}; " if told else ""
    named = f"{result.id} {result.title}"
    return Caption(
        title=result.title if same_letters(result.id, result.title) else named,
        provenance=result.provenance,
        verdict=explain_verdict(result),
        notes=(
            "On: weight and value of a criterion, and the criteria that an argument bears on "
            f"({names}+ more is better, - less is better). Points are after replies, "
            "and add up to the score."
        ),
        legend=[
            LegendEntry("bar", colours.main, "a sum"),
            *([LegendEntry("bar", colours.loss, "lowers it")] if lower else []),
            *([LegendEntry("bar", colours.gain, "raises it")] if higher else []),
            LegendEntry("line", colours.ink, f"middle 90 % of {draws:,} draws"),
        ],
    )
