"""What is demanded of a split: lines, floors, caps and limits, and which conflict."""

import ctypes
import itertools
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import certain, drawn, unconstrained
from toi.engine.milp import silenced
from toi.engine.portfolio.problem import BudgetLimit, Constraints, Group
from toi.engine.portfolio.programmes.infeasible import conflict
from toi.engine.portfolio.programmes.linear_programme import Infeasible
from toi.engine.portfolio.solve import solve


def test_what_compiled_code_prints_while_lines_are_chosen_is_kept_away(capfd):
    """HiGHS leaves a line of its own on standard output, now and then."""
    with silenced():
        ctypes.CDLL(None).puts(b"from compiled code")
    print("from here")
    assert capfd.readouterr().out == "from here\n"


def test_at_most_k_lines_is_the_best_of_all_choices():
    groups = (Group("g", (0, 1, 2), 0.2),)
    view = drawn(7, 40, 5, groups=groups, risk=0.4)
    for most in (1, 2):
        room = replace(unconstrained(5), most=most)
        found = solve(view, room)
        best = -np.inf
        for chosen in itertools.combinations(range(5), most):
            upper = np.isin(np.arange(5), chosen).astype(float)
            best = max(best, solve(view, Constraints(np.zeros(5), upper)).value)
        assert (found.shares > 0).sum() <= most
        assert found.value == pytest.approx(best, abs=2e-3)
        assert found.bound >= found.value - 1e-6
        assert found.bound - found.value < 0.05


def test_floors_caps_and_limits_hold():
    view = certain(30, 20, 10, 5)
    limits = (BudgetLimit("a kind", np.array([0.0, 0, -1, -1]), -0.5),)
    room = Constraints(np.array([0.0, 0.1, 0, 0]), np.array([0.2, 1, 1, 1]), limits)
    found = solve(view, room).shares
    assert found[0] == pytest.approx(0.2, abs=1e-6)
    assert found[1] >= 0.1 - 1e-9
    assert found[2] + found[3] == pytest.approx(0.5, abs=1e-4)
    exposed = BudgetLimit("exposure", np.array([9.0, 8, 1, 1]) - 4, 0.0)
    found = solve(view, replace(unconstrained(4), limits=(exposed,))).shares
    assert found @ np.array([9, 8, 1, 1]) <= 4 * found.sum() + 1e-6


@pytest.mark.parametrize(
    ("room", "names"),
    [
        (
            Constraints(np.array([0.6, 0.5, 0]), np.ones(3)),
            {("budget", 0), ("floor", 0), ("floor", 1)},
        ),
        (Constraints(np.array([0.6, 0, 0]), np.array([0.5, 1, 1])), {("floor", 0), ("cap", 0)}),
        (
            Constraints(
                np.array([0.1, 0, 0]),
                np.array([1, 0.2, 1]),
                (BudgetLimit("k", np.array([0, -1.0, 0]), -0.3),),
            ),
            {("limit", 0), ("cap", 1)},
        ),
        (
            Constraints(np.array([0.1, 0.1, 0]), np.ones(3), most=1),
            {("floor", 0), ("floor", 1), ("most", 0)},
        ),
    ],
)
def test_demands_in_each_others_way_are_named_and_no_others(room, names):
    assert set(conflict(room)) == names
    with pytest.raises(Infeasible):
        solve(certain(3, 2, 1), room)


def test_demands_that_can_be_met_conflict_with_nothing():
    assert conflict(Constraints(np.array([0.6, 0.4, 0]), np.ones(3))) == []
    assert conflict(Constraints(np.array([0.6, 0, 0]), np.array([0.6, 1, 1]))) == []
