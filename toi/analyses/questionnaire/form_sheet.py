"""A questionnaire as a sheet: a column per question, to be filled in with a row per person."""

import io

from toi.analyses.layout.tables import Table
from toi.analyses.questionnaire.result import FormMade
from toi.io.questionnaire.response import DATA, NAME, START
from toi.io.xlsx import openpyxl_or_refuse

BOM = "\ufeff"  # by which a spreadsheet knows that a CSV is UTF-8
WIDE, TALL = 30, 190  # of a column in letters, of the row of questions in points
DIGITS = 6  # of a digest


def heads(made: FormMade) -> list[str]:
    """Return the head of each column, with a mark at its end that says what it asks about."""
    marks = [NAME]
    if made.start is not None:
        marks.append(f"{START}={made.start}")
    marks.append(f"{DATA}={made.provenance.data_digest[:DIGITS]}")
    name = f"Your name, or another that the group knows you by [{' '.join(marks)}]"
    return [name, *(f"{question.text} [{question.key}]" for question in made.questions)]


def form_csv(made: FormMade) -> str:
    """Return the sheet as CSV."""
    return BOM + Table(heads(made), []).to_csv()


def form_xlsx(made: FormMade) -> bytes:
    """Return the sheet as a workbook; its questions are text, never formulas.

    Raises
    ------
    InputErrors
        If the library for it is not installed.
    """
    openpyxl = openpyxl_or_refuse()
    book = openpyxl.Workbook()
    sheet = book.active
    for place, head in enumerate(heads(made), 1):
        cell = sheet.cell(1, place, head)
        cell.data_type = "s"
        cell.font = openpyxl.styles.Font(bold=True)
        cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = WIDE
    sheet.row_dimensions[1].height = TALL
    sheet.freeze_panes = sheet.cell(2, 2)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()
