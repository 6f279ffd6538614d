"""Plain tables for other programs and documents: CSV, Markdown, HTML."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from toi.analyses.shared.result import Provenance

DIGEST = 12  # characters of a digest that are shown


@dataclass(frozen=True)
class Table:
    """Column names and rows of plain values."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]

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
        return Table([*self.headers, *constants], [[*row, *values] for row in self.rows])

    def render(self, form: str) -> str:
        """Return the table as `csv`, `markdown` or `html`."""
        if form == "csv":
            return self._csv()
        from tabulate import tabulate

        kind = "github" if form == "markdown" else "html"
        rows = [[_cell(v, form) for v in row] for row in self.rows]
        return str(tabulate(rows, self.headers, tablefmt=kind, disable_numparse=True)) + "\n"

    def _csv(self) -> str:
        import csv
        import io

        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.headers)
        writer.writerows([[_figure(v) for v in row] for row in self.rows])
        return text.getvalue()


def stamp(made: Provenance) -> dict[str, Any]:
    """Return the columns that say where a table comes from."""
    return {
        "rubric": made.rubric,
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


def _figure(value: Any) -> Any:
    """Return a value for CSV; the ninth decimal of a score is noise."""
    if _is_none(value):
        return ""
    if isinstance(value, list | tuple):
        return joined(value)
    return round(value, 6) if isinstance(value, float) else value


def _cell(value: Any, form: str) -> str:
    if _is_none(value):
        return ""
    if isinstance(value, list | tuple):
        value = joined(value)
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text.replace("|", "\\|") if form == "markdown" else text


def _is_none(value: Any) -> bool:
    """Tell whether there is no value; what cannot be known is none either."""
    return value is None or (isinstance(value, float) and math.isnan(value))
