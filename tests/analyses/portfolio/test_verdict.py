"""What a screen and a picture say of caution, of today and of what would move a split."""

from dataclasses import replace

import pytest

import toi
from tests.analyses.portfolio.helpers import board
from toi.analyses.layout.page import Page
from toi.analyses.plotting.style import Look
from toi.analyses.portfolio.frontier_figure import frontier_figure
from toi.analyses.portfolio.result import MoveStep, SettledArgument
from toi.analyses.portfolio.screen import portfolio_screen
from toi.analyses.portfolio.shown import moved_per_cent
from toi.analyses.portfolio.verdict import (
    better,
    gain_in_full,
)
from toi.analyses.portfolio.why import held_by
from toi.analyses.shared.format import GLUE
from toi.analyses.shared.result import Interval


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return board(tmp_path_factory.mktemp("board"), "C=0%")


def said(made):
    return " ".join(portfolio_screen(made, Page(80)).split())


def test_what_today_leaves_unspent_and_what_it_pays_for_in_vain_is_said(made):
    screen = said(made)
    assert "Today (today.csv), which leaves 55 % (1,100,000 EUR) unspent: best moves" in screen
    assert "where 400,000 EUR goes today, gets nothing: its cap costs" in screen


def test_a_move_of_all_that_a_line_gets_has_the_share_of_the_table():
    """Largest remainders round down what by itself would be rounded up."""
    shares = {"A": 0.307, "B": 0.306, "C": 0.387}  # 31, 30 and 39 %
    debate = toi.load("docs/example/data")
    made = toi.portfolio(debate, draws=100, current="none")
    found = replace(
        made,
        allocation=tuple(replace(x, share=shares[x.id], bound=None) for x in made.allocation),
        unspent=0.0,
    )
    step = MoveStep(to="B", share=shares["B"], taken={}, gain=1.0, closed=1.0)
    told = [moved_per_cent(found, replace(step, to=name, share=x)) for name, x in shares.items()]
    assert told == ["31 %", "30 %", "39 %"]
    assert moved_per_cent(found, replace(step, share=0.2051)) == "21 %"
    assert moved_per_cent(found, replace(step, to=None, share=0.126)) == "13 %"


def test_what_settling_would_move_is_no_more_than_it_is(made):
    one = SettledArgument("x", 0.5, 0.03, 0.03, 0.03, "A", "B")
    screen = said(replace(made, settled=(one,), titles={"x": "It fails"}))
    assert "No argument would move more than 3 % of the budget" in screen
    assert "whether it is right: It fails (to The" in screen
    assert "most of it" not in screen


def texts(figure):
    return " ".join(text.get_text() for text in figure.texts)


def test_a_split_that_fills_one_line_first_is_named_in_short_and_told_in_full(made):
    title = "The bold theory first (10 %), then the next best (65 % unspent)"
    one = replace(made.benchmarks[-1], title=title)
    figure = frontier_figure(replace(made, benchmarks=(*made.benchmarks[:-1], one)), Look())
    names = [" ".join(text.get_text().split()) for text in figure.texts]
    assert "The bold theory first (10 %)" in names
    assert title in " ".join(names)


def test_a_frontier_that_is_flat_shows_nothing_to_trade(made):
    first = made.frontier[0]
    flat = replace(made, frontier=(first, replace(first, risk=1.0, cvar=first.cvar + 0.1)))
    figure = frontier_figure(flat, Look())
    assert "Nothing to trade" in texts(figure)
    low, high = figure.axes[0].get_xlim()
    assert high - low > 3  # a tenth of a point is a dot, not the width of the picture
    steep = replace(made, frontier=(first, replace(first, risk=1.0, cvar=first.cvar + 9)))
    assert "Nothing to trade" not in texts(frontier_figure(steep, Look()))
    assert "would gain and cost little" in said(flat)


def test_a_split_that_brings_the_same_is_called_the_same_only_where_it_is(made):
    own = {line.id: line.share for line in made.allocation}
    even = Interval(0.0, 0.0, 0.0)
    level = replace(made.benchmarks[-1], gain=0.0, gain_interval=even, shares=own)
    assert "which it is" in gain_in_full(made, level)
    elsewhere = replace(level, shares=dict.fromkeys(own, 0.0))
    assert gain_in_full(made, elsewhere).endswith("which spends otherwise and brings the same")
    assert "which spends otherwise" in better(made, elsewhere)


def test_a_line_that_gets_its_whole_ask_is_said_to_be_funded_whole(made):
    line = next(one for one in made.allocation if one.share > 0)
    whole = {line.id: (0.0, line.share / made.budget)}
    held = replace(line, bound="grant", smallest=line.share)
    asked = replace(made, wishes=replace(made.wishes, bounds=whole), commitments=())
    assert held_by(asked, held) == "funded whole"
    assert held_by(replace(asked, wishes=made.wishes), held) == "raised to its smallest grant"


@pytest.mark.parametrize(
    ("gain", "low", "high", "said"),
    [
        (0.1, -0.7, 0.9, "Not clearly better than equal shares: +0.1 points [-0.7 to 0.9]."),
        (0.3, 0.1, 0.5, "Hardly better than equal shares: +0.3 points [0.1 to 0.5]."),
        (5.0, 0.3, 9.0, "Clearly better than equal shares: +5.0 points [0.3 to 9.0]."),
        (5.0, 0.01, 9.0, "Not clearly better than equal shares: +5 points [0 to 9]."),
        (-1.2, -2.1, -0.3, "Worse than equal shares: -1.2 points [-2.1 to -0.3]."),
        (-1.2, -2.1, -0.01, "Not clearly different from equal shares: -1 point [-2 to 0]."),
        (-1.2, -2.1, 0.3, "Not clearly different from equal shares: -1 point [-2 to 0]."),
    ],
)
def test_a_gain_whose_range_reaches_none_is_not_clear(made, gain, low, high, said):
    """However small the gain is; and a range that ends next to 0 shows on which side."""
    equal = next(one for one in made.benchmarks if one.name == "equal")
    span = Interval(low, gain, high)
    asked = replace(made, wishes=replace(made.wishes, risk=0.0))
    other = replace(equal, title="equal shares", gain=gain, gain_interval=span)
    assert better(asked, other).replace(GLUE, " ") == said
    reaches_0 = said.startswith("Not clearly")
    assert gain_in_full(asked, other).endswith(", not clearly more") == reaches_0
