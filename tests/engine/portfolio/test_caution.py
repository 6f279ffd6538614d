"""Caution: the mean of the worst cases, the programme written out, what it gives up."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.engine.portfolio.views import SHARE, certain, drawn, unconstrained
from toi.engine.portfolio.cvar import tail_mean, tail_slopes, tail_weights
from toi.engine.portfolio.frontier import frontier
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Group, Preferences
from toi.engine.portfolio.returns import gained, slope
from toi.engine.portfolio.solve import solve


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=40))
def test_tail_mean_is_the_mean_of_the_worst_tenth(values):
    values = np.array(values)
    chances = np.full(len(values), 1 / len(values))
    repeated = np.sort(np.repeat(values, 10))[: len(values)]
    assert tail_mean(values, chances, 0.1) == pytest.approx(repeated.mean(), abs=1e-9)
    weights = tail_weights(values, chances, 0.1)
    assert weights.sum() == pytest.approx(1)
    assert (weights <= chances / 0.1 + 1e-12).all()


def test_what_is_added_where_outcomes_tie_counts_where_it_is_worst():
    """Of two outcomes of 5 and two of 9, the worst quarter is either of the first two."""
    outcomes, chances = np.array([5.0, 5, 9, 9]), np.full(4, 0.25)
    added = np.array([[1.0, -2], [-1, 2], [-9, -9], [-9, -9]])
    assert tail_slopes(outcomes, chances, 0.25, added) == pytest.approx([-1, -2])


def whole_programme(view, budget=1.0, tangents=400):
    """The programme of Rockafellar & Uryasev with a row per scenario and many tangents."""
    s, t = view.worth.shape
    risk, chances = view.risk, view.chances
    # x (t), y (t), level, shortfalls (s)
    c = np.concatenate(
        [np.zeros(t), (1 - risk) * view.mean, [risk], np.full(s, -risk / 0.1) * chances]
    )
    rows, most = [np.concatenate([np.ones(t), np.zeros(t + 1 + s)])], [budget]
    for i, at in itertools.product(range(t), np.linspace(0, budget, tangents)):
        rise = float(slope(view.returns, at, view.half_return[i]))
        row = np.zeros(2 * t + 1 + s)
        row[i], row[t + i] = -rise, 1
        rows.append(row)
        most.append(float(gained(view.returns, at, view.half_return[i])) - rise * at)
    for i in range(s):  # shortfall >= level - outcome
        row = np.zeros(2 * t + 1 + s)
        row[t : 2 * t], row[2 * t], row[2 * t + 1 + i] = -view.worth[i], 1, -1
        rows.append(row)
        most.append(0.0)
    bounds = [(0, budget)] * t + [(0, None)] * t + [(None, None)] + [(0, None)] * s
    found = linprog(-c, A_ub=np.array(rows), b_ub=most, bounds=bounds)
    return -found.fun


@pytest.mark.parametrize(("seed", "risk"), [(0, 0.3), (1, 0.7), (2, 1.0), (3, 0.0)])
def test_cuts_find_what_the_whole_programme_finds(seed, risk):
    view = drawn(seed, 60, 4, risk=risk)
    good = ~view.harmful
    view = Preferences(view.worth[:, good], view.half_return[good], risk=risk)
    found = solve(view, unconstrained(int(good.sum())))
    assert found.value == pytest.approx(whole_programme(view), abs=2e-3)
    assert found.bound - found.value < 2e-3


def test_caution_gives_up_mean_for_downside():
    view = drawn(5, 400, 5, groups=(Group("g", (0, 1, 2), 0.2),))
    steps = frontier(view, unconstrained(5), risks=(0.0, 0.3, 0.7, 1.0))
    for before, after in itertools.pairwise(steps):
        assert after.expected <= before.expected + 1e-3
        assert after.downside >= before.downside - 1e-3


def test_without_spread_caution_changes_nothing():
    worth = np.repeat([[30.0, 20, 10]], 50, axis=0)
    splits = [
        solve(Preferences(worth, np.full(3, 0.1), risk=r), unconstrained(3)).shares for r in (0, 1)
    ]
    assert splits[0] == pytest.approx(splits[1], abs=SHARE)


def test_scenarios_may_differ_in_probability():
    worth = np.array([[10.0, 0.5], [0.5, 10.0]])
    view = Preferences(worth, np.full(2, 0.1), probability=np.array([0.9, 0.1]))
    same = certain(*(np.array([0.9, 0.1]) @ worth))
    assert solve(view, unconstrained(2)).shares == pytest.approx(
        solve(same, unconstrained(2)).shares
    )


@pytest.mark.parametrize("risk", [0.0, 0.4, 1.0])
def test_attention_to_scenarios_adds_up_and_grows_with_caution_where_it_goes_ill(risk):
    view = drawn(3, 40, 3, risk=risk)
    found = outcome_of(view, np.full(3, 1 / 3))
    assert found.attention.sum() == pytest.approx(1)
    worst = np.argmin(found.outcomes)
    own = float(np.broadcast_to(view.chances, 40)[worst])
    assert found.attention[worst] == pytest.approx((1 - risk) * own + risk * own / view.tail)
