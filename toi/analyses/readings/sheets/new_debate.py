"""`toi data import` of several sheets: a debate made of what a panel judged, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toi.analyses.data.workspaces import Workspace, matrix_workspace
from toi.analyses.readings.likeness import perhaps_one_reader
from toi.analyses.readings.pool import mixture_of
from toi.analyses.readings.sheets.across import (
    check_across,
    leave_out_empty,
    perhaps_misspelt,
    rows_alone,
)
from toi.analyses.readings.sheets.halo import sheets_halo
from toi.analyses.readings.sheets.heads import ask_heads, join_heads, perhaps_one_criterion
from toi.analyses.readings.sheets.panel_sheets import PanelSheets, add_sheet
from toi.analyses.shared.format import count, listed
from toi.distribution import Distribution, figure, figures
from toi.errors import InputErrors
from toi.io.files import read_up_to
from toi.io.ids import Ids
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import MAX_BYTES
from toi.io.matrix.decision_matrix import ImportOptions, Matrix, SheetRow
from toi.io.matrix.directions import ask_directions, say_directions
from toi.io.matrix.head_scale import without_scale
from toi.io.paths import is_dir, read_plain
from toi.io.readings.beside import look_beside
from toi.io.readings.cells import CellSheet, read_cells
from toi.io.readings.files import SHEETS, expanded
from toi.io.readings.sheet import is_long
from toi.io.readings.sheets import ReaderSheet, gathered, is_by_reader, reader_sheets
from toi.io.readings.write import FILE as READINGS
from toi.io.readings.write import long_sheet

WORDS = "data/debate.yaml"


def is_panel(word: str, delimiter: str | None, wishes: ImportOptions) -> bool:
    """Tell whether a file or folder holds several readers' judgements, as what stands in it says.

    Raises
    ------
    toi.InputErrors
        If a file cannot be read.
    """
    if is_dir(Path(word)):
        return True
    return is_by_reader(word, read_up_to(word, MAX_BYTES), delimiter, wishes.without)


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
    judged = PanelSheets()
    join_heads(sheets)
    for sheet in sheets:
        add_sheet(judged, sheet)
    asked, alike = ask_heads(judged, sheets, wishes), rows_alone(judged)
    if sheets and all(sheet.matrix.columns for sheet in sheets):
        first, columns = sheets[0].table, judged.columns
        say_directions(first, list(columns.values()), wishes.less, wishes.more)
        ask_directions(first, [column for key, column in columns.items() if key not in asked])
    told = dict.fromkeys(problem for sheet in sheets for problem in sheet.table.problems)
    judged.problems += told  # of a table with a column of readers, what is wrong with heads once
    judged.problems += [*asked.values(), *check_across(judged, sheets, wishes, asked, alike)]
    empty = [] if judged.problems else leave_out_empty(judged, sheets)
    if judged.problems:
        raise InputErrors(judged.problems)
    notes += gathered((sheet.sheet.name, note) for sheet in sheets for note in sheet.notes)
    source = f"the sheets of {count(len(judged.groups), 'reader')}"
    matrix = _pooled(judged, Path(folder).resolve().name)
    made = matrix_workspace(matrix, folder, source)
    halo = _with_halo(made.files, folder, sheets_halo(judged, matrix))
    doubts = [*perhaps_misspelt(judged, wishes, alike), *perhaps_one_criterion(judged, sheets)]
    doubts += perhaps_one_reader((cell, who) for cell, by in judged.laws.items() for who in by)
    said = [*notes, *empty, *_say_empty(judged), *doubts, *made.notes]
    if halo and WORDS not in made.files:
        said = [
            f"{note}, but for the line halo, found anew" if note.startswith(WORDS) else note
            for note in said
        ]
    return replace(
        made,
        files={**made.files, **halo, READINGS: _readings(judged)},
        notes=tuple(said),
        others={f"toi data agreement {READINGS}": "how far they agree, who is severe"},
    )


def _with_halo(files: Mapping[str, str], folder: str, found: float | None) -> dict[str, str]:
    """Return the file of words with the halo, for screens to tell of it.

    In a file that was there already, and stays, nothing but that line is written anew.
    """
    before = files.get(WORDS)
    if before is None:
        before = read_plain(Path(folder) / WORDS, MAX_BYTES).decode("utf-8", "replace")
    kept = [line for line in before.splitlines() if not line.startswith("halo:")]
    now = [] if found is None else [f"halo: {found:.2f}  # written anew by toi data import"]
    text = "\n".join([*kept, *now]) + "\n"
    return {WORDS: text} if text.splitlines() != before.splitlines() else {}


def _sheets(
    files: Sequence[str], delimiter: str | None, wishes: ImportOptions
) -> tuple[list[CellSheet], list[str]]:
    found: list[ReaderSheet] = []
    each, notes = expanded(files, SHEETS)
    plain = wishes._replace(less=(), more=())  # of a sheet that has no such column, nothing is said
    for file in each:
        sheets, said = reader_sheets(file, read_up_to(file, MAX_BYTES), delimiter, wishes.without)
        notes += [f"{file}: {note}" for note in said]
        for one in sheets:
            if is_long(one.sheet):
                message = (
                    "a table of options and criteria is wanted here, one to each reader; a sheet "
                    "with a row to each reading needs a debate: toi data pool"
                )
                one.sheet.add("csv-header", message, one.sheet.rows[0].line)
            found.append(one)
    beside = look_beside([one.sheet for one in found], bool(wishes.transpose))
    cells = [
        read_cells(
            one.sheet,
            one.reader,
            wishes=plain._replace(comma=False) if one.workbook else plain,
            beside=beside,
        )
        for one in found
    ]
    return cells, notes


def _pooled(judged: PanelSheets, name: str) -> Matrix:
    """Put the sheets together, a mixture to each cell, under the name of what they make."""
    ids, criteria = Ids(), Ids()
    team = _teams(judged)
    columns = [
        replace(column, id=criteria.give(_head(column), f"c{number}"))
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
                remarks={
                    reader: judged.whys[reader, key]
                    for reader in judged.groups
                    if (reader, key) in judged.whys
                },
            )
        )
    return Matrix(name, columns, lines, weighed_in="the panel's sheets")


def _head(column: Column) -> str:
    """Return what the id of a criterion is made of: the head, perhaps without its scale."""
    bare = without_scale(column.name)
    return bare if column.title == bare else column.name


def _teams(judged: PanelSheets) -> dict[str, int]:
    """Number the groups; a reader without one is a group alone."""
    names = [(group, "" if group else reader) for reader, group in judged.groups.items()]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return {reader: numbers[name] for reader, name in zip(judged.groups, names, strict=True)}


def _why(laws: dict[str, Distribution]) -> str:
    said = ", ".join(f"{reader} {_short(law)}" for reader, law in laws.items())
    return f"{count(len(laws), 'reader')}: {said}" if laws else "no reader judged it"


def _short(law: Distribution) -> str:
    low, high = law.support
    return figure(low) if low == high else f"{figure(law.mean, 3)} ({figures(low, high)})"


def _readings(judged: PanelSheets) -> str:
    """Write down what each reader said, and what was left empty, by the titles of the debate."""
    said: dict[str, list[tuple[tuple[str, str], Distribution | None]]] = {
        reader: [(cell, laws[reader]) for cell, laws in judged.laws.items() if reader in laws]
        + [(cell, None) for cell in _left_empty(judged, reader)]
        for reader in judged.groups
    }
    return long_sheet(
        (
            reader,
            judged.groups[reader],
            judged.titles[title].title,
            judged.columns[criterion].title,
            law,
            judged.whys.get((reader, title), ""),
        )
        for reader, cells in said.items()
        for (title, criterion), law in cells
    )


def _left_empty(judged: PanelSheets, reader: str) -> list[tuple[str, str]]:
    """Return the cells that a reader left empty, of columns that are criteria."""
    return [cell for cell in judged.empty.get(reader, []) if cell[1] in judged.columns]


def _say_empty(judged: PanelSheets) -> list[str]:
    """Say how many cells each reader left empty."""
    empty = [(len(_left_empty(judged, reader)), reader) for reader in judged.groups]
    empty.sort(key=lambda pair: -pair[0])
    said = [f"{number} by {reader}" for number, reader in empty if number]
    total = count(sum(number for number, _ in empty), "cell")
    return [f"{total} left empty: {listed(said)}"] if said else []
