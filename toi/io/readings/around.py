"""Parts around the judgements in a reader's sheet: who read, running numbers, remarks."""

from collections.abc import Sequence
from dataclasses import replace

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line, shortened
from toi.io.matrix.header import find_layout
from toi.io.matrix.row_names import is_unknown, kind_of, says
from toi.io.readings.names import KnownNames, bare
from toi.io.yaml.parse import CONTROL

LONGEST_REMARK = 4000  # letters, of a text in a record
MOST_QUOTED = 3  # remarks in a note


def said_above(sheet: CsvSheet) -> tuple[dict[str, str], CsvSheet]:
    """Take lines such as `Reader: Anna` or `Group,town` from above the table."""
    said: dict[str, str] = {}
    rows: list[CsvRow] = []
    width = max((len(row.cells) for row in sheet.rows), default=0)
    above = True
    for row in sheet.rows:
        above = above and len(row.cells) <= 2
        kind, value = _said(row, width) if above else ("", "")
        if kind and kind not in said:
            said[kind] = value
        else:
            rows.append(row)
    return said, replace(sheet, rows=rows)


def _said(row: CsvRow, width: int) -> tuple[str, str]:
    """Return what a line above a table says, as `reader` and a name; nothing where it does not.

    In a table of two columns it takes a colon to tell such a line from the heads.
    """
    cells = [one_line(cell) for cell in row.cells]
    head, colon, rest = cells[0].partition(":")
    value, *other = [rest.strip(), *cells[1:]]
    if other:
        value = "" if value else other[0]  # `Team: A,5` is a row of the table
    kind = next((kind for kind in ("reader", "group") if says(kind, head)), "")
    return (kind, value) if kind and value and (colon or width > 2) else ("", "")


def names_first(table: CsvSheet) -> tuple[CsvSheet, list[str]]:
    """Change places of a first column of running numbers and the second one of names.

    Returns
    -------
    table : CsvSheet
    numbering : list of str
        The head of the running numbers, which are to be left out; empty where there are none.
    """
    header, *rows = table.rows
    second = [row.cells[1] for row in rows if len(row.cells) > 1 and row.cells[1]]
    named = second and not any(plain_number(text) is not None for text in second)
    if len(header.cells) < 2 or not says("numbering", header.cells[0]) or not named:
        return table, []
    return replace(table, rows=list(map(_swapped, table.rows))), [header.cells[0]]


def _swapped(row: CsvRow) -> CsvRow:
    if len(row.cells) < 2 or not row.cells[1]:
        return row
    return replace(row, cells=[row.cells[1], row.cells[0], *row.cells[2:]])


def remark_columns(table: CsvSheet, names: KnownNames | None) -> list[str]:
    """Name the columns of text that are no criteria: remarks, where nothing is known of names."""
    header, *rows = table.rows
    first = find_layout(replace(table, problems=[])).first
    return [
        head
        for at, head in enumerate(header.cells[first:], first)
        if head and _is_text(rows, at) and _is_remark(head, names)
    ]


def remarks_quoted(table: CsvSheet, head: str) -> str:
    """Write what a column of remarks says of whom, as far as it is a few words."""
    header, *rows = table.rows
    at = header.cells.index(head)
    said = [
        f"{one_line(row.cells[0])} {shortened(text)}"
        for row in rows
        for text in row.cells[at : at + 1]
        if text and not kind_of(row.cells[0])
    ]
    more = [f"{len(said) - MOST_QUOTED} more"] if len(said) > MOST_QUOTED else []
    return f"remarks: {'; '.join([*said[:MOST_QUOTED], *more])}" if said else "remarks"


def remarks_by_row(table: CsvSheet, heads: Sequence[str]) -> dict[int, str]:
    """Return what stands in columns of remarks, by the line of the row that it is about.

    What is too long for a record is cut, with a mark.
    """
    header, *rows = table.rows
    columns = [header.cells.index(head) for head in heads]
    found = {
        row.line: "; ".join(one_line(row.cells[at]) for at in columns if row.cell(at + 1))
        for row in rows
        if not kind_of(row.cells[0])
    }
    return {
        line: text if len(text) <= LONGEST_REMARK else f"{text[: LONGEST_REMARK - 3]}..."
        for line, text in found.items()
        if text and not CONTROL.search(text)  # which is a problem of the sheet
    }


def _is_text(rows: Sequence[CsvRow], at: int) -> bool:
    texts = [text for row in rows if not kind_of(row.cells[0]) for text in row.cells[at : at + 1]]
    return not any(plain_number(text) is not None for text in texts if not is_unknown(text))


def _is_remark(head: str, names: KnownNames | None) -> bool:
    if names is None:
        return says("remarks", head)
    return not (names.criteria(head) or names.criteria(bare(head)))
