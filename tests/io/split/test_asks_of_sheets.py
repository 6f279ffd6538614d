"""Asks as they stand in people's sheets: sums below, other columns beside, more than there is."""

from pathlib import Path

import pytest

from tests.io.split.test_asks import book, read, shares
from toi.errors import InputErrors
from toi.io.split.allocations import read_allocation
from toi.io.split.asks import read_asks


@pytest.mark.parametrize("name", ["Total", "Sum", "Gesamt", "TOTAL:"])
def test_a_row_of_sums_is_left_out_with_a_word(tmp_path: Path, name: str) -> None:
    table = read(tmp_path, f"Option,Ask (EUR)\nwells,300k\nmeals,500k\n{name},800k\n")
    assert shares(table) == {("wells", "cap"): 0.15, ("meals", "cap"): 0.25}
    assert table.notes == (
        f"asks.csv: row '{name}', line 4, left out: it was reckoned from the others",
    )


def test_a_sum_that_is_another_is_told(tmp_path: Path) -> None:
    notes = read(tmp_path, "Option,Ask (EUR)\nwells,300k\nmeals,500k\nTotal,900k\n").notes
    assert notes[1:] == ("asks.csv: Total has 900,000 EUR as the cap, the rows 800,000 EUR",)
    for row in ("Mean,900k", "Total,800.4k"):  # no sum, and one that was rounded
        alike = read(tmp_path, f"Option,Ask (EUR)\nwells,300k\nmeals,500k\n{row}\n").notes
        assert len(alike) == 1


def test_todays_split_may_have_a_row_of_sums_too(tmp_path: Path) -> None:
    file = tmp_path / "today.csv"
    file.write_text("name,amount\nwells,300\nmeals,500\nTotal,900\n")
    found = read_allocation(file, book())
    assert found.amounts == {"wells": 300, "meals": 500}
    assert found.notes == (
        "today.csv: row 'Total', line 4, left out: it was reckoned from the others",
        "today.csv: Total has 900, the rows 800",
    )


def test_today_in_money_stays_money_beside_a_per_cent_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "today.csv"
    for heading, percent in (("EUR with 19 % VAT", None), ("Today (%)", 100.0)):
        file.write_text(f"name,{heading}\nwells,30\nmeals,50\n")
        found = read_allocation(file, book())
        assert (found.amounts, found.whole) == ({"wells": 30, "meals": 50}, percent)


@pytest.mark.parametrize("other", ["Requested by", "Most important outcome", "Max participants"])
def test_a_column_that_only_begins_like_a_cap_is_not_one(tmp_path: Path, other: str) -> None:
    cells = "30" if "participants" in other else "Ann"
    table = read(tmp_path, f"Option,{other},Ask (EUR)\nwells,{cells},300k\n")
    assert shares(table) == {("wells", "cap"): 0.15}
    assert table.notes == (f"asks.csv: column is not read: {other}",)
    if cells == "Ann":
        floors = read(tmp_path, f"Option,{other},Floor (EUR)\nwells,{cells},300k\n")
        assert shares(floors) == {("wells", "floor"): 0.15}


@pytest.mark.parametrize(
    "heading", ["Ask 2026 (EUR)", "Asked amount in EUR", "Requested from us (EUR)", "Max. EUR"]
)
def test_a_cap_is_known_with_words_beside_it(tmp_path: Path, heading: str) -> None:
    assert shares(read(tmp_path, f"Option,{heading}\nwells,300k\n")) == {("wells", "cap"): 0.15}


def test_a_cap_and_a_smallest_grant_may_be_more_than_there_is_and_a_floor_not(
    tmp_path: Path,
) -> None:
    table = read(tmp_path, "Option,Ask (EUR),Smallest\nwells,3M,100k EUR\nmeals,3M,2.5M EUR\n")
    assert shares(table) == {
        ("wells", "cap"): 1.5,
        ("wells", "grant"): 0.05,
        ("meals", "cap"): 1.5,
        ("meals", "grant"): 1.25,
    }
    with pytest.raises(InputErrors, match="is more than the budget"):
        read(tmp_path, "Option,Floor (EUR)\nwells,3M\n")


def test_a_table_that_asks_for_nothing_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, "Option,Ask (EUR)\nwells,\n").notes == (
        "asks.csv asks for nothing: its columns are empty",
    )


def test_a_tiny_part_of_the_budget_is_told_in_words(tmp_path: Path) -> None:
    [note] = read(tmp_path, "Option,Ask (EUR)\nwells,0.001\n").notes
    assert "under 0.01 % of the budget" in note
    assert read(tmp_path, "Option,Ask (EUR)\nwells,0\n").notes == ()  # nothing is no mistake


@pytest.mark.parametrize("file", ["", "  "])
def test_an_empty_name_is_not_taken_for_a_folder(file: str) -> None:
    with pytest.raises(InputErrors, match="--asks needs the name of a CSV file"):
        read_asks(file, book())
