"""The rows below the header by what they are: options, what is said of criteria, and results."""

from collections.abc import Sequence
from dataclasses import field

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, shortened, typed
from toi.io.matrix.named import find_named
from toi.io.matrix.results import judge_row
from toi.io.matrix.row_names import (
    KINDS,
    directions,
    is_unknown,
    kind_of,
    plain,
    resembles_weights,
)
from toi.io.matrix.weights import ask, looks_like_weights
from toi.light_dataclass import dataclass


@dataclass
class SortedRows:
    """Rows of options, the rows that speak of criteria by kind, and what was left out."""

    options: list[CsvRow] = field(default_factory=list)
    special: dict[str, CsvRow] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def kind_of_row(row: CsvRow, first: int, below_header: bool = False) -> str:
    """Tell what a row says of the criteria, by its name or because it can be nothing else.

    Parameters
    ----------
    row : CsvRow
        Any row but the header.
    first : int
        The index of its first value.
    below_header : bool
        Whether it is the first row below the header: without a name, it may hold units there.

    Returns
    -------
    str
        One of `KINDS`; nothing for an option.
    """
    texts = [text for text in row.cells[first:] if text]
    words = [plain(text) for text in texts]
    only = bool(words) and all(word in directions() for word in words)
    if kind_of(row.cells[0]):
        return kind_of(row.cells[0])
    if only and not all(is_unknown(word) for word in words):
        return "direction"
    numbers = any(plain_number(text) is not None for text in texts)
    return "unit" if below_header and texts and not row.cells[0] and not numbers else ""


def sort_rows(
    sheet: CsvSheet,
    first: int,
    columns: Sequence[Column],
    options: Sequence[str],
    comma: bool | None,
) -> SortedRows:
    """Sort the rows below the header.

    Parameters
    ----------
    sheet : CsvSheet
        Gets what is wrong: two rows of a kind, and rows that may be another thing than they seem.
    first : int
        The index of the first value in a row.
    columns : sequence of Column
        The criteria.
    options : sequence of str
        Names of rows that are options whatever they look like.
    comma : bool or None
        As in `toi.io.matrix.cells.cell.plain_number`.

    Returns
    -------
    SortedRows
        Results of other rows are in none of them, but in the notes.
    """
    found = SortedRows()
    asked: list[CsvRow] = []
    labels = [row.cells[0] for row in sheet.rows[1:]]
    sure = {label for name in options for label in find_named(name, labels)}
    for number, row in enumerate(sheet.rows[1:]):
        is_option = row.cells[0] in sure
        kind = "" if is_option else kind_of_row(row, first, number == 0)
        if not kind:
            found.options.append(row)
            asked += [] if is_option else [row]
        elif kind in found.special:
            message = f"a second row {kind!r}; the first is {sheet.nth(found.special[kind].line)}"
            sheet.add("csv-duplicate", message, row.line)
        else:
            found.special[kind] = row
            if kind_of(row.cells[0]) and plain(row.cells[0]).rstrip("s:") not in KINDS:
                found.notes.append(f"row {shortened(row.cells[0])} is read as {kind}")
    found.options = [
        row
        for row in found.options
        if row not in asked or _is_option(row, found, columns, sheet, comma)
    ]
    return found


def _is_option(
    row: CsvRow,
    found: SortedRows,
    columns: Sequence[Column],
    sheet: CsvSheet,
    comma: bool | None,
) -> bool:
    """Tell whether a row is an option for certain; if not, note what else it is or may be."""
    name = shortened(row.cells[0])
    others = [other for other in found.options if other is not row]
    reckoned = judge_row(row, others, columns, comma)
    weighed = "weight" in found.special
    if reckoned:
        said = f"row {name}, {sheet.nth(row.line)}, left out: it was reckoned from the others"
        found.notes.append(said)
    elif reckoned is False:
        message = (
            f"{name} looks like a result of the other rows, but does not follow from the numbers "
            f"in them: remove it; or, if it is an option, add --option {typed(row.cells[0])}"
        )
        sheet.add("csv-row", message, row.line)
    elif resembles_weights(row.cells[0]) or (
        not weighed and looks_like_weights(row, found.options)
    ):
        sheet.add("csv-row", ask(row.cells[0], "weight"), row.line)
    else:
        return True
    return False
