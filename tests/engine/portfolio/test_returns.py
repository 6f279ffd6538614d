"""Diminishing returns: water-filling, where another unit brings half, groups, and overlaps."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from tests.engine.portfolio.views import POINT, SHARE, certain, few, unconstrained
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Group, LineSynergy, Preferences
from toi.engine.portfolio.returns import gained, needed, slope
from toi.engine.portfolio.solve import solve

worths = st.lists(st.integers(-200, 600).map(lambda x: x / 10), min_size=1, max_size=6)
halves = st.sampled_from([0.05, 0.1, 0.4, 2.0])


def filled(worth, half, inverse, budget):
    """Water-filling: where `inverse(rise)` is how much is spent until another unit brings it."""
    worth = np.array(worth, dtype=float)

    def spent(price):
        rise = np.minimum(price / np.where(worth > 0, worth, 1.0), 1.0)
        return np.where(worth > price, inverse(rise, half), 0.0)

    top = worth.max()
    if top <= 0:
        return np.zeros_like(worth)
    return spent(brentq(lambda p: spent(p).sum() - budget, 1e-9 * top, top, xtol=1e-12))


@few
@given(worths, halves)
def test_risk_neutral_log_returns_are_water_filling(worth, half):
    view, room = certain(*worth, half=half), unconstrained(len(worth))
    found = solve(view, room)
    wanted = filled(worth, half, lambda rise, h: h * (1 / rise - 1), 1.0)
    best = float(np.maximum(worth, 0) @ (half * np.log1p(wanted / half)))
    assert found.value == pytest.approx(best, abs=POINT)
    clear = max(worth) > 0.5
    if clear:
        assert found.shares == pytest.approx(wanted, abs=SHARE * max(1, half / 0.1))
    assert found.value <= found.bound + 1e-9
    assert found.bound - found.value < 1e-3


def test_square_root_and_undiminished_returns():
    worth, half = (30.0, 20.0, 10.0, -5.0), 0.1
    found = solve(certain(*worth, returns="sqrt"), unconstrained(4))
    wanted = filled(worth, half, lambda rise, h: h / 3 * (1 / rise**2 - 1), 1.0)
    assert found.shares == pytest.approx(wanted, abs=SHARE)
    assert solve(certain(*worth, returns="none"), unconstrained(4)).shares.tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize("returns", ["log", "sqrt"])
def test_half_is_where_another_unit_brings_half(returns):
    assert slope(returns, 0.0, 0.3) == 1
    assert slope(returns, 0.3, 0.3) == pytest.approx(0.5)
    step = 1e-6
    rise = (gained(returns, 0.2 + step, 0.3) - gained(returns, 0.2, 0.3)) / step
    assert rise == pytest.approx(float(slope(returns, 0.2, 0.3)), rel=1e-4)
    assert gained(returns, 0.0, 0.3) == 0


def test_groups_are_filled_as_their_conditions_say():
    """Within a full group all is shared: sum y = f_g(X), and the multipliers agree."""
    view = certain(40, 38, 30, 20, half=0.1, groups=(Group("g", (0, 1, 2), 0.15),))
    found = solve(view, unconstrained(4))
    effort = gained("log", found.shares, 0.1)
    together = float(gained("log", found.shares[:3].sum(), 0.15))
    assert effort[:3].sum() == pytest.approx(together, abs=1e-5)
    inside = found.shares > 0
    assert found.marginal[inside] == pytest.approx(found.price, abs=0.05)
    assert (found.marginal[~inside] <= found.price + 0.05).all()


def test_a_line_in_two_halves_gains_nothing():
    whole = solve(certain(30, 20), unconstrained(2))
    split = certain(30, 30, 20, groups=(Group("one", (0, 1), 0.1),))
    found = solve(split, unconstrained(3))
    assert found.value == pytest.approx(whole.value, abs=POINT)
    assert found.shares[:2].sum() == pytest.approx(whole.shares[0], abs=SHARE)
    loose = solve(replace(split, groups=()), unconstrained(3))
    assert loose.value > whole.value + 1


def test_what_overlaps_counts_once_for_the_better_line():
    view = certain(10, 30, groups=(Group("g", (0, 1), 0.1),))
    found = outcome_of(view, np.array([0.5, 0.5])).effort
    most = 0.1 * np.log1p(10)
    own = 0.1 * np.log1p(5)
    assert found == pytest.approx([most - own, own])


def test_what_overlaps_in_two_kinds_counts_where_it_takes_least_from_the_others():
    """The line of both kinds is worth most by itself, but less than the two that it crowds."""
    groups = (Group("g", (0, 1), 0.1), Group("h", (1, 2), 0.1))
    found = outcome_of(certain(10, 12, 10, groups=groups), np.full(3, 1 / 3)).effort
    own, most = 0.1 * np.log1p(10 / 3), 0.1 * np.log1p(20 / 3)
    assert found == pytest.approx([own, most - own, own])


def test_what_overlaps_is_shared_evenly_where_lines_need_each_other():
    pair, kind = (LineSynergy("pair", (0, 1), 1.0),), (Group("g", (0, 1), 0.1),)
    found = outcome_of(certain(10, 12, groups=kind, synergies=pair), np.full(2, 0.5)).effort
    assert found == pytest.approx(np.full(2, 0.1 * np.log1p(10) / 2))


def test_to_the_cautious_what_overlaps_counts_for_the_line_of_the_better_worst_case():
    """The first is worth more on average, and harm in the worse half of the cases."""
    worth, kind = np.array([[40.0, 10.0], [-10.0, 10.0]]), (Group("g", (0, 1), 0.1),)
    for risk, better in ((0.0, 0), (1.0, 1)):
        view = Preferences(worth, np.full(2, 0.1), kind, risk=risk, tail=0.5)
        found = outcome_of(view, np.array([0.5, 0.5])).effort
        assert found[better] == pytest.approx(0.1 * np.log1p(5))
    assert found[0] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("returns", ["log", "sqrt", "none"])
def test_what_is_needed_for_effort_is_what_gains_it(returns):
    spent = np.array([0.0, 0.01, 0.3, 2.0])
    assert needed(returns, gained(returns, spent, 0.1), 0.1) == pytest.approx(spent)
