"""Many lines, of which only likely ones are let in at first: the split of all of them together."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import unconstrained
from toi.engine.portfolio import solve as solve_module
from toi.engine.portfolio.problem import BudgetLimit, Group, Preferences
from toi.engine.portfolio.solve import solve


@pytest.mark.parametrize("seed", range(3))
def test_what_may_have_nothing_gets_nothing_and_what_has_a_floor_gets_it(seed, monkeypatch):
    """The best line is excluded, the next and the last have floors, a good one has a cap."""
    rng = np.random.default_rng(seed)
    worth = np.sort(rng.normal(20, 15, 24))[::-1] + rng.normal(0, 3, (20, 24))
    groups = (Group("odd", tuple(range(1, 24, 2)), 0.3),)
    view = Preferences(worth, np.full(24, 0.1), groups)
    lower, upper = np.zeros(24), np.ones(24)
    lower[[1, 23]], upper[[0, 12]], upper[2] = 0.05, 0.0, 0.04
    demands = replace(unconstrained(24), lower=lower, upper=upper)
    together = solve(view, demands)
    monkeypatch.setattr(solve_module, "MANY", 24)
    monkeypatch.setattr(solve_module, "LIKELY", 2)
    found = solve(view, demands)
    assert found.value == pytest.approx(together.value, abs=1e-4)
    assert found.shares == pytest.approx(together.shares, abs=5e-3)
    assert found.shares.sum() == pytest.approx(1)
    assert found.shares[[0, 12]].tolist() == [0, 0]
    assert found.shares[2] == pytest.approx(0.04)


def test_what_a_line_lacks_does_not_hang_on_the_order_of_limits():
    """One binds and has a price, the other none; each bears on a line that gets nothing."""
    view = Preferences(np.array([[30.0, 20.0, 2.0, 2.0]]), np.full(4, 0.1))
    loose = BudgetLimit("loose", np.array([0.0, 1.0, 0.0, 1.0]), 0.9)
    tight = BudgetLimit("tight", np.array([1.0, 0.0, 1.0, 0.0]), 0.2)
    found, turned = (
        solve(view, replace(unconstrained(4), limits=limits))
        for limits in ((loose, tight), (tight, loose))
    )
    assert found.short == pytest.approx(turned.short, abs=1e-4)
    assert found.short[2] > found.short[3] + 0.1
