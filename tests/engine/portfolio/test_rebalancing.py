"""What fills a line, by hand: what is idle first, then what others have too much of."""

import numpy as np
import pytest

from toi.engine.portfolio.problem import Preferences
from toi.engine.portfolio.rebalancing import _filled, trades

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
