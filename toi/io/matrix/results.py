"""Rows and columns that were reckoned from the others: sums, means, running numbers."""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from toi.io.matrix.cell import plain_number
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, shortened
from toi.io.matrix.row_names import names_results, says, statistic_of

Numbers = Sequence[float]
STATISTICS: Mapping[str, Callable[[Numbers], float]] = {
    "sum": math.fsum,
    "mean": lambda numbers: math.fsum(numbers) / len(numbers),
    "median": median,
    "min": min,
    "max": max,
}
_NEAR = 0.005  # of the value: what is reckoned is often rounded


def judge_row(row: CsvRow, options: Sequence[CsvRow], columns: Sequence[Column]) -> bool | None:
    """Judge a row whose name is that of a statistic.

    Returns
    -------
    bool or None
        Whether its numbers are those of some statistic over the options, so that nothing is lost
        without it; None where its name says nothing of the kind.
    """
    if not statistic_of(row.cells[0]):
        return None
    pairs = [(_number(row, column), _numbers(options, column)) for column in columns]
    if all(found is None for found, _ in pairs):
        return all(len(row.cells) < column.cell for column in columns)  # a name and no more
    known = [(found, numbers) for found, numbers in pairs if found is not None and numbers]
    return any(
        all(_near(reckon(numbers), found) for found, numbers in known)
        for reckon in STATISTICS.values()
    )


def reckoned_columns(
    options: Sequence[CsvRow], columns: Sequence[Column], weights: CsvRow | None
) -> tuple[list[Column], list[str]]:
    """Find columns that hold results of the others, and such as may.

    Parameters
    ----------
    options : sequence of CsvRow
        The rows of options.
    columns : sequence of Column
        All of them.
    weights : CsvRow or None
        The row of weights, if there is one.

    Returns
    -------
    left_out : list of Column
        Sums, means and weighted sums of the other columns; running numbers.
    notes : list of str
        On these, and on columns that only their names make suspicious.
    """
    left_out: list[Column] = []
    notes: list[str] = []
    for column in columns:
        others = [other for other in columns if other is not column]
        factors = [_number(weights, other) or 0.0 if weights else 0.0 for other in others]
        what = _what(column, options, others, factors)
        name = shortened(column.name)
        if what:
            left_out.append(column)
            notes.append(f"column {name} left out: it holds {what}")
        elif names_results(column.name) or says("numbering", column.name):
            notes.append(
                f"column {name} is taken as a criterion; if it is a result of the others, "
                f"--without {name}"
            )
    return left_out, notes


def _what(
    column: Column, options: Sequence[CsvRow], others: Sequence[Column], weights: Sequence[float]
) -> str:
    """Word what a column was reckoned from; nothing where it holds values of its own."""
    found = [_number(row, column) for row in options]
    if not options or not others or None in found:
        return ""
    if says("numbering", column.name) and found == list(range(1, len(options) + 1)):
        return "running numbers"
    if not names_results(column.name) or len(options) < 2 or len(others) < 2:
        return ""
    table = [[_number(row, other) for other in others] for row in options]
    if any(None in numbers for numbers in table):
        return ""
    ways = {
        "sums of the others": [1.0] * len(others),
        "means of the others": [1 / len(others)] * len(others),
        "weighted sums of the others": list(weights),
        "weighted means of the others": [w / (math.fsum(weights) or 1) for w in weights],
    }
    for said, factors in ways.items():
        reckoned = [
            math.fsum(w * number for w, number in zip(factors, numbers, strict=True) if number)
            for numbers in table
        ]
        if all(_near(a, b) for a, b in zip(reckoned, found, strict=True) if b is not None):
            return said
    return ""


def _near(reckoned: float, found: float) -> bool:
    return math.isclose(reckoned, found, rel_tol=_NEAR, abs_tol=1e-9)


def _number(row: CsvRow, column: Column) -> float | None:
    return plain_number("".join(row.cells[column.cell - 1 : column.cell]))


def _numbers(options: Sequence[CsvRow], column: Column) -> list[float]:
    found = (_number(row, column) for row in options)
    return [number for number in found if number is not None]
