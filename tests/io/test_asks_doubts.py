"""A table of asks: what may mean two things, and grants beside caps of nothing."""

from pathlib import Path

import pytest

from toi.errors import InputErrors
from toi.io.amounts import Amount
from toi.io.asks import AsksTable, read_asks
from toi.io.debate.titles import NameBook


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
