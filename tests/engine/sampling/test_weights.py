"""Weights in closed form and made of variates: by hand."""

import numpy as np
import pytest

from toi.engine.problem import WeightLaw
from toi.engine.sampling.weights import mean_weights, shaped_weights, tied_groups

WEIGHTS = np.array([0.25, 0.5, 0.0, 0.25])


@pytest.mark.parametrize(
    ("kind", "mean"),
    [
        ("exactly", [0.25, 0.5, 0, 0.25]),
        ("dirichlet", [0.25, 0.5, 0, 0.25]),
        ("unknown", [1 / 3, 1 / 3, 0, 1 / 3]),
        # (1 + 1/2 + 1/3) / 3 for the first; the others share what the next two places get.
        ("order", [3.5 / 18, 11 / 18, 0, 3.5 / 18]),
    ],
)
def test_expected_weights(kind, mean):
    found = mean_weights(WEIGHTS, WeightLaw(kind, 4.0))
    assert found == pytest.approx(mean)
    found[0] = 9.0
    assert WEIGHTS[0] == 0.25, "the rubric's own stay as they are"


def test_who_are_level_share_their_places_and_what_has_no_weight_has_none():
    assert tied_groups(WEIGHTS) == [(slice(0, 1), [1]), (slice(1, 3), [0, 3])]


@pytest.mark.parametrize(
    ("weights", "kind", "wanted"),
    [
        ([0.2, 0.5, 0.3], "dirichlet", [[3 / 6, 1 / 6, 2 / 6], [1 / 4, 2 / 4, 1 / 4]]),
        ([0.2, 0.0, 0.8], "unknown", [[3 / 5, 0, 2 / 5], [1 / 2, 0, 1 / 2]]),
        ([0.2, 0.5, 0.3], "order", [[1 / 6, 3 / 6, 2 / 6], [1 / 4, 2 / 4, 1 / 4]]),
        # The first two share the last two places, in the order in which they were drawn.
        ([0.2, 0.2, 0.6], "order", [[2 / 6, 1 / 6, 3 / 6], [1 / 4, 1 / 4, 2 / 4]]),
        ([0.4, 0.0, 0.6], "order", [[2 / 5, 0, 3 / 5], [1 / 2, 0, 1 / 2]]),
    ],
)
def test_weights_are_shares_of_the_variates_in_the_order_that_is_known(weights, kind, wanted):
    variates = np.array([[3.0, 1.0, 2.0], [2.0, 4.0, 2.0]])
    found = shaped_weights(np.array(weights), WeightLaw(kind, 4.0), variates)
    assert found == pytest.approx(np.array(wanted))
    assert variates.tolist() == [[3.0, 1.0, 2.0], [2.0, 4.0, 2.0]]
