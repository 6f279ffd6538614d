"""The portfolio problem: preferences that value a split, constraints that it must meet.

Axes: S scenarios, T lines. A split x (T,) holds shares of the budget.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toi.engine.portfolio.returns import Returns
from toi.engine.problem import Bools, Floats


@dataclass(frozen=True)
class Group:
    """Lines that share returns: together they gain no more than one line of this `half_return`."""

    name: str
    members: tuple[int, ...]
    half_return: float


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
        0 looks at the expected outcome alone, 1 at the worst tenth alone.
    probability : (S,) float or None
        Of each scenario; None where all are alike.
    """

    worth: Floats
    half_return: Floats
    groups: tuple[Group, ...] = ()
    returns: Returns = "log"
    risk: float = 0.0
    probability: Floats | None = None

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
    """

    lower: Floats
    upper: Floats
    limits: tuple[BudgetLimit, ...] = ()
    budget: float = 1.0
    most: int | None = None


def unconstrained(lines: int, budget: float = 1.0) -> Constraints:
    """Return constraints without floors, caps or limits."""
    return Constraints(np.zeros(lines), np.full(lines, budget), budget=budget)
