"""Many rubrics at once: those that differ in weights and credences alone are one batch."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from toi.engine.comparison.aligned import positions
from toi.engine.comparison.rank_distance import mean_disagreement, pair_signs
from toi.engine.problem import Floats, Inputs, Ints, ScoringProblem, WeightLaw
from toi.engine.sampling.weight_draws import expected_weights
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.score import Scores, score
from toi.light_dataclass import dataclass

ROWS = 16_384  # rubrics times strengths of an argument that are held at a time


@dataclass(frozen=True, eq=False)
class RubricBatch:
    """Rubrics as draws, each at the expectation of every number.

    Attributes
    ----------
    problem : ScoringProblem
        Nothing is settled in it.
    inputs : Inputs
        One draw per rubric; answers to arguments that it settles have no force.
    rows : list of int
        The theories that are scored.
    members : (M,) int
        Which of all the R rubrics these are.
    """

    problem: ScoringProblem
    inputs: Inputs
    rows: list[int]
    members: Ints


def rubric_batch(
    problems: Sequence[ScoringProblem],
    theories: Sequence[int],
    cover: Floats,
    members: Sequence[int],
) -> RubricBatch:
    """Put rubrics together whose problems differ in weights, credences and what is settled.

    Parameters
    ----------
    problems : M problems
    cover : (C,) float
        Above 0 on the criteria that are kept.
    members : M ints
        Which of all the rubrics these are.
    """
    first = problems[0]
    wide = replace(
        first,
        weights=cover,
        weight_law=WeightLaw("exactly"),
        settled=np.zeros_like(first.settled),
    )
    (base,), rows = positions([wide], theories)
    c = [first.criteria.index(name) for name in base.problem.criteria]
    a = np.array([first.arguments.index(n) for n in base.problem.arguments], dtype=np.int64)
    settled = np.array([one.settled[a] for one in problems])
    means = [expected_weights(p.criteria, p.weights, p.weight_law) for p in problems]
    answered = settled[:, base.problem.answer_to]
    inputs = base.inputs.repeat(len(problems)).with_(
        weights=np.array(means)[:, c],
        sound=np.array([one.credence[a] for one in problems]),
        answer_force=np.where(answered, 0.0, base.inputs.answer_force),
    )
    return RubricBatch(base.problem, inputs, rows, np.array(members, dtype=np.int64))


def scores_by(batches: Sequence[RubricBatch]) -> Scores:
    """Score the theories by all rubrics, (R, T)."""
    found = [score(one.problem, one.inputs, one.rows) for one in batches]
    totals = in_order(batches, [one.totals for one in found])
    return Scores((totals,), in_order(batches, [one.gated for one in found]).astype(bool))


def values_by(batches: Sequence[RubricBatch]) -> Floats:
    """Return each rubric's values of all cells, (R, T, C)."""
    found = [evaluate(one.problem, one.inputs).values[:, one.rows] for one in batches]
    return in_order(batches, found)


def weights_by(batches: Sequence[RubricBatch]) -> Floats:
    """Return the weights of each rubric, (R, C)."""
    return in_order(batches, [one.inputs.weights for one in batches])


def nothing_by(batches: Sequence[RubricBatch]) -> Floats:
    """Return each rubric's score of doing nothing, (R,); NaN where its method has none."""
    found = []
    for one in batches:
        scored = one.problem.method.of_nothing(one.problem, one.inputs.weights)
        found.append(np.full(len(one.members), np.nan) if scored is None else scored)
    return in_order(batches, found)


def strengths_by(batches: Sequence[RubricBatch], arguments: Sequence[str]) -> Floats:
    """Return each rubric's strengths of arguments after replies, (R, len(arguments)).

    NaN where the argument bears on nothing that a rubric's batch scores.

    Parameters
    ----------
    arguments : sequence of str
        Ids.
    """
    found = []
    for one in batches:
        strength = evaluate(one.problem, one.inputs).strength
        place = {name: k for k, name in enumerate(one.problem.arguments)}
        columns = [
            strength[:, place[name]] if name in place else np.full(len(strength), np.nan)
            for name in arguments
        ]
        found.append(np.array(columns).reshape(len(arguments), len(strength)).T)
    return in_order(batches, found)


def in_order(batches: Sequence[RubricBatch], found: Sequence[Any]) -> Floats:
    """Put the rows of each batch in the order of all rubrics."""
    order = np.argsort(np.concatenate([one.members for one in batches]))
    return np.asarray(np.concatenate(found)[order])


def disagreement_if_agreed(
    batches: Sequence[RubricBatch],
    arguments: Sequence[str],
    strength: Floats,
    trust: Floats,
) -> Floats:
    """Return the expected disagreement if all rubrics held one argument alike, (K, Q).

    The expected number of pairs of theories that two rubrics drawn by trust rank otherwise,
    with argument k at strength q under all of them.

    Parameters
    ----------
    arguments : K ids
    strength : (K, Q) float
        Strengths after replies, each of which is tried: replies no longer act.
    trust : (R,) float
        Weight of each rubric; adds up to 1.
    """
    found = np.empty(strength.shape)
    at_once = max(1, ROWS // (len(trust) * strength.shape[1]))
    for start in range(0, len(arguments), at_once):
        some = slice(start, start + at_once)
        keys = _keys_if_agreed(batches, arguments[some], strength[some])
        for k, q in np.ndindex(keys.shape[:2]):
            signs = pair_signs(keys[k, q])
            found[start + k, q] = mean_disagreement(signs, trust).sum()
    return found


def _keys_if_agreed(
    batches: Sequence[RubricBatch], arguments: Sequence[str], strength: Floats
) -> Floats:
    """Return what theories are ranked by once all hold an argument alike, (K, Q, R, T)."""
    k, q = strength.shape
    found = []
    for one in batches:
        place = {name: i for i, name in enumerate(one.problem.arguments)}
        m = len(one.members)
        inputs = one.inputs.repeat(k * q)
        sound, answer_force = (
            array.copy(order="K") for array in (inputs.sound, inputs.answer_force)
        )
        for i, name in enumerate(arguments):
            if name in place:
                mine = slice(i * q * m, (i + 1) * q * m)
                sound[mine, place[name]] = np.repeat(strength[i], m)
                answer_force[mine, one.problem.answer_to == place[name]] = 0.0
        agreed = inputs.with_(sound=sound, answer_force=answer_force)
        found.append(score(one.problem, agreed, one.rows).key.reshape(k, q, m, -1))
    order = np.argsort(np.concatenate([one.members for one in batches]))
    return np.asarray(np.concatenate(found, axis=2)[:, :, order])
