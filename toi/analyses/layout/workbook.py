"""Tables as workbooks of a spreadsheet (xlsx)."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from toi.analyses.layout.tables import Table
from toi.analyses.shared.letters import columns_of, shown_in_full
from toi.io.xlsx import openpyxl_or_refuse
from toi.light_dataclass import dataclass

WIDEST = 60  # columns of letters


@dataclass(frozen=True)
class Heads:
    """The layout of the heads of a sheet.

    Attributes
    ----------
    wide : int, optional
        Letters of each column, over which heads are wrapped; by default as what stands in it.
    tall : float, optional
        Points of the row of heads; by default one line.
    fixed : int
        Columns on the left that stay in sight, as the heads do.
    wrapped : bool
        Whether what stands below is wrapped too, as something to be read.
    """

    wide: int | None = None
    tall: float | None = None
    fixed: int = 0
    wrapped: bool = False


PLAIN = Heads()


def to_xlsx(table: Table, heads: Heads = PLAIN, beside: Heads | None = None) -> bytes:
    """Return a table as a workbook, with what belongs to it; text is text, never a formula.

    Parameters
    ----------
    beside : Heads, optional
        How the heads of what belongs to it are laid out; by default as its own.

    Raises
    ------
    InputErrors
        If the library for it is not installed.
    """
    first = (table.name, table, heads)
    return _workbook([first, *((name, one, beside or heads) for name, one in table.beside.items())])


def workbook_of(tables: Mapping[str, Table], heads: Heads = PLAIN) -> bytes:
    """Return tables as the sheets of a workbook, by their names; as for `to_xlsx`."""
    return _workbook([(name, table, heads) for name, table in tables.items()])


def _workbook(sheets: Sequence[tuple[str, Table, Heads]]) -> bytes:
    openpyxl = openpyxl_or_refuse()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table, heads in sheets:
        _fill(book.create_sheet(name), table.as_spoken(), heads)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _fill(sheet: Any, table: Table, heads: Heads) -> None:
    from openpyxl.styles import Alignment, Font

    wrapped = Alignment(wrap_text=True, vertical="top")
    widths = [0] * len(table.headers)
    for number, row in enumerate([list(table.headers), *table.cells()], start=1):
        for place, value in enumerate(row):
            is_text = isinstance(value, str)
            cell = sheet.cell(number, place + 1, shown_in_full(value) if is_text else value)
            if is_text:
                cell.data_type = "s"
            if heads.wrapped:
                cell.alignment = wrapped
            widths[place] = max(widths[place], columns_of("" if value is None else str(value)))
    for place, width in enumerate(widths, start=1):
        cell = sheet.cell(1, place)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=bool(heads.wide) or heads.wrapped, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = heads.wide or min(width, WIDEST) + 2
    if heads.tall:
        sheet.row_dimensions[1].height = heads.tall
    sheet.freeze_panes = sheet.cell(2, 1 + heads.fixed)
