"""The least change of weights and credences together that puts a theory first, by search."""

from dataclasses import dataclass, replace

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs
from toi.engine.scoring.what_if import order_key
from toi.engine.sensitivity.one_at_a_time import BaseCase, repeated
from toi.engine.sensitivity.potential_optimality import MARGIN, ROOMIER, gains_over, rivals_of

PENALTY = 100.0  # for a point of score that is lacking: more than a point can cost
REACH = 0.3  # how far from a point its slopes are trusted at first
CLOSE = 1e-4  # a reach at which the search ends
ROUNDS = 30  # linear programmes from one start
STEP = 1e-4  # of credences, over which slopes are measured
TINY = 1e-7  # changes below this are rounding


@dataclass(frozen=True, eq=False)
class Point:
    """Weights (C,) and credences (A,), what it costs to go there, and the rank held there.

    The rank counts those level with the theory as ahead, so that rank 1 is held alone.
    """

    weights: Floats
    sound: Floats
    cost: float
    rank: int


def by_weights_and_credences(
    board: BaseCase, theory: int, allowed: Bools, best: Floats
) -> tuple[Point, ...]:
    """The least change found of weights and credences that puts a theory first.

    Cost: ``sum |dw| / 2 + sum |dc|``. Scores are linear in the weights and, one at a time, in
    most credences, so the search goes by linear programmes inside a trust region (sequential
    linear programming with an exact penalty: Fletcher & Sainz de la Maza 1989), from several
    starts, none drawn at random; then what is not needed is put back. What it finds need not
    be the least there is.

    Parameters
    ----------
    theory : int
        A column of the board that no gate excludes.
    allowed : (C,) bool
        Criteria that may have weight.
    best : (C,) float
        Weights that suit the theory, to start from.

    Returns
    -------
    tuple of Point
        The cheapest at which it leads, then cheap ones near it at which it does so by each lead
        of `ROOMIER`; where there is none, one of the best rank reached.
    """
    search = _Search(board, theory, allowed)
    for start in search.starts(best):
        search.descend(start)
    if search.best_rank > 1:
        return (search.point(search.best),)
    search.put_back()
    least = near = search.best
    found = [search.point(least)]
    for lead in ROOMIER:
        near = search.descend(near, lead)
        found.append(search.point(near))
    return tuple(found)


def at_points(board: BaseCase, weights: Floats, sound: Floats) -> Inputs:
    """The board's inputs with other weights (S, C) and credences (S, A)."""
    return replace(repeated(board.inputs, len(weights)), weights=weights, sound=sound)


def rank_alone(key: Floats, theory: int) -> int:
    """Rank of a column, those level with it counted as ahead; `key` is (N,)."""
    return int((key >= key[theory]).sum())


