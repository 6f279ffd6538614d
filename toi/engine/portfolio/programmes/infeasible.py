"""Infeasible demands on a split: an irreducible set of them (IIS), for the message."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from toi.engine.portfolio.problem import Constraints
from toi.engine.portfolio.programmes.linear_programme import Infeasible, Rows, Solver
from toi.weight_limits import irreducible

Kind = Literal["floor", "cap", "limit", "budget", "most", "grant"]
Demand = tuple[Kind, int]


def conflict(constraints: Constraints) -> list[Demand]:
    """Find an irreducible set of demands that cannot be met together; empty where all can.

    Floors, caps and smallest grants carry the number of their line, limits their own. A floor
    on the return is no demand here.
    """
    demands: list[Demand] = [("budget", 0)]
    demands += [("floor", int(t)) for t in np.flatnonzero(constraints.lower > 0)]
    demands += [("limit", i) for i in range(len(constraints.limits))]
    demands += [("cap", int(t)) for t in np.flatnonzero(constraints.upper < constraints.budget)]
    if constraints.smallest is not None:
        demands += [("grant", int(t)) for t in np.flatnonzero(constraints.smallest > 0)]
    demands += [("most", 0)] if constraints.most is not None else []
    if _possible(constraints, demands):
        return []
    # The budget is tried last, so that it is named wherever it is part of what clashes.
    return irreducible(demands, lambda rest: not _possible(constraints, rest), demands[::-1])


def _possible(constraints: Constraints, demands: Sequence[Demand]) -> bool:
    """Return whether some split meets these demands."""
    t, kept = len(constraints.lower), set(demands)
    large = max(10.0 * constraints.budget, float(constraints.lower.sum()) + 1.0)
    lower = np.where([("floor", i) in kept for i in range(t)], constraints.lower, 0.0)
    upper = np.where([("cap", i) in kept for i in range(t)], constraints.upper, large)
    if (lower > upper).any():
        return False
    rows, lines = Rows(), np.arange(t)
    if ("budget", 0) in kept:
        rows.add(lines, np.ones(t), constraints.budget)
    for i, limit in enumerate(constraints.limits):
        if ("limit", i) in kept:
            rows.add(lines, limit.coefficients, limit.most)
    for i in range(t):
        rows.add([i, t + i], [1.0, -large], 0.0)
        if ("grant", i) in kept and constraints.smallest is not None:
            rows.add([i, t + i], [-1.0, constraints.smallest[i]], 0.0)
    if ("most", 0) in kept:
        rows.add(lines + t, np.ones(t), float(constraints.most or 0))
    counted = any(kind in ("most", "grant") for kind, _ in kept)
    low, high = np.append(lower, np.zeros(t)), np.append(upper, np.ones(t))
    whole = np.arange(2 * t) >= t
    try:
        Solver(np.zeros(2 * t), low, high, rows, whole if counted else None).solve()
    except Infeasible:
        return False
    return True
