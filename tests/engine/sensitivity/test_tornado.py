"""Bars of the lead are scores at the ends of a number's range."""

import numpy as np
import pytest
from hypothesis import assume, given, settings

from tests.engine.sensitivity.helpers import SimpleDebate, keys_by_hand, whole_base_case
from tests.strategies import problems
from toi.engine.sensitivity.one_at_a_time import weight_parameters
from toi.engine.sensitivity.tornado import tornado


@given(problems(gates=False))
@settings(max_examples=20)
def test_tornado_bars_are_scores_at_the_ends(case):
    here = whole_base_case(*case)
    leader = here.leader
    assume(len(here.rows) > 1)
    bars = tornado(here, leader, seed=1)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    for bar in bars:
        if bar.parameter.kind in ("force", "answer"):
            continue
        for value, lead in ((bar.low, bar.lead_low), (bar.high, bar.lead_high)):
            key = keys_by_hand(here, bar.parameter, value)
            assert lead == pytest.approx(key[leader] - np.delete(key, leader).max(), abs=3e-9)


def test_a_judgement_goes_to_its_percentiles():
    """Uniform from 2 to 6: 2.2 and 5.8, so the lead over 3 goes from -8 to 28."""
    values = {"T1": ({"uniform": [2, 6]},), "T2": (3,)}
    here = SimpleDebate(values, {"a": 1}).base_case()
    (bar,) = tornado(here, 0, seed=0)
    assert (bar.low, bar.high) == (pytest.approx(0.22), pytest.approx(0.58))
    assert (bar.lead_low, bar.lead_high) == (pytest.approx(-8), pytest.approx(28))


def test_where_the_size_of_weights_does_not_count_they_have_no_bar():
    """By the worst criterion A leads by 6 - 2; a weight changes nothing, a judgement does."""
    values = {"T1": (8, 6), "T2": ({"uniform": [1, 3]}, 9)}
    weights = {"a": 1, "b": 3}
    here = SimpleDebate(values, weights, method="minimum").base_case()
    assert weight_parameters(here) == []
    assert {bar.parameter.kind for bar in tornado(here, 0, seed=0)} == {"judgement"}
    assert len(weight_parameters(SimpleDebate(values, weights).base_case())) == 2
