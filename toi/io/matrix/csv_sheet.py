"""CSV bytes to rows of cells, each with the line it begins on.

A spreadsheet's habits are met: a byte order mark, `sep=;`, semicolons or tabs, quoted
line breaks, empty columns and rows at the end. Places are the line of the file and the
cell in its row, both from 1.
"""

import csv
import io
import itertools
import re
import shlex
from collections.abc import Iterator
from dataclasses import field

from toi.errors import Problem
from toi.io.yaml.parse import CONTROL, MAX_PROBLEMS
from toi.light_dataclass import dataclass

MAX_BYTES = 5 * 2**20
DELIMITERS = {"tab": "\t", "semicolon": ";", "comma": ","}  # the likelier first
LOOKED_AT = 50  # rows, to see what parts the cells
_SEP = re.compile(r"sep=(.)(?:\r\n|\r|\n|$)", re.I)
_SPACES = re.compile(r"\s+")
_FOREIGN = re.compile(r"[^\x00-\x7f]{3}")


@dataclass(frozen=True)
class CsvRow:
    """A row that is not empty.

    Attributes
    ----------
    line : int
        The line on which it begins, from 1.
    cells : list of str
        Without empty ones at the end.
    written : int
        The number of cells in the file.
    """

    line: int
    cells: list[str]  # without empty ones at the end
    written: int  # cells as they stand in the file

    def cell(self, place: int) -> str:
        """Return the cell at a place from 1; nothing behind the last."""
        return self.cells[place - 1] if place <= len(self.cells) else ""


