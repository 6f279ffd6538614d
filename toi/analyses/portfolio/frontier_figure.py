"""The picture of the frontier: the mean outcome of splits against their worst tenth."""

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import set_scale, tick_label
from toi.analyses.plotting.sheet import Caption, NothingToDraw, Sheet, new_sheet, nobody_to_draw
from toi.analyses.plotting.style import LINE, MARGIN, SMALL, THIN, Look, styled
from toi.analyses.plotting.text import fit, height, shown, width
from toi.analyses.portfolio.result import THEN_NEXT, PortfolioResult
from toi.analyses.portfolio.shown import worst
from toi.analyses.portfolio.wording.caution import nothing_to_trade
from toi.light_dataclass import dataclass

TALL, TOP, BELOW = 3.2, 0.4, 0.38  # inches: the planes, above and below them
FLAT = 2.0  # points around splits among which there is nothing to trade
SCALE = 0.42  # for the figures of the mean
BESIDE = [(0.1, 0.0, "left"), (-0.1, 0.0, "right"), (0.0, -0.14, "center"), (0.0, 0.14, "center")]
BESIDE += [(x, y, side) for x, side in ((0.08, "left"), (-0.08, "right")) for y in (-0.13, 0.13)]
Box = tuple[float, float, float, float]
Point = tuple[str, float, float]


@styled()
def frontier_figure(result: PortfolioResult, look: Look) -> Figure:
    """Draw the best splits from no caution to all, by themselves and among other splits.

    Raises
    ------
    NothingToDraw
        If no other amount of caution was tried, or gates exclude all.
    """
    if all(line.gated for line in result.allocation):
        raise nobody_to_draw(result.provenance.words)
    if not result.frontier:
        raise NothingToDraw("no other amount of caution was tried")
    best = [(f"{step.risk:g}", step.cvar, step.expected) for step in result.frontier]
    here = ("this split", result.cvar, result.expected)
    others = [(b.title.partition(THEN_NEXT)[0], b.cvar, b.expected) for b in result.benchmarks]
    tail = worst(result.wishes.tail)
    sheet = new_sheet(look, _caption(result, look), TALL + BELOW + TOP)
    wide = (sheet.width - 2 * MARGIN - 2 * SCALE - 0.1) / 2
    least = FLAT if nothing_to_trade(result) else 0.1
    near = _draw_plane(sheet, MARGIN + SCALE, wide, [*best, here], tail, least)
    _draw_points(near, best, here)
    ends = [] if nothing_to_trade(result) else [best[0], best[-1]]
    _draw_names(near, [here, *((f"caution {name}", x, y) for name, x, y in ends)])
    far = _draw_plane(sheet, MARGIN + 2 * SCALE + wide + 0.1, wide, [*best, here, *others], tail)
    _draw_points(far, best, here, others)
    _draw_names(far, [here, *others])
    sheet.text(near.left, TOP - 0.1, "the best splits, by caution", SMALL)
    sheet.text(far.left, TOP - 0.1, "among other splits", SMALL)
    sheet.label(MARGIN, 0.07, "mean outcome, in points")
    return sheet.figure


