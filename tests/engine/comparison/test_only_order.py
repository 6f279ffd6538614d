"""Whether the best order of a circle of majorities is the only one."""

import numpy as np
import pytest

from toi.engine.comparison.rank_aggregation import kemeny, majorities


@pytest.mark.parametrize(
    ("trust", "order", "unique"),
    [
        ([0.4, 0.35, 0.25], [0, 1, 2], True),
        ([0.35, 0.4, 0.25], [1, 2, 0], True),
        ([1 / 3, 1 / 3, 1 / 3], [0, 1, 2], False),
        ([0.4, 0.4, 0.2], [0, 1, 2], False),
    ],
)
def test_in_a_circle_trust_says_whether_one_order_is_the_best(trust, order, unique):
    """ABC, BCA and CAB: of each two neighbours most say the same, round in a circle."""
    key = np.array([[3.0, 2.0, 1.0], [1.0, 3.0, 2.0], [2.0, 1.0, 3.0]])
    found = kemeny(majorities(key, np.array(trust)))
    assert found.order == order
    assert found.exact
    assert found.unique is unique


def test_an_order_as_good_may_lie_further_away_than_a_turn_of_neighbours():
    """ABDC has a fifth of the trust, BCAD and DCAB two: BCAD costs what BDCA and CABD do."""
    key = np.array([[4.0, 3.0, 1.0, 2.0], [2.0, 4.0, 3.0, 1.0], [2.0, 1.0, 3.0, 4.0]])
    found = kemeny(majorities(key, np.array([0.2, 0.4, 0.4])))
    assert found.order == [1, 2, 0, 3]
    assert found.cost == pytest.approx(2.6)
    assert found.unique is False
