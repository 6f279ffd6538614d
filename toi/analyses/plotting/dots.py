"""Dots for people: those of one value side by side, so that each of many can be seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

LARGEST, LEAST = 6.0 / 72, 0.6 / 72  # inches: the diameter of a dot
SMALLER = 0.94  # from one diameter that is tried to the next
FILLED = 0.86  # of the height of a row


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

    Values within one step of the axis share a cell. Few of them stand above one another at
    their mean; many fill the cell in columns.

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
    cells = [_cells(row, step) for row in rows]
    most = max((len(cell) for row in cells for cell in row), default=1)
    size = largest
    while size > LEAST and not _fits(most, size, step, tall * FILLED):
        size *= SMALLER
    return size, [
        [dot for cell in row for dot in _placed(cell, size, tall * FILLED)] for row in cells
    ]


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
