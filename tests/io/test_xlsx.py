"""Workbooks whose size is not what they say."""

import io
import re
import zipfile

import pytest

from toi.errors import InputErrors
from toi.io.xlsx import tabs_of_workbook

openpyxl = pytest.importorskip("openpyxl")


def workbook(**tabs):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, cells in tabs.items():
        page = book.create_sheet(title)
        for place, value in cells.items():
            page[place] = value
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def saying(raw, size):
    """The same workbook, of which every tab says that it has another size."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if "worksheets/" in name:
                text = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % size, text)
            new.writestr(name, text)
    return out.getvalue()


def test_what_a_file_says_of_its_size_does_not_matter():
    raw = workbook(One={"A1": "Plan", "C1": "Speed", "A3": 2.5, "B3": "a\nb"}, Two={"A1": 1})
    plain = [("One", "Plan,,Speed\n,,\n2.5,a b,\n"), ("Two", "1\n")]
    for size in (b"A1:C3", b"A1:XFD1048576", b"A1"):
        assert tabs_of_workbook("b.xlsx", saying(raw, size)) == plain


def test_hidden_and_empty_tabs_are_not_there():
    book = openpyxl.load_workbook(io.BytesIO(workbook(One={"A1": 1}, Two={"A1": 2}, Three={})))
    book["Two"].sheet_state = "hidden"
    raw = io.BytesIO()
    book.save(raw)
    assert tabs_of_workbook("b.xlsx", raw.getvalue()) == [("One", "1\n")]


@pytest.mark.parametrize("far", ["A2000", "XFD3"])
def test_cells_far_out_are_refused_before_what_lies_between_is_filled_in(far, monkeypatch):
    monkeypatch.setattr("toi.io.xlsx.MOST_CELLS", 1000)
    with pytest.raises(InputErrors, match=r"tab 'One': more than 1,000 cells.*file-too-large"):
        tabs_of_workbook("b.xlsx", workbook(One={"A1": 1, far: 2}))
