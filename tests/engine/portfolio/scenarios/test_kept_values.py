"""Values of all lines, kept in little memory."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.scenarios.test_line_values import CRITERIA, problem
from toi.engine.portfolio.scenarios.kept_values import STEPS, KeptValues
from toi.engine.portfolio.scenarios.line_values import LineValues, drawn_values
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum


@pytest.mark.parametrize("method", [Additive(), Geometric(), Minimum()], ids=lambda one: one.name)
def test_kept_values_are_worth_the_same_but_for_a_thousandth_of_a_point(method):
    made, rows, weights = replace(problem(12), method=method), np.arange(12), np.full(3, 1 / 3)
    kept, worth = KeptValues.of(made, rows, 256), np.full((256, 12), np.nan)
    for places, some in drawn_values(made, rows, 0, 256, room=1):
        some.gated[::3] = places % 2 == 0
        kept.take_in(places, some)
        worth[:, places] = some.worth(weights)
    assert kept.steps.nbytes == 2 * 256 * 12 * len(CRITERIA)
    np.testing.assert_allclose(kept.worth(weights), worth, rtol=0, atol=1e-3)
    assert (worth[::3, ::2] == 0).all()
    assert (worth[1] != 0).all()


def test_the_ends_of_a_range_and_what_has_none_are_kept_as_they_are():
    made, rows = problem(12), np.arange(2)
    values = np.random.default_rng(0).uniform(0.2, 0.9, (8, 2, len(CRITERIA)))
    values[0], values[1] = 0.0, 1.0
    values[:, 1, 0] = 0.3
    some = LineValues(made, rows, values, np.zeros((8, 2), dtype=bool))
    kept = KeptValues.of(made, rows, 8)
    kept.take_in(rows, some)
    for weights in np.eye(len(CRITERIA)):
        found, given = kept.worth(weights), some.worth(weights)
        np.testing.assert_allclose(found, given, rtol=0, atol=60 / STEPS)
        assert found[:2] == pytest.approx(given[:2], abs=1e-12)
    assert kept.worth(np.eye(len(CRITERIA))[0])[:, 1] == pytest.approx(
        some.worth(np.eye(len(CRITERIA))[0])[:, 1], abs=1e-12
    )


@pytest.mark.parametrize("low", [-2.0, -0.05, 0.8])
def test_values_are_kept_by_their_own_range_wherever_it_lies(low):
    made, rows, weights = problem(12), np.arange(2), np.full(3, 1 / 3)
    values = low + 0.1 * np.random.default_rng(1).random((64, 2, len(CRITERIA)))
    some = LineValues(made, rows, values, np.zeros((64, 2), dtype=bool))
    kept = KeptValues.of(made, rows, 64)
    kept.take_in(rows, some)
    off = np.abs(kept.worth(weights) - some.worth(weights))
    assert 0.0 < off.max() < 100 * 0.1 / STEPS