@dataclass
class CsvSheet:
    """The rows of one CSV file, and what is wrong with it.

    Attributes
    ----------
    delimiter : str
        What parts the cells.
    notes : list of str
        What was taken for granted in reading it.
    turned : list of int or None
        Where rows and columns have changed places: the lines that have become columns, while
        the `line` of a row is a cell of the file.
    left : list of int or None
        Where columns were taken out, or moved: the cells of the file that are left, from 1.
    """

    name: str
    rows: list[CsvRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    delimiter: str = ","
    notes: list[str] = field(default_factory=list)
    turned: list[int] | None = None
    left: list[int] | None = None

    def add(self, code: str, message: str, line: int | None = None, cell: int = 1) -> None:
        """Note one problem, at a cell counted from 1; a flood of them is cut."""
        if line is not None:
            line, cell = self.place(line, cell)
        if len(self.problems) < MAX_PROBLEMS:
            column = None if line is None else cell
            self.problems.append(Problem(self.name, line, column, message, code))
        elif len(self.problems) == MAX_PROBLEMS:
            last, at = max((one.line or 0, one.column or 0) for one in self.problems)
            message = "so many problems that reading ends here"
            self.problems.append(Problem(self.name, last, at, message, "too-many-problems"))

    def told(self) -> set[tuple[int, int]]:
        """Return the cells of these rows of which a problem tells, as (line, cell)."""
        places = {(one.line, one.column) for one in self.problems}
        return {
            (row.line, cell)
            for row in self.rows
            for cell in range(1, len(row.cells) + 1)
            if places and self.place(row.line, cell) in places
        }

    def nth(self, line: int) -> str:
        """Word which row of the table is meant: a line of the file, or a cell in each."""
        return f"line {line}" if self.turned is None else f"cell {line}"

    def place(self, line: int, cell: int) -> tuple[int, int]:
        """Return the line and the cell of the file where a cell of these rows stands."""
        if self.turned is None:
            return line, self._in_file(cell)
        return self.turned[min(cell, len(self.turned)) - 1], self._in_file(line)

    @property
    def taken_out(self) -> int:
        """How many columns of the file were taken out."""
        return 0 if self.left is None else max(self.left) - len(self.left)

    def _in_file(self, cell: int) -> int:
        """Return which cell of the file a cell of these rows is; behind the last, as far behind."""
        if self.left is None:
            return cell
        behind = max(cell - len(self.left), 0)
        return self.left[cell - behind - 1] + behind


def read_sheet(
    name: str, raw: bytes, delimiter: str | None = None, western: bool = False
) -> CsvSheet:
    """Read CSV bytes; never raises for what they hold.

    Parameters
    ----------
    name : str
        What problems call the file.
    raw : bytes
        The file.
    delimiter : str, optional
        One character; by default what a `sep=` line says, else what fits the rows.
    western : bool
        Whether what is not UTF-8 may be read as Windows-1252, with a note.

    Returns
    -------
    CsvSheet
        The rows, and every problem.
    """
    sheet = CsvSheet(name)
    text = _decoded(sheet, raw, western)
    if text is None:
        return sheet
    said = _SEP.match(text)
    skipped = 0
    if said:
        delimiter, text, skipped = delimiter or said[1], text[said.end() :], 1
    chosen = sheet.delimiter = delimiter or _sniffed(text)
    line = 1 + skipped
    try:
        for line, cells in _records(text, chosen, strict=True):
            written = len(cells)
            cells = [cell.strip() for cell in cells]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                sheet.rows.append(CsvRow(line + skipped, cells, written))
    except csv.Error as error:
        last = sheet.rows[-1].line if sheet.rows else skipped
        sheet.add("csv-syntax", _worded(str(error)), last + 1)
    _check_text(sheet)
    if not _is_utf8(raw) and not sheet.problems:
        sheet.notes.append(_western_note(sheet))
    if not sheet.rows and not sheet.problems:
        sheet.add("empty-file", "the file is empty", 1)
    return sheet


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _as_western(raw: bytes) -> str | None:
    """Return text in Windows-1252, as Excel saves plain CSV in Western Europe; None for others.

    Three letters in a row that are not ASCII speak for another alphabet.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _FOREIGN.search(text) else text


def _western_note(sheet: CsvSheet) -> str:
    """Say how the file was read, and which cell shows whether that was right."""
    cells = (
        (row.line, number, cell)
        for row in sheet.rows
        for number, cell in enumerate(row.cells, 1)
        if not cell.isascii()
    )
    line, number, cell = next(cells, (1, 1, ""))
    return (
        "the file is not UTF-8 and is read as Windows-1252, as Excel saves plain CSV: see whether "
        f"line {line}, cell {number} is right, {shortened(cell)}"
    )


def _decoded(sheet: CsvSheet, raw: bytes, western: bool) -> str | None:
    save_as = "save it as 'CSV UTF-8'"
    if len(raw) > MAX_BYTES:
        sheet.add("file-too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB")
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        sheet.add("not-utf8", f"the file is UTF-16; {save_as}", 1)
    elif raw.startswith(b"PK\x03\x04") or raw.startswith(b"\xd0\xcf\x11\xe0"):
        sheet.add("not-csv", f"this is a spreadsheet's own format; {save_as}", 1)
    else:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if western and (text := _as_western(raw)) is not None:
                return text
            before = raw[: error.start].decode("utf-8", "replace")
            line = len(re.split(r"\r\n|\r|\n", before))
            sheet.add("not-utf8", f"byte 0x{raw[error.start]:02x} is not UTF-8; {save_as}", line)
    return None


def _records(text: str, delimiter: str, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield every record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _sniffed(text: str) -> str:
    """Guess the delimiter.

    The one with which most rows have the same number of cells, two at least; among several,
    the one that makes most cells. Lines above and below the table do not matter.
    """

    def fit(delimiter: str) -> tuple[bool, float, int]:
        try:
            found = list(itertools.islice(_records(text, delimiter, strict=False), LOOKED_AT))
        except csv.Error:
            return False, 0.0, 0
        rows = [len(cells) for _, cells in found if any(cells)]
        usual = max(set(rows), key=lambda n: (rows.count(n), n), default=0)
        if usual < 2:
            return False, 0.0, 0
        return True, rows.count(usual) / len(rows), usual

    best = max(DELIMITERS.values(), key=fit)
    return best if fit(best)[0] else ","


def _worded(said: str) -> str:
    """Put in words for people what the csv reader says."""
    if "unexpected end" in said:
        return "a quoted text starts in this row and never ends"
    if "expected after" in said:
        return "in quoted text, a quote must be doubled; in this row one is not"
    return f"this row cannot be read: {said}"


def _check_text(sheet: CsvSheet) -> None:
    """Refuse characters that hide what they do, and formulas."""
    for row in sheet.rows:
        for number, cell in enumerate(row.cells, 1):
            if CONTROL.search(one_line(cell)):
                message = "a control or direction-changing character"
                sheet.add("control-character", message, row.line, number)
            elif cell.startswith("="):
                message = f"{shortened(cell)} is a formula; save the file with its values"
                sheet.add("csv-formula", message, row.line, number)


def one_line(text: str) -> str:
    """Replace every run of spaces and line breaks by one space."""
    return _SPACES.sub(" ", text).strip()


def typed(name: str) -> str:
    """Write a name as a command takes it: whole, and in quotes where a shell wants them."""
    return shlex.quote(one_line(name))


def shortened(text: str, most: int = 40) -> str:
    """Quote a cell as messages do, at most so many characters of it."""
    text = one_line(text)
    return repr(text if len(text) <= most else text[: most - 3] + "...")
