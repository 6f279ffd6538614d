"""`toi data import` of several sheets: a debate made of what a panel judged, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toi.analyses.data.workspaces import Workspace, matrix_workspace
from toi.analyses.readings.pool import mixture_of
from toi.analyses.shared.format import count
from toi.distribution import Distribution
from toi.errors import InputErrors, Problem
from toi.io.files import read_up_to
from toi.io.ids import Ids
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import MAX_BYTES, shortened
from toi.io.matrix.directions import ask_directions, say_directions
from toi.io.matrix.read import ImportOptions, Matrix, SheetRow
from toi.io.matrix.row_names import kind_of, names_results
from toi.io.readings.cells import CellSheet, read_cells
from toi.io.readings.files import expanded
from toi.io.readings.sheet import is_long
from toi.io.readings.sheets import gathered, reader_sheets
from toi.io.readings.write import long_sheet
from toi.io.suggest import did_you_mean, nearest

READINGS = "readings.csv"  # beside the folder of records


@dataclass
class _PanelSheets:
    """Everything that several readers judged, by the names of rows and columns in small letters."""

    columns: dict[str, Column] = field(default_factory=dict)
    titles: dict[str, SheetRow] = field(default_factory=dict)
    laws: dict[tuple[str, str], dict[str, Distribution]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def import_panel(
    files: Sequence[str], folder: str, delimiter: str | None, wishes: ImportOptions
) -> Workspace:
    """Return the files of a debate made from the sheets of several readers, one to each.

    A cell holds the mixture of what they say; what each of them said stands beside the records,
    for `toi data agreement` and its like.

    Parameters
    ----------
    folder, delimiter, wishes
        As of `import_matrix`.

    Raises
    ------
    toi.InputErrors
        With every problem in every sheet.
    """
    sheets, notes = _sheets(files, delimiter, wishes)
    judged = _PanelSheets()
    for sheet in sheets:
        _add(judged, sheet)
        judged.problems += sheet.table.problems
    if sheets and not judged.problems:
        first, columns = sheets[0].table, list(judged.columns.values())
        say_directions(first, columns, wishes.less, wishes.more)
        ask_directions(first, columns)
        judged.problems += first.problems
    judged.problems += _not_left_out(sheets, wishes)
    empty = [] if judged.problems else _leave_out_empty(judged, sheets)
    if judged.problems:
        raise InputErrors(judged.problems)
    notes += gathered((sheet.sheet.name, note) for sheet in sheets for note in sheet.notes)
    source = f"the sheets of {count(len(judged.groups), 'reader')}"
    made = matrix_workspace(_pooled(judged, Path(folder).resolve().name), folder, source)
    return replace(
        made,
        files={**made.files, READINGS: _readings(judged)},
        notes=(*notes, *empty, *_alone(judged), *made.notes),
        others={f"toi data agreement {READINGS}": "how far they agree, who is severe"},
    )


def _sheets(
    files: Sequence[str], delimiter: str | None, wishes: ImportOptions
) -> tuple[list[CellSheet], list[str]]:
    found: list[CellSheet] = []
    each, notes = expanded(files)
    plain = wishes._replace(less=(), more=())  # of a sheet that has no such column, nothing is said
    for file in each:
        sheets, said = reader_sheets(file, read_up_to(file, MAX_BYTES), delimiter)
        notes += [f"{file}: {note}" for note in said]
        for one in sheets:
            if is_long(one.sheet):
                message = (
                    "a table of options and criteria is wanted here, one to each reader; a sheet "
                    "with a row to each reading needs a debate: toi data pool"
                )
                one.sheet.add("csv-header", message, one.sheet.rows[0].line)
            asked = plain._replace(comma=False) if one.workbook else plain
            found.append(read_cells(one.sheet, one.reader, None, asked))
    return found, notes


def _add(judged: _PanelSheets, sheet: CellSheet) -> None:
    """Add one reader's sheet, and note where it contradicts those before it."""
    reader = sheet.reader
    judged.groups[reader] = sheet.group or judged.groups.get(reader, "")
    rows = {kind_of(row.cells[0]): row.line for row in sheet.table.rows[1:]}
    for column in sheet.matrix.columns:
        held = judged.columns.setdefault(column.title.casefold(), column)
        for what, wrong in _contradictions(held, column):
            message = f"column {column.title!r}: another sheet has the {what} {wrong}"
            sheet.table.add(f"other-{what}", message, rows.get(what), column.cell)
    for line in sheet.matrix.lines:
        judged.titles.setdefault(line.title.casefold(), line)
    for cell in sheet.readings(None):
        key = cell.theory.casefold(), cell.criterion.casefold()
        place = f"{sheet.sheet.name}:{cell.value_at[0]}"
        first = judged.places.setdefault((*key, reader), place)
        if first != place:
            message = f"{reader!r} has judged {cell.theory!r} already, at {first}"
            problem = Problem(sheet.sheet.name, *cell.theory_at, message, "read-twice")
            if problem not in judged.problems:
                judged.problems.append(problem)
        if cell.value is not None:
            judged.laws.setdefault(key, {})[reader] = cell.value


