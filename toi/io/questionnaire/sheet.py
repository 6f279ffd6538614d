"""Answers in a sheet: a column per question, a row per person."""

from dataclasses import field

from toi.io.matrix.cells.shifted import DECIMAL_COMMA, refuse_shifted
from toi.io.matrix.column import unguarded
from toi.io.matrix.csv_sheet import (
    CsvRow,
    CsvSheet,
    one_line,
    read_sheet,
    shortened,
)
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.response import (
    DATA,
    LONGEST_NAME,
    NAME,
    START,
    Response,
    is_number,
    read_answers,
)
from toi.io.xlsx import MAGIC, csv_of_workbook
from toi.light_dataclass import dataclass


@dataclass
class Columns:
    """The question of each column, from 1, and what the heads say of all of them.

    `commas` tells whether commas part the cells, so that a decimal comma parts an answer.
    """

    keys: dict[int, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    commas: bool = False


def sheet_responses(name: str, raw: bytes, keys: Keys) -> tuple[list[Response], CsvSheet]:
    """Read the people of a sheet, CSV or a workbook.

    Returns
    -------
    (list of Response, CsvSheet)
        Those who could be read, and the sheet with its problems and notes.
    """
    is_workbook = raw.startswith(MAGIC)
    if is_workbook:
        raw = csv_of_workbook(name, raw).encode("utf-8")
    sheet = read_sheet(name, raw, western=True)
    if not sheet.rows:
        return [], sheet
    header, *rows = sheet.rows
    columns = _columns(sheet, header, keys)
    if not any(key in keys for key in columns.keys.values()) and not sheet.problems:
        message = (
            "no column asks for a weight or a belief; its head ends with what it asks for, as in "
            "[weight.ID] or [belief.ID] (toi rubric form makes such a sheet)"
        )
        sheet.add("no-question", message, header.line)
    if not rows and not sheet.problems:
        sheet.add("no-answers", "nobody has answered: no row below the questions", header.line)
    columns.commas = sheet.delimiter == "," and not is_workbook
    if columns.commas:
        _check_shifted(sheet, columns)
    people = [_response(sheet, row, columns, keys) for row in rows]
    refuse_shifted(sheet)
    return people, sheet


def _columns(sheet: CsvSheet, header: CsvRow, keys: Keys) -> Columns:
    """Tell what each column asks; what it does not know it notes, or refuses if it is a slip."""
    found, untaken = Columns(), []
    for cell, head in enumerate(header.cells, 1):
        mark = keys.marked(head)
        key = mark[0] if mark else keys.called(head)
        if key is None and head:
            within, near = keys.within(head), keys.near(head)
            if within is not None and _holds_numbers(sheet, cell):
                message = (
                    f"{shortened(head)} has no mark: to be taken as an answer its head must end "
                    f"with [{within}]; if it is none, call it otherwise"
                )
                sheet.add("no-question", message, header.line, cell)
            elif within is None and near is not None:
                message = f"no question is called {shortened(head)}; did you mean {near!r}?"
                sheet.add("no-question", message, header.line, cell)
            else:
                untaken.append(f"{cell} {shortened(head)}")
        elif key is not None and key != NAME and key not in keys:
            sheet.add("no-question", keys.unknown(key), header.line, cell)
        elif key is not None and key in found.keys.values():
            sheet.add("csv-duplicate", f"{key} is asked in an earlier column", header.line, cell)
        elif key is not None:
            found.keys[cell] = key
            found.said |= mark[1] if mark else {}
    if untaken:
        many = "column" if len(untaken) == 1 else "columns"
        sheet.notes.append(f"{sheet.name}: no question, so not taken: {many} {', '.join(untaken)}")
    return found


def _check_shifted(sheet: CsvSheet, columns: Columns) -> None:
    """Refuse a number behind the questions that may have come there by a decimal comma.

    Where everybody has a number in a column of one's own, it is one of numbers, such as an age,
    unless a row has more cells than the questions have.
    """
    header, *rows = sheet.rows
    for cell in range(max(columns.keys, default=len(header.cells)) + 1, len(header.cells) + 1):
        head = shortened(header.cells[cell - 1])
        found = [row for row in rows if is_number(row.cell(cell))]
        of_numbers = len(found) == len(rows) > 1
        for row in found if header.cells[cell - 1] else ():
            if not of_numbers or row.written > header.written:
                message = (
                    f"{shortened(row.cells[cell - 1])} stands below {head}{DECIMAL_COMMA}; if "
                    "none was, put that column before the questions"
                )
                sheet.add("csv-cells", message, row.line, cell)


def _holds_numbers(sheet: CsvSheet, cell: int) -> bool:
    """Tell whether what stands below a head is numbers, and not remarks."""
    below = [row.cell(cell) for row in sheet.rows[1:]]
    written = [text for text in below if text]
    return bool(written) and all(is_number(text) for text in written)


def _response(sheet: CsvSheet, row: CsvRow, columns: Columns, keys: Keys) -> Response:
    heads = sheet.rows[0].cells
    for cell, text in enumerate(row.cells, 1):
        if text and not "".join(heads[cell - 1 : cell]):
            hint = DECIMAL_COMMA if columns.commas and is_number(text) else ""
            message = f"{shortened(text)} stands below no question{hint}"
            sheet.add("csv-cells", message, row.line, cell)
    cells = {key: row.cell(cell) for cell, key in columns.keys.items()}
    name = one_line(unguarded(cells.pop(NAME, "")))
    places = {key: cell for cell, key in columns.keys.items()}
    if len(name) > LONGEST_NAME:
        message = f"a name of {len(name)} letters; {LONGEST_NAME} at most"
        sheet.add("long-name", message, row.line, places[NAME])
    places.pop(NAME, None)
    # What a formula may come to is noted already.
    texts = {key: "" if text.startswith("=") else text for key, text in cells.items()}
    read = read_answers(texts, keys.title)
    whose = f"{shortened(name)}, " if name else ""
    for one in read.refused:
        sheet.add(one.code, f"{whose}{one.message}", row.line, places[one.key])
    said = columns.said
    return Response(
        file=sheet.name,
        line=row.line,
        name=name,
        answers=read.answers,
        places=places,
        start=said.get(START),
        data=said.get(DATA),
        unsaid=read.unsaid,
    )
