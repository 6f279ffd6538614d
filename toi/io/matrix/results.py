"""Rows and columns that were reckoned from the others: sums, means, running numbers."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, shortened, typed
from toi.io.matrix.row_names import is_unknown, names_results, says, statistic_of

Numbers = Sequence[float]
STATISTICS: Mapping[str, Callable[[Numbers], float]] = {
    "sum": math.fsum,
    "mean": lambda numbers: math.fsum(numbers) / len(numbers),
    "median": median,
    "min": min,
    "max": max,
}
_DECIMALS = re.compile(r"[.,]([0-9]{1,2})$")  # more are no rounding that matters
_NEAR = 0.005  # of the value: what is reckoned is often rounded


def judge_row(
    row: CsvRow, options: Sequence[CsvRow], columns: Sequence[Column], comma: bool | None
) -> bool | None:
    """Judge a row whose name is that of a statistic.

    Returns
    -------
    bool or None
        Whether its numbers are those of some statistic over the options, so that nothing is lost
        without it; None where its name says nothing of the kind.
    """
    if not statistic_of(row.cells[0]):
        return None
    proper = [one for one in options if not statistic_of(one.cells[0])]  # beside a sum, a mean
    return any(_follows(row, some, columns, comma) for some in (options, proper) if some)


def _follows(
    row: CsvRow, options: Sequence[CsvRow], columns: Sequence[Column], comma: bool | None
) -> bool:
    """Tell whether the numbers of a row are those of one statistic over some options."""
    pairs = [(_number(row, column, comma), _numbers(options, column, comma)) for column in columns]
    if all(found is None for found, _ in pairs):
        return all(len(row.cells) < column.cell for column in columns)  # a name and no more
    known = [(found, numbers) for found, numbers in pairs if found is not None and numbers]
    return any(
        all(_near(reckon(numbers), found) for found, numbers in known)
        for reckon in STATISTICS.values()
    )


def reckoned_columns(
    options: Sequence[CsvRow],
    columns: Sequence[Column],
    weights: Mapping[int, float],
    comma: bool | None,
) -> tuple[list[Column], list[str]]:
    """Find columns that hold results of the others, and such as may.

    Parameters
    ----------
    options : sequence of CsvRow
        The rows of options.
    columns : sequence of Column
        All of them.
    weights : mapping from cell to float
        Of the columns that have one.
    comma : bool or None
        As in `toi.io.matrix.cells.cell.plain_number`.

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
        what = _what(column, options, columns, weights, comma)
        name = shortened(column.name)
        if what:
            left_out.append(column)
            notes.append(f"column {name} left out: it holds {what}")
        elif _suspicious(column) and _numbers(options, column, comma):
            notes.append(
                f"column {name} is taken as a criterion; if it is a result of the others, "
                f"--without {typed(column.name)}"
            )
    return left_out, notes


def empty_results(
    options: Sequence[CsvRow], columns: Sequence[Column], special: Iterable[CsvRow]
) -> list[Column]:
    """Find columns of results without a cell: formulas, of which a workbook kept no value."""
    rows = [*options, *special]
    return [c for c in columns if names_results(c.name) and all(not r.cell(c.cell) for r in rows)]


def _suspicious(column: Column) -> bool:
    return names_results(column.name) or says("numbering", column.name)


def _what(
    column: Column,
    options: Sequence[CsvRow],
    columns: Sequence[Column],
    weights: Mapping[int, float],
    comma: bool | None,
) -> str:
    """Word what a column was reckoned from; nothing where it holds values of its own."""
    found = [_number(row, column, comma) for row in options]
    others = [other for other in columns if other is not column]
    if not others:
        return ""
    numbered = says("numbering", column.name) and bool(options)
    if numbered and found == list(range(1, len(options) + 1)):
        return "running numbers"
    if not names_results(column.name):
        return ""
    proper = [other for other in others if not _suspicious(other)]  # beside a sum stands a mean
    before = [other for other in proper if other.cell < column.cell]
    each = (_formula(column, options, some, weights, comma) for some in (others, proper, before))
    return next(filter(None, each), "")


def _formula(
    column: Column,
    options: Sequence[CsvRow],
    others: Sequence[Column],
    weights: Mapping[int, float],
    comma: bool | None,
) -> str:
    """Name the formula by which every number of a column follows from others; nothing for none.

    Cells that are empty count as a spreadsheet counts them: not at all.
    """
    if len(others) < 2:
        return ""
    alike = {other.cell: 1.0 for other in others}
    total = math.fsum(weights.get(other.cell, 0.0) for other in others) or 1.0
    shares = {cell: weight / total for cell, weight in weights.items()}
    ways = (
        ("sums of the others", alike, False),
        ("means of the others", alike, True),
        ("weighted sums of the others", weights, False),
        ("weighted means of the others", weights, True),
        ("weighted means of the others", shares, False),  # what is empty counts 0
    )
    rows = [row for row in options if _number(row, column, comma) is not None]
    fewest = 2 if len(others) < 3 else 1  # of fewer numbers it may be chance
    if len(rows) < fewest or any(not _blank(row, column) for row in options if row not in rows):
        return ""
    rounded = _rounding(rows, column)
    for said, factors, shared in ways:
        pairs = [
            (_reckoned(row, others, factors, shared, comma), _number(row, column, comma))
            for row in rows
        ]
        if all(a is not None and b is not None and _near(a, b, rounded) for a, b in pairs):
            return said
    return ""


def _blank(row: CsvRow, column: Column) -> bool:
    return is_unknown(row.cell(column.cell))


def _reckoned(
    row: CsvRow,
    others: Sequence[Column],
    factors: Mapping[int, float],
    shared: bool,
    comma: bool | None,
) -> float | None:
    """Return the weighted sum of the numbers in a row, or their mean; None where there are none."""
    known = [
        (factors.get(other.cell, 0.0), number)
        for other in others
        for number in [_number(row, other, comma)]
        if number is not None
    ]
    total = math.fsum(factor for factor, _ in known)
    if not total:
        return None
    return math.fsum(factor * number for factor, number in known) / (total if shared else 1.0)


def _rounding(rows: Sequence[CsvRow], column: Column) -> float:
    """Return by how much rounding to the decimals of a column may move its numbers."""
    texts = [row.cell(column.cell).rstrip("%\u00a0 ") for row in rows]
    decimals = max(len(found[1]) if (found := _DECIMALS.search(text)) else 0 for text in texts)
    return 0.5 * 10.0**-decimals + 1e-9 if decimals else 0.0


def _near(reckoned: float, found: float, rounded: float = 0.0) -> bool:
    return math.isclose(reckoned, found, rel_tol=_NEAR, abs_tol=max(rounded, 1e-9))


def _number(row: CsvRow, column: Column, comma: bool | None) -> float | None:
    return plain_number(row.cell(column.cell), comma)


def _numbers(options: Sequence[CsvRow], column: Column, comma: bool | None) -> list[float]:
    found = (_number(row, column, comma) for row in options)
    return [number for number in found if number is not None]
