"""A decision matrix: rows options, columns criteria, and a few rows of another kind.

The first row names the columns; a second column called `title` or `name` is text. A row whose
first cell is `direction`, `weight`, `scale`, `clip`, `unit`, `preference` or `title`, or the like
in another language, says something of the criteria; so does one that holds nothing but
directions, whatever its name. Rows and columns that were reckoned from the others are left out
and named.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pydantic_core import PydanticCustomError

from toi.distribution import Distribution
from toi.errors import InputErrors
from toi.io.ids import Ids
from toi.io.matrix.cells.cell import is_money, plain_number
from toi.io.matrix.cells.marks import (
    UNMARKED,
    ColumnMarks,
    Decimals,
    ask_mark,
    decimals_of,
    has_point,
    marks_of,
)
from toi.io.matrix.cells.shifted import DECIMAL_COMMA, join_thousands, refuse_shifted
from toi.io.matrix.column import LONGEST_NAME, SETTERS, Column, keep_unit, read_value, unguarded
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line, shortened, typed
from toi.io.matrix.decision_matrix import PLAINLY, ImportOptions, Matrix, SheetRow, alike_names
from toi.io.matrix.directions import ask_directions, say_directions
from toi.io.matrix.head_scale import OFF_HEAD, take_head_scales, without_scale
from toi.io.matrix.header import find_layout, read_header, read_name, take_out_text
from toi.io.matrix.named import find_named
from toi.io.matrix.results import empty_results, reckoned_columns
from toi.io.matrix.row_names import is_unknown, statistic_of
from toi.io.matrix.shape import find_table, turned, why_turned
from toi.io.matrix.sort_rows import kind_of_row, sort_rows
from toi.io.matrix.units import refuse_other_unit, take_units
from toi.io.matrix.weights import wrong_weights
from toi.io.suggest import did_you_mean
from toi.records.fields.refusals import refuse

T = TypeVar("T")

OPTIONAL = ("title", "scale", "clip", "unit", "preference")  # their cells may be empty
SURENESS = ("exactly", "roughly", "order", "unknown")  # as an export says it of its weights
MOST_VALUES = 50_000  # as records they must stay below the limit of a file


def read_matrix(sheet: CsvSheet, wishes: ImportOptions = PLAINLY) -> Matrix:
    """Read the matrix of a sheet: at least one theory and one criterion.

    Raises
    ------
    InputErrors
        With every problem of the sheet.
    """
    matrix = read_partly(sheet, wishes)
    if sheet.problems:
        raise InputErrors(sheet.problems)
    return matrix


def read_partly(sheet: CsvSheet, wishes: ImportOptions = PLAINLY) -> Matrix:
    """Read what can be read of a matrix; what is wrong is added to the problems of the sheet."""
    if not sheet.rows:
        return Matrix(sheet.name)
    table, notes = find_table(sheet, named=True)
    if table.turned is None:
        refuse_shifted(table)
        table = join_thousands(table)
    why = why_turned(table) if wishes.transpose is None else ""
    if why:
        message = (
            f"the criteria seem to stand in the rows ({why}): add --transpose; or, if "
            "rows are options, --no-transpose"
        )
        sheet.add("csv-transposed", message, table.rows[0].line)
        return Matrix(sheet.name)
    if wishes.transpose:
        table = turned(table)
    reader = _Reader(table, wishes)
    reader.read()
    reader.matrix.notes[:0] = [*sheet.notes, *notes]
    return reader.matrix


class _Reader:
    """Reads row by row and collects what is wrong in the sheet's problems."""

    def __init__(self, sheet: CsvSheet, wishes: ImportOptions) -> None:
        self.sheet = sheet
        self.wishes = wishes
        self.comma = wishes.comma
        self.matrix = Matrix(sheet.name, turned=sheet.turned is not None)
        self.decimals = Decimals()
        self.marks: dict[int, ColumnMarks] = {}  # by the cell of the column
        self.ids = Ids()
        self.width = len(sheet.rows[0].cells)
        self.layout = find_layout(sheet)
        self.told: set[tuple[int, int]] = set()  # cells of which a problem tells
        self.named: dict[str, int] = {}  # theories by title, with their lines

    def read(self) -> None:
        header, *rows = self.sheet.rows
        first, matrix = self.layout.first, self.matrix
        matrix.columns = read_header(self.sheet, first, self.wishes.without, self.ids)
        self._options_exist(rows)
        self.sheet, units = take_units(self.sheet, matrix.columns, self._may_be_option)
        self.told = self.sheet.told()  # of formulas, numbers that commas part, and odd units
        _, *rows = self.sheet.rows
        if self.comma is None:
            texts = [text for row in rows for text in row.cells[1:]]
            self.decimals = decimals_of(texts, self.sheet.delimiter)
            self.comma = self.decimals.comma
        found = sort_rows(self.sheet, first, matrix.columns, self.wishes.options, self.comma)
        matrix.notes += [self.layout.note] if self.layout.note else []
        matrix.notes += found.notes
        matrix.notes += units
        wordy = take_out_text(self.sheet, matrix.columns, found.options)
        matrix.notes += [self.decimals.note] if self.decimals.note else []
        if not self.comma:
            self._look_at_marks(rows)
        size = len(found.options) * len(matrix.columns)
        if size > MOST_VALUES:
            message = f"{size:,} values are too many; at most {MOST_VALUES:,} can be read"
            self.sheet.add("csv-too-many", message, header.line)
            return
        for column in empty_results(found.options, matrix.columns, found.special.values()):
            matrix.columns.remove(column)
            note = f"column {shortened(column.name)} left out: there is no number in it"
            matrix.notes.append(note)
        weights = self._weights(found.special.get("weight"))
        matrix.reckoned, notes = reckoned_columns(
            found.options, matrix.columns, weights, self.comma
        )
        matrix.columns = [column for column in matrix.columns if column not in matrix.reckoned]
        matrix.notes += notes
        self._special(found.special)
        if self.wishes.scaled:
            take_head_scales(matrix.columns, found.options)
        every = sorted((*matrix.columns, *wordy), key=lambda column: column.cell)
        say_directions(self.sheet, every, self.wishes.less, self.wishes.more)
        for row in found.options:
            self._theory(row)
        matrix.notes += alike_names(self.sheet, matrix)
        for column in matrix.columns:
            refuse_other_unit(self.sheet, column)
            keep_unit(column)
        if self.wishes.asks:
            self._check_scales(header, found.options)
        if not found.options and not self.sheet.problems:
            self.sheet.add("empty", "there is no row for an option", header.line)
        if "direction" not in found.special and self.wishes.asks:
            ask_directions(self.sheet, every)

    def _may_be_option(self, row: CsvRow) -> bool:
        return not kind_of_row(row, self.layout.first) and not statistic_of(row.cells[0])

    def _weights(self, row: CsvRow | None) -> dict[int, float]:
        """Return the weights of columns, by cell: of the sheet's own row, else of another sheet."""
        found = {
            column.cell: plain_number(row.cell(column.cell))
            if row
            else self._weight_elsewhere(column.title)
            for column in self.matrix.columns
        }
        return {cell: weight for cell, weight in found.items() if weight is not None}

    def _weight_elsewhere(self, title: str) -> float | None:
        """Return the weight that another sheet gives, under a head with a scale or without."""
        found = map(self.wishes.weights.get, (title.casefold(), without_scale(title).casefold()))
        return next((weight for weight in found if weight is not None), None)

    def _look_at_marks(self, rows: Sequence[CsvRow]) -> None:
        """Keep what each column tells of marks before three digits; say what is read as decimals.

        Columns that have other decimals too show by themselves how they are read.
        """
        for column in self.matrix.columns:
            texts = [row.cell(column.cell) for row in rows]
            marks = self.marks[column.cell] = marks_of(texts)
            plain = marks_of(text for text in texts if not is_money(text)).point
            told = self.wishes.comma is not None or any(map(has_point, texts))
            if marks.point and plain and not told:
                note = f"numbers such as '{plain}' are read as having decimals after the point"
                self.matrix.notes.append(note)

    def _options_exist(self, rows: Sequence[CsvRow]) -> None:
        labels = [row.cells[0] for row in rows]
        for name in self.wishes.options:
            if not find_named(name, labels):
                message = f"no row {name!r}{did_you_mean(name, labels)}"
                self.sheet.add("csv-header", message, self.sheet.rows[0].line)

    def _check_scales(self, header: CsvRow, options: Sequence[CsvRow]) -> None:
        """Note columns that have neither a scale nor a number."""
        for column in self.matrix.columns:
            unknown = all(is_unknown(row.cell(column.cell)) for row in options)
            if options and unknown and not column.scale:
                name = shortened(column.name)
                message = (
                    f"column {name} has no number; write a scale, or --without {typed(column.name)}"
                )
                self.sheet.add("csv-empty", message, header.line, column.cell)

    def _special(self, found: Mapping[str, CsvRow]) -> None:
        """Read the rows that speak of criteria; scales before what must lie on them."""
        for kind, row in found.items():
            if not self._complete(row, kind):
                continue
            for column in self.matrix.columns:
                text = row.cell(column.cell)
                if text or kind not in OPTIONAL:
                    self._try(SETTERS[kind], row, column, kind, text)
        if "weight" in found and self.matrix.columns:
            beside = "".join(found["weight"].cells[1 : self.layout.first])  # the cell of titles
            self.matrix.sure = beside if beside in SURENESS else ""
            wrong = wrong_weights(self.matrix.columns, found["weight"].cells[0])
            if wrong:
                self.sheet.add(wrong[0], wrong[1], found["weight"].line)

    def _complete(self, row: CsvRow, who: str) -> bool:
        """Tell whether a row has as many cells as the header; empty ones may follow."""
        if row.written >= self.width >= len(row.cells):
            return True
        n = max(len(row.cells), min(row.written, self.width))
        n_file, width = (cells + self.sheet.taken_out for cells in (n, self.width))
        message = f"{shortened(who)} has {n_file} cells, but the first row has {width}"
        if n > self.width and self.sheet.delimiter == ",":
            message += DECIMAL_COMMA
        self.sheet.add("csv-cells", message, row.line, min(n, self.width) + 1)
        return False

    def _theory(self, row: CsvRow) -> None:
        at, first = self.layout.names, self.layout.first
        label = read_name(self.sheet, row.cell(at + 1), "this row", row.line, at + 1)
        title = unguarded(one_line(row.cells[1])) if first == 2 and len(row.cells) > 1 else ""
        name = title or label or "this row"
        if label is not None:
            held = self.named.setdefault(label.casefold(), row.line)
            if held != row.line:
                message = f"{label!r} is there already, on {self.sheet.nth(held)}"
                self.sheet.add("csv-duplicate", message, row.line)
        if len(name) > LONGEST_NAME:
            message = f"{len(name)} characters long; at most {LONGEST_NAME} fit"
            self.sheet.add("too-long", message, row.line, 2)
        complete = label is not None and self._complete(row, name)
        if not complete and len(row.cells) > self.width:
            return  # what stands in which column nobody knows
        if complete and len(row.cells) <= first < self.width:
            message = f"{shortened(name)} has no value at all; remove the row, or write ? in it"
            self.sheet.add("csv-empty", message, row.line)
        values = tuple(self._value(row, column, name) for column in self.matrix.columns)
        if label is None or not complete:
            return
        given = self.ids.give(label, f"t{len(self.matrix.lines) + 1}")
        place = self.sheet.place(row.line, at + 1)
        self.matrix.lines.append(SheetRow(given, name, *place, values))

    def _value(self, row: CsvRow, column: Column, who: str) -> Distribution | None:
        """Return a value; None where it is not known, or where it is wrong."""
        text = row.cell(column.cell)
        return None if is_unknown(text) else self._try(read_value, row, column, who, text)

    def _try(
        self,
        read: Callable[[Column, str, bool | None], T],
        row: CsvRow,
        column: Column,
        who: str,
        text: str,
    ) -> T | None:
        """Return what a cell says, or None with the problem noted."""
        if (row.line, column.cell) in self.told:
            return None
        try:
            if not text:
                raise refuse("csv-empty", "the cell is empty")
            self.decimals.ask_odd(text, self.sheet.delimiter)
            if self.wishes.comma is None or self.wishes.typed:
                marks = self.marks.get(column.cell, UNMARKED)
                said = not self.wishes.typed
                ask_mark(text, self.comma, self.sheet.delimiter, marks, said)
            return read(column, text, self.comma)
        except PydanticCustomError as error:
            message = f"{shortened(who)}, column {shortened(column.name)}: {error.message()}"
            if error.type == "off-scale" and column.scale_from_head:
                message += f", {OFF_HEAD}"
            if error.type == "csv-empty":
                message += f"; fill it in, or --without {typed(column.name)}"
            self.sheet.add(error.type, message, row.line, column.cell)
        return None
