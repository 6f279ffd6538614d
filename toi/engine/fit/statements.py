"""Statements of preference: which of two theories scores higher, or that they are level."""

import math
from functools import lru_cache

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.light_dataclass import dataclass

FAR = 5.0  # points by which one theory leads another that it is said to be far above
LEVEL = 1.0  # points within which two theories are taken as level
STRICT = 1e-9  # points above which one theory certainly scores higher
NOISE = 1.0  # points: the standard deviation of what is said, unless it is chosen


@dataclass(frozen=True, eq=False)
class Statements:
    """K statements of preference, each about two of N theories.

    Attributes
    ----------
    first, second : (K,) int
        The theories, as places 0 to N - 1.
    gap : (K,) float
        Points by which the first leads at least: 0, or `FAR`.
    level : (K,) bool
        Whether the two are said to be level instead.
    """

    first: Ints
    second: Ints
    gap: Floats
    level: Bools

    def __len__(self) -> int:
        return len(self.first)

    def leads(self, totals: Floats) -> Floats:
        """Return by how many points the first leads the second, (S, K), of totals (S, N)."""
        return np.asarray(totals[:, self.first] - totals[:, self.second])

    def hold(self, leads: Floats) -> Bools:
        """Tell which statements leads (S, K) meet."""
        ahead = np.where(self.gap > 0, leads >= self.gap, leads > STRICT)
        return np.asarray(np.where(self.level, np.abs(leads) <= LEVEL, ahead))

    def log_likelihood(self, leads: Floats, noise: float) -> Floats:
        """Return how well leads (S, K) explain what was said, (S,), up to a constant.

        Somebody sees a lead d with a normal error of standard deviation `noise`, so that
        "higher" has probability Phi((d - gap) / noise) and "level" a density proportional
        to exp(-d^2 / 2 noise^2): a probit model of paired comparisons.
        """
        found = np.zeros(len(leads))
        if not self.level.all():
            ahead = ~self.level
            found += log_normal((leads[:, ahead] - self.gap[ahead]) / noise).sum(axis=1)
        if self.level.any():
            found -= (leads[:, self.level] ** 2).sum(axis=1) / (2.0 * noise**2)
        return found

    def demands(self) -> "Demands":
        """Write the statements as leads that must be had; one that two are level makes two."""
        at = np.flatnonzero(self.level)
        least = np.where(self.level, -LEVEL, self.gap)
        return Demands(
            first=np.concatenate([self.first, self.second[at]]),
            second=np.concatenate([self.second, self.first[at]]),
            least=np.concatenate([least, np.full(len(at), -LEVEL)]),
            statement=np.concatenate([np.arange(len(self)), at]),
        )


def log_normal(z: Floats) -> Floats:
    """Return the logarithm of the standard normal distribution function, within 2e-6.

    Interpolated in a table; below its low end ``-z^2 / 2 - log(-z sqrt(2 pi))`` with two terms
    of the series for the rest.
    """
    low, per_unit, table, rise = _table()
    found = np.clip((z - low) * per_unit, 0.0, len(table) - 1.0)
    # The steps are equal, so that places are worked out: `np.interp` would search for each.
    place = found.astype(np.intp)
    found -= place
    found *= rise[place]
    found += table[place]
    below = z < low
    if below.any():
        t = z[below] ** -2.0
        tail = -(z[below] ** 2) / 2.0 - np.log(-z[below] * np.sqrt(2.0 * np.pi))
        found[below] = tail + np.log1p(-t + 3.0 * t**2)
    return np.asarray(found)


@lru_cache(maxsize=1)
def _table() -> tuple[float, float, Floats, Floats]:
    """Return the low end, the steps per unit, and the values of `log_normal` and their rises."""
    low, high, per_unit = -12.0, 8.0, 256.0
    at = np.arange(low, high + 0.5 / per_unit, 1.0 / per_unit).tolist()
    values = np.array([math.log(0.5 * math.erfc(-z / math.sqrt(2.0))) for z in at])
    return low, per_unit, values, np.diff(values, append=0.0)


def of_ranking(ranks: Ints) -> Statements:
    """Return what a ranking says of neighbours: those of one rank are level.

    Parameters
    ----------
    ranks : (N,) int
        1 for the first.
    """
    order = np.argsort(ranks, kind="stable")
    first, second = order[:-1], order[1:]
    return Statements(first, second, np.zeros(len(first)), ranks[first] == ranks[second])


@dataclass(frozen=True, eq=False)
class Demands:
    """R leads that must be had: ``V_first - V_second >= least`` points.

    Attributes
    ----------
    first, second : (R,) int
        Theories, as places 0 to N - 1.
    least : (R,) float
    statement : (R,) int
        The statement that each comes from.
    """

    first: Ints
    second: Ints
    least: Floats
    statement: Ints

    def __len__(self) -> int:
        return len(self.first)

    def of(self, statements: Ints) -> "Demands":
        """Return the demands of some statements alone."""
        mine = np.isin(self.statement, statements)
        return Demands(self.first[mine], self.second[mine], self.least[mine], self.statement[mine])

    def leads(self, totals: Floats) -> Floats:
        """Return the leads, (S, R), of totals (S, N)."""
        return np.asarray(totals[:, self.first] - totals[:, self.second])

    def is_circle(self) -> bool:
        """Tell whether no scores whatever meet all demands: they go round in a circle.

        A circle of leads whose least points add up to more than 0, or to 0 where one of them
        is strict; found as a negative circle of difference constraints.
        """
        theories = np.unique(np.concatenate([self.first, self.second]))
        highest = dict.fromkeys(theories.tolist(), 0.0)
        needed = self.least + STRICT  # in slack, which every demand must have
        for _ in range(len(theories) + 1):
            moved = False
            for a, b, gap in zip(
                self.first.tolist(), self.second.tolist(), needed.tolist(), strict=True
            ):
                if highest[b] > highest[a] - gap + STRICT / 2:
                    highest[b] = highest[a] - gap
                    moved = True
            if not moved:
                return False
        return True
