"""Numbers that are a thousand times their neighbours: a point that parts thousands, or does not."""

import math
from collections.abc import Iterator, Sequence
from statistics import median

from toi.distribution import Distribution, figure, figures
from toi.io.matrix.csv_sheet import shortened
from toi.io.matrix.decision_matrix import Matrix

TIMES = 1000.0
_NEAR = 3.0  # how far from a thousand times their median still counts
_ALIKE = 20.0  # neighbours further apart than this tell nothing


def outliers(matrix: Matrix) -> list[str]:
    """Ask about each number that is about 1000 times the others of its column, or a thousandth."""
    return [said for number in range(len(matrix.columns)) for said in _of_column(matrix, number)]


def _of_column(matrix: Matrix, number: int) -> Iterator[str]:
    laws = [(line, law) for line in matrix.lines if (law := line.values[number]) is not None]
    for line, law in laws:
        mean = law.mean
        apart = [other for one, other in laws if one is not line]
        others = [other.mean for other in apart]
        if not _is_thousandfold(mean, others):
            continue
        low, high = min(_ends(one)[0] for one in apart), max(_ends(one)[1] for one in apart)
        times = "1000 times" if mean > median(others) else "a thousandth of"
        meant = law.scaled(1 / TIMES if mean > median(others) else TIMES)
        yield (
            f"{shortened(line.title, 26)} has {_written(law)} on "
            f"{shortened(matrix.columns[number].title, 26)}, about {times} what the others have "
            f"there ({figures(low, high)}): is {_written(meant)} meant?"
        )


def _ends(law: Distribution) -> tuple[float, float]:
    """Return the ends of a range as the sheet has them; of one without, its mean."""
    low, high = law.support
    return (low, high) if math.isfinite(low) and math.isfinite(high) else (law.mean, law.mean)


def _written(law: Distribution) -> str:
    low, high = _ends(law)
    return figure(low, 12) if low == high else figures(low, high, 12)


def _is_thousandfold(value: float, others: Sequence[float]) -> bool:
    if len(others) < 2 or value <= 0 or min(others) <= 0 or max(others) > _ALIKE * min(others):
        return False
    times = value / median(others)
    return any(whole / _NEAR <= times <= whole * _NEAR for whole in (TIMES, 1 / TIMES))
