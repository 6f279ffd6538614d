"""The smallest set of statements that no weights meet together."""

from collections.abc import Callable, Sequence

import numpy as np

from toi.engine.milp import milp
from toi.engine.problem import Floats
from toi.weight_limits import irreducible

MOST_SETS = 400  # sets that are tried before the search gives up on the smallest


def smallest_conflict(
    members: Sequence[int], feasible: Callable[[Sequence[int]], bool], most_sets: int = MOST_SETS
) -> tuple[list[int], bool]:
    """Find a smallest set of members that cannot be met together, and whether none is smaller.

    A smallest set meets the complement of every largest set that can be met. So the smallest
    that meets all complements known so far is tried; if it can be met, it is made as large as
    can be, which gives one complement more. Where that takes too long,
    a set of which none can be left out.

    Parameters
    ----------
    members : sequence of int
        That cannot be met together.
    feasible : callable
        Whether some of the members can be.
    most_sets : int
        How many sets may be tried before that takes too long.
    """
    members, left_out = list(members), list[list[int]]()
    for _ in range(most_sets // max(1, len(members))):
        tried = _hitting(members, left_out)
        if not feasible(tried):
            return tried, True
        for member in members:
            if member not in tried and feasible([*tried, member]):
                tried.append(member)
        left_out.append([member for member in members if member not in tried])
    return irreducible(members, lambda rest: not feasible(rest), members), False


def _hitting(members: Sequence[int], sets: Sequence[Sequence[int]]) -> list[int]:
    """Return the fewest members of which each set holds one."""
    if not sets:
        return []
    from scipy.optimize import LinearConstraint

    n = len(members)
    rows: Floats = np.array([[float(member in one) for member in members] for one in sets])
    found = milp(
        np.ones(n) + np.arange(n) * 1e-6,  # the earlier ones where several do
        integrality=np.ones(n),
        bounds=(0, 1),
        constraints=LinearConstraint(rows, lb=1.0),
    )
    return [member for member, taken in zip(members, found.x, strict=True) if taken > 0.5]
