"""Many rubrics at once: those that differ in weights and credences alone are scored together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from toi.engine.comparison.aligned import FIELDS, positions, scored
from toi.engine.comparison.rank_distance import mean_disagreement, pair_signs
from toi.engine.problem import Bools, Floats, Inputs, Ints, ScoringProblem, WeightLaw
from toi.engine.sampling.weight_draws import expected_weights
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.what_if import order_key

ROWS = 16_384  # rubrics times resolutions that are held at a time


@dataclass(frozen=True, eq=False)
class Bloc:
    """Rubrics as draws, each at the expectation of every number.

    Attributes
    ----------
    problem : ScoringProblem
        Nothing is settled in it.
    inputs : Inputs
        One draw per rubric; answers to what it settles have no force.
    rows : list of int
        The theories that are scored.
    members : (M,) int
        Which of all the R rubrics these are.
    """

    problem: ScoringProblem
    inputs: Inputs
    rows: list[int]
    members: Ints


def bloc(
    problems: Sequence[ScoringProblem],
    theories: Sequence[int],
    cover: Floats,
    members: Sequence[int],
) -> Bloc:
    """Rubrics whose problems differ in weights, credences and what is settled alone.

    Parameters
    ----------
    cover : (C,) float
        Above 0 on the criteria that are kept.
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
    every = {name: np.repeat(getattr(base.inputs, name), len(problems), axis=0) for name in FIELDS}
    settled = np.array([one.settled[a] for one in problems])
    means = [expected_weights(p.criteria, p.weights, p.weight_law) for p in problems]
    every["weights"] = np.array(means)[:, c]
    every["sound"] = np.array([one.credence[a] for one in problems])
    every["answer_force"][settled[:, base.problem.answer_to]] = 0.0
    return Bloc(base.problem, Inputs(**every), rows, np.array(members, dtype=np.int64))


def ranked_by(blocs: Sequence[Bloc]) -> tuple[Floats, Bools]:
    """Scores and gates of all rubrics, both (R, T)."""
    parts = [scored(one.problem, one.inputs, one.rows) for one in blocs]
    totals, gated = (_placed(blocs, [part[k] for part in parts]) for k in (0, 1))
    return totals, np.asarray(gated, dtype=bool)


def values_by(blocs: Sequence[Bloc]) -> Floats:
    """What each rubric's value functions give each cell, (R, T, C)."""
    return _placed(blocs, [evaluate(one.problem, one.inputs).values[:, one.rows] for one in blocs])


def weights_by(blocs: Sequence[Bloc]) -> Floats:
    """The weights of each rubric, (R, C)."""
    return _placed(blocs, [one.inputs.weights for one in blocs])


def strengths_by(blocs: Sequence[Bloc], arguments: Sequence[str]) -> Floats:
    """How strong each rubric holds arguments all told, (R, len(arguments)).

    NaN where the argument bears on nothing that a rubric's bloc scores.
    """
    parts = []
    for one in blocs:
        strength = evaluate(one.problem, one.inputs).strength
        place = {name: k for k, name in enumerate(one.problem.arguments)}
        columns = [
            strength[:, place[name]] if name in place else np.full(len(strength), np.nan)
            for name in arguments
        ]
        parts.append(np.array(columns).reshape(len(arguments), len(strength)).T)
    return _placed(blocs, parts)


def _placed(blocs: Sequence[Bloc], parts: Sequence[Any]) -> Floats:
    """Rows of each bloc in the order of all rubrics."""
    order = np.argsort(np.concatenate([one.members for one in blocs]))
    return np.asarray(np.concatenate(parts)[order])


def united(
    blocs: Sequence[Bloc], arguments: Sequence[str], strength: Floats, trust: Floats
) -> Floats:
    """Mean pairs on which two rubrics disagree, once all hold one argument alike, (K, Q).

    Parameters
    ----------
    arguments : K ids
    strength : (K, Q) float
        Strengths all told, each of which is tried: replies no longer act.
    trust : (R,) float
        How much each rubric counts; adds up to 1.
    """
    found = np.empty(strength.shape)
    at_once = max(1, ROWS // (len(trust) * strength.shape[1]))
    for start in range(0, len(arguments), at_once):
        some = slice(start, start + at_once)
        keys = _resolved(blocs, arguments[some], strength[some])
        for k, q in np.ndindex(keys.shape[:2]):
            signs = pair_signs(keys[k, q])
            found[start + k, q] = mean_disagreement(signs, trust).sum()
    return found


def _resolved(blocs: Sequence[Bloc], arguments: Sequence[str], strength: Floats) -> Floats:
    """What theories are ranked by once all hold an argument alike, (K, Q, R, T)."""
    k, q = strength.shape
    parts = []
    for one in blocs:
        place = {name: i for i, name in enumerate(one.problem.arguments)}
        m = len(one.members)
        every = {
            name: np.tile(getattr(one.inputs, name), _times(one.inputs, name, k * q))
            for name in FIELDS
        }
        for i, name in enumerate(arguments):
            if name in place:
                mine = slice(i * q * m, (i + 1) * q * m)
                every["sound"][mine, place[name]] = np.repeat(strength[i], m)
                every["answer_force"][mine, one.problem.answer_to == place[name]] = 0.0
        totals, gated = scored(one.problem, Inputs(**every), one.rows)
        parts.append(order_key(totals, gated).reshape(k, q, m, -1))
    order = np.argsort(np.concatenate([one.members for one in blocs]))
    return np.asarray(np.concatenate(parts, axis=2)[:, :, order])


def _times(inputs: Inputs, name: str, times: int) -> tuple[int, ...]:
    """How often each axis is repeated, so that all draws are."""
    return (times, *[1] * (getattr(inputs, name).ndim - 1))
