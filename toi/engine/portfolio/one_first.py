"""The line of the largest worth first, then the next best: what a board could do by a ranking."""

import numpy as np

from toi.engine.portfolio.problem import Constraints
from toi.engine.problem import Floats

NEAR = 1e-12  # of the budget


def one_first(worth: Floats, constraints: Constraints) -> tuple[Floats, int]:
    """Return the split that fills lines in the order of their worth, and the first of them.

    Each line takes all that is left, up to its cap and to what limits leave. A line that could not
    have its smallest grant is passed over, and no more lines are begun than are allowed.

    Parameters
    ----------
    worth : (T,) float
        Points of the first unit in each line.

    Returns
    -------
    (T,) float, int
    """
    split = constraints.lower.copy()
    order = np.argsort(-worth, kind="stable")
    first = None
    for t in order.tolist():
        begun = np.count_nonzero(split > 0) + (split[t] <= 0)
        if constraints.most is not None and begun > constraints.most:
            continue
        part = split[t] + _room(constraints, split, t)
        smallest = 0.0 if constraints.smallest is None else float(constraints.smallest[t])
        if part > split[t] + NEAR and part >= smallest - NEAR:
            split[t] = part
            first = t if first is None else first
    return split, int(order[0]) if first is None else first


def _room(constraints: Constraints, split: Floats, t: int) -> float:
    """Return how much more a line may have, all else as it is."""
    rooms = [constraints.budget - float(split.sum()), float(constraints.upper[t] - split[t])]
    for limit in constraints.limits:
        if limit.coefficients[t] > 0:
            over = limit.most - float(limit.coefficients @ split)
            rooms.append(over / float(limit.coefficients[t]))
    return max(min(rooms), 0.0)
