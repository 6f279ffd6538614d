"""Scales that the head of a column names: `Team (1-10)`, `Lage [0..5]`, `Note (1=gut, 6=schlecht)`.

A scale of points says what a value means, where the span of the values that happen to be in a
sheet makes the best of three mediocre teams as good as a team can be.
"""

import re
from collections.abc import Sequence

from toi.io.matrix.cells.cell import numbers_in, plain_number
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, one_line

OFF_HEAD = "the scale that the head of the column names; if it is none, write one in a row scale"
_END = r"(-?[0-9]+(?:[.,][0-9]+)?)"
_BETWEEN = r"\s*(?:\.\.|-|\u2013|\u2014|to|bis|\u00e0|a|au|hasta|tot|do|till)\s*"
_PAIR = rf"(?:[^\W\d]+[:\s]\s*)?{_END}\s*%?{_BETWEEN}{_END}(?:\s*(?:%|[^\W\d]+))?"
_MEANT = rf"{_END}\s*[=:][^,;/]*[,;/]\s*{_END}\s*[=:].*"
_FORMS = (
    re.compile(rf".*([(\[]\s*{_PAIR}\s*[)\]]).*", re.I),
    re.compile(rf".*([(\[]\s*{_MEANT}[)\]]).*", re.I),
    re.compile(rf".*[^\W\d](\W+{_END}{_BETWEEN}{_END}\s*)", re.I),
)  # each with what says the scale, and the two ends


def head_scale(name: str) -> tuple[float, float] | None:
    """Return the two ends that the head of a column names; None where it names none."""
    found = _named_scale(name)
    if found is None:
        return None
    first, last = (float(end.replace(",", ".")) for end in found.groups()[1:])
    return (min(first, last), max(first, last)) if first != last else None


def without_scale(name: str) -> str:
    """Return the head of a column without the scale that it names: `Team` of `Team (1-10)`."""
    found = _named_scale(name)
    if found is None:
        return name
    start, end = found.span(1)
    return one_line(f"{name[:start]} {name[end:]}") or name


def _named_scale(name: str) -> "re.Match[str] | None":
    return next((found for form in _FORMS if (found := form.fullmatch(name))), None)


def take_head_scales(columns: Sequence[Column], options: Sequence[CsvRow]) -> list[Column]:
    """Give columns without a scale the one that head or unit names, and return these columns.

    A pair that no number of the column lies between is none: `Umsatz (2020-2024)`. Where only
    some lie outside it stays, so that these are refused as off the scale.
    """
    taken = []
    for column in columns:
        named = head_scale(column.name) or head_scale(f"({column.unit})")
        ends = named if column.scale is None else None
        numbers = [
            number for row in options for number in _numbers(row, column) if number is not None
        ]
        if ends and (not numbers or any(ends[0] <= number <= ends[1] for number in numbers)):
            column.scale, column.scale_from_head = ends, True
            taken.append(column)
    return taken


def _numbers(row: CsvRow, column: Column) -> list[float | None]:
    return [plain_number(part) for part in numbers_in(row.cell(column.cell))]
