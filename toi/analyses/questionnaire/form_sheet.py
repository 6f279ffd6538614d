"""A questionnaire as a sheet: a column per question, to be filled in with a row per person."""

from toi.analyses.layout.tables import Table
from toi.analyses.layout.workbook import Heads, to_xlsx
from toi.analyses.questionnaire.result import FormMade
from toi.io.questionnaire.response import DATA, NAME, START

BOM = "\ufeff"  # by which a spreadsheet knows that a CSV is UTF-8
WIDE = 44  # of a column, in letters
LINE, TALLEST = 15, 409  # points: of a line of text, of the tallest row that there can be
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
    asked = heads(made)
    tall = min(LINE * (max(map(len, asked)) // WIDE + 2), TALLEST)
    return to_xlsx(Table(asked, []), Heads(wide=WIDE, tall=tall, fixed=1))
