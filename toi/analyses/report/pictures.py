"""Small pictures in cells of tables; the cells beside them say the same in numbers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toi.analyses.report.html import Markup, tag
from toi.analyses.report.tables import PageColumn

HEIGHT = 16  # of a picture, in units of which it is 100 wide
LEAST = 0.6  # width of what would be too thin to be seen


@dataclass(frozen=True)
class Axis:
    """A stretch of numbers that a picture shows, and where its grid lines stand."""

    low: float
    high: float
    step: float = 10.0

    @classmethod
    def of(cls, values: Iterable[float], step: float = 10.0) -> "Axis":
        """Return the shortest axis between multiples of `step` that holds all values."""
        found = [value for value in values if math.isfinite(value)]
        low = math.floor(min(found, default=0.0) / step) * step
        high = math.ceil(max(found, default=0.0) / step) * step
        return cls(low, max(high, low + step), step)

    def place(self, value: float) -> float:
        """Return where a value stands, from 0 to 100."""
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 1)

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends in words."""
        return f"{self.low:g}", f"{self.high:g}"

    @property
    def column(self) -> PageColumn:
        """A column of pictures: its head shows both ends of the axis."""
        head = tag("span", *(tag("span", end) for end in self.ends), class_="axis")
        return PageColumn(head, ends=self.ends)

    @property
    def grid(self) -> Markup:
        """The lines between both ends."""
        places = (self.low + i * self.step for i in range(1, self.intervals))
        return _lines("grid", *map(self.place, places))

    @property
    def intervals(self) -> int:
        """Count its steps."""
        return round((self.high - self.low) / self.step)


def interval(
    axis: Axis, low: float, high: float, point: float, mark: float | None = None
) -> Markup:
    """Draw an interval with a point in it, and a line at `mark`."""
    marked = [] if mark is None else [_lines("mark", axis.place(mark))]
    start, end = axis.place(low), axis.place(high)
    return _picture(
        axis.grid,
        *marked,
        _bar(start, end, "span", 6, 4),
        _bar(axis.place(point) - 0.8, axis.place(point) + 0.8, "point", 2, 12),
    )


def step(axis: Axis, before: float, after: float) -> Markup:
    """Draw a step of a waterfall: what takes hangs below the line in the middle."""
    kind = "taken" if after < before else "given"
    low, high = sorted((axis.place(before), axis.place(after)))
    y = HEIGHT // 2 if kind == "taken" else 1
    return _picture(_bar(low, high, kind, y, 7))


def total(axis: Axis, value: float) -> Markup:
    """Draw a bar from the low end of the axis."""
    return _picture(axis.grid, _bar(0.0, axis.place(value), "total", 4, 8))


def stacked(axis: Axis, parts: Sequence[float]) -> Markup:
    """Draw parts one after another, in turn dark and light."""
    found, at = [], axis.low
    for i, part in enumerate(parts):
        if part > 0:
            ends = axis.place(at), axis.place(at + part)
            found.append(_bar(*ends, f"part{i % 4}", 3, 10))
            at += part
    return _picture(axis.grid, *found)


def _bar(start: float, end: float, kind: str, y: int, height: int) -> Markup:
    width = max(end - start, LEAST)
    return _path(kind, f"M{start:.3g} {y}h{width:.3g}v{height}h-{width:.3g}z")


def _lines(kind: str, *places: float) -> Markup:
    return _path(kind, "".join(f"M{x:g} 0v{HEIGHT}" for x in places)) if places else Markup()


def _path(kind: str, shape: str) -> Markup:
    return Markup(f'<path class={kind} d="{shape}"/>')


def _picture(*shapes: Markup) -> Markup:
    return tag(
        "svg",
        *shapes,
        viewBox=f"0 0 100 {HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
