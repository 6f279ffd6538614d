"""A table with a column of readers, parted into a sheet for each of them."""

import pytest

from tests.command import run
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.readings.by_reader import by_reader


def parted(text, **wishes):
    """Lines of each reader's sheet; None where it is no such table."""
    found = by_reader(read_sheet("all.csv", text.encode()), **wishes)
    return found and {who: [row.cells for row in sheet.rows] for who, sheet in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Judge,Plan,Use\n1,A,3\n1,B,5\n2,A,4\n",
        "Plan,Judge,Use\nA,1,3\nB,1,5\nA,2,4\n",
    ],
)
def test_readers_may_be_numbers_and_stand_second_where_options_are_there_twice(text):
    assert parted(text) == {
        "1": [["Plan", "Use"], ["A", "3"], ["B", "5"]],
        "2": [["Plan", "Use"], ["A", "4"]],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Plan,Expert,Use\nA,7,3\nB,7,5\n",  # a criterion: no option is there twice
        "Reader,Brand,Use\nKindle,Amazon,3\nKobo,Rakuten,5\n",  # options
        "reader,theory,criterion,value\nanna,A,Use,3\nanna,B,Use,4\n",  # the long form
        "Plan,Use\nA,3\nA,4\n",
        "",
    ],
)
def test_what_is_no_table_of_readers(text):
    assert parted(text) is None


def test_who_judged_nothing_is_left_out_and_named():
    sheet = read_sheet("all.csv", b"Judge,Plan,Use\nben,,\nanna,A,3\nanna,B,5\n")
    found = by_reader(sheet)
    assert list(found) == ["anna"]
    assert found["anna"].notes == ["'ben' judged nothing"]


def test_a_column_of_readers_that_is_left_out_parts_nothing():
    text = "Judge,Plan,Use\nanna,A,3\nanna,B,5\n"
    assert parted(text, without=["Judge"]) is None


def test_a_workbook_of_one_tab_is_parted_too(tmp_path, monkeypatch):
    import openpyxl

    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    for row in (["Judge", "Plan", "Use"], ["anna", "A", 3], ["anna", "B", 5], ["ben", "A", 4]):
        book.active.append(row)
    book.save("all.xlsx")
    done = run("data", "import", "all.xlsx", "-o", "round")
    assert done.code == 0, done.err
    assert "2 options, 1 criterion from the sheets of 2 readers" in done.out
