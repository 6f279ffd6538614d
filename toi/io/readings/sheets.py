"""The sheets of a file of readings: CSV is one, a workbook has one to each tab."""

from dataclasses import dataclass
from pathlib import PurePath

from toi.errors import Problem
from toi.io.matrix.cell import plain_number
from toi.io.matrix.csv_sheet import CsvSheet, read_sheet
from toi.io.matrix.row_names import statistic_of
from toi.io.xlsx import MAGIC, tabs_of_workbook


@dataclass(frozen=True)
class ReaderSheet:
    """A sheet, and who filled it in by the name of its file or tab."""

    sheet: CsvSheet
    reader: str
    workbook: bool = False


def reader_sheets(
    file: str, raw: bytes, delimiter: str | None = None
) -> tuple[list[ReaderSheet], list[str]]:
    """Return the sheets of a file that hold numbers, and notes on tabs that are left out.

    Parameters
    ----------
    delimiter : str, optional
        What parts the cells of CSV; by default it is found out.

    Raises
    ------
    toi.InputErrors
        If a workbook cannot be opened.
    """
    stem = PurePath(file.replace("\\", "/")).stem
    if not raw.startswith(MAGIC):
        return [ReaderSheet(read_sheet(file, raw, delimiter, western=True), stem)], []
    found: list[ReaderSheet] = []
    notes: list[str] = []
    for tab in tabs_of_workbook(file, raw):
        sheet = read_sheet(f"{file}/{tab.title}", tab.text.encode())
        why = _why_not(tab.title, sheet)
        if why:
            notes.append(f"{file}: tab {tab.title!r} left out: {why}")
        else:
            found.append(ReaderSheet(sheet, tab.title, workbook=True))
    if len(found) == 1:
        found = [ReaderSheet(found[0].sheet, stem, workbook=True)]
    if not found:
        empty = CsvSheet(file)
        empty.problems.append(Problem(file, 1, 1, "no tab of it holds a number", "empty-file"))
        found = [ReaderSheet(empty, stem, workbook=True)]
    return found, notes


def _why_not(title: str, sheet: CsvSheet) -> str:
    """Tell why a tab is nobody's readings; nothing where it may be."""
    cells = (cell for row in sheet.rows for cell in row.cells)
    if not sheet.problems and all(plain_number(cell) is None for cell in cells):
        return "there is no number in it"
    return "it seems to sum up the others" if statistic_of(title) else ""
