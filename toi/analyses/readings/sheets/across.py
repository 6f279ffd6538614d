"""Checks of the sheets of several readers that one sheet alone cannot tell."""

from collections.abc import Container, Iterator, Sequence

from toi.analyses.readings.likeness import MOST_COMPARED, most_like, nearly
from toi.analyses.readings.sheets.heads import at_head, missed_beside
from toi.analyses.readings.sheets.panel_sheets import PanelSheets
from toi.errors import Problem
from toi.io.debate.checks import off_scale
from toi.io.look_alikes import unseen
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import shortened, typed
from toi.io.matrix.decision_matrix import ImportOptions
from toi.io.matrix.named import find_named, named_nearly
from toi.io.matrix.row_names import kind_of, names_results
from toi.io.readings.cells import CellSheet
from toi.io.suggest import did_you_mean

Alike = Sequence[tuple[str, str]]
READERS = 3  # sheets, from which a row in one alone is worth a word


def check_across(
    judged: PanelSheets,
    sheets: Sequence[CellSheet],
    wishes: ImportOptions,
    asked: Container[str] = (),
    alike: Alike = (),
) -> list[Problem]:
    """Return what is wrong with the sheets together.

    Parameters
    ----------
    asked : container of str
        Columns of which it is asked already what they are.
    alike : sequence of (row, row)
        As of `rows_alone`.
    """
    return [
        *_names_not_there(sheets, wishes),
        *_off_scale(judged, sheets),
        *_misspelt(judged, wishes, alike),
        *_reckoned_elsewhere(sheets),
        *_unweighed(judged, sheets, asked),
    ]


def _names_not_there(sheets: Sequence[CellSheet], wishes: ImportOptions) -> Iterator[Problem]:
    """Note columns that should be left out, and rows that should be options, of no sheet."""
    heads = {cell.casefold(): cell for s in sheets for r in s.table.rows[:1] for cell in r.cells}
    for name in wishes.without:
        if name.casefold() not in heads:
            hint = named_nearly(name, heads.values())
            yield Problem("toi", None, None, f"no column {name!r} to leave out{hint}", "csv-header")
    labels = {row.cells[0] for sheet in sheets for row in sheet.table.rows[1:]}
    for name in wishes.options:
        if not find_named(name, labels):
            message = f"no row {name!r}{did_you_mean(name, labels)}"
            yield Problem("toi", None, None, message, "csv-header")


def _off_scale(judged: PanelSheets, sheets: Sequence[CellSheet]) -> Iterator[Problem]:
    """Note numbers off a scale that stands in another reader's sheet."""
    for sheet in sheets:
        own = {column.title.casefold(): column.scale for column in sheet.matrix.columns}
        for cell in sheet.readings(None):
            held = judged.columns[cell.criterion.casefold()]
            if cell.value is None or held.scale is None or not held.clip:
                continue
            agreed = own[cell.criterion.casefold()] in (None, held.scale)  # else noted already
            wrong = off_scale(cell.value, held.scale) if agreed else None
            if wrong:
                message = f"{shortened(cell.theory)}, column {shortened(held.name)}: {wrong}"
                yield Problem(sheet.sheet.name, *cell.value_at, message, "off-scale")


def _misspelt(judged: PanelSheets, wishes: ImportOptions, alike: Alike) -> Iterator[Problem]:
    """Ask about options that one reader alone has and that are nearly called as another."""
    for key, other in alike:
        one, near = judged.titles[key].title, judged.titles[other].title
        if find_named(one, wishes.options) or not nearly(key, other):
            continue
        (reader, place), *_ = judged.named[key].items()
        odd = unseen(near, one)
        message = (
            f"{one!r} stands in the sheet of {reader} alone: is it {near!r}?{odd}{'.' * bool(odd)} "
            f"Write it alike; or, if it is another option, add --option {typed(one)}"
        )
        yield Problem(*place, message, "near-name")


