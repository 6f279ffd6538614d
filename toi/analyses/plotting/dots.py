"""Dots for people: each at its own value, and each of many to be seen."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor, inf, sqrt

from toi.light_dataclass import dataclass

LARGEST, LEAST = 6.0 / 72, 0.6 / 72  # inches: the diameter of a dot
CLEAR = 4.0 / 72  # below which dots of few people overlap rather than be smaller
SMALL = 3.0 / 72  # below which dots of many leave their values rather than be smaller
SMALLER = 0.94  # from one diameter that is tried to the next
FILLED, FILLED_BY_FEW = 0.86, 0.94  # of the height of a row
_EXACT = 1e-9  # inches: what is nearer is the same place
FEW = 12  # people whose dots stand at their values whatever the room


@dataclass(frozen=True)
class Dot:
    """A dot: whose it is, its place along the axis and above the middle of its row, in inches."""

    who: int
    x: float
    y: float


Row = Sequence[float | None]


def spread_dots(
    rows: Sequence[Row], step: float, tall: float, largest: float = LARGEST
) -> tuple[float, list[list[Dot]]]:
    """Place the dots of all rows, all of one size, each at its value.

    What lies close together is stacked up and down (a beeswarm). Where few people find no room
    they overlap, up and down too. Where many do, values within one step of the axis share a cell
    in that row, and fill it in columns about their mean.

    Parameters
    ----------
    rows : sequence of sequence of float or None
        In each row the place of everybody's value, in inches along the axis; None of who has none.
    step : float
        The width of a cell, in inches.
    tall : float
        The height of a row, in inches.
    largest : float
        The largest diameter, in inches.

    Returns
    -------
    (float, list of list of Dot)
        The diameter in inches, and the dots of each row; their x is along the axis.
    """
    few = max(map(len, rows), default=0) <= FEW
    room = tall * FILLED_BY_FEW
    size = largest
    while size >= (CLEAR if few else SMALL):
        stacked = _all_stacked(rows, size, room)
        if stacked is not None:
            return size, stacked
        size *= SMALLER
    if few:
        return CLEAR, [_squeezed(_stack(row, CLEAR) or [], CLEAR, room) for row in rows]
    cells = [_cells(row, step) for row in rows]
    most = max((len(cell) for row in cells for cell in row), default=1)
    size = SMALL
    while size > LEAST and not _fits(most, size, step, tall * FILLED):
        size *= SMALLER
    return size, [
        _stack(row, size, room)
        or [dot for cell in mine for dot in _placed(cell, size, tall * FILLED)]
        for row, mine in zip(rows, cells, strict=True)
    ]


def _all_stacked(rows: Sequence[Row], size: float, room: float) -> list[list[Dot]] | None:
    """Stack the dots of all rows; None if one is not high enough."""
    found = []
    for row in rows:
        dots = _stack(row, size, room)
        if dots is None:
            return None
        found.append(dots)
    return found


def _stack(row: Row, size: float, room: float = inf) -> list[Dot] | None:
    """Place each dot at its value, above or below those that it would touch; None without room."""
    values = sorted((value, who) for who, value in enumerate(row) if value is not None)
    found: list[Dot] = []
    together: list[Dot] = []  # those that hang together
    low = high = 0.0  # the lowest and the highest of these
    for value, who in values:
        if together and value - together[-1].x >= size - _EXACT:
            found += _centred(together)
            together, low, high = [], 0.0, 0.0
        first = bisect_right(together, value - size + _EXACT, key=lambda dot: dot.x)
        y = _free(value, together[first:], size)
        low, high = min(low, y), max(high, y)
        if high - low + size > room + _EXACT:
            return None
        together.append(Dot(who, value, y))
    return found + _centred(together)


def _free(value: float, near: Sequence[Dot], size: float) -> float:
    """Return the height nearest to the middle at which a dot touches none of those near it."""
    touching = [(dot.y, sqrt(max(size**2 - (value - dot.x) ** 2, 0.0))) for dot in near]
    tried = [0.0, *(y + side * up for y, up in touching for side in (1, -1))]
    tried.sort(key=lambda y: (round(abs(y), 9), y))
    free = (y for y in tried if all(abs(y - other) >= up - _EXACT for other, up in touching))
    return next(free)


def _centred(dots: Sequence[Dot]) -> list[Dot]:
    """Move dots that hang together up or down, so that their middle is that of the row."""
    if not dots:
        return []
    heights = [dot.y for dot in dots]
    middle = (min(heights) + max(heights)) / 2
    return [replace(dot, y=dot.y - middle) for dot in dots]


def _squeezed(dots: Sequence[Dot], size: float, room: float) -> list[Dot]:
    """Push dots together up and down as far as the row is too low for them."""
    most = max((abs(dot.y) for dot in dots), default=0.0)
    factor = min(1.0, max(room - size, 0.0) / 2 / most) if most else 1.0
    return [replace(dot, y=dot.y * factor) for dot in dots]


def _cells(row: Row, step: float) -> list[list[tuple[int, float]]]:
    """Gather those whose values lie within one step, in their order."""
    found: dict[int, list[tuple[int, float]]] = {}
    for who, value in enumerate(row):
        if value is not None:
            found.setdefault(floor(value / step + 0.5), []).append((who, value))
    return list(found.values())


def _fits(many: int, size: float, step: float, tall: float) -> bool:
    return max(floor(tall / size), 1) * max(floor(step / size), 1) >= many


def _placed(cell: Sequence[tuple[int, float]], size: float, tall: float) -> Iterator[Dot]:
    """Place the dots of one cell in columns as high as the row, about the mean of its values."""
    columns = ceil(len(cell) / max(floor(tall / size), 1))
    high = ceil(len(cell) / columns)
    middle = sum(value for _, value in cell) / len(cell)
    for number, (who, _) in enumerate(cell):
        column, place = divmod(number, high)
        here = min(high, len(cell) - column * high)  # the last column may be shorter
        x = middle + (column - (columns - 1) / 2) * size
        yield Dot(who, x, (place - (here - 1) / 2) * size)
