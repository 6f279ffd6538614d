"""Many rubrics at once score as each alone, and what weights carry of their disagreement."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.comparison import group_weights
from toi.engine.comparison import rubric_batch as batch_module
from toi.engine.comparison.group_weights import disagreement_if_weights_agreed, share_over_weights
from toi.engine.comparison.rank_distance import kendall_distance, mean_disagreement, pair_signs
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
from toi.engine.scoring.exact_ranking import exact_ranking

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


NAMES = ("c1", "c2", "c3")
VALUES = {"A": (9, 3, 2), "B": (4, 7, 5), "C": (6, 5, 4), "D": (2, 4, 9)}


class Group:
    """Five rubrics that differ in the weights of three criteria and in what they believe.

    Arguments are an answer, `one`, to which it is, and `two`; the fourth rubric settles `one`.
    """

    weights = np.array(
        [[0.6, 0.3, 0.1], [0.1, 0.7, 0.2], [0.0, 0.0, 1.0], [0.3, 0.3, 0.4], [0.5, 0.1, 0.4]]
    )
    credences = np.array(
        [[0.3, 0.9, 0.2], [0.9, 0.1, 0.8], [1.0, 0.9, 0.5], [0.8, 0.9, 0.1], [0.0, 0.2, 0.9]]
    )
    settled = np.zeros((5, 3), dtype=bool)
    settled[3, 1] = True
    trust = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
    plain = small.problem(
        [small.criterion(name) for name in NAMES],
        [small.theory(name, dict(zip(NAMES, v, strict=True))) for name, v in VALUES.items()],
        [
            small.argument("answer", 0.5, against=[("one", 0.9)], kind="rebuttal"),
            small.argument("one", 0.5, [(["A"], "c1", "lowers", 0.9)]),
            small.argument("two", 0.5, [(["D"], "c3", "lowers", 0.8)]),
        ],
    )

    def of(self, weights, credences, settled):
        """Rubrics of some weights, each with what one of them believes."""
        sides = zip(weights, credences, settled, strict=True)
        return [replace(self.plain, weights=w, credence=q, settled=s) for w, q, s in sides]

    def signs(self, weights, credences=credences, settled=settled):
        """The order of pairs by each, scored alone."""
        some = self.of(weights, credences, settled)
        return pair_signs(np.array([exact_ranking(one, range(4)).totals for one in some]))

    def batches(self):
        some = self.of(self.weights, self.credences, self.settled)
        parts = [1, 3], [0, 2, 4]
        return [rubric_batch([some[r] for r in one], range(4), np.ones(3), one) for one in parts]


@pytest.mark.parametrize("most", [5, 3])
def test_the_share_of_weights_is_their_mean_shapley_value(most, monkeypatch):
    """Of two causes; where only some give their weights to all, over their pairs."""
    monkeypatch.setattr(group_weights, "MOST", most)
    group = Group()
    signs, trust = group.signs(group.weights), group.trust
    apart, carried = kendall_distance(signs, signs), np.zeros((5, 5))
    for r, s in np.ndindex(5, 5):
        hybrids = group.signs(group.weights[[r]], group.credences[[s]], group.settled[[s]])
        ((from_r, from_s),) = kendall_distance(hybrids, signs[[r, s]])
        carried[r, s] = (apart[r, s] + from_s - from_r) / 2
    some = [0, 1, 2, 3, 4] if most == 5 else [0, 2, 4]
    wanted = (trust[some] @ carried[some] @ trust) / (trust[some] @ apart[some] @ trust)
    found = share_over_weights(group.batches(), signs, trust)
    assert found == pytest.approx(wanted, abs=1e-12)
    assert 0.05 < found < 0.95


@pytest.mark.parametrize("mean", [None, np.array([0.2, 0.5, 0.3])])
def test_one_weight_agreed_on_leaves_the_others_in_proportion(mean):
    """Who gives all to it shares the rest as the group does on average."""
    group = Group()
    agreed = group.trust @ group.weights if mean is None else mean
    wanted = []
    for c in range(3):
        rest = np.where(np.arange(3) == c, 0.0, group.weights)
        rest[rest.sum(axis=1) == 0] = np.where(np.arange(3) == c, 0.0, agreed)
        mine = rest / rest.sum(axis=1, keepdims=True) * (1 - agreed[c])
        mine[:, c] = agreed[c]
        signs = group.signs(mine)
        wanted.append(mean_disagreement(signs, group.trust).sum())
    found = disagreement_if_weights_agreed(group.batches(), [2, 0, 1], group.trust, mean)
    assert found == pytest.approx([wanted[c] for c in (2, 0, 1)], abs=1e-12)


@pytest.mark.parametrize("rows", [batch_module.ROWS, 30, 1])
def test_each_argument_is_agreed_on_by_itself(rows, monkeypatch):
    """As if all settled it at a strength, however many are worked out at a time."""
    monkeypatch.setattr(batch_module, "ROWS", rows)
    group, names = Group(), ("one", "two", "one", "nowhere", "one")
    strength = np.linspace(0.0, 1.0, 15).reshape(3, 5).T
    wanted = np.empty((5, 3))
    for k, q in np.ndindex(5, 3):
        credences, settled = group.credences.copy(), group.settled.copy()
        if names[k] in group.plain.arguments:
            place = group.plain.arguments.index(names[k])
            credences[:, place], settled[:, place] = strength[k, q], True
        signs = group.signs(group.weights, credences, settled)
        wanted[k, q] = mean_disagreement(signs, group.trust).sum()
    found = disagreement_if_agreed(group.batches(), names, strength, group.trust)
    assert found == pytest.approx(wanted, abs=1e-12)
    assert len(np.unique(wanted)) > 3
