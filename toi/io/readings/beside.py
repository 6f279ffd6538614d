"""A look at the sheets of a panel beside one another before any is read: rows, and weights."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.csv_sheet import CsvSheet, one_line
from toi.io.matrix.head_scale import without_scale
from toi.io.matrix.row_names import kind_of
from toi.io.matrix.shape import find_table, turned
from toi.io.readings.around import said_above
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Beside:
    """Names of options and weights of criteria, by names in small letters."""

    options: frozenset[str] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)


ALONE = Beside()


def look_beside(sheets: Sequence[CsvSheet], transpose: bool = False) -> Beside:
    """Collect the options that any sheet says something of, and the weights that one gives."""
    options: set[str] = set()
    weights: dict[str, float] = {}
    for sheet in sheets:
        _, table = said_above(sheet)
        if not table.rows:
            continue
        table, _ = find_table(replace(table, problems=[]))
        header, *rows = (turned(table) if transpose else table).rows
        for row in rows:
            if kind_of(row.cells[0]) == "weight":
                for head, text in zip(header.cells[1:], row.cells[1:], strict=False):
                    number = plain_number(text)
                    for name in (one_line(head), without_scale(one_line(head))):
                        if number is not None:
                            weights.setdefault(name.casefold(), number)
            elif len(row.cells) > 1:
                options.add(one_line(row.cells[0]).casefold())
    return Beside(frozenset(options), weights)
