"""Infeasible demands on a split: an irreducible set of them (IIS), for the message."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from toi.engine.milp import milp
from toi.engine.portfolio.problem import Constraints
from toi.weight_limits import irreducible

Kind = Literal["floor", "cap", "limit", "budget", "most"]
Demand = tuple[Kind, int]


def conflict(constraints: Constraints) -> list[Demand]:
    """Find an irreducible set of demands that cannot be met together; empty where all can.

    Floors and caps carry the number of their line, limits their own.
    """
    demands: list[Demand] = [("budget", 0)]
    demands += [("floor", int(t)) for t in np.flatnonzero(constraints.lower > 0)]
    demands += [("limit", i) for i in range(len(constraints.limits))]
    demands += [("cap", int(t)) for t in np.flatnonzero(constraints.upper < constraints.budget)]
    demands += [("most", 0)] if constraints.most is not None else []
    if _possible(constraints, demands):
        return []
    # The budget is tried last, so that it is named wherever it is part of what clashes.
    return irreducible(demands, lambda rest: not _possible(constraints, rest), demands[::-1])


def _possible(constraints: Constraints, demands: Sequence[Demand]) -> bool:
    """Return whether some split meets these demands."""
    from scipy.optimize import Bounds, LinearConstraint

    t, kept = len(constraints.lower), set(demands)
    large = max(10.0 * constraints.budget, float(constraints.lower.sum()) + 1.0)
    lower = np.where([("floor", i) in kept for i in range(t)], constraints.lower, 0.0)
    upper = np.where([("cap", i) in kept for i in range(t)], constraints.upper, large)
    chosen = np.arange(t, 2 * t)
    rows = [np.concatenate([np.ones(t), np.zeros(t)])]
    most = [constraints.budget if ("budget", 0) in kept else np.inf]
    for i, limit in enumerate(constraints.limits):
        if ("limit", i) in kept:
            rows.append(np.concatenate([limit.coefficients, np.zeros(t)]))
            most.append(limit.most)
    if ("most", 0) in kept:
        rows += [np.concatenate([row, -large * row]) for row in np.eye(t)]
        most += [0.0] * t
        rows.append(np.concatenate([np.zeros(t), np.ones(t)]))
        most.append(float(constraints.most or 0))
    if (lower > upper).any():
        return False
    whole = np.zeros(2 * t)
    whole[chosen] = 1
    found = milp(
        np.zeros(2 * t),
        integrality=whole if ("most", 0) in kept else None,
        bounds=Bounds(np.append(lower, np.zeros(t)), np.append(upper, np.ones(t))),
        constraints=LinearConstraint(np.array(rows), -np.inf, np.array(most)),
    )
    return bool(found.status == 0)
