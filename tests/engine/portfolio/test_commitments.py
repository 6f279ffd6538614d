"""What commitments cost, and equal shares within bounds, against programmes written out."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from toi.engine.portfolio.commitments import commitment_costs, cost_of_all
from toi.engine.portfolio.equal_shares import _levelled, equal_shares
from toi.engine.portfolio.problem import BudgetLimit, Constraints, Preferences
from toi.engine.portfolio.solve import solve

WORTH = np.array([30.0, 20.0, 12.0, 5.0])
VIEW = Preferences(WORTH[None, :], np.full(4, 0.1), returns="none")
AT_LEAST = BudgetLimit("two", np.array([0.0, 0.0, -1.0, -1.0]), -0.3)
BOUND = Constraints(np.array([0, 0.1, 0, 0.05]), np.array([0.4, 1, 1, 1.0]), (AT_LEAST,))


def written_out(lower, upper, limits):
    """The best value by scipy, for returns that do not diminish."""
    rows, most = [np.ones(4)], [1.0]
    for limit in limits:
        rows.append(limit.coefficients)
        most.append(limit.most)
    found = linprog(-WORTH, A_ub=rows, b_ub=most, bounds=np.column_stack([lower, upper]))
    return -found.fun


def test_floors_caps_and_limits_cost_what_solving_without_them_brings():
    split = solve(VIEW, BOUND)
    whole = written_out(BOUND.lower, BOUND.upper, BOUND.limits)
    assert split.value == pytest.approx(whole, abs=1e-6)
    costs = commitment_costs(VIEW, BOUND, split, np.ones(4))
    assert [c.cost for c in costs] == sorted((c.cost for c in costs), reverse=True)
    assert [c.expected for c in costs] == pytest.approx([c.cost for c in costs])  # no caution
    found = {(c.kind, c.at): c.cost for c in costs}
    free = {
        ("floor", 1): written_out(BOUND.lower * [1, 0, 1, 1], BOUND.upper, BOUND.limits),
        ("floor", 3): written_out(BOUND.lower * [1, 1, 1, 0], BOUND.upper, BOUND.limits),
        ("cap", 0): written_out(BOUND.lower, np.ones(4), BOUND.limits),
        ("limit", 0): written_out(BOUND.lower, BOUND.upper, ()),
    }
    assert found == pytest.approx({k: value - whole for k, value in free.items()}, abs=1e-6)
    together = cost_of_all(VIEW, BOUND, split, np.ones(4))
    assert together == pytest.approx(30 - whole, abs=1e-6)
    assert together >= max(found.values())


def test_smallest_grants_a_number_of_lines_and_a_return_have_their_price():
    view = replace(VIEW, returns="log")
    for asked in ({"smallest": np.full(4, 0.4)}, {"most": 1}):
        here = Constraints(np.zeros(4), np.ones(4), **asked)
        split = solve(view, here)
        (cost,) = commitment_costs(view, here, split, np.ones(4))
        free = solve(view, Constraints(np.zeros(4), np.ones(4))).value
        assert cost.cost == pytest.approx(free - split.value, abs=1e-4)
        assert cost.cost > 0.1


def test_without_one_floor_the_others_stand_and_what_does_no_good_gets_nothing():
    view = Preferences(np.array([[30.0, -5.0, -10.0]]), np.full(3, 0.1), returns="none")
    here = Constraints(np.array([0.0, 0.1, 0.2]), np.ones(3))
    costs = commitment_costs(view, here, solve(view, here), np.array([1.0, 0.0, 0.0]))
    found = {cost.at: cost.cost for cost in costs}
    assert found == pytest.approx({1: 0.1 * (30 + 5), 2: 0.2 * (30 + 10)}, abs=1e-6)


def test_of_two_smallest_grants_one_stays_when_the_other_is_given_up():
    view = Preferences(np.array([[30.0, 20.0, 10.0]]), np.full(3, 0.1), returns="log")
    own = np.array([0.0, 0.5, 0.0]), np.array([0.0, 0.0, 0.4])
    here = replace(Constraints(np.zeros(3), np.ones(3)), smallest=sum(own))
    split = solve(view, here)
    costs = commitment_costs(view, here, split, np.ones(3), own[::-1])
    for cost, kept in zip(sorted(costs, key=lambda one: one.at), own[::-1], strict=True):
        without = solve(view, replace(here, smallest=kept)).value
        assert cost.cost == pytest.approx(max(without - split.value, 0.0), abs=1e-4)
    assert sum(cost.cost for cost in costs) > 0.01


def test_what_is_excluded_or_does_no_good_is_no_commitment():
    view = Preferences(np.array([[10.0, -5.0]]), np.full(2, 0.1))
    shut = Constraints(np.zeros(2), np.array([1.0, 0.0]))
    split = solve(view, shut)
    assert commitment_costs(view, shut, split, np.array([1.0, 0.0])) == []
    assert cost_of_all(view, shut, split, np.array([1.0, 0.0])) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("seed", range(1, 5))
def test_equal_shares_are_the_nearest_that_bounds_allow(seed):
    rng = np.random.default_rng(seed)
    lower = np.where(rng.random(5) < 0.4, rng.uniform(0.1, 0.3, 5), 0.0)
    upper = np.where((rng.random(5) < 0.4) & (lower == 0), 0.1, 1.0)
    limit = BudgetLimit("some", np.array([1.0, 1.0, 0, 0, 0]), 0.5)
    other = BudgetLimit("other", np.array([0, 1.0, 1.0, 0, 0]), 0.35)
    found = equal_shares(Constraints(lower, upper, (limit, other)))
    wanted = minimize(
        lambda x: ((x - 0.2) ** 2).sum(),
        np.full(5, 0.2),
        bounds=np.column_stack([lower, upper]),
        constraints=[
            {"type": "eq", "fun": lambda x: x.sum() - 1},
            {"type": "ineq", "fun": lambda x: 0.5 - x[:2].sum()},
            {"type": "ineq", "fun": lambda x: 0.35 - x[1:3].sum()},
        ],
        method="SLSQP",
    )
    assert wanted.success
    assert found == pytest.approx(wanted.x, abs=1e-4)


def test_equal_shares_without_bounds_are_equal():
    assert equal_shares(Constraints(np.zeros(4), np.ones(4))) == pytest.approx(np.full(4, 0.25))


def test_what_lies_far_off_is_levelled_to_the_nearest_split():
    """The projection onto all that is spent: the same taken from each, as far as it goes."""
    room = Constraints(np.zeros(3), np.ones(3))
    assert _levelled(np.array([2.0, 1.5, -1.0]), room) == pytest.approx([0.75, 0.25, 0])
    assert _levelled(np.full(3, -3.0), room) == pytest.approx(np.full(3, 1 / 3))
    assert _levelled(np.full(3, 4.0), room) == pytest.approx(np.full(3, 1 / 3))
