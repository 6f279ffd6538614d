"""Plain tables for other programs: CSV, and the cells of workbooks."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import reduce
from typing import Any

from toi.analyses.shared.result import Provenance
from toi.light_dataclass import dataclass

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what begins one, in a spreadsheet
DIGEST = 12  # characters of a digest that are shown


@dataclass(frozen=True)
class Table:
    """Column names and rows of plain values.

    Attributes
    ----------
    spoken : mapping
        The columns of a workbook, in their order, with the heads that people read; empty for
        all of them as they are.
    beside : mapping from name to Table
        What else belongs to it: sheets of their own in a workbook, for which CSV has no room.
    name : str
        What its sheet in a workbook is called.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]
    spoken: Mapping[str, str] = field(default_factory=dict)
    beside: "Mapping[str, Table]" = field(default_factory=dict)
    name: str = "Sheet"

    @classmethod
    def of(cls, records: Iterable[Any], *fields: str) -> "Table":
        """Make a row of each record.

        Parameters
        ----------
        records : iterable
            Objects or mappings.
        fields : str
            Columns by blanks, each a field or ``column=path``; a path goes through fields,
            keys and places by dots, as in ``low=range.0``. What is not there is None.
        """
        columns = [column.partition("=") for some in fields for column in some.split()]
        paths = [(path or name).split(".") for name, _, path in columns]
        rows = [[reduce(_part, path, record) for path in paths] for record in records]
        return cls([name for name, _, _ in columns], rows)

    @classmethod
    def filled(cls, headers: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> "Table":
        """Make a row of each mapping from column to value; None where it has none."""
        return cls(headers, [[row.get(name) for name in headers] for row in rows])

    def with_columns(self, **constants: Any) -> "Table":
        """Append columns that hold one value in all rows."""
        values = list(constants.values())
        return Table(
            [*self.headers, *constants], [[*row, *values] for row in self.rows], self.spoken
        )

    def as_spoken(self) -> "Table":
        """Return the table as people read it; as it is, where two columns have one name."""
        if not self.spoken or len(set(self.headers)) < len(self.headers):
            return self
        at = [list(self.headers).index(name) for name in self.spoken]
        heads = list(self.spoken.values())
        return Table(heads, [[row[place] for place in at] for row in self.rows])

    def spoken_as(self, heads: Mapping[str, str]) -> "Table":
        """Give the columns that people read in a workbook, in their order, with their heads."""
        return replace(self, spoken=heads)

    def with_beside(self, name: str, beside: "Mapping[str, Table]") -> "Table":
        """Add the other sheets of a workbook, and name the table's own."""
        return replace(self, name=name, beside=beside)

    def to_csv(self) -> str:
        """Return the table as CSV."""
        import csv
        import io

        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(map(guarded, self.headers))
        writer.writerows([[guarded(cell) for cell in row] for row in self.cells()])
        return text.getvalue()

    def cells(self) -> Iterator[list[Any]]:
        """Yield each row as texts and numbers; None where there is no value."""
        for row in self.rows:
            yield [_cell(value) for value in row]


def guarded(cell: Any) -> Any:
    """Mark text that a spreadsheet takes for a formula; `toi data import` takes the mark off."""
    if isinstance(cell, str) and cell.lstrip("'").startswith(FORMULA):
        return f"'{cell}"
    return cell


def stamp(made: Provenance) -> dict[str, Any]:
    """Return the columns that say where a table comes from."""
    return {
        "rubric": made.called,
        "rubric_digest": (made.rubric_digest or "")[:DIGEST],
        "data_digest": made.data_digest[:DIGEST],
        "seed": made.seed,
    }


def joined(values: Iterable[Any]) -> str:
    """Return several values as they stand in one cell."""
    return " ".join(map(str, values))


def _part(value: Any, name: str) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return value.get(name)
    return value[int(name)] if name.isdigit() else getattr(value, name)


def _cell(value: Any) -> Any:
    """Return a value as it stands in a cell; the ninth decimal of a score is noise."""
    if _is_none(value):
        return None
    if isinstance(value, list | tuple):
        return joined(value)
    # Adding 0 takes the sign off a zero.
    return round(value, 6) + 0.0 if isinstance(value, float) else value


def _is_none(value: Any) -> bool:
    """Tell whether there is no value; what cannot be known is none either."""
    return value is None or (isinstance(value, float) and math.isnan(value))
