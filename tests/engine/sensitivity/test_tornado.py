"""Bars of the lead are scores at the ends of a number's range."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from tests import small
from tests.engine.sensitivity.helpers import SimpleDebate, keys_by_hand, whole_base_case
from tests.strategies import problems
from toi.engine.problem import WeightLaw
from toi.engine.sampling.sampler import weights_block
from toi.engine.sensitivity.one_at_a_time import base_case, weight_parameters
from toi.engine.sensitivity.tornado import Bar, tornado


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


def uncertain(gates=()):
    """On 10 to 30 A is 14 to 22, and B 15, which x raises, to which y is an answer.

    A has 40 points; x is as good as .5 (1 - .8 x .5) = .3, so that B has 34.
    """
    return base_case(
        small.problem(
            [small.criterion("c1", scale=[10, 30])],
            [small.theory("A", {"c1": {"uniform": [14, 22]}}), small.theory("B", {"c1": 15})],
            [
                small.argument("x", 0.5, [(["B"], "c1", "raises", {"uniform": [0.2, 0.6]})]),
                small.argument("y", 0.8, against=[("x", {"uniform": [0, 1]})], kind="rebuttal"),
            ],
            gates=list(gates),
        ),
        [0, 1],
    )


def test_each_kind_of_number_by_hand():
    """The weight is all there is, and B's judgement certain: they have no bar."""
    found = tornado(uncertain(), 0, seed=0)
    wanted = {
        ("judgement", 0): (0.22, 0.58, 22 - 34, 58 - 34),
        ("credence", 0): (0, 1, 40 - 25, 40 - 43),
        ("answer", 0): (0.05, 0.95, 40 - 39.4, 40 - 28.6),
        ("force", 0): (0.22, 0.58, 40 - 29.95, 40 - 38.05),
        ("credence", 1): (0, 1, 40 - 40, 40 - 32.5),
    }
    assert [(bar.parameter.kind, bar.parameter.index) for bar in found] == list(wanted)
    for bar, (low, high, lead_low, lead_high) in zip(found, wanted.values(), strict=True):
        ends = bar.low, bar.high, bar.lead_low, bar.lead_high
        assert ends == pytest.approx((low, high, lead_low, lead_high), abs=1e-9)
        assert bar.swing == pytest.approx(abs(lead_high - lead_low), abs=1e-9)
    now = {bar.parameter.kind: bar.parameter.now for bar in found[:4]}
    assert now == pytest.approx({"judgement": 0.4, "credence": 0.5, "answer": 0.5, "force": 0.4})


@pytest.mark.parametrize(("rule", "low", "high"), [("<", -np.inf, 24), (">", -12, -np.inf)])
def test_where_a_gate_excludes_the_leader_its_lead_is_minus_infinite(rule, low, high):
    here = uncertain([{f"c1 {rule} {15 if rule == '<' else 21}": "exclude"}])
    (bar,) = [one for one in tornado(here, 0, seed=0) if one.parameter.kind == "judgement"]
    assert (bar.lead_low, bar.lead_high) == pytest.approx((low, high))
    assert bar.swing == np.inf
    assert Bar(bar.parameter, 0, 1, -np.inf, -np.inf).swing == 0


def test_nobody_leads_alone():
    alone = replace(uncertain(), rows=[0])
    assert tornado(alone, 0, seed=0) == []


def test_weights_go_to_the_percentiles_of_their_draws():
    """A leads by 40 w - 20 (1 - w); a weight that is all there is has no bar."""
    two = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 3}), small.theory("B", {"c1": 4, "c2": 5})],
        weights_sure="unknown",
    )
    here = base_case(two, [0, 1])
    bars = {bar.parameter.index: bar for bar in tornado(here, 0, seed=3)}
    drawn = weights_block(two, 3, 0)
    assert set(bars) == {0, 1}
    for c, bar in bars.items():
        assert bar.parameter.now == 0.5
        assert [bar.low, bar.high] == np.quantile(drawn[:, c], [0.05, 0.95]).tolist()
        leads = [
            40 * w - 20 * (1 - w) if c == 0 else 40 * (1 - w) - 20 * w for w in (bar.low, bar.high)
        ]
        assert [bar.lead_low, bar.lead_high] == pytest.approx(leads)
    sure = replace(here, problem=replace(two, weight_law=WeightLaw("exactly")))
    assert tornado(sure, 0, seed=3) == []
