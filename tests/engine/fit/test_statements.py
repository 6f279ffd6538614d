import math

import numpy as np
import pytest

from tests.engine.fit.cases import statements
from toi.engine.fit.statements import FAR, LEVEL, log_normal, of_ranking


def test_what_statements_ask_for():
    said = statements([(0, 1), (0, 1), (0, 1)], [0, FAR, 0], level=[2])

    def held(lead):
        return said.hold(said.leads(np.array([[50.0 + lead, 50.0]])))[0].tolist()

    assert held(0.0) == [False, False, True]
    assert held(LEVEL) == [True, False, True]
    assert held(-LEVEL) == [False, False, True]
    assert held(2.0) == [True, False, False]
    assert held(FAR) == [True, True, False]


def test_likelihood_is_that_of_a_normal_error():
    said = statements([(0, 1), (1, 2), (2, 0)], [0, FAR, 0], level=[2])
    noise, totals = 3.0, np.array([[30.0, 27.0, 24.5]])

    def phi(z):
        return 0.5 * math.erfc(-z / math.sqrt(2))

    wanted = math.log(phi(3 / noise)) + math.log(phi((2.5 - FAR) / noise)) - 5.5**2 / 2 / noise**2
    assert said.log_likelihood(said.leads(totals), noise)[0] == pytest.approx(wanted, abs=1e-5)


def test_the_normal_distribution_is_that_of_scipy():
    from scipy.special import log_ndtr

    z = np.r_[np.linspace(-60, 20, 4001), -12.0, 8.0]
    np.testing.assert_allclose(log_normal(z), log_ndtr(z), rtol=1e-7, atol=2e-6)


@pytest.mark.parametrize(
    ("pairs", "gaps", "level", "is_circle"),
    [
        ([(0, 1), (1, 2)], [0, 0], [], False),
        ([(0, 1), (1, 2), (2, 0)], [0, 0, 0], [], True),
        ([(0, 1), (1, 0)], [0, 0], [], True),
        ([(0, 1), (0, 1)], [FAR, 0], [1], True),
        ([(0, 1), (0, 1)], [0, 0], [1], False),  # half a point above is level too
        ([(0, 1), (1, 2), (0, 2)], [0, 0, 0], [2], False),
        ([(0, 1), (1, 2), (2, 0)], [0, 0, FAR], [0, 1], True),
    ],
)
def test_circles_are_what_no_scores_can_rank(pairs, gaps, level, is_circle):
    assert statements(pairs, gaps, level).demands().is_circle() is is_circle


def test_a_ranking_says_how_neighbours_stand():
    found = of_ranking(np.array([2, 1, 3, 2]))
    assert found.first.tolist() == [1, 0, 3]
    assert found.second.tolist() == [0, 3, 2]
    assert found.level.tolist() == [False, True, False]
    assert found.gap.tolist() == [0, 0, 0]
