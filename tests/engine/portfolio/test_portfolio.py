"""What must hold of any split: budgets, order, price, harm, degenerate views."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.portfolio.views import POINT, SHARE, certain, drawn, few, unconstrained
from toi.engine.portfolio.problem import BudgetLimit, Constraints, Group, Preferences
from toi.engine.portfolio.solve import solve, tidy


@few
@given(st.integers(0, 50), st.floats(0.2, 2), st.floats(1.05, 3))
def test_a_larger_budget_is_never_worth_less(seed, budget, more):
    view = drawn(seed, 20, 4, groups=(Group("g", (0, 1), 0.2),))
    less = solve(view, unconstrained(4, budget))
    large = solve(view, unconstrained(4, budget * more))
    assert large.value >= less.value - POINT
    assert less.shares.sum() <= budget + 1e-9


@few
@given(st.integers(0, 50), st.permutations(range(5)))
def test_the_order_of_lines_does_not_matter(seed, order):
    view = drawn(seed, 30, 5, risk=0.3)
    other = Preferences(view.worth[:, order], view.half_return[order], risk=0.3)
    one, two = solve(view, unconstrained(5)), solve(other, unconstrained(5))
    assert two.value == pytest.approx(one.value, abs=1e-3)
    assert two.shares == pytest.approx(one.shares[order], abs=0.02)


def test_price_is_what_more_budget_brings():
    view = drawn(3, 50, 5, groups=(Group("g", (0, 1, 2), 0.2),))
    here = solve(view, unconstrained(5))
    more = solve(view, unconstrained(5, 1.02))
    assert (more.value - here.value) / 0.02 == pytest.approx(here.price, rel=0.03)


def test_short_is_what_a_line_lacks():
    view = certain(30, 25, 20, 4, groups=(Group("g", (0, 1), 0.15), Group("h", (2, 3), 0.3)))
    found = solve(view, unconstrained(4))
    assert found.shares[3] == 0
    assert found.short[3] > 0
    for change, gets in ((-0.3, False), (0.3, True)):
        worth = view.worth + np.array([0, 0, 0, found.short[3] + change])
        assert (solve(replace(view, worth=worth), unconstrained(4)).shares[3] > 0) == gets


def test_what_does_no_good_gets_nothing_and_money_stays():
    found = solve(certain(-3, -1, 0), unconstrained(3))
    assert found.shares.tolist() == [0, 0, 0]
    assert found.value == 0
    mixed = solve(certain(5, -1), Constraints(np.zeros(2), np.array([0.3, 1])))
    assert mixed.shares == pytest.approx([0.3, 0], abs=1e-6)


def test_harm_that_a_floor_forces_counts_in_full():
    found = solve(certain(10, -4), Constraints(np.array([0, 0.25]), np.ones(2)))
    assert found.shares[1] == pytest.approx(0.25)
    assert found.value == pytest.approx(10 * 0.1 * np.log1p(7.5) - 4 * 0.25, abs=POINT)


@pytest.mark.parametrize("risk", [0.0, 0.5, 1.0])
def test_degenerate_views(risk):
    alone = solve(certain(7, risk=risk), unconstrained(1))
    assert alone.shares == pytest.approx([1], abs=1e-6)
    level = solve(certain(5, 5, 5, 5, risk=risk), unconstrained(4))
    assert level.shares == pytest.approx(np.full(4, 0.25), abs=SHARE)
    shut = solve(certain(5, 5, risk=risk), Constraints(np.zeros(2), np.zeros(2)))
    assert shut.shares.tolist() == [0, 0]


def test_same_view_same_split():
    view = drawn(1, 200, 8, risk=0.5)
    one, two = solve(view, unconstrained(8)), solve(view, unconstrained(8))
    assert one.shares.tolist() == two.shares.tolist()


def test_what_is_next_to_nothing_goes_to_the_others():
    shares = np.array([0.6, 0.3996, 0.0004])
    assert tidy(shares, unconstrained(3)) == pytest.approx([0.6 / 0.9996, 0.3996 / 0.9996, 0])
    capped = replace(unconstrained(3), upper=np.array([0.6, 1, 1]))
    assert tidy(shares, capped)[0] == 0.6
    limit = BudgetLimit("no more", np.array([1.0, 1.0, 0.0]), 0.9996)
    assert tidy(shares, replace(unconstrained(3), limits=(limit,))).sum() == pytest.approx(0.9996)
    floor = replace(unconstrained(3), lower=np.array([0, 0, 0.0004]))
    assert tidy(shares, floor) == pytest.approx(shares)
    none = BudgetLimit("none of it", np.array([0.0, 0.0, 1.0]), 0.0)
    assert tidy(shares, replace(unconstrained(3), limits=(none,))).sum() == pytest.approx(1)
