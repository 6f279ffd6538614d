"""The sheets of a file of readings: CSV is one, a workbook has one to each tab."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from toi.errors import Problem
from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.csv_sheet import CsvSheet, read_sheet
from toi.io.matrix.row_names import statistic_of
from toi.io.readings.by_reader import by_reader
from toi.io.xlsx import MAGIC, Tab, tabs_of_workbook
from toi.light_dataclass import dataclass

Note = tuple[str, str]  # the file, or the sheet in it, and what was taken for granted there
NAMED = 3  # sheets in a note


@dataclass(frozen=True)
class ReaderSheet:
    """A sheet, and who filled it in by the name of its file or tab."""

    sheet: CsvSheet
    reader: str
    workbook: bool = False


def reader_sheets(
    file: str, raw: bytes, delimiter: str | None = None, without: Sequence[str] = ()
) -> tuple[list[ReaderSheet], list[str]]:
    """Return the sheets of a file that hold numbers, and notes on tabs that are left out.

    A sheet with a column of readers is parted into one for each.

    Parameters
    ----------
    delimiter : str, optional
        What parts the cells of CSV; by default it is found out.
    without : sequence of str
        Columns to leave out, by name.

    Raises
    ------
    toi.InputErrors
        If a workbook cannot be opened.
    """
    whole, notes = _whole_sheets(file, raw, delimiter)
    return [part for one in whole for part in _parts(one, without)], notes


def is_by_reader(
    file: str, raw: bytes, delimiter: str | None = None, without: Sequence[str] = ()
) -> bool:
    """Tell whether a file is one table of several readers, who stand in a column of it.

    Parameters and raises as of `reader_sheets`.
    """
    whole, _ = _whole_sheets(file, raw, delimiter)
    return len(whole) == 1 and by_reader(whole[0].sheet, without) is not None


def _parts(one: ReaderSheet, without: Sequence[str]) -> list[ReaderSheet]:
    parted = by_reader(one.sheet, without)
    if not parted:
        return [one]
    return [replace(one, sheet=sheet, reader=reader) for reader, sheet in parted.items()]


def _whole_sheets(
    file: str, raw: bytes, delimiter: str | None
) -> tuple[list[ReaderSheet], list[str]]:
    stem = PurePath(file.replace("\\", "/")).stem
    if not raw.startswith(MAGIC):
        return [ReaderSheet(read_sheet(file, raw, delimiter, western=True), stem)], []
    tabs, notes = filled_tabs(file, raw)
    if len(tabs) == 1:  # it is the file's
        return [ReaderSheet(read_sheet(file, tabs[0].text.encode()), stem, workbook=True)], notes
    found = [ReaderSheet(_sheet(file, tab), tab.title, workbook=True) for tab in tabs]
    if not found:
        empty = CsvSheet(file)
        empty.problems.append(Problem(file, 1, 1, "no tab of it holds a number", "empty-file"))
        found = [ReaderSheet(empty, stem, workbook=True)]
    return found, notes


def filled_tabs(file: str, raw: bytes) -> tuple[list[Tab], list[str]]:
    """Return the tabs of a workbook that hold numbers of their own, and notes on the others.

    Raises
    ------
    toi.InputErrors
        If it cannot be opened.
    """
    found: list[Tab] = []
    notes: list[str] = []
    for tab in tabs_of_workbook(file, raw):
        why = _why_not(tab.title, _sheet(file, tab))
        if why:
            notes.append(f"tab {tab.title!r} left out: {why}")
        else:
            found.append(tab)
    return found, notes


def _sheet(file: str, tab: Tab) -> CsvSheet:
    return read_sheet(f"{file}/{tab.title}", tab.text.encode())


def _why_not(title: str, sheet: CsvSheet) -> str:
    """Tell why a tab is nobody's readings; nothing where it may be."""
    cells = (cell for row in sheet.rows for cell in row.cells)
    if not sheet.problems and all(plain_number(cell) is None for cell in cells):
        return "there is no number in it"
    return "it seems to sum up the others" if statistic_of(title) else ""


def gathered(notes: Iterable[Note]) -> list[str]:
    """Word notes with the sheets that each is about; one that several share is said once."""
    about: dict[str, list[str]] = {}
    for name, note in notes:
        about.setdefault(note, []).append(name)
    return [f"{_names(list(dict.fromkeys(names)))}: {note}" for note, names in about.items()]


def _names(names: list[str]) -> str:
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])
