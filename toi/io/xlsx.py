"""Workbooks of spreadsheets (xlsx), by a library that need not be there."""

import csv
import io
from typing import Any

from toi.errors import usage

MAGIC = b"PK\x03\x04"


def openpyxl_or_refuse() -> Any:
    """Return the library for workbooks, or say how to get it."""
    try:
        import openpyxl
    except ImportError:
        message = "xlsx needs openpyxl: pip install 'toi-scoring[xlsx]'; or take .csv"
        raise usage(message, "no-xlsx") from None
    return openpyxl


def csv_of_workbook(name: str, raw: bytes) -> str:
    """Return the first sheet of a workbook as CSV: values, not formulas.

    Raises
    ------
    InputErrors
        If it is no workbook, or the library for it is not installed.
    """
    openpyxl = openpyxl_or_refuse()
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except Exception as error:  # whatever a file that only looks like one may raise
        message = f"{name} is no workbook that can be read: {error}; save it as .xlsx or .csv"
        raise usage(message, "bad-xlsx") from error
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in book.worksheets[0].iter_rows():
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
    return " ".join(str(value).splitlines())  # a row of the sheet stays a line of the text
