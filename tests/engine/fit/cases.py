"""Small random debates as bare numbers, and what brute force says of them."""

from itertools import combinations

import numpy as np

from toi.engine.fit.landscape import OverWeights, WeightedScores
from toi.engine.fit.programme import MARGIN
from toi.engine.fit.statements import FAR, Statements


def statements(pairs, gaps=None, level=()):
    """Statements from pairs of places; those in `level` say that two are level."""
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    gap = np.zeros(len(pairs)) if gaps is None else np.array(gaps, dtype=float)
    return Statements(first, second, gap, np.isin(np.arange(len(pairs)), level))


def random_statements(rng, theories, n):
    pairs = [rng.choice(theories, 2, replace=False) for _ in range(n)]
    kinds = rng.choice(3, n, p=[0.7, 0.15, 0.15])
    return statements(pairs, np.where(kinds == 1, FAR, 0.0), np.flatnonzero(kinds == 2))


def over_weights(values):
    return OverWeights(WeightedScores(values), np.ones(values.shape[1], dtype=bool))


def corners(values, demands):
    """Every corner of the weights of three criteria that meet the demands, (V, 3), exactly.

    Each lies where two of all borders cross.
    """
    assert values.shape[1] == 3
    leads = 100 * (values[demands.first] - values[demands.second])
    rows = np.vstack([leads, np.eye(3)])
    least = np.concatenate([demands.least + MARGIN, np.zeros(3)])  # more than level, to be higher
    found = []
    for i, j in combinations(range(len(rows)), 2):
        matrix = np.array([rows[i], rows[j], np.ones(3)])
        if abs(np.linalg.det(matrix)) > 1e-9:
            w = np.linalg.solve(matrix, [least[i], least[j], 1.0])
            if (rows @ w >= least - 1e-10).all():
                found.append(w)
    return np.array(found).reshape(-1, 3)
