"""Moves from one split to another: what is idle first, then what others have too much of."""

import numpy as np
import pytest

from tests.engine.portfolio.views import certain, unconstrained
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Preferences
from toi.engine.portfolio.rebalancing import _filled, trades
from toi.engine.portfolio.solve import solve

HERE, TARGET = np.array([0.6, 0.25, 0.1]), np.array([0.2, 0.2, 0.5])
SOURCES = np.array([0, 1, 2])


@pytest.mark.parametrize(
    ("to", "idle", "after", "rest"),
    [
        (2, 0.0, [0.2, 0.25, 0.5], 0.0),
        (2, 0.1, [0.3, 0.25, 0.5], 0.0),
        (2, 0.5, [0.6, 0.25, 0.5], 0.1),
        (None, 0.05, [0.2, 0.2, 0.1], 0.5),
    ],
)
def test_a_line_takes_what_is_idle_and_then_from_the_first_of_the_others(to, idle, after, rest):
    found = _filled(SOURCES, HERE, TARGET, to, idle)
    assert found[0] == pytest.approx(after)
    assert found[1] == pytest.approx(rest)
    assert HERE.tolist() == [0.6, 0.25, 0.1]


def test_where_today_is_as_good_the_last_trade_closes_all_that_is_to_gain():
    view = Preferences(np.array([[10.0, 10.0]]), np.full(2, 0.1), returns="none")
    moves = trades(view, np.array([1.0, 0.0]), np.array([0.5, 0.5]), 1.0)
    assert [move.closed for move in moves] == [1.0]
    assert moves[0].taken == pytest.approx([0.5, 0])


def test_a_source_gives_no_more_than_it_has_too_much_of():
    found = _filled(SOURCES[::-1], HERE, TARGET, 2, 0.0)  # what is last is asked first
    assert found[0] == pytest.approx([0.25, 0.2, 0.5])


def plain(*worth, **more):
    """A view in which returns do not diminish."""
    return Preferences(np.array([worth]), np.full(len(worth), 0.1), returns="none", **more)


def test_what_would_bring_most_by_itself_comes_first():
    view = plain(10.0, 30.0, 20.0, 5.0)
    for target, order in (([0.7, 0.1, 0.1, 0.1], [0, 1, 2]), ([0.3, 0.3, 0.3, 0.1], [1, 2, 0])):
        moves = trades(view, np.array([0, 0, 0, 1.0]), np.array(target))
        assert [move.to for move in moves] == order


def test_idle_money_is_told_of_and_how_much_of_a_small_gap_is_closed():
    moves = trades(plain(0.6, 0.2), np.array([0.4, 0.1]), np.array([0.7, 0.2]))
    assert [move.to for move in moves] == [0, 1]
    assert [move.unspent for move in moves] == pytest.approx([0.3, 0.1])
    assert [move.closed for move in moves] == pytest.approx([0.9, 1.0])  # 0.18 of 0.2 points
    assert [move.gain for move in moves] == pytest.approx([0.18, 0.02])


@pytest.mark.parametrize(
    ("worth", "today", "giver"),
    [
        ([[20.0, 10.0, 30.0]], [0.7, 0.03, 0.0], 0),  # 6 and 9 points for another unit
        ([[-4.0, 20.0, 10.0], [-4.0, -6.0, 10.0]], [0.4, 0.1, 0.0], 1),  # in the worse case
    ],
)
def test_that_line_gives_whose_last_unit_brings_least(worth, today, giver):
    half = 0.3 if giver == 0 else 1.0
    careful = {"risk": 1.0, "tail": 0.5} if giver else {}
    view, today = Preferences(np.array(worth), np.full(3, half), **careful), np.array(today)
    too_much = np.array([0.02, 0.02, 0.0])
    first = trades(view, today, today - too_much + [0, 0, 0.02], float(today.sum()))[0]
    assert first.to == 2
    assert first.taken == pytest.approx(0.02 * np.eye(3)[giver])


def test_moves_lead_from_today_to_the_split():
    view = certain(30, 20, 10, -5)
    today, target = np.array([0.0, 0.1, 0.4, 0.3]), solve(view, unconstrained(4)).shares
    found = trades(view, today, target)
    gap = outcome_of(view, target).value - outcome_of(view, today).value
    assert sum(move.gain for move in found) == pytest.approx(gap)
    assert found[-1].closed == pytest.approx(1)
    assert found[0].to == 0
    assert found[0].taken[3] == pytest.approx(min(0.3, target[0] - 0.2))
    here = today + sum((-move.taken for move in found), np.zeros(4))
    for move in found:
        here[move.to] += move.taken.sum() + move.unspent
    assert here == pytest.approx(target)


def test_moves_may_leave_money_unspent():
    view = certain(10, -5)
    found = trades(view, np.array([0.2, 0.8]), np.array([0.2, 0.0]))
    assert [move.to for move in found] == [None]
    assert found[0].gain == pytest.approx(4)
