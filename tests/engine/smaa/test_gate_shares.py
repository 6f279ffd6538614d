"""In how many draws each gate excludes a theory, against the draws that scores are made of."""

import numpy as np
import pytest

from tests.small import criterion, problem, theory
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.smaa.gate_counts import gate_shares

DRAWS = 4000
CRITERIA = [criterion("c1"), criterion("c2", direction="cost", scale=[0, 100])]
THEORIES = [
    theory("A", {"c1": {"uniform": [0, 10]}, "c2": {"uniform": [0, 50]}}),
    theory("B", {"c1": 5, "c2": 80}),
]


def gated(*gates):
    return problem(CRITERIA, THEORIES, gates=[dict([rule.split(": ")]) for rule in gates])


def test_each_gate_has_the_share_of_draws_in_which_it_alone_would_exclude():
    made = gated("c1 < 3: exclude", "c2 > 40: exclude")
    raw = made.low + (made.high - made.low) * sampled_inputs(made, 7, DRAWS).judgements[:, 0]
    found = gate_shares(made, 0, 7, DRAWS)
    assert found.tolist() == [(raw[:, 0] < 3).mean(), (raw[:, 1] > 40).mean()]
    assert found == pytest.approx([0.3, 0.2], abs=4 * np.sqrt(0.25 / DRAWS))
    assert gate_shares(made, 1, 7, DRAWS).tolist() == [0, 1]  # B: 5 and 80, for sure


def test_without_gates_there_is_no_share():
    assert gate_shares(gated(), 0, 7, DRAWS).shape == (0,)
