"""Plain tables for other programs and documents: CSV, Markdown, HTML."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Table:
    """Column names and rows of plain values."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def render(self, form: str) -> str:
        """The table as `csv`, `markdown` or `html`."""
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


def _figure(value: Any) -> Any:
    """A value for CSV; the ninth decimal of a score is noise."""
    if _is_none(value):
        return ""
    return round(value, 6) if isinstance(value, float) else value


def _cell(value: Any, form: str) -> str:
    if _is_none(value):
        return ""
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text.replace("|", "\\|") if form == "markdown" else text


def _is_none(value: Any) -> bool:
    """Whether there is no value; what cannot be known is none either."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def joined(values: Sequence[Any]) -> str:
    """Several values in one cell."""
    return " ".join(map(str, values))
