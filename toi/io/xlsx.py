"""Workbooks of spreadsheets (xlsx), by a library that need not be there."""

import csv
import io
import re
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


_LIKE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
MOST_CELLS = 500_000  # of a tab; empty rows count too


class Tab(NamedTuple):
    """A tab of a workbook: its title, and its values as CSV, a row to each of its rows."""

    title: str
    text: str


def tabs_of_workbook(name: str, raw: bytes) -> list[Tab]:
    """Return the tabs of a workbook that are not hidden and hold something: values, not formulas.

    Raises
    ------
    InputErrors
        If it is no workbook, or the library for it is not installed.
    """
    openpyxl = openpyxl_or_refuse()
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        pages = [page for page in book.worksheets if page.sheet_state == "visible"]
        tabs = [Tab(str(page.title), _csv(name, page)) for page in pages]
    except InputErrors:
        raise
    except Exception as error:  # whatever a file that only looks like one may raise
        message = f"{name} is no workbook that can be read: {error}; save it as .xlsx or .csv"
        raise usage(message, "bad-xlsx") from error
    return [tab for tab in tabs if tab.text.strip(",\n")]


def csv_of_workbook(name: str, raw: bytes) -> str:
    """Return the first tab that holds something, as CSV; raises as above."""
    return next((tab.text for tab in tabs_of_workbook(name, raw)), "")


def _csv(name: str, page: Any) -> str:
    """Write a tab as CSV, every row on one line, so that lines are counted as rows are."""
    page.reset_dimensions()  # what a file says of its size may be wrong, or all of a sheet
    rows: list[list[str]] = []
    width = 1
    for row in page.iter_rows():
        rows.append([_text(cell.value, cell.number_format) for cell in row])
        width = max(width, len(row))
        if width * len(rows) > MOST_CELLS:
            message = f"{name}, tab {page.title!r}: more than {MOST_CELLS:,} cells"
            raise usage(f"{message}; copy the table out", "file-too-large")
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(r + [""] * (width - len(r)) for r in rows)
    return text.getvalue()


def _text(value: Any, shown: str) -> str:
    """Return a cell as somebody would type it: shares of 100 with their sign."""
    if value is None:
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        per_cent = isinstance(shown, str) and shown.endswith("%")
        number = f"{100 * value:.12g}" if per_cent else f"{value:.15g}"
        number += "0" * bool(_LIKE_THOUSANDS.fullmatch(number))  # it is no text such as `1.234`
        return number + "%" * per_cent
    return " ".join(str(value).split())
