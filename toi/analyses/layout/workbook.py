"""Tables as workbooks of a spreadsheet (xlsx)."""

import io

from toi.analyses.layout.tables import Table
from toi.analyses.shared.letters import columns_of, shown_in_full
from toi.io.xlsx import openpyxl_or_refuse

WIDEST = 60  # columns of letters


def to_xlsx(table: Table) -> bytes:
    """Return a table as a workbook of one sheet; text is text there, never a formula.

    Raises
    ------
    InputErrors
        If the library for it is not installed.
    """
    openpyxl = openpyxl_or_refuse()
    book = openpyxl.Workbook()
    sheet = book.active
    widths = [columns_of(head) for head in table.headers]
    for number, row in enumerate([list(table.headers), *table.cells()], start=1):
        for place, value in enumerate(row):
            is_text = isinstance(value, str)
            cell = sheet.cell(number, place + 1, shown_in_full(value) if is_text else value)
            if is_text:
                cell.data_type = "s"
            widths[place] = max(widths[place], columns_of(str(value or "")))
    for place, width in enumerate(widths, start=1):
        cell = sheet.cell(1, place)
        cell.font = openpyxl.styles.Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = min(width, WIDEST) + 2
    sheet.freeze_panes = sheet.cell(2, 1)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()
