"""Lines that may change places in a split at no cost: the split is then one of several."""

from collections.abc import Sequence

import numpy as np

from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.problem import Floats

APART = 1e-3  # of the budget: shares that are nearer are the same


def interchangeable(
    preferences: Preferences, constraints: Constraints, shares: Floats
) -> list[tuple[int, ...]]:
    """Find lines of one worth in every scenario, under the same conditions, with other shares.

    Those of a synergy are left out. What is found is certain: with the shares of two of them
    exchanged, a split keeps all that is asked for and brings the same in every scenario. Others
    may be as good without that.

    Parameters
    ----------
    shares : (T,) float
        A best split.
    """
    tied = {t for synergy in preferences.synergies for t in synergy.members}
    free = [t for t in range(len(shares)) if t not in tied]
    facts = np.vstack(_facts(preferences, constraints))
    near = _alike(free, facts)  # few columns of worth need be compared whole
    alike = [same for some in near if len(some) > 1 for same in _alike(some, preferences.worth)]
    least = APART * constraints.budget
    return [tuple(some) for some in alike if np.ptp(shares[some]) > least]


def _alike(lines: Sequence[int], rows: Floats) -> list[list[int]]:
    """Return lines by what stands in their columns of some rows, (R, T)."""
    found: dict[bytes, list[int]] = {}
    for t in lines:
        found.setdefault(rows[:, t].tobytes(), []).append(t)
    return list(found.values())


def _facts(preferences: Preferences, constraints: Constraints) -> Sequence[Floats]:
    """Return what tells lines apart, but for most scenarios, in rows of one number for each."""
    lines = np.arange(preferences.worth.shape[1])
    smallest = constraints.smallest
    return [
        preferences.worth[0],
        preferences.half_return,
        constraints.lower,
        constraints.upper,
        *([] if smallest is None else [smallest]),
        *(limit.coefficients for limit in constraints.limits),
        *(np.isin(lines, group.members).astype(float) for group in preferences.groups),
    ]
