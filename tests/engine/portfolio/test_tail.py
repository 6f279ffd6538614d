"""The worst cases: only they are sorted, and weigh what they would if all were."""

import numpy as np
import pytest

from toi.engine.portfolio.cvar import FEW, tail_weights


def sorted_out(outcomes, chances, tail):
    """The weights by going up through all outcomes, one after another."""
    found, left = np.zeros(len(outcomes)), tail
    for s in sorted(range(len(outcomes)), key=lambda s: (outcomes[s], s)):
        found[s] = min(chances[s], max(left, 0.0))
        left -= chances[s]
    return found / tail


@pytest.mark.parametrize("tail", [0.01, 0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("draws", [1, 5, FEW, FEW + 2, 3000])
def test_the_worst_scenarios_count_until_the_tail_is_reached(tail, draws):
    rng = np.random.default_rng(draws)
    outcomes = rng.normal(size=draws)
    uneven = rng.random(draws) * (outcomes > 0)  # the worst are hardly likely
    uneven[0] += 1.0
    for values in (outcomes, np.round(outcomes), np.zeros(draws)):  # many tie
        for chances in (np.full(draws, 1.0 / draws), uneven / uneven.sum()):
            found = tail_weights(values, chances, tail)
            assert found == pytest.approx(sorted_out(values, chances, tail), abs=1e-12)
            assert found.sum() == pytest.approx(1.0)
