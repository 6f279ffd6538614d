"""What caution costs: the mean outcome of the best splits against their worst tenth."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from toi.analyses.plotting.row_plot import figure, scale
from toi.analyses.plotting.sheet import MARGIN, Mark, Sheet, Words
from toi.analyses.plotting.style import LINE, SMALL, THIN, Look, Style, styled
from toi.analyses.plotting.text import fit, height, shown, width
from toi.analyses.portfolio.result import PortfolioResult

TALL, TOP, BELOW = 3.2, 0.4, 0.38  # inches: the planes, above and below them
SCALE = 0.42  # for the figures of the mean
BESIDE = [(0.1, 0.0, "left"), (-0.1, 0.0, "right"), (0.0, -0.14, "center"), (0.0, 0.14, "center")]
BESIDE += [(x, y, side) for x, side in ((0.08, "left"), (-0.08, "right")) for y in (-0.13, 0.13)]
Box = tuple[float, float, float, float]
Point = tuple[str, float, float]


def frontier_figure(result: PortfolioResult, look: Look) -> Figure:
    """The best splits from no caution to all by themselves, and among other splits."""
    best = [(f"{step.risk:g}", step.cvar, step.expected) for step in result.frontier]
    here = ("this split", result.cvar, result.expected)
    others = [(b.title, b.cvar, b.expected) for b in result.benchmarks]
    with styled():
        sheet = Sheet(look, _words(result, look), TALL + BELOW + TOP)
        wide = (sheet.width - 2 * MARGIN - 2 * SCALE - 0.1) / 2
        near = _Plane(sheet, MARGIN + SCALE, wide, [*best, here])
        near.draw(best, here, [])
        near.name([here, *best[:1], *best[-1:], *best[1:-1]])
        far = _Plane(sheet, MARGIN + 2 * SCALE + wide + 0.1, wide, [*best, here, *others])
        far.draw(best, here, others)
        far.name([here, *others])
        for plane, title in ((near, "the best splits, by caution"), (far, "among other splits")):
            sheet.text(plane.left, TOP - 0.1, title, SMALL)
        sheet.text(MARGIN, 0.07, "mean outcome, in points", SMALL, color=look.colours.muted)
        return sheet.figure


class _Plane:
    """Two axes on a sheet, and names beside points that keep out of each other's way."""

    def __init__(self, sheet: Sheet, left: float, wide: float, points: Sequence[Point]) -> None:
        self.sheet, self.left, self.wide = sheet, left, wide
        _, xs, ys = zip(*points, strict=True)
        (x0, x1), (y0, y1) = (_limits(values) for values in (xs, ys))
        self.axes = sheet.axes(left, TOP, wide, TALL)
        faint, muted = sheet.colours.faint, sheet.colours.muted
        scale(self.axes, x0, x1, False, faint, 5)
        ticks = MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(y0, y1)
        ticks = [t for t in ticks if y0 <= t <= y1]
        self.axes.set_ylim(y0, y1)
        self.axes.set_yticks(ticks, [figure(t) for t in ticks])
        self.axes.yaxis.grid(True, color=faint, linewidth=THIN)
        under: Style = {"ha": "center", "color": muted}
        y = TOP + TALL + BELOW - 0.1
        sheet.text(left + wide / 2, y, "worst tenth of cases, in points", SMALL, **under)
        self.taken: list[Box] = [
            self._box(*self._place(*p[1:]), 0.1, 0.1, "center") for p in points
        ]

    def draw(self, best: Sequence[Point], here: Point, others: Sequence[Point]) -> None:
        """The best splits as a line, this one and the others as marks."""
        colours = self.sheet.colours
        _, xs, ys = zip(*best, strict=True)
        self._keep_off(best)
        self.axes.plot(xs, ys, "o-", color=colours.main, linewidth=LINE, markersize=4)
        self.axes.plot(*here[1:], "D", color=colours.mark, markersize=6, zorder=4)
        for _, x, y in others:
            self.axes.plot(x, y, "s", color=colours.several[1], markersize=6, zorder=3)

    def _keep_off(self, best: Sequence[Point]) -> None:
        """Names stand beside the line, not on it."""
        for (_, x0, y0), (_, x1, y1) in pairwise(best):
            for share in (0.25, 0.5, 0.75):
                at = self._place(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
                self.taken.append(self._box(*at, 0.04, 0.04, "center"))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        (x0, x1), (y0, y1) = self.axes.get_xlim(), self.axes.get_ylim()
        return self.left + (x - x0) / (x1 - x0) * self.wide, TOP + (y1 - y) / (y1 - y0) * TALL

    @staticmethod
    def _box(x: float, y: float, wide: float, tall: float, side: str) -> Box:
        start = {"left": x, "right": x - wide, "center": x - wide / 2}[side]
        return start, y - tall / 2, start + wide, y + tall / 2

    def name(self, names: Sequence[tuple[str, float, float]]) -> None:
        """Names where there is room for them, the first ones first."""
        for text, x, y in names:
            text = fit(shown(text), SMALL, self.wide * 0.7)
            at, wide, tall = self._place(x, y), width(text, SMALL), height(SMALL)
            for dx, dy, side in BESIDE:
                box = self._box(at[0] + dx, at[1] + dy, wide, tall, side)
                if self._free(box):
                    self.taken.append(box)
                    style: Style = {"ha": side, "color": self.sheet.colours.ink}
                    self.sheet.text(at[0] + dx, at[1] + dy, text, SMALL, **style)
                    break

    def _free(self, box: Box) -> bool:
        inside = box[0] > self.left and box[2] < self.left + self.wide
        inside = inside and box[1] > TOP and box[3] < TOP + TALL
        return inside and not any(_meet(box, other) for other in self.taken)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _limits(values: Sequence[float]) -> tuple[float, float]:
    room = max((max(values) - min(values)) * 0.15, 0.1)
    return min(values) - room, max(values) + room


def _words(result: PortfolioResult, look: Look) -> Words:
    colours = look.colours
    first, last = result.frontier[0], result.frontier[-1]
    return Words(
        title=f"What caution costs, by the rubric {result.provenance.rubric}",
        made=result.provenance,
        verdict=(
            f"From no caution to all of it the worst tenth of cases goes from {first.cvar:.1f} to "
            f"{last.cvar:.1f} points, the mean from {first.expected:.1f} to {last.expected:.1f}."
        ),
        notes=(
            "Caution: how much the worst tenth of cases counts against the mean, 0 to 1. One "
            f"standard error of a mean is {result.precision.value_error:.2f} points. The axes do "
            "not start at 0; points without a name lie too close to another."
        ),
        key=[
            Mark("line", colours.main, "best splits, by caution"),
            Mark("diamond", colours.mark, "this split"),
            Mark("square", colours.several[1], "other splits"),
        ],
    )
