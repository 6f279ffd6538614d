"""One reader's sheet of cells: rows theories, columns criteria, as the document of YAML would be.

The same kinds of sheet are read as `toi data import` takes: rows of directions, weights and
scales, totals that are left out, unknown cells, ranges, and criteria in the rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from pydantic_core import PydanticCustomError

from toi.distribution import Distribution
from toi.io.matrix.cell import plain_number, read_pair
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line, shortened
from toi.io.matrix.header import find_layout
from toi.io.matrix.read import PLAINLY, ImportOptions, Matrix, SheetRow, read_partly
from toi.io.matrix.row_names import is_unknown, kind_of, says
from toi.io.matrix.shape import find_table, turned
from toi.records.theory import Criterion

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


class Names(Protocol):
    """What theories and criteria are called."""

    def theories(self, word: str) -> list[str]:
        """Return the ids that a word may name."""

    def criteria(self, word: str) -> list[str]:
        """Return the ids that a word may name."""

    def held(self, criterion: str) -> Criterion:
        """Return the record of a criterion, by id."""


@dataclass(frozen=True)
class CellReading:
    """One cell of a sheet: what it says, and where its parts stand as (line, cell)."""

    theory: str
    criterion: str
    value: Distribution | None
    theory_at: tuple[int, int]
    criterion_at: tuple[int, int]
    value_at: tuple[int, int]


@dataclass
class CellSheet:
    """One reader's judgements; what is wrong is in the problems of the sheet.

    Attributes
    ----------
    sheet : CsvSheet
        As it stands in the file.
    table : CsvSheet
        What of it is the table, turned where criteria stand in its rows.
    matrix : Matrix
        As `toi data import` would read it.
    reader, group : str
        The group is empty where the sheet names none.
    """

    sheet: CsvSheet
    table: CsvSheet
    matrix: Matrix
    reader: str
    group: str = ""
    notes: list[str] = field(default_factory=list)

    def readings(self, names: Names | None) -> Iterator[CellReading]:
        """Yield the cells, of known names by a word that finds them."""
        seen: set[str] = set()
        for line in self.matrix.lines:
            theory = _first_known((line.id, line.title), names.theories if names else None)
            if theory.casefold() in seen:
                continue  # a problem of the sheet already
            seen.add(theory.casefold())
            for column, value in zip(self.matrix.columns, line.values, strict=True):
                yield CellReading(
                    theory,
                    _criterion(column, names),
                    value,
                    (line.line, line.cell),
                    self.table.place(self.table.rows[0].line, column.cell),
                    self._place(line, column),
                )

    def _place(self, line: SheetRow, column: Column) -> tuple[int, int]:
        if self.table.turned is None:
            return line.line, column.cell
        return self.table.turned[column.cell - 1], line.cell


def read_cells(
    sheet: CsvSheet, reader: str, names: Names | None = None, wishes: ImportOptions = PLAINLY
) -> CellSheet:
    """Read one reader's sheet of cells.

    Parameters
    ----------
    reader : str
        Who filled it in, unless a line above the table says so (`Reader: ...`).
    names : Names, optional
        Of a debate that is known; then text columns that name no criterion are left out, and
        whether criteria stand in the rows is seen by their names.
    wishes : ImportOptions
        What is said of the sheet besides.

    Returns
    -------
    CellSheet
        As far as it could be read.
    """
    said, table = _said_above(sheet)
    notes: list[str] = []
    scales: list[CsvRow] = []
    if table.rows:
        table, notes = find_table(table)
        if wishes.transpose is None and names is not None:
            wishes = wishes._replace(transpose=_crossed(table, names))
        if wishes.transpose:
            table, wishes = turned(table), wishes._replace(transpose=False)
        remarks, present = _remarks(table, names), _heads(table)
        named = [name for name in wishes.without if one_line(name).casefold() in present]
        wishes = wishes._replace(without=(*named, *remarks), known=True)
        if names is not None:  # values lie on the scales of the records, whatever the sheet's are
            scales = [row for row in table.rows[1:] if kind_of(row.cells[0]) in ("scale", "clip")]
            table = replace(table, rows=[row for row in table.rows if row not in scales])
        notes += [f"column {shortened(name)} left out: remarks" for name in remarks]
    matrix = read_partly(table, wishes)
    found = CellSheet(sheet, table, matrix, said.get("reader", reader), said.get("group", ""))
    # Problems name a place; notes must name the file.
    found.notes = [f"{sheet.name}: {note}" for note in (*notes, *matrix.notes, *sheet.notes)]
    if names is not None:
        _contradictions(found, names, [r for r in scales if kind_of(r.cells[0]) == "scale"])
    return found


def _said_above(sheet: CsvSheet) -> tuple[dict[str, str], CsvSheet]:
    """Take lines such as `Reader: Anna` or `Group,town` from above the table."""
    said: dict[str, str] = {}
    rows = list(sheet.rows)
    while rows and len(rows[0].cells) <= 2:
        cells = [one_line(cell) for cell in rows[0].cells]
        head, _, rest = cells[0].partition(":")
        value = cells[1] if len(cells) == 2 else rest.strip()
        kind = next((k for k in ("reader", "group") if says(k, head)), "")
        if not kind or not value or kind in said:
            break
        said[kind] = value
        rows.pop(0)
    return said, replace(sheet, rows=rows)


def _heads(table: CsvSheet) -> set[str]:
    return {one_line(cell).casefold() for cell in table.rows[0].cells}


def _crossed(table: CsvSheet, names: Names) -> bool:
    """Tell whether criteria stand in the rows, by what the heads and the labels are called."""
    header, *rows = table.rows
    heads, labels = header.cells[1:], [row.cells[0] for row in rows]
    straight = _known(heads, names.criteria) + _known(labels, names.theories)
    return _known(heads, names.theories) + _known(labels, names.criteria) > straight


def _known(words: Sequence[str], called: Any) -> int:
    return sum(1 for word in words if word and called(_BRACKETS.sub("", one_line(word))))


def _remarks(table: CsvSheet, names: Names | None) -> list[str]:
    """Name the columns of text that are no criteria: remarks, where nothing is known of names."""
    header, *rows = table.rows
    first = find_layout(replace(table, problems=[])).first
    return [
        head
        for at, head in enumerate(header.cells[first:], first)
        if head and _is_text(rows, at) and _is_remark(head, names)
    ]


def _is_text(rows: Sequence[CsvRow], at: int) -> bool:
    texts = [text for row in rows if not kind_of(row.cells[0]) for text in row.cells[at : at + 1]]
    return not any(plain_number(text) is not None for text in texts if not is_unknown(text))


def _is_remark(head: str, names: Names | None) -> bool:
    if names is None:
        return says("remarks", head)
    return not (names.criteria(head) or names.criteria(_BRACKETS.sub("", one_line(head))))


def _first_known(words: Sequence[str], called: Any) -> str:
    """Return the first word that names something; the last one where none does."""
    return next((word for word in words if called and called(word)), words[-1])


def _criterion(column: Column, names: Names | None) -> str:
    bare = _BRACKETS.sub("", column.title)
    words = (column.name, column.title, bare, column.title)
    return _first_known(words, names.criteria if names else None)


def _contradictions(found: CellSheet, names: Names, scales: Sequence[CsvRow]) -> None:
    """Note where a sheet says otherwise than the records what a criterion is."""
    rows = {kind_of(row.cells[0]): row.line for row in found.table.rows[1:]}
    for column in found.matrix.columns:
        called = names.criteria(_criterion(column, names))
        if len(called) != 1:
            continue
        held = names.held(called[0])
        for row in scales:
            _check_scale(found.table, row, column, held)
        if column.directed and column.direction != held.direction:
            message = f"{held.id} is a {held.direction} in the records"
            found.table.add("other-direction", message, rows.get("direction"), column.cell)


def _check_scale(table: CsvSheet, row: CsvRow, column: Column, held: Criterion) -> None:
    text = "".join(row.cells[column.cell - 1 : column.cell])
    try:
        said = read_pair(text, None)[:2] if text else held.scale
    except PydanticCustomError as error:
        table.add(error.type, error.message(), row.line, column.cell)
        return
    if said != held.scale:
        low, high = held.scale
        message = f"the scale of {held.id} is {low:g} to {high:g} in the records"
        table.add("other-scale", message, row.line, column.cell)
