"""Demands on a split that cannot all be met: which of them are in each other's way."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from toi.engine.milp import milp
from toi.engine.portfolio.problem import Constraints

Kind = Literal["floor", "cap", "limit", "budget", "most"]
Demand = tuple[Kind, int]


def conflict(room: Constraints) -> list[Demand]:
    """The fewest demands that still cannot be met together; empty where all can.

    Floors and caps carry the number of their line, limits their own. Found by leaving out
    one demand after the other for as long as the rest stay impossible (a deletion filter,
    Chinneck & Dravnieks 1991), so that none of those named could be left out.
    """
    demands: list[Demand] = [("budget", 0)]
    demands += [("floor", int(t)) for t in np.flatnonzero(room.lower > 0)]
    demands += [("limit", i) for i in range(len(room.limits))]
    demands += [("cap", int(t)) for t in np.flatnonzero(room.upper < room.budget)]
    demands += [("most", 0)] if room.most is not None else []
    if _possible(room, demands):
        return []
    for demand in list(reversed(demands)):
        rest = [one for one in demands if one != demand]
        if not _possible(room, rest):
            demands = rest
    return demands


def _possible(room: Constraints, demands: Sequence[Demand]) -> bool:
    """Whether some split meets these demands."""
    from scipy.optimize import Bounds, LinearConstraint

    t, kept = len(room.lower), set(demands)
    large = max(10.0 * room.budget, float(room.lower.sum()) + 1.0)
    lower = np.where([("floor", i) in kept for i in range(t)], room.lower, 0.0)
    upper = np.where([("cap", i) in kept for i in range(t)], room.upper, large)
    chosen = np.arange(t, 2 * t)
    rows = [np.concatenate([np.ones(t), np.zeros(t)])]
    most = [room.budget if ("budget", 0) in kept else np.inf]
    for i, limit in enumerate(room.limits):
        if ("limit", i) in kept:
            rows.append(np.concatenate([limit.coefficients, np.zeros(t)]))
            most.append(limit.most)
    if ("most", 0) in kept:
        rows += [np.concatenate([row, -large * row]) for row in np.eye(t)]
        most += [0.0] * t
        rows.append(np.concatenate([np.zeros(t), np.ones(t)]))
        most.append(float(room.most or 0))
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
