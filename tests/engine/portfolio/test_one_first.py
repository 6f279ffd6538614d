"""Filling the line of the largest worth first: what it takes, and who comes next."""

from dataclasses import replace

import numpy as np
import pytest

from toi.engine.portfolio.one_first import one_first
from toi.engine.portfolio.problem import BudgetLimit, Constraints

WORTH = np.array([5.0, 9.0, 7.0, 1.0])
ANY = Constraints(np.zeros(4), np.ones(4))


@pytest.mark.parametrize(
    ("changed", "shares", "first"),
    [
        ({}, [0, 1, 0, 0], 1),
        ({"upper": np.array([1.0, 0.1, 0.3, 1.0])}, [0.6, 0.1, 0.3, 0], 1),
        ({"upper": np.array([0.0, 0.1, 0.3, 0.0])}, [0, 0.1, 0.3, 0], 1),
        ({"lower": np.array([0.0, 0, 0, 0.2])}, [0, 0.8, 0, 0.2], 1),
        (
            {"lower": np.array([0, 0.1, 0, 0]), "upper": np.array([1, 0.4, 1, 1])},
            [0, 0.4, 0.6, 0],
            1,
        ),
        ({"upper": np.array([1.0, 0.0, 0.3, 1.0])}, [0.7, 0, 0.3, 0], 2),
        ({"upper": np.array([1, 0.8, 1, 1]), "smallest": np.full(4, 0.3)}, [0, 0.8, 0, 0], 1),
        ({"upper": np.array([1, 0.8, 1, 1]), "smallest": np.full(4, 0.2)}, [0, 0.8, 0.2, 0], 1),
        ({"upper": np.full(4, 0.4), "most": 2}, [0, 0.4, 0.4, 0], 1),
        (
            {"lower": np.array([0, 0, 0, 0.1]), "upper": np.full(4, 0.4), "most": 2},
            [0, 0.4, 0, 0.4],
            1,
        ),
        ({"lower": np.array([0, 0, 0, 1.0])}, [0, 0, 0, 1], 1),
        ({"limits": (BudgetLimit("", np.array([0, 1.0, 1, 0]), 0.5),)}, [0.5, 0.5, 0, 0], 1),
        ({"limits": (BudgetLimit("", np.array([0, 2.0, 0, 0]), 0.8),)}, [0, 0.4, 0.6, 0], 1),
    ],
)
def test_each_takes_what_is_left_as_far_as_it_may(changed, shares, first):
    found = one_first(WORTH, replace(ANY, **changed))
    assert found[0] == pytest.approx(shares)
    assert found[1] == first
