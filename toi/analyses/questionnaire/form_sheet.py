"""A questionnaire as a sheet: a column per question, to be filled in with a row per person."""

from toi.analyses.layout.tables import Table
from toi.analyses.layout.workbook import Heads, to_xlsx
from toi.analyses.questionnaire.questions import BELIEFS, FREE, VALUES
from toi.analyses.questionnaire.result import FormMade, FormQuestion
from toi.io.questionnaire.response import DATA, NAME, START, WEIGHT

BOM = "\ufeff"  # by which a spreadsheet knows that a CSV is UTF-8
WIDE = 24  # of a column, in letters
LINE, TALLEST = 15, 409  # points: of a line of text, of the tallest row that there can be
DIGITS = 6  # of a digest
TOLD = "How to answer"  # the tab that tells in full what the heads of a workbook ask


def form_csv(made: FormMade) -> str:
    """Return the sheet as CSV, with the questions in full."""
    heads = [_name(made), *(f"{question.text} [{question.key}]" for question in made.questions)]
    return BOM + Table(heads, []).to_csv()


def form_xlsx(made: FormMade) -> bytes:
    """Return the sheet as a workbook: heads in brief, and a tab that tells all questions in full.

    Questions are text, never formulas.

    Raises
    ------
    InputErrors
        If the library for it is not installed.
    """
    heads = [_name(made), *map(_in_brief, made.questions)]
    tall = min(LINE * (max(map(len, heads)) // WIDE + 2), TALLEST)
    sheet = Table(heads, [], beside={TOLD: _told(made)}, name="Answers")
    return to_xlsx(sheet, Heads(wide=WIDE, tall=tall, fixed=1), beside=Heads(wrapped=True))


def _name(made: FormMade) -> str:
    """Return the head of the column of names, whose mark says what holds for all."""
    marks = [NAME]
    if made.start is not None:
        marks.append(f"{START}={made.start}")
    marks.append(f"{DATA}={made.provenance.data_digest[:DIGITS]}")
    return f"Your name, or another that the group knows you by [{' '.join(marks)}]"


def _in_brief(one: FormQuestion) -> str:
    asked = "points, 0 to 100" if one.key.startswith(WEIGHT) else "how likely right, 0 to 100"
    return f"{one.title}: {asked} [{one.key}]"


def _told(made: FormMade) -> Table:
    """Return what to do and every question with all that is said of it."""
    rows: list[list[str]] = []
    for lead, values in ((VALUES.format(one=made.provenance.words.one), True), (BELIEFS, False)):
        some = [one for one in made.questions if one.key.startswith(WEIGHT) == values]
        if some:
            rows.append(["What you value" if values else "What you believe", lead])
        for one in some:
            rows.append([one.title, "\n".join(f"{label}: {said}" for label, said in one.sides)])
    return Table(["Question", FREE], rows)
