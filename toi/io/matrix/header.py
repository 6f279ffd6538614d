"""The first row of a matrix: which column holds names, and the criteria in the others."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from toi.io.ids import Ids
from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.column import LONGEST_NAME, Column, unguarded
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line, shortened, typed
from toi.io.matrix.named import find_named, named_nearly
from toi.io.matrix.row_names import is_unknown, says, statistic_of
from toi.io.matrix.sort_rows import kind_of_row
from toi.io.suggest import listed

WORDS = 3  # of a column of text, in a message
SENTENCE = 3  # words: what has so many and a number is no amount


class Layout(NamedTuple):
    """Places of names and values in a row, as indices, and what is to be said of it."""

    names: int
    first: int
    note: str = ""


def find_layout(sheet: CsvSheet) -> Layout:
    """Find the column of names, and a second one of titles; note where there is none."""
    header, *rows = sheet.rows
    titled = len(header.cells) > 1 and header.cells[1].casefold() in ("title", "name")
    options = [row for row in rows if not kind_of_row(row, 1)]
    numbered = [row for row in options if _is_number(row, 0)]
    rest = [row for row in options if row not in numbered]  # sums and means, at the foot
    reckoned = all(statistic_of(row.cells[0]) for row in rest)
    if titled or not numbered:
        return Layout(0, 2 if titled else 1)
    counted = says("numbering", header.cells[0]) and len(numbered) > len(rest)
    if (reckoned or counted) and all(row.cell(2) and not _is_number(row, 1) for row in numbered):
        return Layout(1, 2, f"names are those of column {shortened(header.cells[1])}")
    if reckoned and not says("options", header.cells[0]):
        message = (
            f"the first column holds numbers such as {shortened(numbered[0].cells[0])}, where "
            "names of options are wanted: put a column of names before it; or, if they are names, "
            "call it option"
        )
        sheet.add("csv-names", message, header.line)
    return Layout(0, 1)


def _is_number(row: CsvRow, at: int) -> bool:
    return len(row.cells) > at and plain_number(row.cells[at]) is not None


def read_header(sheet: CsvSheet, first: int, without: Sequence[str], ids: Ids) -> list[Column]:
    """Read the names of the criteria.

    Parameters
    ----------
    sheet : CsvSheet
        Gets what is wrong.
    first : int
        The index of the first criterion.
    without : sequence of str
        The columns to leave out, by name.
    ids : Ids
        Hands out ids.
    """
    row = sheet.rows[0]
    columns: list[Column] = []
    heads = [unguarded(one_line(text)) for text in row.cells[first:]]
    unwanted = _left_out(sheet, heads, without)
    seen: dict[str, int] = {}
    for cell, text in enumerate(row.cells[first:], first + 1):
        if not any(below.cell(cell) for below in sheet.rows):
            continue  # between others, to keep them apart
        name = read_name(sheet, text, f"column {cell}", row.line, cell)
        if name is None:
            continue
        held = seen.setdefault(name.casefold(), cell)
        if name in unwanted:
            continue
        if held != cell:
            message = f"column {name!r} is there already, as cell {held}"
            sheet.add("csv-duplicate", message, row.line, cell)
            continue
        columns.append(Column(name, cell, ids.give(name, f"c{cell - first}"), name))
    if unwanted and seen and not columns:
        sheet.add("csv-header", "no column is left", row.line)
    if len(row.cells) <= first:
        message = (
            "only one column, where options and criteria are wanted; "
            "say what parts the cells: --delimiter"
        )
        sheet.add("csv-header", message, row.line)
    return columns


def _left_out(sheet: CsvSheet, heads: Sequence[str], without: Sequence[str]) -> set[str]:
    """Return the heads of the columns to leave out; note names that fit none, or several."""
    unwanted = set()
    for word in without:
        meant = find_named(word, heads)
        unwanted.update(meant)
        if not meant:
            message = f"no column {word!r} to leave out{named_nearly(word, heads)}"
            sheet.add("csv-header", message, sheet.rows[0].line)
        elif len({head.casefold() for head in meant}) > 1:
            which = " or ".join(map(shortened, meant))
            message = f"several columns are {word!r}; which is to be left out: {which}?"
            sheet.add("csv-header", message, sheet.rows[0].line)
    return unwanted


def read_name(sheet: CsvSheet, text: str, what: str, line: int, cell: int) -> str | None:
    """Return a name from a cell of text, or None with the problem noted."""
    name = unguarded(one_line(text))
    if not name:
        sheet.add("csv-header", f"{what} has no name", line, cell)
    elif len(name) > LONGEST_NAME:
        message = f"{len(name)} characters long; at most {LONGEST_NAME} fit"
        sheet.add("too-long", message, line, cell)
    else:
        return name
    return None


def _are_text(texts: Sequence[str]) -> bool:
    """Tell whether cells are remarks: most have no digit, and the others are sentences."""
    digits = [text for text in texts if re.search("[0-9=]", text)]
    sentences = (len(re.findall(r"[^\W\d_]{2,}", text)) >= SENTENCE for text in digits)
    return 2 * len(digits) < len(texts) and all(sentences) and not any("=" in x for x in digits)


def take_out_text(
    sheet: CsvSheet, columns: list[Column], options: Sequence[CsvRow]
) -> list[Column]:
    """Take out, and return, the columns of text; note each once."""
    found = []
    for column in list(columns):
        cells = (row.cell(column.cell) for row in options)
        texts = [text for text in cells if not is_unknown(text)]
        if _are_text(texts):
            columns.remove(column)
            found.append(column)
            words = listed([shortened(word) for word in dict.fromkeys(texts)][:WORDS], WORDS)
            message = (
                f"column {shortened(column.name)} has no numbers, but text such as {words}; "
                f"leave it out with --without {typed(column.name)}, or write numbers"
            )
            sheet.add("csv-text", message, sheet.rows[0].line, column.cell)
    return found
