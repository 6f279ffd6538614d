"""The table of asks that a decision matrix amounts to, where one column is a cost in money."""

import csv
import math
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from toi.distribution import Distribution, figure
from toi.io.amounts.heading import heading_factor, heading_unit
from toi.io.matrix.column import GUARDED, Column
from toi.io.matrix.decision_matrix import Matrix, SheetRow

ASKS = "asks.csv"
DIGITS = 15  # of amounts
ROUGHLY = 2  # digits of a budget to try


class AsksFile(NamedTuple):
    """A table of asks, ready to be written.

    Attributes
    ----------
    text : str
        CSV: options and their caps.
    budget : str
        Some half of all that is asked for, to try.
    ranged : tuple of str
        Options of which the sheet has a range: they ask for its upper end.
    """

    text: str
    budget: str
    ranged: tuple[str, ...]


def asks_file(matrix: Matrix) -> AsksFile | None:
    """Write what each option asks for; None unless just one column is a cost in a currency."""
    money = [
        (number, unit, factor)
        for number, column in enumerate(matrix.columns)
        if column.direction == "cost"
        for unit in [_currency(column)]
        for factor in [heading_factor(f"{column.title} {column.unit}")]
        if unit and isinstance(factor, float)
    ]
    if len(money) != 1:
        return None
    [(number, unit, factor)] = money
    values = [line.values[number] for line in matrix.lines]
    asked = [None if value is None else factor * _most(value) for value in values]
    known = [amount for amount in asked if amount is not None]
    if not sum(known) or min(known) < 0:
        return None
    names, text = _names(matrix.lines), StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["option", f"cap ({unit})"])
    for name, amount in zip(names, asked, strict=True):
        writer.writerow([name, "" if amount is None else figure(amount, DIGITS)])
    return AsksFile(
        text.getvalue(),
        f"{float(f'{sum(known) / 2:.{ROUGHLY}g}'):.0f} {unit}",
        tuple(n for n, value in zip(names, values, strict=True) if value and not value.is_point),
    )


def _names(lines: Sequence[SheetRow]) -> list[str]:
    """Return titles; ids where several have one, or a spreadsheet would take it for a formula."""
    times = Counter(line.title for line in lines)
    return [
        line.id if times[line.title] > 1 or line.title.startswith(GUARDED) else line.title
        for line in lines
    ]


def _currency(column: Column) -> str | None:
    """Return the currency of a column, by its unit, its title or its cells."""
    found = heading_unit(column.unit) or heading_unit(column.title) or column.currency
    return found if found and found != "%" else None


def _most(value: Distribution) -> float:
    """Return the upper end of a range; of what has none, the mean."""
    low, high = value.support
    return high if low < high < math.inf else value.mean
