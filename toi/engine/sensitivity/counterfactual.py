"""Counterfactual search: the least change of weights and credences that puts a theory first."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs
from toi.engine.scoring.score import Scores
from toi.engine.sensitivity.one_at_a_time import BaseCase, credence_parameters
from toi.engine.sensitivity.potential_optimality import MARGIN, WIDER_MARGINS, gains_over, rivals_of
from toi.engine.sensitivity.side_by_side import score_side_by_side
from toi.light_dataclass import dataclass

if TYPE_CHECKING:
    from scipy.sparse import coo_array, csr_array

PENALTY = 100.0  # for a point of score that is lacking: more than a point can cost
RADIUS = 0.3  # of the trust region: how far from a point its slopes are trusted at first
CLOSE = 1e-4  # a radius at which the search ends
ROUNDS = 30  # linear programmes from one start
STEP = 1e-4  # of credences, over which slopes are measured
TINY = 1e-7  # changes below this are rounding


@dataclass(frozen=True, eq=False)
class Point:
    """A place in the space of weights and credences.

    Attributes
    ----------
    weights : (C,) float
    sound : (A,) float
        Credences.
    cost : float
        Of going there from the base case.
    rank : int
        The theory's there; those level with it count as ahead, so that rank 1 is held alone.
    """

    weights: Floats
    sound: Floats
    cost: float
    rank: int


def by_weights_and_credences(
    base: BaseCase, theory: int, allowed: Bools, best: Floats
) -> tuple[Point, ...]:
    """Search for the least change of weights and credences that puts a theory first.

    Cost: ``sum |dw| / 2 + sum |dc|``. Scores are linear in the weights and, one at a time, in
    most credences, so the search goes by linear programmes inside a trust region (sequential
    linear programming with an exact penalty: Fletcher & Sainz de la Maza 1989), from several
    starts, none drawn at random; then what is not needed is put back. What it finds need not
    be the least there is.

    Parameters
    ----------
    theory : int
        A column of the base case that no gate excludes.
    allowed : (C,) bool
        Criteria that may have weight.
    best : (C,) float
        Weights that suit the theory, to start from.

    Returns
    -------
    tuple of Point
        The cheapest at which it leads, then cheap ones near it at which it does so by each of
        `WIDER_MARGINS`; where there is none, one of the best rank reached.
    """
    search = _Search(base, theory, allowed)
    for start in search.starts(best):
        search.descend(start)
    if search.best_rank > 1:
        return (search.point(search.best),)
    search.put_back()
    least = near = search.best
    found = [search.point(least)]
    for lead in WIDER_MARGINS:
        near = search.descend(near, lead)
        found.append(search.point(near))
    return tuple(found)


def at_points(base: BaseCase, weights: Floats, sound: Floats) -> Inputs:
    """Return the inputs of the base case with other weights (S, C) and credences (S, A).

    Parameters
    ----------
    weights : (S, C) float
    sound : (S, A) float
    """
    return base.inputs.repeat(len(weights)).with_(weights=weights, sound=sound)


def rank_alone(key: Floats, theory: int) -> int:
    """Return the rank of a column in keys (N,), those level with it counted as ahead."""
    return int((key >= key[theory]).sum())


class _Search:
    """Sequential linear programming over points: weights and credences as one vector, (C + A,)."""

    def __init__(self, base: BaseCase, theory: int, allowed: Bools) -> None:
        self.base, self.theory = base, theory
        self.rivals = rivals_of(base, theory)
        self.columns = len(base.problem.criteria)
        credences = base.inputs.sound.shape[1]
        self.now = np.r_[base.inputs.weights[0], base.inputs.sound[0]]
        self.price = np.r_[np.full(self.columns, 0.5), np.ones(credences)]
        self.free = np.r_[allowed, np.ones(credences, dtype=bool)]
        self.lead = MARGIN
        self.best = self.now
        self.best_rank, self.best_cost = self._standing(self.now)

    def starts(self, best: Floats) -> list[Floats]:
        """Return the base case, weights that suit the theory, credences that do, and both."""
        credences = self.now[self.columns :]
        found = []
        for weights in (self.now[: self.columns], best):
            plain = np.r_[weights, credences]
            slopes, _ = self._slopes(plain)
            rise = slopes.sum(axis=0)[self.columns :]
            kind = np.where(rise > 0, 1.0, np.where(rise < 0, 0.0, credences))
            found += [plain, np.r_[weights, kind]]
        return found

    def point(self, found: Floats) -> Point:
        """Split a vector into its parts."""
        rank, cost = self._standing(found)
        return Point(found[: self.columns], found[self.columns :], cost, rank)

    def descend(self, start: Floats, lead: float = MARGIN) -> Floats:
        """Improve a point by linear programmes until none helps, noting the best seen."""
        here, radius, self.lead = start, RADIUS, lead
        merit, (slopes, leads) = self._merit(here), self._slopes(here)
        for _ in range(ROUNDS):
            there, promised = self._step(here, radius, slopes, leads)
            if promised > merit - TINY:
                break
            found = self._merit(there)
            if found < merit - TINY:
                here, merit, radius = there, found, min(1.0, 2 * radius)
                slopes, leads = self._slopes(here)
            else:
                radius = min(radius, float(np.abs(there - here).max())) / 4
            if radius < CLOSE:
                break
        return here

    def put_back(self) -> None:
        """Undo what the lead does not need, small changes first."""
        changes = np.abs(self.best - self.now)
        weights = np.arange(len(self.now)) < self.columns
        groups: list[Bools] = [changes < TINY, weights]
        order = np.argsort(changes, kind="stable")
        groups += [np.equal(np.arange(len(self.now)), i) for i in order]
        for group in groups:
            if changes[group].any() and (weights & group).sum() != 1:
                self._merit(np.asarray(np.where(group, self.now, self.best)))

    def _standing(self, point: Floats) -> tuple[int, float]:
        key = self._score(point[None, :]).key[0]
        return rank_alone(key, self.theory), self._cost(point)

    def _cost(self, point: Floats) -> float:
        return float(self.price @ np.abs(point - self.now))

    def _merit(self, point: Floats) -> float:
        """Return cost of a point plus penalty for points it lacks; note it if the best."""
        found = self._score(point[None, :])
        rank, cost = rank_alone(found.key[0], self.theory), self._cost(point)
        if (rank, cost) < (self.best_rank, self.best_cost):
            self.best, self.best_rank, self.best_cost = point, rank, cost
        lacking = np.maximum(0.0, self.lead - self._leads(found)[0])
        return cost + PENALTY * float(lacking.sum())

    def _score(self, points: Floats) -> Scores:
        weights, sound = points[:, : self.columns], points[:, self.columns :]
        return self.base.score(at_points(self.base, weights, sound))

    def _leads(self, found: Scores) -> Floats:
        return found.totals[:, [self.theory]] - found.totals[:, self.rivals]

    def _slopes(self, point: Floats) -> tuple["csr_array", Floats]:
        """Return how each lead changes with each number, (R, C + A), and the leads, (R,).

        Exact for the weights; for the credences by differences over a small step, of the
        theories that feel them: most are 0.
        """
        from scipy.sparse import csr_array, hstack

        moved = replace(self.base, inputs=at_points(self.base, *self._halves(point)))
        gains = csr_array(gains_over(moved, self.theory, self.rivals))
        slopes = csr_array(hstack([gains, self._rises(moved)]))
        slopes.eliminate_zeros()
        return slopes, self._leads(moved.scores)[0]

    def _rises(self, here: BaseCase) -> "coo_array":
        """Return how each lead changes with each credence, (R, A), of the rivals that feel it."""
        from scipy.sparse import coo_array

        credences = here.inputs.sound[0]
        ahead, behind = np.minimum(credences + STEP, 1.0), np.maximum(credences - STEP, 0.0)
        line = np.full(len(here.rows), -1)
        line[self.rivals] = np.arange(len(self.rivals))
        now = np.tile(here.scores.totals[0], (2, 1))
        lines, numbers, rises = [np.empty(0, int)], [np.empty(0, int)], [np.empty(0)]
        ends = list(np.stack([ahead, behind], axis=1))
        for felt in score_side_by_side(here, credence_parameters(here), ends):
            totals = now.copy()
            totals[:, felt.columns] = felt.totals
            own = self.theory in felt.columns  # then every lead changes
            some = np.array(self.rivals) if own else felt.columns[line[felt.columns] >= 0]
            leads = totals[:, [self.theory]] - totals[:, some]
            lines.append(line[some])
            numbers.append(np.full(len(some), felt.which))
            rises.append((leads[0] - leads[1]) / (ahead - behind)[felt.which])
        places = np.concatenate(lines), np.concatenate(numbers)
        return coo_array((np.concatenate(rises), places), (len(self.rivals), len(credences)))

    def _halves(self, point: Floats) -> tuple[Floats, Floats]:
        return point[None, : self.columns], point[None, self.columns :]

    def _step(
        self, here: Floats, radius: float, slopes: "csr_array", leads: Floats
    ) -> tuple[Floats, float]:
        """Find the best point within `radius` and its merit, by slopes and leads at `here`.

        A linear programme. Its variables are the numbers that matter, ``t >= |number - now|``,
        and for each rival the points that are lacking.
        """
        from scipy.optimize import linprog
        from scipy.sparse import bmat, eye  # whose kin for arrays SciPy 1.11 does not have

        used = here != self.now
        used[slopes.indices[np.abs(slopes.data) > TINY]] = True
        used &= self.free
        used[: self.columns] = self.free[: self.columns]
        slopes, now, there = slopes[:, used], self.now[used], here[used]
        lines, n = slopes.shape
        one = eye(n)
        found = linprog(
            np.r_[np.zeros(n), self.price[used], np.full(lines, PENALTY)],
            A_ub=bmat([[-slopes, None, -eye(lines)], [one, -one, None], [-one, -one, None]]),
            b_ub=np.r_[leads - self.lead - slopes @ there, now, -now],
            A_eq=np.r_[np.flatnonzero(used) < self.columns, np.zeros(n + lines)][None, :],
            b_eq=[1.0],
            bounds=np.concatenate(
                [
                    np.stack([np.maximum(0.0, there - radius), np.minimum(1.0, there + radius)], 1),
                    np.stack([np.zeros(n + lines), np.full(n + lines, np.inf)], 1),
                ]
            ),
            method="highs",
        )
        if not found.success:
            return here, np.inf
        point = here.copy()
        point[used] = np.clip(found.x[:n], 0.0, 1.0)
        return point, float(found.fun)
