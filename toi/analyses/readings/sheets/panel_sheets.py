"""Sheets of several readers put together, and where they contradict one another."""

from collections.abc import Iterator
from dataclasses import field

from toi.distribution import Distribution, figure
from toi.errors import Problem
from toi.io.amounts.amount import unit_key
from toi.io.matrix.column import Column
from toi.io.matrix.decision_matrix import SheetRow
from toi.io.matrix.row_names import kind_of
from toi.io.readings.cells import CellSheet
from toi.light_dataclass import dataclass


@dataclass
class PanelSheets:
    """Everything that several readers judged, by the names of rows and columns in small letters.

    Attributes
    ----------
    named : mapping from row to mapping from reader to (file, line, cell)
        Where each reader names an option, with a value or without.
    whys : mapping from (reader, row) to str
        What the reader remarks on an option, with a value or without.
    empty : mapping from reader to list of (row, column)
        Cells that a reader left empty in a row that says something.
    """

    columns: dict[str, Column] = field(default_factory=dict)
    titles: dict[str, SheetRow] = field(default_factory=dict)
    laws: dict[tuple[str, str], dict[str, Distribution]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], str] = field(default_factory=dict)
    named: dict[str, dict[str, tuple[str, int, int]]] = field(default_factory=dict)
    whys: dict[tuple[str, str], str] = field(default_factory=dict)
    empty: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def add_sheet(judged: PanelSheets, sheet: CellSheet) -> None:
    """Add one reader's sheet, and note where it contradicts those before it."""
    reader = sheet.reader
    judged.groups[reader] = sheet.group or judged.groups.get(reader, "")
    rows = {kind_of(row.cells[0]): row.line for row in sheet.table.rows[1:]}
    for column in sheet.matrix.columns:
        held = judged.columns.setdefault(column.title.casefold(), column)
        for what, wrong in _contradictions(held, column):
            message = f"column {column.title!r}: another sheet has the {what} {wrong}"
            line = rows.get(what, sheet.table.rows[0].line)
            sheet.table.add(f"other-{what}", message, line, column.cell)
    for row in sheet.matrix.lines:
        judged.titles.setdefault(row.title.casefold(), row)
        place = sheet.sheet.name, row.line, row.cell
        judged.named.setdefault(row.title.casefold(), {}).setdefault(reader, place)
    _add_readings(judged, sheet)


def _add_readings(judged: PanelSheets, sheet: CellSheet) -> None:
    for cell in sheet.readings(None):
        key = cell.theory.casefold(), cell.criterion.casefold()
        place = f"{sheet.sheet.name}:{cell.value_at[0]}"
        first = judged.places.setdefault((*key, sheet.reader), place)
        if first != place:
            message = f"{sheet.reader!r} has judged {cell.theory!r} already, at {first}"
            problem = Problem(sheet.sheet.name, *cell.theory_at, message, "read-twice")
            if problem not in judged.problems:
                judged.problems.append(problem)
        if cell.why:
            judged.whys[sheet.reader, key[0]] = cell.why
        if cell.value is None:
            judged.empty.setdefault(sheet.reader, []).append(key)
        else:
            judged.laws.setdefault(key, {})[sheet.reader] = cell.value


def _contradictions(held: Column, other: Column) -> Iterator[tuple[str, object]]:
    """Take over what one sheet says of a criterion and those before it left open."""
    if other.directed:
        if held.directed and held.direction != other.direction:
            yield "direction", held.direction
        held.direction, held.directed = (held if held.directed else other).direction, True
    if held.scale is not None and other.scale not in (None, held.scale):
        yield "scale", "..".join(map(figure, held.scale))
    if held.weight is not None and other.weight not in (None, held.weight):
        yield "weight", figure(held.weight)
    if held.percent is not None and other.percent not in (None, held.percent):
        yield "numbers", "with %" if held.percent else "without %"
    elif held.unit and unit_key(other.unit) not in ("", unit_key(held.unit)):
        yield "unit", held.unit
    held.percent = other.percent if held.percent is None else held.percent
    held.scale = held.scale or other.scale
    held.clip = held.clip and other.clip
    held.weight = other.weight if held.weight is None else held.weight
    held.unit = held.unit or other.unit
    held.dashed = held.dashed or other.dashed
    held.grouped = held.grouped or other.grouped
