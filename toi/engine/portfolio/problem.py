"""The portfolio problem: preferences that value a split, constraints that it must meet.

Axes: S scenarios, T lines. A split x (T,) holds shares of the budget.
"""

from functools import cached_property

import numpy as np

from toi.engine.portfolio.cvar import TAIL
from toi.engine.portfolio.returns import Returns
from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Group:
    """Lines that share returns: together they gain no more than one line of this `half_return`."""

    name: str
    members: tuple[int, ...]
    half_return: float


@dataclass(frozen=True)
class LineSynergy:
    """Lines that are worth more together than apart, or less.

    The effort that all of them have, the smallest, is matched: a unit of it in each is worth
    ``strength`` times their worth more than apart.

    Attributes
    ----------
    strength : float
        From -1; below 0 for two lines that stand in for one another.
    smaller : int or None
        The line whose effort is the smaller, where that was settled: needed below 0.
    """

    name: str
    members: tuple[int, ...]
    strength: float
    smaller: int | None = None


@dataclass(frozen=True, eq=False)
class Preferences:
    """Worth of lines, returns and attitude to risk: what values a split.

    Attributes
    ----------
    worth : (S, T) float
        Worth of each line above doing nothing, in points, in every scenario.
    half_return : (T,) float
        Spending at which another unit in a line brings half of what the first did.
    groups : tuple of Group
        Lines that share returns.
    returns : str
        ``log``, ``sqrt`` or ``none``.
    risk : float
        0 looks at the expected outcome alone, 1 at the worst cases alone.
    tail : float
        What share of the cases the worst ones are, above 0.
    synergies : tuple of LineSynergy
        Lines that are worth more together, or less. It acts where each is worth something alone.
    probability : (S,) float or None
        Of each scenario; None where all are alike.
    """

    worth: Floats
    half_return: Floats
    groups: tuple[Group, ...] = ()
    returns: Returns = "log"
    risk: float = 0.0
    probability: Floats | None = None
    tail: float = TAIL
    synergies: tuple[LineSynergy, ...] = ()

    @cached_property
    def chances(self) -> Floats:
        """Return the probability of each scenario, (S,)."""
        s = len(self.worth)
        return np.full(s, 1.0 / s) if self.probability is None else self.probability

    @cached_property
    def mean(self) -> Floats:
        """Return the expected worth of each line, (T,)."""
        return np.asarray(self.chances @ self.worth)

    @cached_property
    def gains(self) -> Floats:
        """Return points per unit of effort in lines and matched in synergies, (S, T + J)."""
        together = [pair.strength * self.worth[:, pair.members].sum(axis=1) for pair in self.acting]
        return np.column_stack([self.worth, *together]) if together else self.worth

    @cached_property
    def mean_gains(self) -> Floats:
        """Return the expectation of `gains`, (T + J,)."""
        return np.asarray(self.chances @ self.gains) if self.acting else self.mean

    @cached_property
    def acting(self) -> tuple[LineSynergy, ...]:
        """Return the synergies between lines that are each worth something alone."""
        return tuple(
            pair for pair in self.synergies if not any(self.harmful[t] for t in pair.members)
        )

    @cached_property
    def harmful(self) -> Bools:
        """Return the lines expected to be worth no more than doing nothing, (T,)."""
        return np.asarray(self.mean <= 0.0)

    @property
    def plain(self) -> Bools:
        """Return the lines whose returns neither diminish nor are shared, (T,)."""
        shared = {t for group in self.groups for t in group.members}
        alone = ~np.isin(np.arange(self.worth.shape[1]), list(shared))
        return np.asarray(alone & (self.returns == "none"))

    def members(self, group: Group) -> list[int]:
        """Return the lines of a group that do some good: harm shares no returns."""
        return [t for t in group.members if not self.harmful[t]]


@dataclass(frozen=True, eq=False)
class BudgetLimit:
    """``sum coefficients * x <= most``, by a name and a place that messages can use."""

    name: str
    coefficients: Floats
    most: float
    path: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Constraints:
    """The splits that are allowed.

    Attributes
    ----------
    lower, upper : (T,) float
        Floor and cap of each line.
    limits : tuple of BudgetLimit
        On sums over several lines.
    budget : float
        All that there is to spend; 1 unless more or less is asked about.
    most : int or None
        Largest number of lines that get anything.
    smallest : (T,) float or None
        What a line gets at least if it gets anything; None for any share.
    least_return : float or None
        Smallest expected outcome, in points.
    """

    lower: Floats
    upper: Floats
    limits: tuple[BudgetLimit, ...] = ()
    budget: float = 1.0
    most: int | None = None
    smallest: Floats | None = None
    least_return: float | None = None
