"""A row of weights as a whole: shares of 1, percentages, or numbers in proportion."""

import math
from collections.abc import Sequence

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, shortened, typed

_ROUNDED = 0.5  # a percentage without decimals may be off by as much
_SMALL = 10  # weights from here on are no shares of 1
_FEWEST = 3  # weights that add up to 1 or 100 are hardly so by chance


def wrong_weights(columns: Sequence[Column], label: str) -> tuple[str, str] | None:
    """Return code and message of what is wrong with the weights together; None where all is clear.

    Parameters
    ----------
    columns : sequence of Column
        With the weights that were read.
    label : str
        The name of the row; a percent sign in it speaks for all its numbers.
    """
    weights = [column.weight for column in columns if column.weight is not None]
    signed = [column.weight_percent for column in columns if column.weight is not None]
    total = math.fsum(weights)
    if any(signed) and not all(signed):
        return "weights-share", "some weights have a % and some have not; use one form"
    percent = all(signed) or "%" in label
    if weights and total == 0:
        return "weights-zero", "all weights are zero"
    if percent and total > 100 + _ROUNDED * len(weights):
        return "weights-share", f"the weights add up to {total:.6g} %, more than 100 %"
    small = [weight for weight in weights if 0 < weight < 1]
    whole = abs(total - 100) <= _ROUNDED * len(weights)
    if small and max(weights) >= _SMALL and not whole:
        message = (
            f"{small[0]:g} beside {max(weights):g}: some weights seem to be shares of 1 and some "
            "percentages; use one form"
        )
        return "weights-share", message
    return None


def looks_like_weights(row: CsvRow, options: Sequence[CsvRow]) -> bool:
    """Tell whether a row is first or last, adds up to 1 or 100, and fits none of its columns."""
    others = [other for other in options if other is not row]
    if len(others) < _FEWEST - 1 or row not in (options[0], options[-1]):
        return False
    outside = [_is_outside(row, others, at) for at in range(1, len(row.cells))]
    return _is_whole(row) and not any(map(_is_whole, others)) and 2 * sum(outside) > len(outside)


def _is_outside(row: CsvRow, others: Sequence[CsvRow], at: int) -> bool:
    """Tell whether a number lies off the range of those in the same column."""
    found = plain_number(row.cells[at])
    numbers = [plain_number(other.cell(at + 1)) for other in others]
    known = [number for number in numbers if number is not None]
    return found is not None and bool(known) and not min(known) <= found <= max(known)


def _is_whole(row: CsvRow) -> bool:
    numbers = [plain_number(text) for text in row.cells[1:]]
    if len(numbers) < _FEWEST or None in numbers:
        return False
    known = [number for number in numbers if number is not None]
    total = math.fsum(known)
    return min(known) >= 0 and any(math.isclose(total, whole, rel_tol=1e-9) for whole in (1, 100))


def ask(label: str, kind: str) -> str:
    """Word the question whether a row is one of weights (or of another kind) or an option."""
    name = shortened(label)
    return (
        f"{name} may be a row of {kind}s: call it {kind}; or, if it is an option, "
        f"add --option {typed(label)}"
    )
