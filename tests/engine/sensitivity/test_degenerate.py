"""Sensitivity where there is nothing to be sensitive: no rivals, no range, a gate, one weight."""

import numpy as np
import pytest

from tests.engine.sensitivity.helpers import SimpleDebate
from toi.engine.sensitivity.breakeven import _in_closed_form, crossings
from toi.engine.sensitivity.one_at_a_time import Parameter, weight_parameters
from toi.engine.sensitivity.potential_optimality import by_weights
from toi.engine.sensitivity.tornado import bars, tornado

TWO = {"T1": (8, 2), "T2": (4, 4)}


@pytest.fixture(scope="module")
def here():
    return SimpleDebate(TWO, {"a": 90, "b": 10}).base_case()


def test_who_has_no_rival_leads_at_the_weights_of_now():
    alone = SimpleDebate({"T1": (8, 2)}, {"a": 90, "b": 10}).base_case()
    found = by_weights(alone, 0, np.ones(2, dtype=bool))
    assert found.margin == np.inf
    assert [weights.tolist() for weights in found.nearest] == [alone.inputs.weights[0].tolist()]
    assert tornado(alone, 0, seed=0) == []


def test_a_number_without_a_range_crosses_nothing(here):
    fixed = [Parameter("weight", 0, 0.9, 0.9, 0.9)]
    assert crossings(here, fixed, 0, [1]) == []
    assert crossings(here, weight_parameters(here), 0, []) == []
    assert bars(here, 0, []) == []


def test_a_weight_of_everything_has_no_others_to_share_with():
    here = SimpleDebate(TWO, {"a": 1, "b": 0}).base_case()
    (one, *_) = weight_parameters(here)
    assert (one.now, one.low, one.high) == (1, 1, 1)
    same = here.perturbed([one], np.array([0.5]))
    np.testing.assert_array_equal(same.totals, here.score().totals)


def test_a_lead_that_a_gate_excludes_is_never_lost(here):
    parameters = weight_parameters(here)
    ends = np.array([one.low for one in parameters])
    now = np.array([one.now for one in parameters])
    assert np.isnan(_in_closed_form(here, parameters, now, ends, 0, [])).all()
