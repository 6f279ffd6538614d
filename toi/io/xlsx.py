"""Workbooks of spreadsheets (xlsx), by a library that need not be there."""

import csv
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from toi.errors import InputErrors, usage

MAGIC = b"PK\x03\x04"


def openpyxl_or_refuse() -> Any:
    """Return the library for workbooks, or say how to get it."""
    try:
        import openpyxl
    except ImportError:
        message = "xlsx needs openpyxl: pip install 'toi-scoring[xlsx]'; or take .csv"
        raise usage(message, "no-xlsx") from None
    return openpyxl


MOST_CELLS = 500_000  # of a tab: its size is what the file says, however little it holds


class Tab(NamedTuple):
    """A tab of a workbook: its title, and its values as CSV, a row to each of its rows."""

    title: str
    text: str


def csv_of_workbook(name: str, raw: bytes) -> str:
    """Return the first sheet of a workbook as CSV: values, not formulas.

    Raises
    ------
    InputErrors
        If it is no workbook, or the library for it is not installed.
    """
    return next(_tabs(name, raw, hidden=True)).text


def tabs_of_workbook(name: str, raw: bytes) -> list[Tab]:
    """Return the tabs of a workbook that are not hidden and hold something; raises as above."""
    return [tab for tab in _tabs(name, raw, hidden=False) if tab.text.strip(",\n")]


def _tabs(name: str, raw: bytes, hidden: bool) -> Iterator[Tab]:
    openpyxl = openpyxl_or_refuse()
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        for page in book.worksheets:
            if hidden or page.sheet_state == "visible":
                yield Tab(str(page.title), _csv(name, page))
    except InputErrors:
        raise
    except Exception as error:  # whatever a file that only looks like one may raise
        message = f"{name} is no workbook that can be read: {error}; save it as .xlsx or .csv"
        raise usage(message, "bad-xlsx") from error


def _csv(name: str, page: Any) -> str:
    """Write a tab as CSV, every row on one line, so that lines are counted as rows are."""
    if (page.max_row or 0) * (page.max_column or 0) > MOST_CELLS:
        message = f"{name}, tab {page.title!r}: more than {MOST_CELLS:,} cells; copy the table out"
        raise usage(message, "file-too-large")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in page.iter_rows():
        writer.writerow([_text(cell.value, cell.number_format) for cell in row])
    return text.getvalue()


def _text(value: Any, shown: str) -> str:
    """Return a cell as somebody would type it: shares of 100 with their sign."""
    if value is None:
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        per_cent = isinstance(shown, str) and shown.endswith("%")
        number = f"{100 * value:.12g}" if per_cent else f"{value:.15g}"
        return number + "%" * per_cent
    return " ".join(str(value).split())
