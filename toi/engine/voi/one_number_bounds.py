"""Upper bounds of what it is worth to know one number: what moves no score far gains nothing.

They cost a fraction of the scores themselves, so that only numbers that may be worth much are
worked out.
"""

from functools import cached_property

import numpy as np

from toi.engine.problem import Floats, Ints, Quantity
from toi.engine.scoring.cells import remaining_distance
from toi.engine.scoring.evaluate import strength_and_remaining
from toi.engine.scoring.strengths import answers_in_order
from toi.engine.scoring.values import by_theory, theory_weights
from toi.engine.sensitivity.one_at_a_time import BaseCase

AT_ONCE = 2**20  # moves of scores, 8 MiB
ROUNDING = 1e-6  # points


def most_worth(base: BaseCase, leader: int | None, credences: Ints, judgements: Ints) -> Floats:
    """Find what knowing each of some numbers is worth at most, credences first, in points.

    Infinite where no bound is known: for methods other than the additive one, with gates, wholes
    or conditions, where another than the leader has the highest score, and for credences where
    theories borrow from their peers. 0 where the number surely leaves the leader first.

    If it moves a theory's score by m at most, and the leader's by m_l, then the best theory is
    ahead of the leader by ``max_t(m + m_l - behind_t)`` at most, where that is above 0. How far
    it moves a score is bounded step by step. Whatever is a product of factors from 0 to 1 moves
    by no more than the sum of their moves, and so does the expected largest of some pulls:

    - a strength ``u_b = q_b prod_r (1 - f_rb u_r)``, by ``q_b sum_r f_rb |move of u_r|``;
    - what is left of a distance, A or R, by the sum of ``force * share * |move of u|`` over its
      pulls, in lines of attack or not;
    - a cell ``b A R + (1 - R) (1 + A) / 2``, whose slopes are ``b R + (1 - R) / 2`` by A and
      ``A (b - 1/2) - 1/2`` by R, by ``max(1/2, |b|)`` and ``max(1/2, |1 - b|)`` times those moves
      at most, and by ``A R`` times the move of its judgement;
    - a score, by ``100 w`` times the steepest of the value function, for each cell.

    Parameters
    ----------
    base : BaseCase
        With the N theories among which one is chosen.
    leader : int or None
        The place of the one that is chosen if nothing more is known; None if gates exclude all.
    credences, judgements : (K,) int
        Of which arguments the credences are asked for, and which judgements.
    """
    problem, now = base.problem, base.scores.totals[0]
    found = np.full(len(credences) + len(judgements), np.inf)
    plain = problem.method.linear_in_weights and not problem.derivations and not problem.gates
    if leader is None or not plain or now[leader] < now.max():
        return found
    moves = _FarthestMoves(base, leader)
    found[len(credences) :] = moves.of_judgements(judgements)
    if problem.scrutiny is None:
        found[: len(credences)] = moves.of_credences()[credences]
    return found


