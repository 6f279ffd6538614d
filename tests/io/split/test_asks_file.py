"""The table of asks that an import writes where options cost money."""

import csv
import shlex

import pytest

from tests.command import run

SHEET = """\
grant,reach,{head}
direction,benefit,{direction}
scale,0..10,
Well,7,35000
Meals,8,30000..40000
Clinic,9,?
"""


@pytest.fixture
def imported(tmp_path):
    def made(text, *words):
        (tmp_path / "sheet.csv").write_text(text)
        done = run("data", "import", "sheet.csv", "-o", "w", *words, cwd=tmp_path)
        assert done.code == 0, done.err
        return done, tmp_path / "w"

    return made


def test_what_options_cost_is_what_they_ask_for(imported):
    done, folder = imported(SHEET.format(head="Cost (EUR)", direction="cost"))
    rows = list(csv.reader((folder / "asks.csv").read_text().splitlines()))
    assert rows == [["option", "cap (EUR)"], ["Well", "35000"], ["Meals", "40000"], ["Clinic", ""]]
    assert "asks.csv has the upper end of ranges: Meals\n" in done.err
    assert max(map(len, done.out.splitlines())) <= 80
    (typed,) = [line.strip() for line in done.out.splitlines() if "--asks" in line]
    assert typed == "toi portfolio --asks asks.csv --budget '38000 EUR'"
    split = run(*shlex.split(typed)[1:], cwd=folder)
    assert (split.code, "EUR" in split.out) == (0, True), split.err


def test_thousands_in_the_head_are_written_out(imported):
    text = SHEET.format(head="Cost (kEUR)", direction="cost").replace("000", "")
    _, folder = imported(text)
    assert "Well,35000\nMeals,40000\n" in (folder / "asks.csv").read_text()


def test_asks_that_were_edited_stay(imported):
    text = SHEET.format(head="Cost (EUR)", direction="cost")
    _, folder = imported(text)
    (folder / "asks.csv").write_text("option,cap\nWell,20%\n")
    done, _ = imported(text, "--force")
    assert "asks.csv was there already and stays as it was\n" in done.err
    assert (folder / "asks.csv").read_text() == "option,cap\nWell,20%\n"


@pytest.mark.parametrize(
    ("head", "direction"), [("Cost", "cost"), ("Loss (%)", "cost"), ("Income (EUR)", "benefit")]
)
def test_what_is_no_cost_in_money_asks_for_nothing(imported, head, direction):
    text = SHEET.format(head=head, direction=direction)
    done, folder = imported(text)
    assert not (folder / "asks.csv").exists()
    assert "portfolio" not in done.out
