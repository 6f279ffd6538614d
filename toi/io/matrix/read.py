"""A decision matrix: rows theories, columns criteria, and a few rows of another kind.

The first row names the columns; a second column called `title` or `name` is text. A row whose
first cell is `direction`, `weight`, `scale`, `clip`, `unit`, `preference` or `title` says
something of the criteria; so does one that holds nothing but directions, whatever its name.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic_core import PydanticCustomError

from toi.distribution import Distribution
from toi.errors import InputErrors
from toi.io.matrix.cell import has_point
from toi.io.matrix.column import DIRECTIONS, LONGEST_NAME, SETTERS, Column, read_value, unguarded
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line, shortened
from toi.io.matrix.ids import Ids
from toi.io.suggest import did_you_mean
from toi.records.base import refuse

T = TypeVar("T")

OPTIONAL = ("title", "scale", "clip", "unit", "preference")  # their cells may be empty
_ROWS = ("title", "direction", "scale", "clip", "weight", "unit", "preference")
SPECIAL = {word: word for word in _ROWS} | {f"{word}s": word for word in _ROWS if word != "clip"}
_ASIDE = re.compile(r"\s*(\([^()]*\))?:?$")  # as in `Weight (%):`
MOST_VALUES = 50_000  # as records they must stay below the limit of a file


@dataclass(frozen=True)
class SheetRow:
    """A theory, as a matrix has it; `line` is that of the file, from 1."""

    id: str
    title: str
    line: int
    values: tuple[Distribution, ...]


@dataclass
class Matrix:
    """The criteria and theories of one CSV file."""

    name: str
    columns: list[Column] = field(default_factory=list)
    lines: list[SheetRow] = field(default_factory=list)
    has_directions: bool = False


def read_matrix(sheet: CsvSheet, comma: bool | None, without: Sequence[str] = ()) -> Matrix:
    """Read the matrix of a sheet.

    Parameters
    ----------
    sheet : CsvSheet
        The rows, and what is wrong with them so far.
    comma : bool or None
        Whether decimals are written with a comma; None where nothing is announced.
    without : sequence of str
        The columns to leave out, by name.

    Returns
    -------
    Matrix
        At least one theory and one criterion.

    Raises
    ------
    InputErrors
        With every problem of the sheet.
    """
    reader = _Reader(sheet, comma, without)
    if sheet.rows:
        reader.read(sheet.rows[0], sheet.rows[1:])
    if sheet.problems:
        raise InputErrors(sheet.problems)
    return reader.matrix


class _Reader:
    """Reads row by row and collects what is wrong in the sheet's problems."""

    def __init__(self, sheet: CsvSheet, comma: bool | None, without: Sequence[str]) -> None:
        self.sheet = sheet
        self.comma = comma
        self.without = {one_line(name).casefold(): name for name in without}
        self.matrix = Matrix(sheet.name)
        self.ids = Ids()
        self.width = 0
        self.first = 1  # where the criteria begin, as an index
        self.named: dict[str, int] = {}  # theories by title, with their lines

    def read(self, header: CsvRow, rows: list[CsvRow]) -> None:
        self._header(header)
        special = [row for row in rows if self._kind(row)]
        theories = [row for row in rows if not self._kind(row)]
        self._text_columns(header, theories)
        if self.comma is None and any(has_point(text) for row in rows for text in row.cells[1:]):
            self.comma = False  # the sheet itself says how it writes decimals
        size = len(theories) * len(self.matrix.columns)
        if size > MOST_VALUES:
            message = f"{size:,} values are too many; at most {MOST_VALUES:,} can be read"
            self.sheet.add("csv-too-many", message, header.line)
            return
        self._special(special)
        for row in theories:
            self._theory(row)
        if not theories and not self.sheet.problems:
            self.sheet.add("empty", "there is no row for a theory", header.line)

    def _header(self, row: CsvRow) -> None:
        self.width = len(row.cells)
        self.first = 2 if self.width > 1 and row.cells[1].casefold() in ("title", "name") else 1
        seen: dict[str, int] = {}
        left_out: set[str] = set()
        for cell, text in enumerate(row.cells[self.first :], self.first + 1):
            name = self._name(text, f"column {cell}", row.line, cell)
            if name is None:
                continue
            if name.casefold() in self.without:
                left_out.add(name.casefold())
                continue
            if name.casefold() in seen:
                message = f"column {name!r} is there already, as cell {seen[name.casefold()]}"
                self.sheet.add("csv-duplicate", message, row.line, cell)
                continue
            seen[name.casefold()] = cell
            found = Column(name, cell, self.ids.give(name, f"c{cell - self.first}"), name)
            self.matrix.columns.append(found)
        for name in sorted(set(self.without) - left_out):
            hint = did_you_mean(self.without[name], [column.name for column in self.matrix.columns])
            message = f"no column {self.without[name]!r} to leave out{hint}"
            self.sheet.add("csv-header", message, row.line)
        if left_out and not self.matrix.columns:
            self.sheet.add("csv-header", "no column is left", row.line)
        if self.width <= self.first:
            message = (
                "only one column, where theories and criteria are wanted; "
                "say what parts the cells: --delimiter"
            )
            self.sheet.add("csv-header", message, row.line)

    def _kind(self, row: CsvRow) -> str:
        """Tell what a row says of the criteria, by its name or because it can be nothing else."""
        named = kind_of(row.cells[0])
        said = [row.cells[column.cell - 1 :][:1] for column in self.matrix.columns]
        words = [cells[0].casefold() for cells in said if cells]
        only = bool(words) and all(word in DIRECTIONS for word in words)
        return named or ("direction" if only else "")

    def _text_columns(self, header: CsvRow, theories: list[CsvRow]) -> None:
        """Note columns in which no cell has a digit, once each, and read them no further."""
        for column in list(self.matrix.columns):
            texts = [text for row in theories for text in row.cells[column.cell - 1 :][:1] if text]
            if texts and not any(re.search("[0-9=]", text) for text in texts):
                self.matrix.columns.remove(column)
                name = shortened(column.name)
                message = (
                    f"column {name} has no numbers, but text such as {shortened(texts[0])}; "
                    f"leave it out with --without {name}, or write numbers"
                )
                self.sheet.add("csv-text", message, header.line, column.cell)

    def _name(self, text: str, what: str, line: int, cell: int) -> str | None:
        """Return a name from a cell of text, or None with the problem noted."""
        name = unguarded(one_line(text))
        if not name:
            self.sheet.add("csv-header", f"{what} has no name", line, cell)
        elif len(name) > LONGEST_NAME:
            message = f"{len(name)} characters long; at most {LONGEST_NAME} fit"
            self.sheet.add("too-long", message, line, cell)
        else:
            return name
        return None

    def _special(self, rows: list[CsvRow]) -> None:
        """Read the rows that speak of criteria; scales before what must lie on them."""
        found: dict[str, CsvRow] = {}
        for row in rows:
            kind = self._kind(row)
            if kind in found:
                message = f"a second row {kind!r}; the first is line {found[kind].line}"
                self.sheet.add("csv-duplicate", message, row.line)
            found.setdefault(kind, row)
        for kind, row in found.items():
            if not self._complete(row, kind):
                continue
            cells = [*row.cells, *[""] * self.width]
            for column in self.matrix.columns:
                if cells[column.cell - 1] or kind not in OPTIONAL:
                    self._try(SETTERS[kind], row, column, kind, cells[column.cell - 1])
        self.matrix.has_directions = "direction" in found
        weights = [column.weight for column in self.matrix.columns]
        if weights and "weight" in found and all(w == 0 for w in weights):
            self.sheet.add("weights-zero", "all weights are zero", found["weight"].line)

    def _complete(self, row: CsvRow, who: str) -> bool:
        """Tell whether a row has as many cells as the header; empty ones may follow."""
        if row.written >= self.width >= len(row.cells):
            return True
        n = max(len(row.cells), min(row.written, self.width))
        message = f"{shortened(who)} has {n} cells, but the first row has {self.width}"
        self.sheet.add("csv-cells", message, row.line, min(n, self.width) + 1)
        return False

    def _theory(self, row: CsvRow) -> None:
        label = self._name(row.cells[0], "this row", row.line, 1)
        title = unguarded(one_line(row.cells[1])) if self.first == 2 and len(row.cells) > 1 else ""
        name = title or label or ""
        if label is not None:
            held = self.named.setdefault(label.casefold(), row.line)
            if held != row.line:
                message = f"{label!r} is there already, on line {held}"
                self.sheet.add("csv-duplicate", message, row.line)
        if len(name) > LONGEST_NAME:
            message = f"{len(name)} characters long; at most {LONGEST_NAME} fit"
            self.sheet.add("too-long", message, row.line, 2)
        if label is None or not self._complete(row, name):
            return
        cells = [*row.cells, *[""] * (self.width - len(row.cells))]
        values = [
            self._try(read_value, row, column, name, cells[column.cell - 1])
            for column in self.matrix.columns
        ]
        whole = tuple(value for value in values if value is not None)
        number = len(self.matrix.lines) + 1
        given = self.ids.give(label, f"t{number}")
        self.matrix.lines.append(SheetRow(given, name, row.line, whole))

    def _try(
        self,
        read: Callable[[Column, str, bool | None], T],
        row: CsvRow,
        column: Column,
        who: str,
        text: str,
    ) -> T | None:
        """Return what a cell says, or None with the problem noted."""
        if text.startswith("="):
            return None  # noted already, as a formula
        try:
            if not text:
                raise refuse("csv-empty", "the cell is empty")
            return read(column, text, self.comma)
        except PydanticCustomError as error:
            message = f"{shortened(who)}, column {shortened(column.name)}: {error.message()}"
            self.sheet.add(error.type, message, row.line, column.cell)
        return None


def kind_of(label: str) -> str:
    """Return the kind of special row that a first cell names; nothing for a theory."""
    return SPECIAL.get(_ASIDE.sub("", label).casefold(), "")
