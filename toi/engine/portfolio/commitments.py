"""Cost of each commitment: how much better the best split without it would be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.solve import BudgetSplit, solve
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

Kind = Literal["floor", "cap", "limit", "grant", "most", "return"]
NOTHING = 1e-4  # points


@dataclass(frozen=True, eq=False)
class CommitmentCost:
    """Gain from giving up a commitment, or all of them.

    Attributes
    ----------
    kind : str
    at : int or None
        Of a floor or a cap the line, of a limit or a smallest grant its number.
    cost : float
        Points of what the split aims at.
    expected : float
        Points of the mean outcome.
    shares : (T,) float
        The best split without it.
    """

    kind: Kind
    at: int | None
    cost: float
    expected: float
    shares: Floats


def commitment_costs(
    preferences: Preferences,
    constraints: Constraints,
    split: BudgetSplit,
    closed: Floats,
    grants: Sequence[Floats] | None = None,
) -> list[CommitmentCost]:
    """Solve again without each commitment, the dearest first.

    Parameters
    ----------
    split : BudgetSplit
        The best one under all of them.
    closed : (T,) float
        The caps that are no commitments: 0 for what is excluded or does no good.
    grants : sequence of (T,) float, optional
        The smallest grants that stay when each of several is given up; by default all are one
        commitment.
    """
    own = outcome_of(preferences, split.shares)
    if grants is None:
        grants = [] if constraints.smallest is None else [np.zeros(len(closed))]
    found = [
        _cost(preferences, changed, split, own.value, own.expected, kind, at)
        for kind, at, changed in _without(constraints, closed, grants)
    ]
    return sorted(found, key=lambda one: -one.cost)


def cost_of_all(
    preferences: Preferences, constraints: Constraints, split: BudgetSplit, closed: Floats
) -> float:
    """Return what all commitments together cost, in points."""
    free = Constraints(np.zeros(len(closed)), closed, budget=constraints.budget)
    own = outcome_of(preferences, split.shares).value
    return max(solve(preferences, free, split.points).value - own, 0.0)


def _without(
    constraints: Constraints, closed: Floats, grants: Sequence[Floats]
) -> Iterator[tuple[Kind, int | None, Constraints]]:
    """Yield each commitment with the constraints that are left without it."""
    t = np.arange(len(constraints.lower))
    for at in np.flatnonzero(constraints.lower > 0).tolist():
        lower = np.where(t == at, 0.0, constraints.lower)
        upper = np.where(t == at, np.minimum(constraints.upper, closed), constraints.upper)
        yield "floor", at, replace(constraints, lower=lower, upper=upper)
    for at in np.flatnonzero(constraints.upper < closed).tolist():
        upper = np.where(t == at, closed, constraints.upper)
        yield "cap", at, replace(constraints, upper=upper)
    for at in range(len(constraints.limits)):
        limits = tuple(one for i, one in enumerate(constraints.limits) if i != at)
        yield "limit", at, replace(constraints, limits=limits)
    for at, smallest in enumerate(grants):
        yield "grant", at, replace(constraints, smallest=smallest if smallest.any() else None)
    if constraints.most is not None:
        yield "most", None, replace(constraints, most=None)
    if constraints.least_return is not None:
        yield "return", None, replace(constraints, least_return=None)


def _cost(
    preferences: Preferences,
    constraints: Constraints,
    split: BudgetSplit,
    value: float,
    expected: float,
    kind: Kind,
    at: int | None,
) -> CommitmentCost:
    found = solve(preferences, constraints, split.points)
    more = outcome_of(preferences, found.shares)
    cost = max(more.value - value, 0.0)
    return CommitmentCost(
        kind=kind,
        at=at,
        cost=cost if cost > NOTHING else 0.0,
        expected=more.expected - expected,
        shares=found.shares,
    )
