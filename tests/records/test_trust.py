"""Trust in what was said: odds multiplied, hedges kept, the most particular line alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small import argument, rubric
from toi.compile.scoring import credence_of
from toi.records.credences import belief_in
from toi.records.trust import trusted

SURE = st.floats(0, 1)
TRUST = st.floats(0, 1e6)


def believed(record, **credences):
    return belief_in(record, rubric(credences=credences).credences)


def said(name, credence, **fields):
    return argument(name, credence, effects=[(["T1"], "c1", "lowers", 0.5)], **fields)


def test_odds_are_multiplied():
    assert trusted(0.5, 3.0) == pytest.approx(0.75)  # 1:1 becomes 3:1
    assert trusted(0.52, 1.5) == pytest.approx(0.62, abs=0.005)
    assert trusted(0.52, 5.0) == pytest.approx(0.84, abs=0.005)


@given(SURE, SURE, TRUST)
def test_what_was_hedged_stays_less_likely(a, b, k):
    low, high = sorted((a, b))
    assert 0 <= trusted(low, k) <= trusted(high, k) <= 1


@given(SURE)
def test_a_trust_of_one_changes_nothing_and_of_none_leaves_nothing(q):
    assert trusted(q, 1.0) == q
    assert trusted(q, 0.0) == 0.0


@given(SURE, TRUST)
def test_the_same_trust_and_distrust_undo_each_other(q, k):
    if 1e-3 < k < 1e3:
        assert trusted(trusted(q, k), 1 / k) == pytest.approx(q, abs=1e-9)


def test_of_a_range_both_ends_move():
    record = said("a", [0.2, 0.5])
    assert believed(record, kinds={"critique": {"trust": 3}}) == pytest.approx((3 / 7, 0.75))
    credence, settled = credence_of(record, rubric(credences={"default": {"trust": 3}}).credences)
    assert (credence, settled) == (pytest.approx((3 / 7 + 0.75) / 2), False)


def test_the_most_particular_line_wins_and_factors_never_multiply():
    record = said("a", 0.5, tags=["x"])
    lines = {"kinds": {"critique": {"trust": 3}}, "speakers": {"post": {"trust": 9}}}
    assert believed(record, **lines) == pytest.approx(0.9)
    assert believed(record, **lines, tags={"x": {"trust": 1}}) == 0.5
    assert believed(record, **lines, tags={"x": 0.2}) == 0.2
    assert believed(record, **lines, arguments={"a": {"trust": 0}}) == 0.0