class _FarthestMoves:
    """How far numbers of the base case move the scores of its theories, against how far is needed.

    Scores are bounded a little above what they can be, for rounding.
    """

    def __init__(self, base: BaseCase, leader: int) -> None:
        self._problem, self._inputs = base.problem, base.inputs
        now = base.scores.totals[0]
        self._leader = base.rows[leader]
        self._behind = np.full(len(base.problem.theories), np.inf)  # unless they are compared
        self._behind[base.rows] = now[leader] - now - ROUNDING
        self._behind[self._leader] = np.inf
        self._next = self._behind.min()

    @cached_property
    def _slope(self) -> Floats:
        """Return how many points a theory gains at most for each step of a cell, (T, C)."""
        weights = by_theory(theory_weights(self._problem, self._inputs.weights))[0]
        steepest = [_steepest(function) for function in self._problem.value_functions]
        shape = self._inputs.judgements.shape[1:]
        return np.broadcast_to(100.0 * weights * np.array(steepest), shape)

    def of_judgements(self, which: Ints) -> Floats:
        """Return what some judgements are worth at most, (K,): the most at any value of each."""
        problem = self._problem
        t, c = problem.judgement_theory[which], problem.judgement_criterion[which]
        at = self._inputs.judgements[0, t, c]
        ends = np.array([_range(problem.judgements[i]) for i in which.tolist()]).reshape(-1, 2)
        low, high = (ends.T - problem.low[c]) / (problem.high - problem.low)[c]
        behind = np.where(t == self._leader, self._next, self._behind[t])
        # A range without end moves nothing on a criterion without weight, and no theory that is
        # endlessly behind, since it is not compared, to the first place.
        with np.errstate(invalid="ignore"):
            moves = (self._slope * self._kept)[t, c] * np.maximum(high - at, at - low)
            return np.asarray(np.fmax(moves - behind, 0.0))

    @cached_property
    def _kept(self) -> Floats:
        """Return how far each cell moves with its judgement, ``A R``, (T, C)."""
        remaining = strength_and_remaining(self._problem, self._inputs)[1]
        lowered, raised = remaining_distance(self._problem, remaining[:, 0])
        return lowered * raised

    def of_credences(self) -> Floats:
        """Return what it is worth at most to know each argument, sound or not, (A,)."""
        credence, theories = self._problem.credence, np.arange(len(self._behind))
        rise, fall = (1.0 - credence)[:, None], credence[:, None]  # if it is sound, and if not
        own = self._by_argument(np.array([self._leader]))
        most = own.max(initial=0.0)
        if_sound, if_not = (np.maximum(own * move - self._next, 0.0) for move in (rise, fall))
        size = max(1, AT_ONCE // max(1, len(credence)))
        for start in range(0, len(theories), size):
            some = theories[start : start + size]
            moves = self._by_argument(some)
            near = moves.max(axis=0, initial=0.0) + most > self._behind[some]
            moves, behind = moves[:, near] + own, self._behind[some[near]]
            for found, move in ((if_sound, rise), (if_not, fall)):
                ahead = (moves * move - behind).max(axis=1, initial=0.0, keepdims=True)
                np.maximum(found, ahead, out=found)
        return np.asarray(rise * if_not + fall * if_sound)[:, 0]

    def _by_argument(self, theories: Ints) -> Floats:
        """Return how far each argument moves some theories in a row, (A, n), if it moves by 1."""
        problem, arguments = self._problem, len(self._problem.arguments)
        first, n = theories[0], len(theories)
        mine = (problem.hit_theory >= first) & (problem.hit_theory < first + n)
        place = problem.hit_argument[mine] * n + problem.hit_theory[mine] - first
        sums = np.bincount(place, self._of_hits[mine], arguments * n)
        found = sums.astype(np.float64, copy=False).reshape(arguments, n)  # of none they are int
        for by, to, share in self._answers:
            found[by] += share * found[to]
        return found

    @cached_property
    def _answers(self) -> list[tuple[int, int, float]]:
        """Return who answers whom, and how far it moves that: what answers others, after them."""
        problem, force = self._problem, self._inputs.answer_force[0]
        return [
            (by, to, float(problem.credence[to] * force[e]))
            for e, to, by in reversed(answers_in_order(problem))
        ]

    @cached_property
    def _of_hits(self) -> Floats:
        """Return how far each hit moves a score at most, (H,), if its argument moves by 1."""
        problem, t, c = self._problem, self._problem.hit_theory, self._problem.hit_criterion
        base = self._inputs.judgements[0]
        lowered, raised = (np.maximum(0.5, np.abs(one)) * self._slope for one in (base, base - 1.0))
        moves = np.where(problem.hit_raises, raised[t, c], lowered[t, c])
        return np.asarray(moves * self._inputs.force[0, problem.hit_force] * problem.hit_share)


def _range(number: Quantity) -> tuple[float, float]:
    """Return the lowest and the highest value that a number may take."""
    low, high = number.law.support
    return max(low, number.low), min(high, number.high)


def _steepest(function: tuple[Floats, Floats] | None) -> float:
    """Return how much a value changes at most, for each step of its cell."""
    if function is None:
        return 1.0
    x, y = function
    return float(np.abs(np.diff(y) / np.diff(x)).max())
