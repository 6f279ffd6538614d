"""Numbers that are a thousand times their neighbours: a point that parts thousands, or does not."""

from collections.abc import Iterator, Sequence
from statistics import median

from toi.distribution import figure, figures
from toi.io.matrix.csv_sheet import shortened
from toi.io.matrix.read import Matrix

TIMES = 1000.0
_NEAR = 3.0  # how far from a thousand times their median still counts
_ALIKE = 20.0  # neighbours further apart than this tell nothing


def outliers(matrix: Matrix) -> list[str]:
    """Ask about each number that is about 1000 times the others of its column, or a thousandth."""
    return [said for number in range(len(matrix.columns)) for said in _of_column(matrix, number)]


def _of_column(matrix: Matrix, number: int) -> Iterator[str]:
    known = [(line, line.values[number]) for line in matrix.lines]
    means = [(line, value.mean) for line, value in known if value is not None]
    for line, mean in means:
        others = [other for one, other in means if one is not line]
        if not _is_thousandfold(mean, others):
            continue
        times = "1000 times" if mean > median(others) else "a thousandth of"
        meant = mean / TIMES if mean > median(others) else mean * TIMES
        yield (
            f"{shortened(line.title, 26)} has {mean:.12g} on "
            f"{shortened(matrix.columns[number].title, 26)}, about {times} what the others have "
            f"there ({figures(min(others), max(others))}): is {figure(meant)} meant?"
        )


def _is_thousandfold(value: float, others: Sequence[float]) -> bool:
    if len(others) < 2 or value <= 0 or min(others) <= 0 or max(others) > _ALIKE * min(others):
        return False
    times = value / median(others)
    return any(whole / _NEAR <= times <= whole * _NEAR for whole in (TIMES, 1 / TIMES))
