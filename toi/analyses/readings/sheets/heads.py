"""Heads of the columns in several readers' sheets: which of them mean one criterion."""

from collections import Counter
from collections.abc import Iterator, Sequence

from toi.analyses.readings.likeness import MOST_COMPARED, most_like, nearly
from toi.analyses.readings.sheets.panel_sheets import PanelSheets
from toi.analyses.shared.format import listed
from toi.errors import Problem
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import one_line, shortened, typed
from toi.io.matrix.decision_matrix import ImportOptions
from toi.io.matrix.head_scale import head_scale, without_scale
from toi.io.matrix.named import find_named
from toi.io.readings.cells import CellSheet

NAMED = 6  # heads in a note
MISSED = 3  # criteria of the others in a question


def join_heads(sheets: Sequence[CellSheet]) -> None:
    """Call a criterion alike in all sheets where heads differ by the scale they name alone.

    `Team (1-6)` of one sheet is `Team` of the others. Where all sheets name the scale, or a sheet
    has two such columns, heads stay as they are.
    """
    spelt: dict[str, set[str]] = {}
    twice: set[str] = set()
    for sheet in sheets:
        names = Counter(_scaleless(column).casefold() for column in sheet.matrix.columns)
        twice.update(name for name, times in names.items() if times > 1)
        for column in sheet.matrix.columns:
            spelt.setdefault(_scaleless(column).casefold(), set()).add(column.title.casefold())
    for sheet in sheets:
        renamed = []
        for column in sheet.matrix.columns:
            name = _scaleless(column)
            alike = name.casefold() not in twice and len(spelt[name.casefold()]) > 1
            if alike and name != column.title:
                renamed.append((column.title, name))
                column.title = name
        if renamed:
            heads = listed([shortened(head) for head, _ in renamed], NAMED)
            said = f"{heads} read as {listed([name for _, name in renamed], NAMED)}"
            sheet.notes.append(f"{said}, as in other sheets, on the scale in the head")


def _scaleless(column: Column) -> str:
    """Return the title of a column without a scale in it that is the column's."""
    own = column.scale is not None and head_scale(column.title) == column.scale
    return without_scale(column.title) if own else column.title


def ask_heads(
    judged: PanelSheets, sheets: Sequence[CellSheet], wishes: ImportOptions
) -> dict[str, Problem]:
    """Ask about columns that one reader alone has and that are nearly called as one of the others.

    Returns
    -------
    dict from str to Problem
        By the names of the columns in small letters.
    """
    sure = {one_line(name).casefold() for name in (*wishes.more, *wishes.less)}
    found: dict[str, Problem] = {}
    alone = list(_alone(sheets))
    if sum(len(missed) for _, _, missed in alone) > MOST_COMPARED:
        return found
    for key, sheet, missed in alone:
        near = None if key in sure else _near(key, missed)
        if near is None:
            continue
        column, other = judged.columns[key], shortened(judged.columns[near].title)
        name = shortened(column.name)
        message = (
            f"column {name} stands in the sheet of {sheet.reader} alone: is it {other} of the "
            "others? Write it alike; or, if it is another criterion, add "
            f"--more {typed(column.name)}, or --less where less is better"
        )
        found[key] = at_head(sheet, column, message, "near-name")
    return found


def missed_beside(judged: PanelSheets, sheets: Sequence[CellSheet]) -> dict[str, str]:
    """Name, by column that one reader alone has, the criteria of the others that this one lacks."""
    return {
        key: listed([shortened(judged.columns[name].title) for name in missed], MISSED)
        for key, _, missed in _alone(sheets)
        if missed
    }


def perhaps_one_criterion(judged: PanelSheets, sheets: Sequence[CellSheet]) -> Iterator[str]:
    """Say who alone has columns and lacks criteria of the others."""
    missed = missed_beside(judged, sheets)
    names: dict[str, list[str]] = {}
    lacks: dict[str, str] = {}
    for key, sheet, _ in _alone(sheets):
        if key in missed and key in judged.columns:
            names.setdefault(sheet.reader, []).append(shortened(judged.columns[key].name))
            lacks[sheet.reader] = missed[key]
    for reader, own in names.items():
        columns, stand = ("column", "stands") if len(own) == 1 else ("columns", "stand")
        yield (
            f"{columns} {listed(own, MISSED)} {stand} in the sheet of {reader} alone, which has no "
            f"{lacks[reader]}: if they are one, write them alike"
        )


def at_head(sheet: CellSheet, column: Column, message: str, code: str) -> Problem:
    """Return a problem at the head of a column."""
    place = sheet.table.place(sheet.table.rows[0].line, column.cell)
    return Problem(sheet.sheet.name, *place, message, code)


def _alone(sheets: Sequence[CellSheet]) -> Iterator[tuple[str, CellSheet, list[str]]]:
    """Yield columns that one reader of several has, where, and what most others have besides."""
    has: dict[str, dict[str, CellSheet]] = {}
    for sheet in sheets:
        keys = (column.title.casefold() for column in sheet.matrix.columns)
        has.setdefault(sheet.reader, {}).update((key, sheet) for key in keys)
    times = Counter(key for keys in has.values() for key in keys)
    for own in has.values() if len(has) > 1 else ():
        missed = [key for key, by in times.items() if key not in own and 2 * by > len(has) - 1]
        yield from ((key, sheet, missed) for key, sheet in own.items() if times[key] == 1)


def _near(key: str, others: Sequence[str]) -> str | None:
    """Return the name that another means but for its spelling, a word or a unit."""
    meant = find_named(key, others) or [name for name in others if find_named(name, [key])]
    if len(meant) == 1:
        return meant[0]
    near = most_like(key, others)
    return near if near is not None and nearly(key, near) else None
