"""Money that would do as well elsewhere: certain where it is said, and said where it is so."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import unconstrained
from toi.engine.portfolio.compromise import reconcile
from toi.engine.portfolio.movable import LEAST, MovableMoney, movable
from toi.engine.portfolio.outcome import outcome_of, values_of
from toi.engine.portfolio.problem import BudgetLimit, Constraints, Group, Preferences
from toi.engine.portfolio.solve import solve

WORTH = np.array([[42.0, 38.0, 37.0, 36.5, 35.8, 34.8, 26.0]])
ALL = Group("listed", tuple(range(7)), 0.4)
VIEW = Preferences(WORTH, np.full(7, 0.1), groups=(ALL,))
CAPS = np.array([0.24, 0.24, 0.24, 0.24, 0.3, 0.3, 0.3])  # the first four nearly fill their kind
ASKED = Constraints(np.zeros(7), CAPS)


def test_what_only_raises_the_returns_of_a_kind_would_do_as_well_in_any_of_it():
    shares = solve(VIEW, ASKED).shares
    (found,) = movable([VIEW], ASKED, shares)
    line, part = found.line, found.share
    assert (line, found.to) == (4, (5, 6))
    before = outcome_of(VIEW, shares)
    for u in found.to:
        for some in (part / 2, part):
            after = shares.copy()
            after[[line, u]] += [-some, some]
            assert outcome_of(VIEW, after).expected == pytest.approx(before.expected, abs=1e-5)
    beyond = shares.copy()
    beyond[[line, 6]] += [-part - 0.01, part + 0.01]
    assert outcome_of(VIEW, beyond).expected < before.expected - 1e-2


def test_money_stays_where_it_is_bound_or_brings_more():
    shares = solve(VIEW, ASKED).shares
    free = unconstrained(7)
    assert movable([VIEW], free, solve(VIEW, free).shares) == []
    alone = replace(VIEW, groups=())
    assert movable([alone], ASKED, solve(alone, ASKED).shares) == []
    floor = replace(ASKED, lower=np.where(np.arange(7) == 4, shares, 0.0))
    assert movable([VIEW], floor, shares) == []
    limit = BudgetLimit("harm", np.array([0.0] * 5 + [1.0, 1.0]), 0.0)
    assert movable([VIEW], replace(ASKED, limits=(limit,)), shares) == []
    small = replace(ASKED, smallest=np.array([0.0] * 5 + [0.2, 0.0]))
    assert [one.to for one in movable([VIEW], small, shares)] == [(6,)]
    most = replace(ASKED, most=5)
    assert movable([VIEW], most, shares) == []


def test_nobody_may_lose_by_it():
    """To another rubric the line is worth something by itself, or the others harm."""
    shares = solve(VIEW, ASKED).shares
    part = movable([VIEW], ASKED, shares)[0].share
    blind = replace(VIEW, worth=0.0 * WORTH)
    assert movable([VIEW, blind], ASKED, shares) == [MovableMoney(4, part, (5, 6))]
    keen = replace(VIEW, worth=np.array([[0.0] * 4 + [9.0, 0.0, 0.0]]))
    assert movable([VIEW, keen], ASKED, shares) == []
    harmed = replace(VIEW, worth=np.array([[0.0] * 5 + [-9.0, 0.0]]))
    assert [one.to for one in movable([VIEW, harmed], ASKED, shares)] == [(6,)]


@pytest.mark.parametrize("returns", ["log", "sqrt"])
def test_a_tie_goes_to_the_lines_that_are_worth_most_by_every_rule(returns):
    """It would else be in whatever line the solver comes upon first."""
    mine = replace(VIEW, returns=returns)
    yours = replace(mine, worth=np.array([[0.0, 30.0] + [0.0] * 5]))
    found = reconcile([mine, yours], ASKED, np.array([0.5, 0.5]))
    for rule in ("expected", "nash", "minimax"):
        shares = found.rules[rule]
        given = np.flatnonzero(shares > LEAST)
        assert given.tolist() == [0, 1, 2, 3, 4], rule
        assert values_of([mine, yours], shares) == pytest.approx(found.best, abs=1e-4)


def test_lines_that_are_alike_by_all_have_the_same_share():
    """The last two are alike by one of two alone, by the other the last is worth more."""
    worth = np.array([[42.0, 30.0, 30.0, 41.0, 30.0, 30.0]])
    mine = Preferences(worth, np.full(6, 0.1), groups=(Group("listed", tuple(range(6)), 0.4),))
    yours = replace(mine, worth=np.array([[5.0, 5.0, 5.0, 20.0, 5.0, 15.0]]))
    caps = Constraints(np.zeros(6), np.full(6, 0.25))
    found = reconcile([mine, yours], caps, np.array([0.5, 0.5]))
    for rule in ("expected", "nash", "minimax"):
        _, first, second, _, third, fourth = found.rules[rule].tolist()
        assert first == second, rule
        assert fourth > third + 0.01, rule
