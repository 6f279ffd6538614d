"""Value of knowing one number, all others at their expectation: cheap, for a first look.

``E[max_t V_t(x)] - E[V_l(x)]`` of one uncertain number x and the theory l that leads now. Where
scores are linear in each number this is the expected value of partial perfect information,
since the score at the means of all others is then the expected score given x; elsewhere it is
near it, the nearer where scores stand at their average over draws (`BaseCase.on_average`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from toi.engine.memory import MOST_NUMBERS
from toi.engine.problem import Floats, Ints, ScoringProblem
from toi.engine.sampling.quantiles import atoms
from toi.engine.sampling.sampler import weights_block
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import Scores, joined, parts
from toi.engine.scoring.values import theory_weights
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    credence_parameter,
    judgement_parameter,
)
from toi.engine.sensitivity.side_by_side import Felt, score_side_by_side
from toi.engine.voi.best import worth
from toi.engine.voi.one_number_bounds import most_worth
from toi.light_dataclass import dataclass

LEVELS = (np.arange(20) + 0.5) / 20  # of equal chance, that stand for a range
FINE_LEVELS = (np.arange(50) + 0.5) / 50  # the same where a gate may let a small part of it through
WEIGHTS_DRAWN = 512  # at least; all of a block where that makes no more than `SCORED` scores
SCORED = 2**20
FIRST = 64  # numbers that are worked out together at first, then twice as many and so on


@dataclass(frozen=True)
class KnowingOne:
    """Value of knowing one credence or judgement, in points."""

    parameter: Parameter
    points: float


def knowing_each(base: BaseCase, leader: int | None, most: int) -> list[KnowingOne]:
    """Find which arguments, sound or not, and judgements it is worth most to know.

    Those that may be worth most are worked out first; what may be worth no more than `most` of
    them are is left out.

    Parameters
    ----------
    base : BaseCase
        With the N theories among which one is chosen.
    leader : int or None
        The place of the one that is chosen if nothing more is known; None where gates exclude all,
        so that none is, which is worth the lowest score.
    most : int
        How many are asked for, 1 or more.

    Returns
    -------
    list of KnowingOne
        Most worth first.
    """
    uncertain = _Uncertain(base)
    bounds = most_worth(base, leader, uncertain.credences, uncertain.judgements)
    points = np.zeros(len(bounds))
    left = np.argsort(-bounds, kind="stable")[: (bounds > 0.0).sum()]
    size = max(FIRST, np.isinf(bounds).sum())
    while len(left):
        some, left = np.split(left, [size])
        points[some] = _worked_out(base, leader, uncertain.parameters(some))
        left = left[bounds[left] >= np.sort(points)[-most:][0]]
        size *= 2
    first = np.argsort(-points, kind="stable")[:most]
    found = zip(uncertain.parameters(first), points[first].tolist(), strict=True)
    return [KnowingOne(*each) for each in found]


def _worked_out(base: BaseCase, leader: int | None, parameters: Sequence[Parameter]) -> Floats:
    """Return what it is worth to know each of some numbers, (K,), in points."""
    gain, cases = _Gain(base, leader), [_levels(base, one) for one in parameters]
    gains: list[Floats] = [np.zeros(0)] * len(parameters)
    for felt in score_side_by_side(base, parameters, [levels for levels, _ in cases]):
        gains[felt.which] = cases[felt.which][1] * gain.of(felt)
    starts = np.cumsum([0, *(len(one) for one in gains[:-1])])
    return np.asarray(np.add.reduceat(np.concatenate(gains), starts))


def knowing_weights(base: BaseCase, leader: int, seed: int) -> float:
    """Find what it is worth to know all weights, in points, over some draws of them."""
    found = _by_weights(base, seed, BLOCK)
    return 0.0 if found is None else float(_gain(found, leader).mean())


def weights_share(base: BaseCase, leader: int, totals: Floats, seed: int) -> float:
    """Find how much of the variance of one theory's score is of the weights alone.

    The score is taken less the mean of all in its draw, as `shrinkage` takes it.

    Parameters
    ----------
    leader : int
        The place of the theory among the N that are compared.
    totals : (S, N) float
        Scores with everything drawn, of which the weights are drawn alike here.

    Returns
    -------
    float
        From 0 to 1; 0 where nothing varies.
    """
    found, whole = _by_weights(base, seed, len(totals)), _distance(totals, leader).var()
    if found is None or whole <= 1e-12:
        return 0.0
    return min(1.0, float(_distance(found.totals, leader).var() / whole))


def _distance(totals: Floats, leader: int) -> Floats:
    return np.asarray(totals[:, leader] - totals.mean(axis=1))


def _by_weights(base: BaseCase, seed: int, most: int) -> Scores | None:
    """Score the theories over draws of the weights alone; None where these are sure."""
    few = min(most, max(WEIGHTS_DRAWN, SCORED // max(len(base.rows), 1)))
    drawn = weights_block(base.problem, seed, 0)[:few]
    if not np.ptp(drawn, axis=0).any():
        return None
    problem, method = base.problem, base.problem.method
    if not isinstance(method, ValueMethod):
        fit = max(1, MOST_NUMBERS // max(1, base.inputs.judgements[0].size))
        each = (drawn[some] for some in parts(len(drawn), fit))
        return joined([base.score(base.inputs.repeat(len(w)).with_(weights=w)) for w in each])
    found = evaluate(problem, base.inputs)  # cells and gates do not hang on the weights
    values, out = found.values[:, base.rows], found.gated[:, base.rows]
    own = theory_weights(problem, drawn, base.rows)
    totals = method.of_values(own, np.broadcast_to(values, (len(drawn), *values.shape[1:])))
    # Draws side by side, as everywhere: sums over theories depend on it.
    scores = Scores((np.asfortranarray(totals),), np.broadcast_to(out, totals.shape))
    return base.moved(scores)


class _Uncertain:
    """The K numbers that are uncertain: credences, and then judgements."""

    def __init__(self, base: BaseCase) -> None:
        self._base, credence = base, base.problem.credence
        self.credences = np.flatnonzero((credence > 0.0) & (credence < 1.0))
        sure = [one.law.is_point for one in base.problem.judgements]
        self.judgements = np.flatnonzero(~np.array(sure, dtype=bool))

    def parameters(self, some: Ints) -> list[Parameter]:
        """Return some of them."""
        return [self._parameter(k) for k in some.tolist()]

    def _parameter(self, k: int) -> Parameter:
        judged = k - len(self.credences)
        if judged < 0:
            return credence_parameter(self._base, int(self.credences[k]))
        return judgement_parameter(self._base, int(self.judgements[judged]))


def _levels(base: BaseCase, one: Parameter) -> tuple[Floats, Floats]:
    """Return the values that stand for a credence or judgement, and their shares, (V,) each."""
    if one.kind == "credence":
        return np.array([0.0, 1.0]), np.array([1.0 - one.now, one.now])
    problem = base.problem
    law, c = problem.judgements[one.index], problem.judgement_criterion[one.index]
    raw, shares = atoms(law.law, levels_on(problem, c))
    raw = np.clip(raw, law.low, law.high)
    return (raw - problem.low[c]) / (problem.high[c] - problem.low[c]), shares


def levels_on(problem: ScoringProblem, criterion: int) -> Floats:
    """Return the levels that stand for a range on a criterion: more where a gate cuts it."""
    cut = any(gate.criterion == criterion for gate in problem.gates)
    return FINE_LEVELS if cut else LEVELS


class _Gain:
    """By how much the best choice beats the leader if one number changes.

    Scores of the theories that do not feel it are those of the base case.
    """

    def __init__(self, base: BaseCase, leader: int | None) -> None:
        found = base.scores
        self._leader = leader
        self._totals, self._gated = found.totals[0], found.gated[0]
        self._any_gated = bool(self._gated.any())
        by_total = np.argsort(self._totals, kind="stable").tolist()
        self._worst_first = by_total
        self._best_first = [t for t in reversed(by_total) if not self._gated[t]]

    def of(self, felt: Felt) -> Floats:
        """Return the gain at each value of a number, (V,), in points.

        As in `worth`, a theory that a gate excludes is worth the lowest score.
        """
        if self._stays_first(felt):
            return np.zeros(len(felt.totals))
        columns = set(felt.columns.tolist())
        best = self._first_outside(self._best_first, columns, -np.inf)
        free = np.where(felt.gated, -np.inf, felt.totals).max(axis=1, initial=best)
        if not self._any_gated and not felt.gated.any():
            return np.asarray(free - self._of_leader(felt, self._totals, felt.totals))
        lowest = self._first_outside(self._worst_first, columns, np.inf)
        worst = felt.totals.min(axis=1, initial=lowest)
        chosen = worst
        if self._leader is not None:
            own = self._of_leader(felt, self._totals, felt.totals)
            out = self._of_leader(felt, self._gated, felt.gated)
            chosen = np.where(out, worst, own)
        return np.asarray(np.maximum(free, worst) - chosen)

    def _stays_first(self, felt: Felt) -> bool:
        """Tell whether the leader, of the highest score, does not feel a number that lifts none."""
        if self._leader is None:
            return False
        highest = self._totals[self._leader]
        return bool(
            self._best_first
            and self._totals[self._best_first[0]] == highest
            and felt.totals.max(initial=highest) == highest
            and self._leader not in felt.columns
        )

    def _first_outside(self, order: list[int], columns: set[int], nothing: float) -> float:
        """Return the score of the first theory that does not feel the number."""
        first = next((t for t in order if t not in columns), None)
        return nothing if first is None else float(self._totals[first])

    def _of_leader(self, felt: Felt, before: Any, after: Any) -> Any:
        """Return what the leader has, (V,): what it had before, unless it feels the number."""
        at = np.flatnonzero(felt.columns == self._leader)
        return after[:, at[0]] if len(at) else before[self._leader]


def _gain(found: Scores, leader: int) -> Floats:
    """Return by how much the best choice beats the leader, (S,), in points."""
    value = worth(found.totals.T, found.gated.T if found.gated.any() else None)
    return np.asarray(value.max(axis=0) - value[leader])
