"""What is asked for a line may be more than the budget: then it is told what comes of it."""

from dataclasses import replace

import pytest

import toi
from tests.analyses.portfolio.helpers import FAST, asked, line, refused
from tests.command import run
from toi.analyses.layout.page import Page
from toi.analyses.portfolio.screen import portfolio_screen

pytestmark = pytest.mark.usefixtures("debate")


def test_a_cap_above_the_budget_is_none_and_a_smallest_grant_above_it_closes_its_line():
    words = ("--budget", "2M EUR", "--cap", "T1=3M EUR", "--min-grant", "T3=2.5M EUR")
    found = asked(*words)
    assert line(found, "T3")["share"] == 0
    assert line(found, "T1")["share"] == pytest.approx(
        line(asked("--budget", "2M EUR", "--cap", "T3=0%"), "T1")["share"]
    )
    err = run("portfolio", *FAST, *words).err
    assert "--cap 'T1=3M EUR' is more than the budget, so it may get all of it" in err
    assert "--min-grant 'T3=2.5M EUR' is more than the budget, so it gets nothing" in err


def asks(folder, rows):
    """Options that ask by a table."""
    file = folder / "asks.csv"
    file.write_text(f"Line,Ask (EUR),Smallest grant (EUR)\n{rows}\n", encoding="utf-8")
    return ("--budget", "2M EUR", "--asks", str(file))


def test_so_it_is_in_a_table_of_asks(tmp_path):
    words = asks(tmp_path, "T1,3M,100k\nT3,3M,2.5M")
    found, err = asked(*words), run("portfolio", *FAST, *words).err
    assert line(found, "T3")["share"] == 0
    assert line(found, "T1")["share"] > 0
    assert err.splitlines() == [
        "note: asks.csv: the cap of T1, 3,000,000 EUR, is more than the budget, so it may get all "
        "of it",
        "note: asks.csv: the smallest grant of T3, 2,500,000 EUR, is more than the budget, so it "
        "gets nothing",
    ]


def test_all_of_the_budget_or_nothing_may_be_asked_for(tmp_path):
    words = asks(tmp_path, "T1,,2M\nT2,0,\nT3,0,")
    assert line(asked(*words), "T1")["share"] == pytest.approx(1)
    assert "more than the budget" not in run("portfolio", *FAST, *words).err


def test_a_floor_under_more_than_there_is_cannot_be_met():
    words = ("--budget", "2M EUR", "--floor", "T3=10%", "--min-grant", "T3=2.5M EUR")
    assert "T3" in refused(*words)


def test_an_option_goes_before_what_the_table_says_of_more_than_there_is(tmp_path):
    words = asks(tmp_path, "T3,3M,2.5M")
    given = ("--min-grant", "T3=100k EUR", "--cap", "T3=400k EUR")
    assert line(asked(*words, *given), "T3")["share"] > 0
    assert "more than the budget" not in run("portfolio", *FAST, *words, *given).err
    words = asks(tmp_path, "T3,,100k")
    assert line(asked(*words, "--min-grant", "T3=2.5M EUR"), "T3")["share"] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--cap", "T3=10%", "--cap", "the third way=20%"),
            "--cap 'T3=10%' and --cap 'the third way=20%' are for the same; write one of them",
        ),
        (
            ("--min-grant", "T1=20%", "--min-grant", "T1=3M EUR"),
            "--min-grant 'T1=20%' and --min-grant 'T1=3M EUR' are for the same; write one of them",
        ),
        (
            ("--min-grant", "10%", "--min-grant", "20%"),
            "--min-grant '10%' and --min-grant '20%' are for the same; write one of them",
        ),
    ],
)
def test_a_demand_that_is_made_twice_is_not_settled_by_the_last(words, told):
    assert f"toi: {told} [repeated-option]" == refused("--budget", "2M EUR", *words)


def test_the_same_demand_twice_is_one():
    found, once = asked("--cap", "T1=10%", "--cap", "T1=10 %"), asked("--cap", "T1=10%")
    assert found["allocation"] == once["allocation"]


def test_a_smallest_grant_for_every_line_above_the_budget_is_refused():
    said = refused("--budget", "2M EUR", "--min-grant", "3M EUR")
    assert "is more than the budget of 2,000,000" in said


@pytest.mark.parametrize(("grants", "told"), [((), False), (("20%",), True)])
def test_what_a_line_would_need_says_so_of_smallest_grants(grants, told):
    made = toi.portfolio(toi.load(), "plain", draws=200, min_grants=grants)
    *others, last = made.allocation
    without = replace(
        made, allocation=(*others, replace(last, share=0.0, bound=None, worth=5.0, short=9.0))
    )
    said = " ".join(portfolio_screen(without, Page(80)).split())
    assert ", needs " in said
    assert "would have to bring" in said
    assert ("(a smallest grant, on average over all of it)" in said) == told


def test_no_file_of_today_is_the_folder_one_is_in():
    assert "no file or allocation ''" in refused("--current", "")
