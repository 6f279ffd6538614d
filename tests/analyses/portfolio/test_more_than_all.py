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
    assert "--cap 'T1=3M EUR' is more than the budget, so T1 may get all of it" in err
    assert "--min-grant 'T3=2.5M EUR' is more than the budget, so T3 gets nothing" in err


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
