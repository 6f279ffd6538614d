"""Pictures of a group in cells of tables: a dot per person along an axis."""

from collections.abc import Sequence

from toi.analyses.plotting.dots import Dot, spread_dots
from toi.analyses.report.html import Markup, tag
from toi.analyses.report.pictures import Axis

WIDE, LARGEST = 3.4, 0.08  # inches of a picture, and of the largest dot
LOW, HIGH = 32, 62  # pixels of a picture; the style has them too
PIXELS = 96  # of an inch
FEW = 30  # people for whom a low picture does, and whose dots say whose they are

Row = Sequence[float | None]


def dot_pictures(
    axis: Axis,
    rows: Sequence[Row],
    names: Sequence[str],
    step: float,
    common: Sequence[float],
    hollow: Sequence[set[int]] = (),
    remark: str = "left empty",
) -> list[Markup]:
    """Draw a picture per row, all with dots of one size.

    Parameters
    ----------
    rows : sequence of sequence of float or None
        In each row everybody's value, in the order of `names`; None of who has none.
    step : float
        Values that lie within it stand side by side.
    common : sequence of float
        What all together have, a line in each row.
    hollow : sequence of set of int
        In each row, whose value is not, or not wholly, their own.
    remark : str
        What is said of such a value.
    """
    inch = WIDE / (axis.high - axis.low)
    tall = (LOW if len(names) <= FEW else HIGH) / PIXELS
    places = [[None if v is None else (v - axis.low) * inch for v in row] for row in rows]
    size, dots = spread_dots(places, step * inch, tall, LARGEST)
    drawn = zip(dots, common, hollow or [set[int]() for _ in rows], strict=True)
    called = [(name, f"{name}, {remark}") for name in names]
    return [_picture(axis, row, called, size, tall, mean, rings) for row, mean, rings in drawn]


def _picture(
    axis: Axis,
    dots: Sequence[Dot],
    names: Sequence[tuple[str, str]],
    size: float,
    tall: float,
    mean: float,
    rings: set[int],
) -> Markup:
    radius = f"{PIXELS * size / 2:.2g}"
    line = Markup(f'<line x1="{axis.place(mean)}%" x2="{axis.place(mean)}%" y2="100%"/>')
    kind = "dots" if len(names) <= FEW else "dots high"
    found = []
    for dot in dots:
        ring = dot.who in rings
        title = tag("title", names[dot.who][ring]) if len(names) <= FEW else None
        x, y = f"{100 * dot.x / WIDE:.3g}%", f"{PIXELS * (tall / 2 - dot.y):.3g}"
        found.append(tag("circle", title, cx=x, cy=y, r=radius, class_="empty" if ring else None))
    return tag("svg", line, *found, class_=kind, aria_hidden="true")
