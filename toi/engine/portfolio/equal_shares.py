"""Equal shares as far as floors, caps and limits allow: what a board could do without a model."""

import numpy as np

from toi.engine.portfolio.problem import Constraints
from toi.engine.problem import Floats

ROUNDS = 2000
NEAR = 1e-10  # of the budget


def equal_shares(constraints: Constraints) -> Floats:
    """Return the split of the whole budget nearest to equal shares that meets all bounds, (T,).

    Nearest by least squares, found by the alternating projections of Dykstra: onto the floors
    and caps, and onto each limit in turn. What a line's floor or cap leaves over goes to the
    others alike. The number of lines, smallest grants and a floor
    on the return play no part.
    """
    # Of splits that spend the same, those nearest to nothing are nearest to equal shares.
    found = np.zeros(len(constraints.lower))
    if not constraints.limits:
        return _levelled(found, constraints)
    steps = [np.zeros_like(found) for _ in range(len(constraints.limits) + 1)]
    for _ in range(ROUNDS):
        before = found
        for i, limit in enumerate(constraints.limits):
            moved = found + steps[i]
            row = limit.coefficients
            over = max(float(row @ moved) - limit.most, 0.0)
            found = moved - over / max(float(row @ row), NEAR) * row
            steps[i] = moved - found
        moved = found + steps[-1]
        found = _levelled(moved, constraints)
        steps[-1] = moved - found
        if np.abs(found - before).max() < NEAR:
            break
    return found


def _levelled(split: Floats, constraints: Constraints) -> Floats:
    """Return the nearest split within floors and caps that spends all, as far as caps let it."""
    lower, upper = constraints.lower, np.maximum(constraints.upper, constraints.lower)
    whole = min(constraints.budget, float(upper.sum()))
    low = float((lower - split).min()) - constraints.budget
    high = float((upper - split).max()) + constraints.budget
    for _ in range(100):
        level = (low + high) / 2
        if np.clip(split + level, lower, upper).sum() < whole:
            low = level
        else:
            high = level
    return np.asarray(np.clip(split + high, lower, upper))