class _Search:
    """Points are weights and credences as one vector, (C + A,)."""

    def __init__(self, board: BaseCase, theory: int, allowed: Bools) -> None:
        self.board, self.theory = board, theory
        self.rivals = rivals_of(board, theory)
        self.columns = len(board.problem.criteria)
        credences = board.inputs.sound.shape[1]
        self.now = np.r_[board.inputs.weights[0], board.inputs.sound[0]]
        self.price = np.r_[np.full(self.columns, 0.5), np.ones(credences)]
        self.free = np.r_[allowed, np.ones(credences, dtype=bool)]
        self.lead = MARGIN
        self.best = self.now
        self.best_rank, self.best_cost = self._standing(self.now)

    def starts(self, best: Floats) -> list[Floats]:
        """Where things are; weights that suit the theory; credences that do; both."""
        credences = self.now[self.columns :]
        found = []
        for weights in (self.now[: self.columns], best):
            plain = np.r_[weights, credences]
            slopes = self._slopes(plain).mean(axis=0)[self.columns :]
            kind = np.where(slopes > 0, 1.0, np.where(slopes < 0, 0.0, credences))
            found += [plain, np.r_[weights, kind]]
        return found

    def point(self, found: Floats) -> Point:
        """A point by its parts."""
        rank, cost = self._standing(found)
        return Point(found[: self.columns], found[self.columns :], cost, rank)

    def descend(self, start: Floats, lead: float = MARGIN) -> Floats:
        """Improve a point by linear programmes until none helps, noting the best seen."""
        here, reach, self.lead = start, REACH, lead
        merit = self._merit(here)
        for _ in range(ROUNDS):
            there, promised = self._step(here, reach)
            if promised > merit - TINY:
                break
            found = self._merit(there)
            if found < merit - TINY:
                here, merit, reach = there, found, min(1.0, 2 * reach)
            else:
                reach = min(reach, float(np.abs(there - here).max())) / 4
            if reach < CLOSE:
                break
        return here

    def put_back(self) -> None:
        """Return to the present what the lead does not need, small changes first."""
        changes = np.abs(self.best - self.now)
        weights = np.arange(len(self.now)) < self.columns
        groups: list[Bools] = [changes < TINY, weights]
        order = np.argsort(changes, kind="stable")
        groups += [np.equal(np.arange(len(self.now)), i) for i in order]
        for group in groups:
            if changes[group].any() and (weights & group).sum() != 1:
                self._merit(np.asarray(np.where(group, self.now, self.best)))

    def _standing(self, point: Floats) -> tuple[int, float]:
        key = order_key(*self._score(point[None, :]))[0]
        return rank_alone(key, self.theory), self._cost(point)

    def _cost(self, point: Floats) -> float:
        return float(self.price @ np.abs(point - self.now))

    def _merit(self, point: Floats) -> float:
        """Cost of a point and the penalty for points of score that it lacks; the best is noted."""
        totals, gated = self._score(point[None, :])
        rank, cost = rank_alone(order_key(totals, gated)[0], self.theory), self._cost(point)
        if (rank, cost) < (self.best_rank, self.best_cost):
            self.best, self.best_rank, self.best_cost = point, rank, cost
        lacking = np.maximum(0.0, self.lead - self._leads(totals)[0])
        return cost + PENALTY * float(lacking.sum())

    def _score(self, points: Floats) -> tuple[Floats, Bools]:
        weights, sound = points[:, : self.columns], points[:, self.columns :]
        return self.board.score(at_points(self.board, weights, sound))

    def _leads(self, totals: Floats) -> Floats:
        return totals[:, [self.theory]] - totals[:, self.rivals]

    def _slopes(self, point: Floats) -> Floats:
        """How each lead changes with each number at a point, (R, C + A).

        Exact for the weights; for the credences by differences over a small step.
        """
        n = len(point) - self.columns
        ahead, behind = (np.tile(point, (n, 1)) for _ in range(2))
        at = np.arange(n), self.columns + np.arange(n)
        ahead[at] = np.minimum(ahead[at] + STEP, 1.0)
        behind[at] = np.maximum(behind[at] - STEP, 0.0)
        leads = self._leads(self._score(np.concatenate([ahead, behind]))[0])
        rise = (leads[:n] - leads[n:]).T / (ahead[at] - behind[at])
        moved = replace(self.board, inputs=at_points(self.board, *self._halves(point)))
        return np.concatenate([gains_over(moved, self.theory, self.rivals), rise], axis=1)

    def _halves(self, point: Floats) -> tuple[Floats, Floats]:
        return point[None, : self.columns], point[None, self.columns :]

    def _step(self, here: Floats, reach: float) -> tuple[Floats, float]:
        """The best point within `reach` and its merit, as the slopes at `here` tell them.

        A linear programme. Its variables are the numbers that matter, ``t >= |number - now|``,
        and for each rival the points that are lacking.
        """
        from scipy.optimize import linprog

        slopes = self._slopes(here)
        leads = self._leads(self._score(here[None, :])[0])[0]
        used = self.free & ((np.abs(slopes).max(axis=0) > TINY) | (here != self.now))
        used[: self.columns] = self.free[: self.columns]
        slopes, now, there = slopes[:, used], self.now[used], here[used]
        lines, n = slopes.shape
        eye, none = np.eye(n), np.zeros((n, lines))
        lead = [-slopes, np.zeros((lines, n)), -np.eye(lines)]
        found = linprog(
            np.r_[np.zeros(n), self.price[used], np.full(lines, PENALTY)],
            A_ub=np.block([lead, [eye, -eye, none], [-eye, -eye, none]]),
            b_ub=np.r_[leads - self.lead - slopes @ there, now, -now],
            A_eq=np.r_[np.flatnonzero(used) < self.columns, np.zeros(n + lines)][None, :],
            b_eq=[1.0],
            bounds=np.concatenate(
                [
                    np.stack([np.maximum(0.0, there - reach), np.minimum(1.0, there + reach)], 1),
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
