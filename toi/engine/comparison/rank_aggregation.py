"""Several rankings made into one: Borda, Copeland, Kemeny."""

from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Floats

EXACT = 14  # theories in one circle of majorities that are ordered exactly
SAME = 1e-12


def majorities(key: Floats, trust: Floats) -> Floats:
    """Trust in rankings that put row theory above column theory, (T, T); ties count half.

    Parameters
    ----------
    key : (R, T) float
        More is better.
    trust : (R,) float
        How much each ranking counts; adds up to 1.
    """
    n = key.shape[1]
    found = np.full((n, n), 0.5)
    for i in range(n):
        for j in range(i):
            above = trust @ (key[:, i] > key[:, j]) + 0.5 * (trust @ (key[:, i] == key[:, j]))
            found[i, j], found[j, i] = above, 1.0 - above
    return found


def borda(prefers: Floats) -> Floats:
    """Borda scores, (T,): how many theories each is put above, in the mean of the rankings.

    Borda (1781) with ties counted half: ``sum_j P(i above j)``.
    """
    return np.asarray(prefers.sum(axis=1) - 0.5)


def copeland(prefers: Floats) -> Floats:
    """Copeland scores, (T,): theories that each beats by a majority; 1/2 where it is even.

    Copeland (1951).
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
    """

    order: list[int]
    cost: float
    bound: float
    exact: bool


def kemeny(prefers: Floats) -> Kemeny:
    """The ranking of least mean Kendall distance to the rankings (Kemeny 1959).

    Theories fall into circles of majorities (the strongly connected parts of "is put above
    by most"); all of one circle stand above all of the next in some best ranking, since no
    majority says otherwise (Truchon 1998). So each circle is ordered by itself: exactly, by
    dynamic programming over its subsets, up to `EXACT` theories; above that from the Borda
    order by moving one theory at a time while that helps, and then `bound` is what pairs
    taken one by one would cost.
    """
    order: list[int] = []
    exact = True
    for circle in _circles(prefers):
        small = len(circle) <= EXACT
        exact &= small
        within = prefers[np.ix_(circle, circle)]
        places = _best_order(within) if small else _moved(within)
        order += [circle[i] for i in places]
    cost = _cost(prefers, order)
    pairs = np.triu_indices(len(prefers), 1)
    bound = cost if exact else float(np.minimum(prefers, prefers.T)[pairs].sum())
    return Kemeny(order, cost, bound, exact)


def _cost(prefers: Floats, order: list[int]) -> float:
    """Mean pairs that rankings put the other way."""
    sorted_ = prefers[np.ix_(order, order)]
    return float(np.tril(sorted_, -1).sum())


def _circles(prefers: Floats) -> list[list[int]]:
    """Theories that majorities lead from one to the other and back, the best circle first."""
    reach = prefers > 0.5 + SAME
    for k in range(len(reach)):  # transitive closure (Warshall 1962)
        reach |= reach[:, k, None] & reach[None, k, :]
    together = (reach & reach.T) | np.eye(len(reach), dtype=bool)
    circles = sorted({tuple(np.flatnonzero(row).tolist()) for row in together})
    reached = {circle: int((reach[circle[0]] & ~together[circle[0]]).sum()) for circle in circles}
    return [list(c) for c in sorted(circles, key=lambda c: (-reached[c], c))]


def _best_order(prefers: Floats) -> list[int]:
    """The order of least cost of a few theories (Held & Karp 1962, over subsets).

    ``best(S) = min_i best(S - i) + sum_{j in S - i} P(i above j)``: i comes last in S.
    """
    n = len(prefers)
    best = np.zeros(2**n)
    last = np.zeros(2**n, dtype=np.int64)
    above = np.zeros((n, 2**n))  # of theory i over all of each subset
    for j in range(n):
        above[:, 2**j : 2 ** (j + 1)] = above[:, : 2**j] + prefers[:, j, None]
    for subset in range(1, 2**n):
        found = np.inf
        for i in range(n):
            if subset >> i & 1:
                rest = subset ^ (1 << i)
                cost = best[rest] + above[i, rest]
                if cost < found + SAME:  # of equals the later one comes last
                    found, last[subset] = cost, i
        best[subset] = found
    order, subset = [], 2**n - 1
    while subset:
        order.append(int(last[subset]))
        subset ^= 1 << int(last[subset])
    return order[::-1]


def _moved(prefers: Floats) -> list[int]:
    """A good order of many theories: from Borda's, one is moved while that helps."""
    points = borda(prefers)
    order = sorted(range(len(prefers)), key=lambda i: (-round(float(points[i]), 9), i))
    gain = 1.0
    while gain > SAME:
        gain = 0.0
        for i in list(order):
            rest = [j for j in order if j != i]
            # cost of i before place k: those above it that it should be above, and the reverse
            worse = np.concatenate([[0.0], np.cumsum(prefers[i, rest] - prefers[rest, i])])
            now, k = order.index(i), int(worse.argmin())
            if worse[k] < worse[now] - SAME:
                gain += float(worse[now] - worse[k])
                order = [*rest[:k], i, *rest[k:]]
    return order
