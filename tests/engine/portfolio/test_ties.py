"""Of several best splits, the one that can be defended, whatever the order of the lines."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import certain, unconstrained
from toi.engine.portfolio.compromise import reconcile
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Constraints, Group
from toi.engine.portfolio.solve import solve

# The first four nearly fill their kind; the next two are worth the same, the last one less.
VIEW = certain(42, 38, 37, 36.5, 35, 35, 26, groups=(Group("listed", tuple(range(7)), 0.4),))
CAPS = Constraints(np.zeros(7), np.array([0.24, 0.24, 0.24, 0.24, 0.3, 0.2, 0.3]))


def backwards(view, constraints):
    """The same lines, the last one first."""
    last = view.worth.shape[1] - 1
    groups = tuple(Group(g.name, tuple(last - t for t in g.members), 0.4) for g in view.groups)
    view = replace(view, worth=view.worth[:, ::-1], groups=groups)
    return view, Constraints(constraints.lower[::-1], constraints.upper[::-1])


def by_one(view, constraints):
    return solve(view, constraints).shares


def by_two(view, constraints):
    """What the second wants is also the best to the first, so that both are satisfied."""
    other = replace(view, worth=np.where(view.worth == 42, view.worth, 0.0))
    return reconcile([view, other], constraints, np.array([0.5, 0.5])).rules["expected"]


@pytest.mark.parametrize("split", [by_one, by_two])
def test_in_a_full_kind_a_tie_goes_to_what_is_worth_most_and_alike_to_what_is_alike(split):
    found = split(VIEW, CAPS)
    assert found == pytest.approx([0.24, 0.24, 0.24, 0.24, 0.02, 0.02, 0], abs=1e-6)
    assert split(*backwards(VIEW, CAPS))[::-1] == pytest.approx(found, abs=1e-6)


@pytest.mark.parametrize(
    ("lower", "upper", "level"),
    [
        ([0, 0, 0, 0], [0.6, 0.1, 1, 1], [0.45, 0.1, 0.45, 0]),
        ([0.5, 0, 0, 0], [1, 1, 1, 1], [0.5, 0.25, 0.25, 0]),
        ([0.5, 0, 0, 0], [1, 0.2, 1, 1], [0.5, 0.2, 0.3, 0]),
        ([0, 0, 0, 0.4], [1, 1, 1, 1], [0.2, 0.2, 0.2, 0.4]),
    ],
)
def test_what_is_worth_the_same_has_one_share_but_where_bounds_forbid(lower, upper, level):
    """Without fading returns any split between the first three is as good."""
    view = certain(30, 30, 30, 20, returns="none")
    bounds = Constraints(np.array(lower, float), np.array(upper, float))
    found = solve(view, bounds)
    assert found.shares == pytest.approx(level, abs=1e-9)
    assert found.value == pytest.approx(found.bound, abs=1e-6)


def test_worths_that_differ_in_the_order_of_adding_up_alone_are_the_same():
    view = certain(0.1 + 0.2, 0.3, 0.2, returns="none")
    assert view.worth[0, 0] != view.worth[0, 1]
    assert solve(view, unconstrained(3)).shares == pytest.approx([0.5, 0.5, 0])


@pytest.mark.parametrize("risk", [0.0, 0.5])
def test_evening_out_costs_nothing(risk):
    """In scenarios too: three lines that are always alike, under caps that are not."""
    rng = np.random.default_rng(3)
    same = rng.uniform(10, 30, (200, 1))
    worth = np.hstack([same, same, rng.uniform(10, 30, (200, 2)), same])
    view = replace(
        VIEW,
        worth=worth,
        half_return=np.full(5, 0.1),
        risk=risk,
        groups=(Group("listed", tuple(range(5)), 0.4),),
    )
    caps = Constraints(np.array([0.0, 0, 0, 0, 0.05]), np.array([1, 0.04, 1, 1, 1]))
    found = solve(view, caps)
    first, second, *_, last = found.shares.tolist()
    assert (first, second) == pytest.approx((last, 0.04))
    assert outcome_of(view, found.shares).value == pytest.approx(found.bound, abs=1e-4)
