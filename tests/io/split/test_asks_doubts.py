"""A table of asks: what may mean two things, and grants beside caps of nothing."""

from pathlib import Path

import pytest

from tests.small import theory
from toi.errors import InputErrors
from toi.io.amounts.amount import Amount
from toi.io.debate.titles import NameBook
from toi.io.split.asks import AsksTable, read_asks


def read(folder: Path, text: str) -> AsksTable:
    file = folder / "asks.csv"
    file.write_text(text, encoding="utf-8")
    book = NameBook({}, {})
    for name, title in (("wells", "Clean water"), ("taps", "Clean water"), ("meals", "Meals")):
        book.add("theory", name, title)
    return read_asks(str(file), book, Amount(2e6, "EUR"))


def test_a_title_of_two_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, "Option,Ask\nMeals,5%\nclean water,5%\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (3, 1, "ambiguous-id")
    assert "'clean water' may be taps or wells" in problem.message


def test_a_line_that_may_have_nothing_may_keep_its_smallest_grant(tmp_path: Path) -> None:
    found = read(tmp_path, "Option,Ask,Smallest grant\nMeals,0,200k\n")
    assert [(ask.kind, ask.share) for ask in found.asks] == [("cap", 0.0), ("grant", 0.1)]
    with pytest.raises(InputErrors, match=r"the floor of .* is above its cap"):
        read(tmp_path, "Option,Ask,Floor\nMeals,0,200k\n")


def test_of_money_three_digits_behind_a_mark_are_thousands(tmp_path: Path) -> None:
    (ask,) = read(tmp_path, 'Option,Ask\nMeals,"450,500"\n').asks
    assert ask.share == pytest.approx(0.22525)
    with pytest.raises(InputErrors, match=r"may be 450500 or 450\.5"):
        read(tmp_path, 'Option,Ask (kEUR)\nMeals,"450,500"\n')


@pytest.mark.parametrize("cell", ["450k", "450 EUR", "0.4M"])
def test_a_unit_in_a_cell_below_a_heading_of_thousands_is_refused(
    tmp_path: Path, cell: str
) -> None:
    with pytest.raises(InputErrors, match="has a unit of its own under the heading"):
        read(tmp_path, f"Option,Ask (kEUR)\nMeals,{cell}\n")


def test_a_share_up_to_1_may_be_a_part_or_a_per_cent(tmp_path: Path) -> None:
    for text in ("0.25", "1"):
        told = rf"may be {100 * float(text):g} % or {text} %; write one of them"
        with pytest.raises(InputErrors, match=told):
            read(tmp_path, f"Option,Maximum share\nMeals,{text}\n")
    for text in ("Maximum share\nMeals,25\n", "Maximum share\nMeals,25%\n", "Max %\nMeals,25\n"):
        (ask,) = read(tmp_path, f"Option,{text}").asks
        assert ask.share == 0.25
    (small,) = read(tmp_path, "Option,Max %\nMeals,0.25\n").asks
    assert small.share == 0.0025


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("45k?", "is a rough amount; write a sure one, 45000"),
        ("~30k EUR", "is a rough amount; write a sure one, 30000 EUR"),
        ("30-40k", "is a range; write one amount, 30000 or 40000"),
        ("ca. 30 mil", "is a rough amount; write a sure one, 30000 or 30000000"),
        ("45mil", r"may be thousands \(mil\) or millions; write k or M"),
    ],
)
def test_a_rough_amount_is_told_what_to_write(tmp_path: Path, cell: str, told: str) -> None:
    with pytest.raises(InputErrors, match=f"{told}$|{told} "):
        read(tmp_path, f"Option,Ask\nMeals,{cell}\n")


def asked(folder: Path, text: str, noun: str = "proposal") -> AsksTable:
    """What is asked for two real theories, called by the noun."""
    file = folder / "asks.csv"
    file.write_text(text, encoding="utf-8")
    named = (("well-repair", "Village well repair"), ("total-care", "Total care"))
    theories = {name: theory(name, {}, title=title, short=title) for name, title in named}
    return read_asks(str(file), NameBook({}, theories, noun=noun), Amount(1e5, "EUR"))


def test_a_part_of_a_name_will_do_and_is_told(tmp_path: Path) -> None:
    found = asked(tmp_path, "Proposal,Ask\nvillage,5k\n")
    assert [ask.line for ask in found.asks] == ["well-repair"]
    assert "asks.csv: 'village' is read as 'Village well repair'" in found.notes
    assert asked(tmp_path, "Proposal,Ask\nWell-Repair,5k\n").notes == found.notes[:1]


def test_a_row_of_totals_is_no_part_of_a_name(tmp_path: Path) -> None:
    found = asked(tmp_path, "Proposal,Ask\nvillage,5k\nTotal,5k\n")
    assert [ask.line for ask in found.asks] == ["well-repair"]


def test_what_is_not_there_is_called_as_the_records_call_it(tmp_path: Path) -> None:
    with pytest.raises(InputErrors, match=r"no proposal, kind or group 'wels repair'; did you"):
        asked(tmp_path, "Proposal,Ask\nwels repair,5k\n")
