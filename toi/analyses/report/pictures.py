"""Small pictures in cells of tables; the cells beside them say the same in numbers."""

import math
from collections.abc import Iterable, Sequence

from toi.analyses.report.html import Markup, tag
from toi.analyses.report.tables import PageColumn
from toi.distribution import figure
from toi.light_dataclass import dataclass

LEAST = 0.6  # width of what would be too thin to be seen, in per cent of the picture
POINT = 1.6  # width of a point
MOST_STEPS = 12  # of an axis that the style has lines for


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
        return figure(self.low), figure(self.high)

    @property
    def column(self) -> PageColumn:
        """A column of pictures: its head shows both ends of the axis."""
        return axis_column(*self.ends)

    @property
    def grid(self) -> str:
        """The class of pictures with a line at each step, as far as the style has one."""
        return f"grid g{self.intervals}" if self.intervals <= MOST_STEPS else "grid"

    @property
    def intervals(self) -> int:
        """Count its steps."""
        return round((self.high - self.low) / self.step)


def axis_column(low: str, high: str) -> PageColumn:
    """Return a column of pictures whose head shows both ends of their axis, in these words."""
    ends = low, high
    return PageColumn(tag("span", *(tag("span", end) for end in ends), class_="axis"), ends=ends)


def interval(
    axis: Axis, low: float, high: float, point: float, mark: float | None = None
) -> Markup:
    """Draw an interval with a point in it, and a line at `mark`."""
    marked = [] if mark is None else [_line("mark", axis.place(mark))]
    point = axis.place(point)
    return _picture(
        axis.grid,
        *marked,
        _bar("span", axis.place(low), axis.place(high)),
        _bar("point", point - POINT / 2, point + POINT / 2),
    )


def bar(axis: Axis, value: float, low: float, high: float, now: float | None = None) -> Markup:
    """Draw a bar from the low end of the axis, the range of its end, and where it is now."""
    marked = [] if now is None else [_line("now", axis.place(now))]
    return _picture(
        axis.grid,
        *([_bar("total", 0.0, axis.place(value))] if value > axis.low else []),
        *([_bar("range", axis.place(low), axis.place(high))] if high > axis.low else []),
        *marked,
    )


def key(kind: str) -> Markup:
    """Draw what one shape of `bar` looks like, for its legend: ``total``, ``range`` or ``now``."""
    return _picture("key", _line("now", 50.0) if kind == "now" else _bar(kind, 0.0, 100.0))


def step(axis: Axis, before: float, after: float) -> Markup:
    """Draw a step of a waterfall: what takes hangs below the line in the middle."""
    low, high = sorted((axis.place(before), axis.place(after)))
    return _picture("step", _bar("taken" if after < before else "given", low, high))


def total(axis: Axis, value: float) -> Markup:
    """Draw a bar from the low end of the axis."""
    return _picture(axis.grid, _bar("total", 0.0, axis.place(value)))


def stacked(axis: Axis, parts: Sequence[float]) -> Markup:
    """Draw parts one after another, in turn dark and light."""
    found, at = [], axis.low
    for i, part in enumerate(parts):
        if part > 0:
            found.append(_bar(f"part{i % 4}", axis.place(at), axis.place(at + part)))
            at += part
    return _picture(axis.grid, *found)


def _bar(kind: str, start: float, end: float) -> Markup:
    """Draw a bar from one place to another; how high it stands is said by the style."""
    width = max(end - start, LEAST)
    return Markup(f'<rect class={kind} x="{start:.3g}%" width="{width:.3g}%"/>')


def _line(kind: str, place: float) -> Markup:
    return Markup(f'<line class={kind} x1="{place:.3g}%" x2="{place:.3g}%" y2="100%"/>')


def _picture(kind: str, *shapes: Markup) -> Markup:
    return tag("svg", *shapes, class_=kind, aria_hidden="true")
