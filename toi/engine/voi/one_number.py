"""Value of knowing one number, all others at their expectation: cheap, for a first look.

``E[max_t V_t(x)] - E[V_l(x)]`` of one uncertain number x and the theory l that leads now. Where
scores are linear in each number this is the expected value of partial perfect information,
since the score at the means of all others is then the expected score given x; elsewhere it is
near it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Floats
from toi.engine.sampling.quantiles import atoms
from toi.engine.sampling.sampler import weights_block
from toi.engine.scoring.score import Scores
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    credence_parameters,
    judgement_parameters,
)
from toi.engine.voi.best import worth

LEVELS = (np.arange(5) + 0.5) / 5  # of equal chance, that stand for a range
WEIGHTS_DRAWN = 512
MOSTLY = 0.5  # share of a variance


@dataclass(frozen=True)
class KnowingOne:
    """Value of knowing one credence or judgement, in points."""

    parameter: Parameter
    points: float


def knowing_each(base: BaseCase, leader: int) -> list[KnowingOne]:
    """Find what it is worth to know each argument, sound or not, and each judgement.

    Parameters
    ----------
    base : BaseCase
        With the N theories among which one is chosen.
    leader : int
        The place of the one that is chosen if nothing more is known.

    Returns
    -------
    list of KnowingOne
        Of all that is uncertain, most worth first.
    """
    cases = list(_cases(base))
    if not cases:
        return []
    parameters = [parameter for parameter, values, _ in cases for _ in values]
    values = np.concatenate([values for _, values, _ in cases])
    shares = np.concatenate([shares for _, _, shares in cases])
    gains = shares * _gain(base.perturbed(parameters, values), leader)
    starts = np.cumsum([0, *(len(values) for _, values, _ in cases[:-1])])
    points = np.add.reduceat(gains, starts).tolist()
    found = [KnowingOne(case[0], value) for case, value in zip(cases, points, strict=True)]
    return sorted(found, key=lambda one: (-one.points, one.parameter.kind, one.parameter.index))


def knowing_weights(base: BaseCase, leader: int, seed: int) -> float:
    """Find what it is worth to know all weights, in points, over some draws of them."""
    found = _by_weights(base, seed)
    return 0.0 if found is None else float(_gain(found, leader).mean())


def weights_share(base: BaseCase, leader: int, totals: Floats, seed: int) -> float:
    """Find how much of the variance of one theory's score is of the weights alone.

    The score is taken less the mean of all in its draw, as `shrinkage` takes it.

    Parameters
    ----------
    leader : int
        The place of the theory among the N that are compared.
    totals : (S, N) float
        Scores with everything drawn.

    Returns
    -------
    float
        From 0 to 1; 0 where nothing varies.
    """
    found, whole = _by_weights(base, seed), _distance(totals, leader).var()
    if found is None or whole <= 1e-12:
        return 0.0
    return min(1.0, float(_distance(found.totals, leader).var() / whole))


def _distance(totals: Floats, leader: int) -> Floats:
    return np.asarray(totals[:, leader] - totals.mean(axis=1))


def _by_weights(base: BaseCase, seed: int) -> Scores | None:
    """Score the theories over some draws of the weights alone; None where these are sure."""
    drawn = weights_block(base.problem, seed, 0)[:WEIGHTS_DRAWN]
    if not np.ptp(drawn, axis=0).any():
        return None
    return base.score(base.inputs.repeat(len(drawn)).with_(weights=drawn))


def _cases(base: BaseCase) -> Iterator[tuple[Parameter, Floats, Floats]]:
    """Yield each uncertain credence and judgement with values that stand for it, and shares."""
    for one in credence_parameters(base):
        if 0.0 < one.now < 1.0:
            yield one, np.array([0.0, 1.0]), np.array([1.0 - one.now, one.now])
    problem = base.problem
    for one in judgement_parameters(base):
        law, c = problem.judgements[one.index], problem.judgement_criterion[one.index]
        if not law.law.is_point:
            raw, shares = atoms(law.law, LEVELS)
            raw = np.clip(raw, law.low, law.high)
            yield one, (raw - problem.low[c]) / (problem.high[c] - problem.low[c]), shares


def _gain(found: Scores, leader: int) -> Floats:
    """Return by how much the best choice beats the leader, (S,), in points."""
    value = worth(found.totals.T, found.gated.T if found.gated.any() else None)
    return np.asarray(value.max(axis=0) - value[leader])
