"""Units that the cells of a sheet bear."""

import pytest

from tests.command import run
from tests.io.matrix.helpers import refused, write
from tests.io.matrix.test_rows import matrix, said
from toi.io.matrix.units import is_same_unit, parted_unit

SHEET = """\
Plan,Time,Team,Reach
direction,cost,cost,benefit
scale,0..52 weeks,,
weight,3,2,1
A,12 weeks,5 FTE,"1,200 people"
B,3-5 Weeks,1.5 FTE,800 people
C,1 week..2..3 weeks,2 FTEs,?
"""


def test_the_one_unit_of_a_column_is_that_of_the_criterion_and_numbers_stay(folder):
    found = matrix(SHEET)
    assert [column.unit for column in found.columns] == ["weeks", "FTE", "people"]
    assert found.columns[0].scale == (0, 52)
    laws = [line.values[0] for line in found.lines]
    assert [law.mean for law in laws[:2]] == [12, 4]
    assert (laws[2].family, laws[2].support) == ("pert", (1, 3))
    assert [line.values[2] and line.values[2].mean for line in found.lines] == [1200, 800, None]
    (note,) = (note for note in found.notes if "unit" in note)
    assert "'Time' (such as '12 weeks'), 'Team' (such as '5 FTE') and 'Reach'" in note
    write(SHEET)
    assert run("data", "import", "costs.csv", "-o", "ws").code == 0
    assert "Time (weeks)" in run("show", "time", cwd="ws").out


def test_other_units_and_none_are_refused_with_the_first_that_differs(folder):
    mixed = SHEET.replace("3-5 Weeks", "3 months").replace("1.5 FTE", "1.5")
    lines = refused(mixed)
    assert [line.partition(": ")[0] for line in lines] == ["costs.csv:6:2", "costs.csv:6:3"]
    assert "'B', column 'Time': '3 months' is in months, and '12 weeks' in weeks: write" in lines[0]
    assert "'1.5' has no unit, and '5 FTE' in FTE: write '1.5 FTE' if it is that; or" in lines[1]
    assert all(line.endswith("their unit in a row named unit [csv-unit]") for line in lines)


def test_a_head_or_a_row_of_units_that_says_another_is_refused():
    raw = "Plan,Time,Use\n{}A,12 weeks,5\nB,7 weeks,4\n"
    for head, row in (("Time (months)", ""), ("Time", "unit,months,\n")):
        told = said(raw.replace("Time", head).format(row), less=["Time"])
        assert "its cells are in weeks, and " in told
        assert "says 'months'; write one of them [csv-unit]" in told
    found = matrix(raw.replace("Time", "Time (weeks)").format(""), less=["Time"])
    assert found.columns[0].scale is None


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        ("12 weeks", "12", "weeks"),
        ("-5 \u00b0C", "-5", "\u00b0C"),
        ("1,5 Wochen", "1,5", "Wochen"),
        ("60m2", "60", "m2"),
        ("30 km/h", "30", "km/h"),
        ("2 person days", "2", "person days"),
        ("10..20 kg", "10..20", "kg"),
    ],
)
def test_a_number_and_its_unit_are_parted(cell, number, unit):
    assert parted_unit(cell) == (number, unit)


@pytest.mark.parametrize(
    "cell",
    [
        *("45k", "45 m", "3 Mio. EUR", "12 t", "45mil"),  # words that multiply, or may
        *("3 May", "12 June", "2-Apr", "2024-05-06"),
        *("3 of 5", "3 to 5 weeks", "7/10 points", "1st", "0x10", "10x2", "1e3"),
        *("20 pct", "5 %", "30 EUR", "weeks", "~5 weeks", "5 weeks?", "5 kg..6 m3"),
        *("3 weeks 2 days", "1.2.3 kg", "5 " + "x" * 90),
    ],
)
def test_what_may_be_no_unit_is_none(cell):
    assert parted_unit(cell) is None


def test_singular_and_plural_are_one_unit_and_metres_no_milliseconds():
    assert is_same_unit("Week", "weeks")
    assert is_same_unit("Monat", "Monate")
    assert not is_same_unit("m", "ms")
    assert not is_same_unit("week", "weekend")


def test_one_cell_with_a_unit_among_numbers_is_told_as_before(folder):
    (line,) = refused("Plan,Size,Use\nA,12 kg,5\nB,7,4\nC,8,4\n")
    assert "'12 kg' is not a number; write 12, and the unit in a row named unit" in line
