"""A sheet of readings or of orders, as the document that YAML would give.

It has a row to each reading, or it is one reader's table of theories and criteria. Records and
problems then take one way, whatever the file's form.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from toi.io.matrix.cells.cell import read_cell
from toi.io.matrix.cells.marks import ask_mark, has_point
from toi.io.matrix.cells.shifted import DECIMAL_COMMA, refuse_shifted
from toi.io.matrix.column import unguarded
from toi.io.matrix.csv_sheet import (
    CsvRow,
    CsvSheet,
    one_line,
    shortened,
)
from toi.io.readings.cells import CellSheet
from toi.io.readings.names import KnownNames
from toi.io.suggest import did_you_mean
from toi.io.yaml.nodes import Node
from toi.io.yaml.parse import Document
from toi.light_dataclass import dataclass
from toi.records.fields.refusals import refuse
from toi.records.reading import Placing, Read, Reading

READINGS, ORDERS = "readings", "orders"
MODELS: dict[str, type[Read]] = {READINGS: Reading, ORDERS: Placing}
NUMBERS = ("low", "mode", "high", "rank")
LAW = "value"
KEYS = {"reader", "theory", "criterion", "rank"}  # of these a sheet in long form has two


@dataclass(frozen=True)
class _Begin:
    """Start of a node, counted from 0 as the parser does."""

    line: int
    column: int
    index: int = 0


def sheet_document(sheet: CsvSheet, comma: bool | None = None) -> Document:
    """Read a sheet in long form: rows under `readings`, or `orders` where there is a column `rank`.

    Parameters
    ----------
    comma : bool, optional
        Whether numbers have decimal commas; where it is not said, they have points.
    """
    if not sheet.rows:
        return _document(sheet, READINGS, [], 1)
    header, *rows = sheet.rows
    if comma is None and any(has_point(cell) for row in rows for cell in row.cells):
        comma = False
    kind, fields = _header(sheet, header)
    items = [_row_node(sheet, row, fields, comma) for row in rows if fields]
    refuse_shifted(sheet)
    return _document(sheet, kind, items, header.line)


def cells_document(found: CellSheet, names: KnownNames | None) -> Document:
    """Make a document of one reader's table of cells."""
    begin = found.sheet.rows[0].line if found.sheet.rows else 1
    items = []
    for cell in found.readings(names):
        fields: dict[str, tuple[Any, tuple[int, int]]] = {
            "reader": (found.reader, (begin, 1)),
            "theory": (cell.theory, cell.theory_at),
            "criterion": (cell.criterion, cell.criterion_at),
        }
        if found.group:
            fields["group"] = found.group, (begin, 1)
        if cell.value is not None:
            fields[LAW] = cell.value, cell.value_at
        if cell.why:
            fields["why"] = cell.why, cell.theory_at
        item = _node({key: value for key, (value, _) in fields.items()}, *cell.value_at)
        item.entries = [(_node(key, *at), _node(value, *at)) for key, (value, at) in fields.items()]
        items.append(item)
    return _document(found.sheet, READINGS, items, begin)


def is_long(sheet: CsvSheet) -> bool:
    """Tell whether a sheet has a row to each reading, and is no table of theories and criteria."""
    names = {one_line(cell).casefold() for row in sheet.rows[:1] for cell in row.cells}
    return len(names & KEYS) > 1


def says_of_cells(sheet: CsvSheet) -> bool:
    """Tell whether a column says of which criterion a row is, or what a reading or a place is."""
    names = {one_line(cell).casefold() for row in sheet.rows[:1] for cell in row.cells}
    return bool(names & {"criterion", LAW, *NUMBERS})


def _document(sheet: CsvSheet, kind: str, items: Sequence[Node], line: int) -> Document:
    document = Document(sheet.name)
    if sheet.rows:
        rows_node = _node([item.data for item in items], line, 1)
        rows_node.entries = [(None, item) for item in items]
        document.root = _node({kind: rows_node.data}, line, 1)
        document.root.entries = [(_node(kind, line, 1), rows_node)]
        document.data = document.root.data
    document.problems += sheet.problems
    return document


def _node(data: Any, line: int, cell: int) -> Node:
    return Node(data, _Begin(line - 1, cell - 1), 0)


def _header(sheet: CsvSheet, row: CsvRow) -> tuple[str, dict[int, str]]:
    """Tell what the sheet holds, and the field of each column; none where the header is wrong."""
    names = [one_line(cell).casefold() for cell in row.cells]
    kind = ORDERS if "rank" in names else READINGS
    known = MODELS[kind].model_fields
    fields: dict[int, str] = {}
    before = len(sheet.problems)
    for cell, field in enumerate(names, 1):
        if field in fields.values():
            sheet.add("csv-duplicate", f"column {field!r} is there already", row.line, cell)
        elif field in known:
            fields[cell] = field
        elif field:
            message = (
                f"no column {shortened(field)} in a sheet of {kind}{did_you_mean(field, known)}"
            )
            sheet.add("csv-header", f"{message} (there are: {', '.join(known)})", row.line, cell)
    for field, needed in known.items():
        if needed.is_required() and field not in fields.values():
            sheet.add("csv-header", f"column {field!r} is missing", row.line)
    if kind == READINGS and not {LAW, "mode", "low"} & set(fields.values()):
        message = "there is no column for what was read: value, or low, mode and high"
        sheet.add("csv-header", message, row.line)
    return kind, {} if len(sheet.problems) > before else fields


def _row_node(sheet: CsvSheet, row: CsvRow, fields: dict[int, str], comma: bool | None) -> Node:
    """Read the fields of a row that hold something, with the place of every field."""
    if len(row.cells) > max(fields):
        message = f"{len(row.cells)} cells, but the first row has {max(fields)}"
        sheet.add("csv-cells", message, row.line, max(fields) + 1)
    before = len(sheet.problems)
    values = dict(_values(sheet, row, fields, comma))
    if len(sheet.problems) > before:  # what is left of a range says nothing
        values = {field: value for field, value in values.items() if field not in (*NUMBERS, LAW)}
    found = _node(values, row.line, 1)
    found.entries = [
        (_node(field, row.line, cell), _node(found.data.get(field), row.line, cell))
        for cell, field in fields.items()
    ]
    return found


def _values(
    sheet: CsvSheet, row: CsvRow, fields: dict[int, str], comma: bool | None
) -> Iterator[tuple[str, Any]]:
    for cell, field in fields.items():
        text = row.cell(cell)
        if not text or text.startswith("="):
            continue  # a formula is noted already
        if field not in (*NUMBERS, LAW):
            yield field, unguarded(one_line(text))
            if field == "why" and sheet.delimiter == "," and text.isdigit():
                message = f"{shortened(text)} is no reason{DECIMAL_COMMA}"
                sheet.add("csv-cells", message, row.line, cell)
            continue
        try:
            if comma is None:
                ask_mark(text, comma, sheet.delimiter)
            law = read_cell(text, comma).value
            if field in NUMBERS and not law.is_point:
                raise refuse("csv-number", f"{shortened(text)} is a range; write one number")
            yield field, law if field == LAW else law.mean
        except PydanticCustomError as error:
            sheet.add(error.type, f"{field}: {error.message()}", row.line, cell)