@dataclass(frozen=True, eq=False)
class _Plane:
    """Two axes in a part of the sheet; `taken` are the places that no name may meet."""

    sheet: Sheet
    axes: Axes
    left: float
    wide: float
    taken: list[Box] = field(default_factory=list)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies, in inches from the left and from the top of the body."""
        (x0, x1), (y0, y1) = self.axes.get_xlim(), self.axes.get_ylim()
        return self.left + (x - x0) / (x1 - x0) * self.wide, TOP + (y1 - y) / (y1 - y0) * TALL

    def free(self, box: Box) -> bool:
        """Return True if a box lies inside and meets nothing."""
        inside = box[0] > self.left and box[2] < self.left + self.wide
        inside = inside and box[1] > TOP and box[3] < TOP + TALL
        return inside and not any(_meet(box, other) for other in self.taken)


def _draw_plane(
    sheet: Sheet, left: float, wide: float, points: Sequence[Point], tail: str, least: float = 0.1
) -> _Plane:
    """Draw the axes that hold some points, with at least so much room around them."""
    _, xs, ys = zip(*points, strict=True)
    (x0, x1), (y0, y1) = _limits(xs, least), _limits(ys, least)
    axes = sheet.axes(left, TOP, wide, TALL)
    set_scale(axes, x0, x1, False, sheet.colours.faint, 5)
    ticks = MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(y0, y1)
    ticks = [t for t in ticks if y0 <= t <= y1]
    axes.set_ylim(y0, y1)
    axes.set_yticks(ticks, [tick_label(t) for t in ticks])
    axes.yaxis.grid(True, color=sheet.colours.faint, linewidth=THIN)
    middle, y = left + wide / 2, TOP + TALL + BELOW - 0.1
    sheet.label(middle, y, f"{tail} of cases, in points", ha="center")
    plane = _Plane(sheet, axes, left, wide)
    plane.taken.extend(_box(*plane.place(x, y), 0.1, 0.1, "center") for _, x, y in points)
    return plane


def _draw_points(
    plane: _Plane, best: Sequence[Point], here: Point, others: Sequence[Point] = ()
) -> None:
    """Draw the best splits as a line, this one and the others as marks."""
    colours = plane.sheet.colours
    _, xs, ys = zip(*best, strict=True)
    for (_, x0, y0), (_, x1, y1) in pairwise(best):
        for share in (0.25, 0.5, 0.75):  # names stand beside the line, not on it
            at = plane.place(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
            plane.taken.append(_box(*at, 0.04, 0.04, "center"))
    plane.axes.plot(xs, ys, "o-", color=colours.main, linewidth=LINE, markersize=4)
    plane.axes.plot(*here[1:], "D", color=colours.mark, markersize=6, zorder=4)
    for _, x, y in others:
        plane.axes.plot(x, y, "s", color=colours.several[1], markersize=6, zorder=3)


def _draw_names(plane: _Plane, points: Sequence[Point]) -> None:
    """Write names beside points where there is room for them, the first ones first."""
    for name, x, y in points:
        text = fit(shown(name), SMALL, plane.wide * 0.7)
        at, wide, tall = plane.place(x, y), width(text, SMALL), height(SMALL)
        for dx, dy, side in BESIDE:
            box = _box(at[0] + dx, at[1] + dy, wide, tall, side)
            if plane.free(box):
                plane.taken.append(box)
                plane.sheet.text(at[0] + dx, at[1] + dy, text, SMALL, ha=side)
                break


def _box(x: float, y: float, wide: float, tall: float, side: str) -> Box:
    """Return the box of a text that is aligned at one side, or of a mark."""
    start = {"left": x, "right": x - wide, "center": x - wide / 2}[side]
    return start, y - tall / 2, start + wide, y + tall / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _limits(values: Sequence[float], least: float) -> tuple[float, float]:
    room = max((max(values) - min(values)) * 0.15, least)
    return min(values) - room, max(values) + room


def _caption(result: PortfolioResult, look: Look) -> Caption:
    colours = look.colours
    first, last = result.frontier[0], result.frontier[-1]
    tail = worst(result.wishes.tail)
    verdict = (
        f"From no caution to all of it the {tail} of cases goes from {first.cvar:.1f} to "
        f"{last.cvar:.1f} points, the mean from {first.expected:.1f} to {last.expected:.1f}."
    )
    if nothing_to_trade(result):
        little = "Nothing to trade: caution changes less than half a point, or than the error."
        verdict = f"{little} {verdict}"
    in_full = [f" {b.title}." for b in result.benchmarks if THEN_NEXT in b.title]
    return Caption(
        title=f"What caution costs, by the rubric {result.provenance.named}",
        provenance=result.provenance,
        verdict=verdict,
        notes=(
            f"Caution: how much the {tail} of cases counts against the mean, 0 to 1. One "
            f"standard error of a mean is {result.precision.value_error:.2f} points. The axes do "
            f"not start at 0.{''.join(in_full)}"
        ),
        legend=[
            LegendEntry("line", colours.main, "best splits, by caution"),
            LegendEntry("diamond", colours.mark, "this split"),
            LegendEntry("square", colours.several[1], "other splits"),
        ],
    )