def perhaps_misspelt(judged: PanelSheets, wishes: ImportOptions, alike: Alike) -> Iterator[str]:
    """Say which options only one reader has, and whose names resemble another less closely."""
    for key, other in alike:
        one, near = judged.titles[key].title, judged.titles[other].title
        if not find_named(one, wishes.options) and not nearly(key, other):
            yield f"{one!r} stands in the sheet of {min(judged.named[key])} alone: is it {near!r}?"
    told = {key for pair in alike for key in pair}
    by_one = {key: min(by) for key, by in judged.named.items() if len(by) == 1}
    if _too_many(judged):
        yield (
            f"{len(by_one):,} options stand in one sheet alone; whether some of them are one, "
            "spelt in several ways, is not looked at"
        )
    if len(judged.groups) < READERS or 2 * len(by_one) > len(judged.named):
        return  # to each reader options of their own
    for key in by_one:
        one = judged.titles[key].title
        if key not in told and not find_named(one, wishes.options):
            yield f"{one!r} stands in the sheet of {by_one[key]} alone"


def rows_alone(judged: PanelSheets) -> Alike:
    """Find rows that one reader alone has, each with the most like row that this reader lacks.

    None are looked for where that takes too many comparisons: to each reader options of their own.
    """
    return () if _too_many(judged) else tuple(_alone(judged))


def _too_many(judged: PanelSheets) -> bool:
    alone = sum(1 for by in judged.named.values() if len(by) == 1)
    return alone * len(judged.named) > MOST_COMPARED


def _alone(judged: PanelSheets) -> Iterator[tuple[str, str]]:
    told: set[str] = set()
    for key, where in judged.named.items():
        others = [name for name, by in judged.named.items() if by.keys().isdisjoint(where)]
        near = most_like(key, others) if len(where) == 1 and key not in told else None
        if near is not None:
            told.add(near)
            yield key, near


def _reckoned_elsewhere(sheets: Sequence[CellSheet]) -> Iterator[Problem]:
    """Note columns that hold results in one reader's sheet, and something else in another's."""
    found = {
        column.title.casefold(): sheet.sheet.name
        for sheet in reversed(sheets)
        for column in sheet.matrix.reckoned
    }
    for sheet in sheets:
        for number, column in enumerate(sheet.matrix.columns):
            where = found.get(column.title.casefold())
            if where and any(line.values[number] for line in sheet.matrix.lines):
                name = shortened(column.name)
                message = (
                    f"column {name} is reckoned from the others in {where}, and does not follow "
                    f"from them here: mend it, or leave it out with --without {typed(column.name)}"
                )
                yield at_head(sheet, column, message, "csv-result")


def _unweighed(
    judged: PanelSheets, sheets: Sequence[CellSheet], asked: Container[str]
) -> Iterator[Problem]:
    """Note criteria without a weight beside others that have one."""
    if all(column.weight is None for column in judged.columns.values()):
        return
    known = {criterion for _, criterion in judged.laws}
    weighing = (s for s in sheets if any(kind_of(r.cells[0]) == "weight" for r in s.table.rows))
    noted = {column.title.casefold() for sheet in weighing for column in sheet.matrix.columns}
    missed = missed_beside(judged, sheets)
    for key, column in judged.columns.items():
        if column.weight is None and key in known - noted and key not in asked:
            name = shortened(column.name)
            alike = f"; if it is one with {missed[key]}, write them alike" if key in missed else ""
            message = (
                f"column {name} has no weight, as others have in a row weight: add it there, or "
                f"leave the column out with --without {typed(column.name)}{alike}"
            )
            yield at_head(_first_with(column, sheets), column, message, "csv-empty")


def leave_out_empty(judged: PanelSheets, sheets: Sequence[CellSheet]) -> list[str]:
    """Leave out columns of results in which no number stands; others are a problem."""
    notes = []
    known = {criterion for _, criterion in judged.laws}
    for key in [key for key in judged.columns if key not in known]:
        column, name = judged.columns[key], shortened(judged.columns[key].name)
        if names_results(column.name):
            del judged.columns[key]
            notes.append(f"column {name} left out: there is no number in it")
            continue
        message = f"nobody judged column {name}; leave it out with --without {typed(column.name)}"
        judged.problems.append(at_head(_first_with(column, sheets), column, message, "csv-empty"))
    return notes


def _first_with(column: Column, sheets: Sequence[CellSheet]) -> CellSheet:
    return next(s for s in sheets if any(column is held for held in s.matrix.columns))
