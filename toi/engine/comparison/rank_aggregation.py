"""Rank aggregation: several rankings made into one by Borda, Copeland, Kemeny."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from toi.engine.milp import milp
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

MOST_EXACT = 40  # theories in one circle of majorities that are ordered exactly
SAME = 1e-9  # of trust; smaller differences are rounding


def majorities(key: Floats, trust: Floats) -> Floats:
    """Return trust in rankings that put row theory above column theory, (T, T); ties half.

    Parameters
    ----------
    key : (R, T) float
        More is better.
    trust : (R,) float
        Weight of each ranking; adds up to 1.
    """
    n = key.shape[1]
    found = np.full((n, n), 0.5)
    for i in range(n):
        for j in range(i):
            above = trust @ (key[:, i] > key[:, j]) + 0.5 * (trust @ (key[:, i] == key[:, j]))
            found[i, j], found[j, i] = above, 1.0 - above
    return found


def borda(prefers: Floats) -> Floats:
    """Return Borda scores, (T,): how many theories each is put above, in the mean of the rankings.

    Borda (1781) with ties counted half: ``sum_j P(i above j)``.

    Parameters
    ----------
    prefers : (T, T) float
        From `majorities`.
    """
    return np.asarray(prefers.sum(axis=1) - 0.5)


def copeland(prefers: Floats) -> Floats:
    """Return Copeland scores, (T,): theories that each beats by a majority; 1/2 where it is even.

    Copeland (1951).

    Parameters
    ----------
    prefers : (T, T) float
        From `majorities`.
    """
    found = (prefers > 0.5 + SAME).sum(axis=1) + 0.5 * (np.abs(prefers - 0.5) <= SAME).sum(axis=1)
    return np.asarray(found - 0.5)  # not oneself


@dataclass(frozen=True, eq=False)
class Kemeny:
    """A ranking that disagrees least with all rankings together.

    Attributes
    ----------
    order : list of int
        The best first.
    cost : float
        Mean pairs of theories on which it disagrees with a ranking.
    bound : float
        No ranking costs less; equal to `cost` where `exact`.
    exact : bool
    unique : bool or None
        Whether every other order costs more; None where the order is not known to be a best one.
    """

    order: list[int]
    cost: float
    bound: float
    exact: bool
    unique: bool | None


def kemeny(prefers: Floats, most: int = MOST_EXACT) -> Kemeny:
    """Find the ranking of least mean Kendall distance to the rankings (Kemeny 1959).

    Theories fall into circles of majorities (the strongly connected parts of "is put above
    by most"); all of one circle stand above all of the next in some best ranking, since no
    majority says otherwise (Truchon 1998). So each circle is ordered by itself.

    Parameters
    ----------
    prefers : (T, T) float
        From `majorities`.
    most : int
        Largest circle that is ordered exactly. A larger one keeps the order of its Borda
        scores, and `bound` is then the cost of all pairs taken one by one.

    Notes
    -----
    Any other best order turns round two neighbours of this one. If they are of two circles, or
    even, turning them costs nothing; if they are of one circle, that has another best order.
    """
    circles = _circles(prefers)
    order: list[int] = []
    unique = True
    for circle in circles:
        within = prefers[np.ix_(circle, circle)]
        if len(circle) <= most:
            places, alone = _best_order(within)
            unique = unique and alone
        else:
            places = _borda_order(within)
        order += [circle[i] for i in places]
    even = np.abs(prefers[order[:-1], order[1:]] - 0.5) <= SAME
    cost = float(np.tril(prefers[np.ix_(order, order)], -1).sum())
    exact = max(map(len, circles), default=0) <= most
    one_by_one = float(np.minimum(prefers, prefers.T)[np.triu_indices(len(prefers), 1)].sum())
    only_one = unique and not even.any()
    return Kemeny(
        order, cost, cost if exact else one_by_one, exact, bool(only_one) if exact else None
    )


def _circles(prefers: Floats) -> list[list[int]]:
    """Return theories that majorities lead from one to the other and back, best circle first."""
    leads_to = prefers > 0.5 + SAME
    for k in range(len(leads_to)):  # transitive closure (Warshall 1962)
        leads_to |= leads_to[:, k, None] & leads_to[None, k, :]
    together = (leads_to & leads_to.T) | np.eye(len(leads_to), dtype=bool)
    circles = sorted({tuple(np.flatnonzero(row).tolist()) for row in together})
    below = {circle: int((leads_to[circle[0]] & ~together[circle[0]]).sum()) for circle in circles}
    return [list(c) for c in sorted(circles, key=lambda c: (-below[c], c))]


def _borda_order(prefers: Floats) -> list[int]:
    return [int(i) for i in np.argsort(-np.round(borda(prefers), 9), kind="stable")]


def _best_order(prefers: Floats) -> tuple[list[int], bool]:
    """Order theories at least cost; of equally good orders, nearest to that in which they come.

    Also tell whether it is the only one: whether none that differs in a pair is as good.

    An integer programme over pairs i < j, ``x_ij`` = 1 where i stands above j: minimise
    ``sum x_ij P(j above i) + (1 - x_ij) P(i above j)`` where no three stand in a circle,
    ``0 <= x_ij + x_jk - x_ik <= 1`` (Conitzer, Davenport & Kalagnanam 2006).
    """
    n = len(prefers)
    if n == 1:
        return [0], True
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    above, below = np.triu_indices(n, 1)
    number = np.zeros((n, n), dtype=np.int32)  # scipy 1.11 solves with no longer ones
    number[above, below] = np.arange(len(above))
    i, j, k = np.array(list(itertools.combinations(range(n), 3))).T
    columns = np.stack([number[i, j], number[j, k], number[i, k]], axis=1)
    rows = np.repeat(np.arange(len(i), dtype=np.int32), 3), columns.ravel()
    triples = csr_array((np.tile([1.0, 1.0, -1.0], len(i)), rows), shape=(len(i), len(above)))
    no_circle = LinearConstraint(triples, 0, 1)
    cost = prefers[below, above] - prefers[above, below]
    least = float(cost @ _solve(cost, [no_circle]))
    best = LinearConstraint(cost[None, :], -np.inf, least + SAME)
    stands_above = _solve(-np.ones(len(cost)), [no_circle, best])
    same = 2.0 * stands_above - 1.0
    other = LinearConstraint(same[None, :], -np.inf, stands_above.sum() - 1.0)
    next_best = float(cost @ _solve(cost, [no_circle, other]))
    wins = np.bincount(above, stands_above, n) + np.bincount(below, 1.0 - stands_above, n)
    return [int(i) for i in np.argsort(-wins)], next_best > least + SAME


def _solve(goal: Floats, constraints: Sequence[Any]) -> Floats:
    """Minimise ``goal @ x`` over x of 0 and 1, to the last pair."""
    from scipy.optimize import Bounds

    found = milp(
        goal,
        integrality=np.ones(len(goal)),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise RuntimeError(f"the solver gave up: {found.message}")
    return np.asarray(np.round(found.x))
