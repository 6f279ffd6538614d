"""Workbooks hold any text as text."""

import io

import pytest

from toi.analyses.layout.tables import Table
from toi.analyses.layout.workbook import to_xlsx

openpyxl = pytest.importorskip("openpyxl")


def test_a_table_of_nothing_is_a_workbook():
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx(Table((), ())))).active["A1"].value is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [("=1+1", "=1+1"), ("\x1b[31mred\x00", "\\x1b[31mred\\x00"), ("two\nlines", "two\nlines")],
)
def test_a_cell_is_text_whatever_stands_in_it(text, shown):
    raw = to_xlsx(Table(("name",), ((text,),)))
    cell = openpyxl.load_workbook(io.BytesIO(raw)).active["A2"]
    assert (cell.value, cell.data_type) == (shown, "s")
