"""Lines that may change places: certain where it is said, and said where they are alike."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import unconstrained
from toi.engine.portfolio.interchangeable import interchangeable
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import (
    BudgetLimit,
    Group,
    LineSynergy,
    Preferences,
)

WORTH = np.array([[5.0, 5.0, 4.0, 5.0], [2.0, 2.0, 3.0, 2.0], [1.0, 1.0, 1.0, 1.5]])
ALIKE = Preferences(WORTH, np.full(4, 0.1))  # the first two, and nearly the last
SHARES = np.array([0.6, 0.0, 0.1, 0.3])


def test_lines_alike_with_other_shares_may_change_places():
    assert interchangeable(ALIKE, unconstrained(4), SHARES) == [(0, 1)]
    turned = outcome_of(ALIKE, SHARES[[1, 0, 2, 3]])
    assert turned.outcomes == pytest.approx(outcome_of(ALIKE, SHARES).outcomes)


def test_lines_alike_with_the_same_share_tell_of_no_other_split():
    assert interchangeable(ALIKE, unconstrained(4), np.array([0.3, 0.3, 0.1, 0.3])) == []
    nearly = np.array([0.3004, 0.2996, 0.1, 0.3])  # by less than a thousandth of the budget
    assert interchangeable(ALIKE, unconstrained(4), nearly) == []


def test_shares_are_near_by_parts_of_the_budget_that_there_is():
    """Of two budgets .0015 is less than a thousandth, of half a one it is more."""
    pair = Preferences(np.array([[5.0, 5.0]]), np.full(2, 0.1))
    for budget, found in ((2.0, []), (0.5, [(0, 1)])):
        some = replace(unconstrained(2), budget=budget)
        assert interchangeable(pair, some, np.array([0.2015, 0.2])) == found


def test_what_tells_lines_apart_keeps_them_in_their_places():
    free = unconstrained(4)
    first = np.array([0.2, 0.0, 0.0, 0.0])
    for other in (
        replace(free, lower=first),
        replace(free, upper=1.0 - first),
        replace(free, smallest=first),
        replace(free, limits=(BudgetLimit("dual use", first, 0.5),)),
    ):
        assert interchangeable(ALIKE, other, SHARES) == []
    for wish in (
        replace(ALIKE, half_return=0.1 + first),
        replace(ALIKE, groups=(Group("agenda", (0, 2), 0.4),)),
        replace(ALIKE, synergies=(LineSynergy("pair", (0, 2), 0.3),)),
    ):
        assert interchangeable(wish, free, SHARES) == []
