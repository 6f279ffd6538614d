"""A theory that hangs on others: their recorded level is fixed, so what raises them raises it."""

from dataclasses import replace

import pytest

from tests import small
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import contributions
from toi.engine.scoring.evaluate import evaluate

PARTS = [{"id": "P", "share": 0.25}, {"id": "Q", "share": 0.75}]
HANGS = {"on": ["others"], "share": 0.6, "why": "because"}


def problem(**fields):
    """T hangs on A of 8 and on the whole W, whose parts have 2 and 6; a critique of A."""
    return small.problem(
        [small.criterion()],
        [
            small.theory("T", {"c1": 5}, conditional_on=HANGS),
            small.theory("A", {"c1": {"uniform": [6, 10]}}, groups=["others"]),
            small.theory("P", {"c1": 2}, kinds=["part"]),
            small.theory("Q", {"c1": 6}, kinds=["part"]),
            small.theory("W", parts=PARTS, groups=["others"]),
        ],
        [
            small.argument("critique", 0.5, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("support", 0.5, [(["Q"], "c1", "raises", 0.5)]),
        ],
        **fields,
    )


def score(**fields):
    """The score of T."""
    found = problem(**fields)
    return evaluate(found, expected_inputs(found)).totals[0, found.row["T"]]


RECORDED = (0.8 + 0.25 * 0.2 + 0.75 * 0.6) / 2
NONE = {"credences": {"default": 0}}


def test_by_hand():
    mean = (0.8 * 0.75 + 0.25 * 0.2 + 0.75 * 0.7) / 2
    assert score() == pytest.approx(50 * (0.4 + 0.6 * mean / RECORDED))


def test_it_scores_as_recorded_where_nothing_is_argued():
    assert score(**NONE) == pytest.approx(50)


@pytest.mark.parametrize("cell", ["A.c1", "P.c1", "Q.c1"])
def test_whatever_raises_the_judgement_of_another_theory_raises_it(cell):
    low, high = (
        score(**NONE, overrides={"judgements": {cell: {"value": value}}}) for value in (5, 7)
    )
    assert low < high


def test_whatever_wears_another_theory_down_wears_it_down():
    scores = [score(credences={"arguments": {"critique": q}}) for q in (0, 0.5, 1)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_whatever_is_said_for_another_theory_raises_it():
    low, high = (score(credences={"arguments": {"support": q}}) for q in (0, 1))
    assert low < high


def test_a_level_of_zero_changes_nothing():
    found = small.problem(
        [small.criterion()],
        [
            small.theory("T", {"c1": 5}, conditional_on={**HANGS, "on": ["A"]}),
            small.theory("A", {"c1": 0}),
        ],
    )
    assert evaluate(found, expected_inputs(found)).totals[0, found.row["T"]] == pytest.approx(50)


def test_contributions_and_what_if_agree_on_what_it_costs():
    found = problem()
    inputs, t = expected_inputs(found), found.row["T"]
    points = contributions(found, inputs, evaluate(found, inputs))
    whole = points.case[t].sum() + points.conditions[t].sum()
    assert whole == pytest.approx(score())
    without = inputs.with_(sound=0 * inputs.sound)
    assert evaluate(found, without).totals[0, t] == pytest.approx(points.case[t].sum())
    free = replace(found, derivations=found.derivations[:1])  # the whole alone
    assert evaluate(free, inputs).totals[0, t] == pytest.approx(points.case[t].sum())
