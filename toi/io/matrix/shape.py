"""Place of the table in a sheet, and whether its criteria are columns or rows."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import mean, pvariance

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, shortened
from toi.io.matrix.row_names import directions, kind_of, plain, resembles_weights, says

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]\s*$")
_MOST_ABOVE = 20  # lines that may stand above a table
_MOST_WORDS = 4  # of a name; what is longer is taken for a remark
_EXPLAINED = 0.9  # of the variance of logarithms, by rows alone: these are what is measured
_APART = math.log(20)  # between the rows' means
_FEWEST = 3  # rows with numbers, to be told from chance


def find_table(sheet: CsvSheet, named: bool = False) -> tuple[CsvSheet, list[str]]:
    """Leave out what stands above and below the table, and say so.

    Above it stand rows with fewer cells than most; below it, rows that hold nothing but text in
    their first cell.

    Parameters
    ----------
    named : bool
        Whether what may be the name of a row without values stays, where no empty line parts it
        from the table: a row that somebody has yet to fill is no remark.

    Returns
    -------
    sheet : CsvSheet
        With the rows from the header on.
    notes : list of str
        What was left out.
    """
    rows = sheet.rows
    filled = [sum(1 for cell in row.cells if cell) for row in rows]
    usual = max(Counter(filled).items(), key=lambda pair: (pair[1], pair[0]))[0]
    wanted = max(2, math.ceil(0.6 * usual))
    first = next((i for i, n in enumerate(filled[: _MOST_ABOVE + 1]) if n >= wanted), 0)
    last = len(rows)
    while last > first + 2 and len(rows[last - 1].cells) == 1 and usual > 1:
        last -= 1
    while named and last < len(rows) and _may_be_named(rows[last], rows[last - 1]):
        last += 1
    notes = [_left_out(rows[:first], "above"), _left_out(rows[last:], "below")]
    return replace(sheet, rows=rows[first:last]), [note for note in notes if note]


def _may_be_named(row: CsvRow, above: CsvRow) -> bool:
    """Tell whether a row of one cell follows on the one above, and is as short as a name."""
    text = row.cells[0]
    is_remark = ":" in text or text.endswith(".") or len(text.split()) > _MOST_WORDS
    return row.line == above.line + 1 and not is_remark


def _left_out(rows: Sequence[CsvRow], where: str) -> str:
    if not rows:
        return ""
    lines = f"line {rows[0].line}"
    if len(rows) > 1:
        lines = f"lines {rows[0].line} to {rows[-1].line}"
    said = shortened(" ".join(cell for cell in rows[0].cells if cell))
    return f"{lines} {where} the table left out: {said}"


def turned(sheet: CsvSheet) -> CsvSheet:
    """Return a sheet whose rows are the columns of another."""
    width = max((len(row.cells) for row in sheet.rows), default=0)
    rows = []
    for at in range(width):
        cells = [row.cell(at + 1) for row in sheet.rows]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(CsvRow(at + 1, cells, len(sheet.rows)))
    return replace(sheet, rows=rows, turned=[row.line for row in sheet.rows])


def why_turned(sheet: CsvSheet) -> str:
    """Tell what suggests that the criteria stand in the rows; nothing where nothing does."""
    header, *rows = sheet.rows
    if any(kind_of(row.cells[0]) or resembles_weights(row.cells[0]) for row in rows) or not rows:
        return ""  # rows that speak of criteria, or may, and are asked about: these are columns
    for at, head in enumerate(header.cells[1:], 1):
        texts = [text for row in rows for text in row.cells[at : at + 1] if text]
        if texts and _of_criteria(kind_of(head), texts):
            return f"column {shortened(head)} says something of every row"
    if says("criteria", header.cells[0]):
        return f"the first column is called {shortened(header.cells[0])}"
    in_rows = [row.cells[0] for row in rows if _IN_BRACKETS.search(row.cells[0])]
    in_columns = [head for head in header.cells[1:] if _IN_BRACKETS.search(head)]
    if len(in_rows) >= max(2, len(rows) / 2) and not in_columns:
        return f"rows such as {shortened(in_rows[0])} name what is measured"
    return _by_size(rows)


def _of_criteria(kind: str, texts: Sequence[str]) -> bool:
    """Tell whether the cells of a column are what rows of that kind would hold."""
    if all(plain(text) in directions() for text in texts):
        return True
    if kind in ("unit", "title"):
        return not any(character.isdigit() for text in texts for character in text)
    if kind == "scale":
        return all(".." in text for text in texts)
    numbers = [plain_number(text) for text in texts]
    if kind != "weight" or len(numbers) < 2 or None in numbers:
        return False
    total = math.fsum(number for number in numbers if number is not None)
    return any(math.isclose(total, whole, rel_tol=1e-3) for whole in (1, 100))


def _by_size(rows: Sequence[CsvRow]) -> str:
    """Compare sizes: what is measured differs in size far more than those it is measured on."""
    table = [[plain_number(cell) for cell in row.cells[1:]] for row in rows]
    whole = [
        [math.log(number) for number in numbers if number is not None and number > 0]
        for numbers in table
    ]
    width = max(map(len, table))
    if len(whole) < _FEWEST or width < 2 or any(len(numbers) < width for numbers in whole):
        return ""
    logs = [number for numbers in whole for number in numbers]
    means = [mean(numbers) for numbers in whole]
    if max(means) - min(means) < _APART or pvariance(means) < _EXPLAINED * pvariance(logs):
        return ""
    largest, smallest = (rows[means.index(pick(means))].cells[0] for pick in (max, min))
    return f"{shortened(largest)} and {shortened(smallest)} differ in size on every column alike"
