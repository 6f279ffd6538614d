"""Weights from answers: an order, points, or comparisons of two criteria at a time."""

from itertools import combinations

import numpy as np

from toi.engine.problem import Floats, Ints, WeightLaw
from toi.engine.sampling.weights import mean_weights

# The mean consistency index of random matrices of size 1, 2, ... as tabled in Saaty 1980.
RANDOM_INDEX = (
    *(0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    *(1.51, 1.48, 1.56, 1.57, 1.59),
)
TABLE = "Saaty 1980"
LIMIT = 0.1  # the ratio above which Saaty would look at the comparisons again
_MOST_SQUARINGS = 60


def rank_order_centroid(places: Ints) -> Floats:
    """Return weights (C,) from places (C,), 1 for the most important: mean of all in that order.

    ``w_(i) = 1/n sum_{j >= i} 1/j`` (Barron & Barrett 1996); criteria in the same place
    share what their places get.
    """
    descending = (places.max() + 1 - places).astype(np.float64)
    return mean_weights(descending, WeightLaw("order"))


def from_points(points: Floats) -> Floats:
    """Return weights (C,) in proportion to points (C,), of which one at least is above 0.

    With points for a swing from worst to best, 100 for the one wanted most, these are
    swing weights (Goodwin & Wright).
    """
    return np.asarray(points / points.sum())


def principal_weights(matrix: Floats) -> Floats:
    """Return weights (C,): the principal eigenvector of a positive matrix (C, C), summing to 1.

    ``w = lim A^k e / e' A^k e`` (Saaty 1980), by squaring A. Entry i, j says how many times
    as much i counts as j.
    """
    power = matrix / matrix.sum()
    weights = from_points(power.sum(axis=1))
    for _ in range(_MOST_SQUARINGS):
        power = power @ power
        power = power / power.sum()
        before, weights = weights, from_points(power.sum(axis=1))
        if np.allclose(before, weights, rtol=1e-14, atol=0.0):
            break
    return weights


def consistency(matrix: Floats) -> tuple[float, float]:
    """Return the consistency index ``(l - C) / (C - 1)`` and its ratio to that of random matrices.

    `l` is the principal eigenvalue of the reciprocal matrix (C, C). Both are 0 where fewer
    than three are compared. Beyond the 15 of the table its last entry is taken.
    """
    n = len(matrix)
    if n < 3:
        return 0.0, 0.0
    weights = principal_weights(matrix)
    largest = float(np.mean(matrix @ weights / weights))
    index = max((largest - n) / (n - 1), 0.0)
    return index, index / RANDOM_INDEX[min(n, len(RANDOM_INDEX)) - 1]


def triples(matrix: Floats) -> list[tuple[float, tuple[int, int, int]]]:
    """Return every three criteria with the inconsistency of their comparisons, the worst first.

    The distance is ``|ln(a_ij a_jk / a_ik)|``, for i < j < k; it is the same whichever way
    round the three are taken.
    """
    logs = np.log(matrix)
    found = [
        (abs(float(logs[i, j] + logs[j, k] - logs[i, k])), (i, j, k))
        for i, j, k in combinations(range(len(matrix)), 3)
    ]
    return sorted(found, key=lambda triple: (-round(triple[0], 9), triple[1]))
