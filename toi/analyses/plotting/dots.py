"""Dots for people: none hides another, so that each of many can be seen."""

from collections.abc import Iterator, Sequence
from math import ceil, dist, floor

from toi.light_dataclass import dataclass

LARGEST, LEAST = 6.0 / 72, 0.6 / 72  # inches: the diameter of a dot
SMALLER = 0.94  # from one diameter that is tried to the next
FILLED, FILLED_BY_FEW = 0.86, 0.94  # of the height of a row
SIDES = 4  # places that are tried to each side of a value, and above and below it
_EXACT = 1e-9  # inches: what is nearer is the same place
FEW = 12  # people whose dots are moved one by one, and so can be larger


@dataclass(frozen=True)
class Dot:
    """A dot: whose it is, its place along the axis and above the middle of its row, in inches."""

    who: int
    x: float
    y: float


def spread_dots(
    rows: Sequence[Sequence[float | None]], step: float, tall: float, largest: float = LARGEST
) -> tuple[float, list[list[Dot]]]:
    """Place the dots of all rows so that none hides another, all of one size.

    Of few people each dot stands as near to its value as the others leave room (a beeswarm). Of
    many, values within one step of the axis share a cell, and fill it in columns about their mean.

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
    if max(map(len, rows), default=0) <= FEW:
        return _swarms(rows, step, tall * FILLED_BY_FEW, largest)
    cells = [_cells(row, step) for row in rows]
    most = max((len(cell) for row in cells for cell in row), default=1)
    size = largest
    while size > LEAST and not _fits(most, size, step, tall * FILLED):
        size *= SMALLER
    return size, [
        [dot for cell in row for dot in _placed(cell, size, tall * FILLED)] for row in cells
    ]


def _swarms(
    rows: Sequence[Sequence[float | None]], step: float, tall: float, size: float
) -> tuple[float, list[list[Dot]]]:
    """Place the dots of each row one by one, as large as all rows allow."""
    while True:
        found = [_swarm(row, step, tall, size) for row in rows]
        swarms = [one for one in found if one is not None]
        if len(swarms) == len(rows):
            return size, swarms
        size *= SMALLER


def _swarm(row: Sequence[float | None], step: float, tall: float, size: float) -> list[Dot] | None:
    """Place each dot at its value, or beside it where there is no room; None if not all can be.

    What is near stands close together if it can, else apart over the height of the row.
    """
    room = max(tall - size, 0.0) / 2
    for aside, up in ((0.0, min(size / 2, room)), (0.0, room), (step / 2, room)):
        found = _placed_one_by_one(row, _places(aside, up), size)
        if found is not None:
            return found
    return None


def _placed_one_by_one(
    row: Sequence[float | None], places: Sequence[tuple[float, float]], size: float
) -> list[Dot] | None:
    """Place each dot at the first of the places about its value that is free."""
    values = sorted((value, who) for who, value in enumerate(row) if value is not None)
    found: list[Dot] = []
    for value, who in values:
        alone = all(abs(value - other) >= size for other, whose in values if whose != who)
        tried = [(0.0, 0.0), *places] if alone else places
        free = (
            Dot(who, value + x, y)
            for x, y in tried
            if all(dist((value + x, y), (dot.x, dot.y)) >= size - _EXACT for dot in found)
        )
        dot = next(free, None)
        if dot is None:
            return None
        found.append(dot)
    return found


def _places(aside: float, up: float) -> list[tuple[float, float]]:
    """Return where a dot may stand from its value, in inches: the nearest along the axis first."""
    side, height = ([most * n / SIDES for n in range(-SIDES, SIDES + 1)] for most in (aside, up))
    places = {(x, y) for x in side for y in height}
    return sorted(places, key=lambda at: (abs(at[0]), -abs(at[1]), at))


def _cells(row: Sequence[float | None], step: float) -> list[list[tuple[int, float]]]:
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
