import itertools
import math

import numpy as np
import pytest

from toi.engine.fit import next_question
from toi.engine.fit.landscape import WeightedScores
from toi.engine.fit.next_question import most_telling

SCORES = WeightedScores(np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5], [0.1, 0.1]]))


def entropy(p):
    return -sum(q * math.log2(q) for q in (p, 1 - p) if q > 0)


def phi(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def test_the_pair_that_the_draws_disagree_on_most_is_asked():
    weights = np.array([[0.6, 0.4], [0.4, 0.6]])  # 0 leads 1 by 20 points, or lags
    first, second, bits, chance = most_telling(SCORES, weights, 10.0, range(4), [])
    assert {first, second} == {0, 1}
    assert chance == pytest.approx(0.5)
    assert bits == pytest.approx(1 - entropy(phi(2)))


def test_what_was_said_is_not_asked_again():
    weights = np.array([[0.6, 0.4], [0.4, 0.6]])
    first, second, bits, _ = most_telling(SCORES, weights, 10.0, range(4), [frozenset((0, 1))])
    assert {first, second} in ({0, 2}, {1, 2})
    assert bits == pytest.approx(1 - entropy(phi(1)))


def test_where_all_draws_agree_nothing_is_asked():
    assert most_telling(SCORES, np.array([[0.6, 0.4]] * 3), 10.0, range(4), []) is None
    assert most_telling(SCORES, np.array([[0.6, 0.4]] * 3), 10.0, [2], []) is None


def test_the_pair_is_that_of_most_bits_among_the_best(monkeypatch):
    """Pair by pair, in the order of their mean scores; what was said is left out."""
    rng = np.random.default_rng(4)
    scores, weights = WeightedScores(rng.random((6, 3))), rng.dirichlet(np.ones(3), 200)
    totals = scores.totals(weights)

    def bits(a, b):
        chance = [phi((row[a] - row[b]) / 8.0) for row in totals]
        return entropy(np.mean(chance)) - np.mean([entropy(p) for p in chance])

    for most, among in ((60, range(6)), (3, np.argsort(-totals.mean(axis=0))[:3].tolist())):
        monkeypatch.setattr(next_question, "MOST_THEORIES", most)
        pairs = sorted(itertools.combinations(among, 2), key=lambda pair: -bits(*pair))
        for n in range(len(pairs)):
            said = [frozenset(pair) for pair in pairs[:n]]
            first, second, worth, _ = most_telling(scores, weights, 8.0, range(6), said)
            assert {first, second} == set(pairs[n])
            assert worth == pytest.approx(bits(*pairs[n]))
        assert (
            most_telling(scores, weights, 8.0, among, [frozenset(pair) for pair in pairs]) is None
        )
    assert most_telling(scores, weights, 8.0, [2], [frozenset((0, 1))]) is None
