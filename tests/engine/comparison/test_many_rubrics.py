"""Many rubrics at once score as each alone, and what weights carry of their disagreement."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.comparison.group_weights import disagreement_if_weights_agreed, share_over_weights
from toi.engine.comparison.rank_distance import mean_disagreement, pair_signs
from toi.engine.comparison.rubric_batch import (
    disagreement_if_agreed,
    nothing_by,
    rubric_batch,
    scores_by,
    strengths_by,
    values_by,
    weights_by,
)
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate

WEIGHTS = np.array([[0.9, 0.1], [0.1, 0.9], [0.5, 0.5]])
CREDENCES = np.array([[0.9], [0.1], [0.5]])
TRUST = np.array([0.5, 0.3, 0.2])


def rubrics(weights, credences):
    plain = small.problem(
        [small.criterion(), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 3}), small.theory("B", {"c1": 4, "c2": 6})],
        [small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)])],
    )
    pairs = zip(weights, credences, strict=True)
    return [replace(plain, weights=w, credence=q) for w, q in pairs]


def batches(weights, credences):
    """Two batches, the first rubric last, so that their order has to be restored."""
    some = rubrics(weights, credences)
    cover = np.ones(2)
    return [
        rubric_batch(some[1:], [0, 1], cover, range(1, len(some))),
        rubric_batch(some[:1], [0, 1], cover, [0]),
    ]


def signs_of(weights, credences):
    found = [evaluate(one, expected_inputs(one)).totals[0] for one in rubrics(weights, credences)]
    return pair_signs(np.array(found))


def test_each_rubric_scores_as_it_does_alone():
    here = batches(WEIGHTS, CREDENCES)
    alone = [evaluate(one, expected_inputs(one)) for one in rubrics(WEIGHTS, CREDENCES)]
    assert scores_by(here).totals == pytest.approx(np.array([one.totals[0] for one in alone]))
    assert values_by(here) == pytest.approx(np.array([one.values[0] for one in alone]))
    assert nothing_by(here) == pytest.approx([one.nothing[0] for one in alone])
    assert weights_by(here) == pytest.approx(WEIGHTS)
    found = strengths_by(here, ["hit", "nowhere"])
    assert found[:, 0] == pytest.approx(CREDENCES[:, 0])
    assert np.isnan(found[:, 1]).all()


def test_who_differ_in_weights_alone_owe_their_disagreement_to_weights():
    same = np.full((3, 1), 0.1)
    here, signs = batches(WEIGHTS, same), signs_of(WEIGHTS, same)
    assert mean_disagreement(signs, TRUST).sum() > 0
    assert share_over_weights(here, signs, TRUST) == pytest.approx(1)
    assert disagreement_if_weights_agreed(here, [0, 1], TRUST) == pytest.approx([0, 0])


def test_who_differ_in_credences_alone_owe_nothing_to_weights():
    same = np.full((3, 2), 0.5)
    here, signs = batches(same, CREDENCES), signs_of(same, CREDENCES)
    whole = mean_disagreement(signs, TRUST).sum()
    assert whole > 0
    assert share_over_weights(here, signs, TRUST) == pytest.approx(0)
    assert disagreement_if_weights_agreed(here, [0], TRUST) == pytest.approx([whole])
    agreed = disagreement_if_agreed(here, ["hit"], np.array([[0.0, 1.0]]), TRUST)
    assert agreed == pytest.approx(np.zeros((1, 2)))


def test_who_agree_have_nothing_to_share_out():
    same = np.full((3, 2), 0.5), np.full((3, 1), 0.1)
    assert share_over_weights(batches(*same), signs_of(*same), TRUST) == 0


def test_agreeing_on_what_nobody_counts_leaves_all_as_it_was():
    same = np.full((3, 2), 0.5)
    here, signs = batches(same, CREDENCES), signs_of(same, CREDENCES)
    whole = mean_disagreement(signs, TRUST).sum()
    strength = np.array([[0.0, 1.0], [0.3, 0.7]])
    found = disagreement_if_agreed(here, ["hit", "nowhere"], strength, TRUST)
    assert found == pytest.approx(np.array([[0, 0], [whole, whole]]))