def _contradictions(held: Column, other: Column) -> Iterator[tuple[str, object]]:
    """Take over what one sheet says of a criterion and those before it left open."""
    if other.directed:
        if held.directed and held.direction != other.direction:
            yield "direction", held.direction
        held.direction, held.directed = (held if held.directed else other).direction, True
    if held.scale is not None and other.scale not in (None, held.scale):
        yield "scale", "{:g}..{:g}".format(*held.scale)
    if held.weight is not None and other.weight not in (None, held.weight):
        yield "weight", f"{held.weight:g}"
    held.scale = held.scale or other.scale
    held.weight = other.weight if held.weight is None else held.weight
    held.unit = held.unit or other.unit


def _not_left_out(sheets: Sequence[CellSheet], wishes: ImportOptions) -> Iterator[Problem]:
    """Note columns that should be left out and stand in no sheet."""
    heads = {cell.casefold(): cell for s in sheets for r in s.table.rows[:1] for cell in r.cells}
    for name in wishes.without:
        if name.casefold() not in heads:
            hint = did_you_mean(name, heads.values())
            yield Problem("toi", None, None, f"no column {name!r} to leave out{hint}", "csv-header")


def _leave_out_empty(judged: _PanelSheets, sheets: Sequence[CellSheet]) -> list[str]:
    """Leave out columns of results in which no number stands; others are a problem."""
    notes = []
    known = {criterion for _, criterion in judged.laws}
    for key in [key for key in judged.columns if key not in known]:
        column, name = judged.columns[key], shortened(judged.columns[key].name)
        if names_results(column.name):
            del judged.columns[key]
            notes.append(f"column {name} left out: there is no number in it")
            continue
        message = f"nobody judged column {name}; leave it out with --without {name}"
        first = next(sheet for sheet in sheets if column in sheet.matrix.columns)
        place = first.table.place(first.table.rows[0].line, column.cell)
        judged.problems.append(Problem(first.sheet.name, *place, message, "csv-empty"))
    return notes


def _alone(judged: _PanelSheets) -> Iterator[str]:
    """Say which options only one reader judged, whose names may be misspelt."""
    readers: dict[str, set[str]] = {}
    for (title, _), laws in judged.laws.items():
        readers.setdefault(title, set()).update(laws)
    told: set[str] = set()
    for title, who in readers.items():
        others = [name for name, by in readers.items() if by.isdisjoint(who)]
        near = nearest(title, others) if len(who) == 1 and title not in told else None
        if near is not None and _digits(near) == _digits(title):
            told.add(near)
            one, other = (judged.titles[name].title for name in (title, near))
            yield f"{one!r} stands in the sheet of {min(who)} alone: is it {other!r}?"


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _pooled(judged: _PanelSheets, name: str) -> Matrix:
    """Put the sheets together, a mixture to each cell, under the name of what they make."""
    ids, criteria = Ids(), Ids()
    team = _teams(judged)
    columns = [
        replace(column, id=criteria.give(column.name, f"c{number}"))
        for number, column in enumerate(judged.columns.values(), 1)
    ]
    lines = []
    for number, (key, line) in enumerate(judged.titles.items(), 1):
        cells = [judged.laws.get((key, name), {}) for name in judged.columns]
        lines.append(
            SheetRow(
                id=ids.give(line.id, f"t{number}"),
                title=line.title,
                line=line.line,
                cell=line.cell,
                values=tuple(mixture_of(laws, team) if laws else None for laws in cells),
                whys=tuple(_why(laws) for laws in cells),
            )
        )
    return Matrix(name, columns, lines)


def _teams(judged: _PanelSheets) -> dict[str, int]:
    """Number the groups; a reader without one is a group alone."""
    names = [(group, "" if group else reader) for reader, group in judged.groups.items()]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return {reader: numbers[name] for reader, name in zip(judged.groups, names, strict=True)}


def _why(laws: dict[str, Distribution]) -> str:
    said = ", ".join(f"{reader} {_short(law)}" for reader, law in laws.items())
    return f"{count(len(laws), 'reader')}: {said}" if laws else "no reader judged it"


def _short(law: Distribution) -> str:
    low, high = law.support
    return f"{low:g}" if low == high else f"{law.mean:.3g} ({low:g} to {high:g})"


def _readings(judged: _PanelSheets) -> str:
    """Write down what each reader said, by the titles of the debate."""
    rows = [
        (reader, judged.groups[reader], judged.titles[title].title, name, law)
        for reader in judged.groups
        for (title, criterion), laws in judged.laws.items()
        for name in [judged.columns[criterion].title]
        for law in [laws.get(reader)]
        if law is not None
    ]
    return long_sheet(rows)
