"""How far a weight may go, against bisection and by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings

from tests.engine.sensitivity.helpers import (
    SimpleDebate,
    is_behind,
    weight_stability,
    whole_base_case,
)
from tests.strategies import problems
from toi.engine.sensitivity.breakeven import breakeven
from toi.engine.sensitivity.one_at_a_time import (
    weight_parameters,
)
from toi.engine.sensitivity.weight_stability import CriticalWeight, critical_weights


@given(problems(not_bearing=False))
@settings(max_examples=20)
def test_weight_stability_against_bisection(case):
    """Inside nobody is ahead; beyond an end somebody is, and bisection finds that end."""
    here = whole_base_case(*case)
    leader = here.leader
    assume(leader is not None)
    for parameter, kept in zip(
        weight_parameters(here), weight_stability(here, leader), strict=True
    ):
        if parameter.now >= 1:
            assert (kept.low, kept.high) == (1.0, 1.0)
            continue
        assert kept.low <= parameter.now <= kept.high
        for value in np.linspace(kept.low, kept.high, 7)[1:-1]:
            assert not is_behind(here, parameter, value, leader)
        for end, limit, who in ((kept.low, 0.0, kept.below), (kept.high, 1.0, kept.above)):
            if who is None:
                assert end == limit
                assert not is_behind(here, parameter, limit, leader)
                continue
            inside, outside = parameter.now, limit
            assert is_behind(here, parameter, limit, leader)  # once lost, lost for good: linear
            for _ in range(60):
                middle = (inside + outside) / 2
                if is_behind(here, parameter, middle, leader):
                    outside = middle
                else:
                    inside = middle
            assert outside == pytest.approx(end, abs=2e-5)


def test_critical_weight_by_hand():
    """Scores 8 w + 2 (1 - w) and 5: level at w = 1/2, and T2 leads below."""
    here = SimpleDebate({"T1": (8, 2), "T2": (5, 5)}, {"a": 3, "b": 1}).base_case()
    a, b = weight_stability(here, 0)
    assert (a.low, a.high, a.below, a.above) == (pytest.approx(0.5), 1.0, 1, None)
    assert (b.low, b.high, b.below, b.above) == (0.0, pytest.approx(0.5), None, 1)


@pytest.mark.parametrize("method", ["geometric", "topsis", "promethee2"])
def test_other_methods_are_searched(method):
    values = {"T1": (8, 2), "T2": (5, 5), "T3": (3, 8)}
    here = SimpleDebate(values, {"a": 5, "b": 2}, method=method).base_case()
    leader = here.leader
    ends = weight_stability(here, leader)
    assert any(kept.below is not None or kept.above is not None for kept in ends)
    for parameter, kept in zip(weight_parameters(here), ends, strict=True):
        for end, sign in ((kept.low, -1), (kept.high, 1)):
            if 0 < end < 1:
                assert is_behind(here, parameter, end + sign * 1e-6, leader)
                assert not is_behind(here, parameter, end - sign * 1e-6, leader)


@pytest.mark.parametrize("method", ["additive", "geometric"])
def test_the_change_of_the_weight_itself_by_hand(method):
    """Of 3 and 1; 8 and 2 against 4 and 4 are level at 1/3 or, by logarithms, at 1/2."""
    values = {"T1": (8, 2), "T2": (4, 4)}
    here = SimpleDebate(values, {"a": 3, "b": 1}, method=method).base_case()
    level = 1 / 3 if method == "additive" else 1 / 2
    a, b = critical_weights(here, [(0, 1)])
    assert (a.share, b.share) == (pytest.approx(level), pytest.approx(1 - level))
    for one in (a, b):  # with the other as it is, and all divided by their sum
        now = one.parameter.now
        assert (now + one.change) / (1 + one.change) == pytest.approx(one.share)


def test_a_weight_that_is_to_be_all_there_is_changes_without_end():
    here = SimpleDebate({"T1": (8, 2), "T2": (8, 1)}, {"a": 3, "b": 1}).base_case()
    one = CriticalWeight(weight_parameters(here)[0], 0, 1, 1.0)
    assert one.change == float("inf")


def test_critical_weights_of_three_theories_by_hand():
    """One is level with two at w = 1/2, and with three at 2/3; two and three part nowhere."""
    values = {"T1": (8, 2), "T2": (5, 5), "T3": (6, 6)}
    here = SimpleDebate(values, {"a": 3, "b": 1}).base_case()
    found = critical_weights(here, [(1, 0), (0, 2), (1, 2)])
    assert [(one.ahead, one.behind, one.parameter.index) for one in found] == [
        (0, 1, 0),
        (0, 1, 1),
        (0, 2, 0),
        (0, 2, 1),
    ]
    assert [one.share for one in found] == pytest.approx([1 / 2, 1 / 2, 2 / 3, 1 / 3])
    (a, b) = weight_stability(here, 0)
    assert (a.low, a.high, a.below, a.above) == (pytest.approx(2 / 3), 1.0, 2, None)
    assert (b.low, b.high, b.below, b.above) == (0.0, pytest.approx(1 / 3), None, 2)


def test_who_are_level_at_the_end_do_not_swap():
    here = SimpleDebate({"T1": (8, 2), "T2": (8, 1)}, {"a": 3, "b": 1}).base_case()
    assert critical_weights(here, [(0, 1)]) == []
    assert [(one.low, one.high) for one in weight_stability(here, 0)] == [(0.0, 1.0)] * 2


def test_a_weight_that_is_all_there_is_stays_so():
    here = SimpleDebate({"T1": (8, 2), "T2": (4, 9)}, {"a": 1, "b": 0}).base_case()
    a, b = weight_stability(here, 0)
    assert (a.low, a.high, a.below, a.above) == (1.0, 1.0, None, None)
    assert (b.low, b.high, b.below, b.above) == (0.0, pytest.approx(4 / 11), None, 1)


def test_a_method_that_takes_no_account_of_weights_has_none_that_swap():
    here = SimpleDebate({"T1": (8, 2), "T2": (4, 4)}, {"a": 3, "b": 1}, method="minimum")
    assert critical_weights(here.base_case(), [(0, 1)]) is None


@given(problems(not_bearing=False))
@settings(max_examples=20)
def test_critical_weights_of_all_pairs_are_their_breakevens(case):
    here = whole_base_case(*case)
    pairs = list(itertools.combinations(range(len(here.rows)), 2))
    found = critical_weights(here, pairs)
    free = [(a, b) for a, b in pairs if np.isfinite(here.key[[a, b]]).all()]
    wanted = {}
    for a, b in free:
        for one in breakeven(here, weight_parameters(here), a, b):
            wanted[frozenset((a, b)), one.parameter.index] = one.value
    shares = {(frozenset((one.ahead, one.behind)), one.parameter.index): one.share for one in found}
    assert shares == pytest.approx(wanted, abs=1e-6)
