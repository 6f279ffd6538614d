"""Units that cells bear, as `12 weeks` or `3-5 FTE`: taken off where a whole column has one."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from toi.io.amounts.amount import MONEY
from toi.io.amounts.heading import says_per_cent
from toi.io.amounts.rough import meanings
from toi.io.matrix.cells.cell import as_range, plain_number
from toi.io.matrix.cells.hints import is_date
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, shortened
from toi.io.matrix.row_names import is_unknown
from toi.io.suggest import listed

_WORD = r"[^\W\d_x][^\W\d_]*[23\u00b2\u00b3]?[^\W\d_]*"
_UNIT = rf"\u00b0?{_WORD}\.?(?:[ /\u00b7-]{_WORD}\.?){{0,3}}"
_BORNE = re.compile(rf"(?P<number>[-+\u2212]?[.,]?[0-9].*?)\s*(?P<unit>{_UNIT})")
_IN_HEAD = re.compile(rf".*[(\[]\s*(?P<unit>{_UNIT})\s*[)\]]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_NO_UNIT = re.compile(r"(?:st|nd|rd|th|am|pm|of|to|bis|or|and|x)\b", re.I)
_PLURALS = ("s", "es", "e", "n", "en")
_LONGEST = 60  # letters of a cell that is looked at
_SEVERAL = 20  # units of a column that are compared
_NAMED = 6  # columns in a note


class Borne(NamedTuple):
    """A cell without its unit, and the unit."""

    number: str
    unit: str


def parted_unit(text: str) -> Borne | None:
    """Part a cell into its number, or range, and the unit behind it; None where none is for sure.

    A word that multiplies, a currency and a date are none.

    Examples
    --------
    >>> parted_unit("3-5 FTE"), parted_unit("2 weeks..3 weeks").unit, parted_unit("45k")
    (Borne(number='3-5', unit='FTE'), 'weeks', None)
    """
    if len(text) > _LONGEST or not _LETTER.search(text):
        return None
    ends = [end.strip() for end in text.split("..")]
    found = [_BORNE.fullmatch(end) for end in ends]
    last = found[-1]
    if last is None or is_date(text) or plain_number(text) is not None:
        return None
    unit = last["unit"]
    same = all(is_same_unit(unit, one["unit"]) for one in found if one is not None)
    parts = zip(ends, found, strict=True)
    number = "..".join(end if one is None else one["number"].rstrip() for end, one in parts)
    readable = any(plain_number(as_range(number) or number, comma) for comma in (None, True))
    return Borne(number, unit) if same and readable and _is_unit(unit) else None


def is_same_unit(one: str, other: str) -> bool:
    """Tell whether two units are one, whatever their case and number: `Week` and `weeks`."""
    shorter, longer = sorted((one.casefold().rstrip("."), other.casefold().rstrip(".")), key=len)
    plural = len(shorter) > 1 and any(shorter + ending == longer for ending in _PLURALS)
    return shorter == longer or plural


def _is_unit(unit: str) -> bool:
    if _NO_UNIT.match(unit) or says_per_cent(unit) or MONEY.fullmatch(unit):
        return False
    if any(sign in "23\u00b2\u00b3" for sign in unit):
        return True  # `m2`
    return [one.number for one in meanings(f"1 {unit}")] == [1.0]  # else, a word that multiplies


def take_units(
    sheet: CsvSheet, columns: Sequence[Column], is_option: Callable[[CsvRow], bool]
) -> tuple[CsvSheet, list[str]]:
    """Take units off the cells of columns that bear one throughout, and give it to the columns.

    Parameters
    ----------
    sheet : CsvSheet
        Gets what is wrong: cells in another unit than most of their column, or in none.
    columns : sequence of Column
        Get the units that their cells bear.
    is_option : callable
        Tells whether a row holds values.

    Returns
    -------
    sheet : CsvSheet
        With the numbers alone.
    notes : list of str
        The units that were taken.
    """
    header, *rows = sheet.rows
    options = {row.line for row in rows if is_option(row)}
    bare: dict[tuple[int, int], str] = {}
    named = []
    for column in columns:
        cells = [(row, row.cell(column.cell)) for row in rows]
        borne = [(row, text, parted_unit(text)) for row, text in cells if not is_unknown(text)]
        judged = [
            (row, text, part)
            for row, text, part in borne
            if row.line in options and (part is not None or plain_number(text) is not None)
        ]
        unit = _usual([part.unit if part else None for _, _, part in judged])
        if unit is None:
            continue
        column.borne = unit
        example = next(text for _, text, part in judged if part and part.unit == unit)
        named.append(f"{shortened(column.name)} (such as {shortened(example)})")
        bare |= {(row.line, column.cell): part.number for row, _, part in borne if part}
        for row, text, part in judged:
            if part is None or not is_same_unit(part.unit, unit):
                _refuse(sheet, row, column, text, part, example)
    if not bare:
        return sheet, []
    kept = [
        replace(row, cells=[bare.get((row.line, n), text) for n, text in enumerate(row.cells, 1)])
        for row in rows
    ]
    note = f"the unit of cells is taken as that of the criterion: {listed(named, _NAMED)}"
    return replace(sheet, rows=[header, *kept]), [note]


def refuse_other_unit(sheet: CsvSheet, column: Column) -> None:
    """Refuse a column whose cells bear another unit than its head, or a row of units, names."""
    head = _IN_HEAD.fullmatch(column.name)
    for where, said in (("a row says", column.unit), ("the head says", head and head["unit"])):
        if said and column.borne and not is_same_unit(said, column.borne):
            message = (
                f"column {shortened(column.name)}: its cells are in {column.borne}, and {where} "
                f"{shortened(said)}; write one of them"
            )
            sheet.add("csv-unit", message, sheet.rows[0].line, column.cell)


def _usual(units: Sequence[str | None]) -> str | None:
    """Return the unit that most cells bear; None where as many bear none."""
    times = Counter(filter(None, units)).most_common(_SEVERAL)
    alike = {one: sum(n for other, n in times if is_same_unit(one, other)) for one, _ in times}
    usual = max(alike, key=alike.__getitem__, default=None)
    return usual if usual is not None and alike[usual] > units.count(None) else None


def _refuse(
    sheet: CsvSheet, row: CsvRow, column: Column, text: str, part: Borne | None, example: str
) -> None:
    """Note a cell in another unit, or in none, with what to write."""
    unit = column.borne
    wrong = f"is in {part.unit}" if part else "has no unit"
    write = f"it in {unit}" if part else f"'{text} {unit}' if it is that"
    message = (
        f"{shortened(row.cells[0])}, column {shortened(column.name)}: {shortened(text)} {wrong}, "
        f"and {shortened(example)} in {unit}: write {write}; or numbers alone in the whole column, "
        "and their unit in a row named unit"
    )
    sheet.add("csv-unit", message, row.line, column.cell)
