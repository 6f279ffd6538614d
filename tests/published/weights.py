"""Weights from ranks, points and pairs; draws of weights."""

from functools import partial

import numpy as np
from pymcdm.weights.subjective import AHP

from tests.published.register import held_against
from toi.engine.elicitation.weights import (
    consistency,
    from_points,
    principal_weights,
    rank_order_centroid,
)
from toi.engine.problem import WeightLaw
from toi.engine.sampling.streams import BLOCK
from toi.engine.sampling.weight_draws import weights_block
from toi.records.weight_uncertainty import read_constraint

held_against = partial(held_against, subject="Weights")

# Size, transport, neighbourhood, age, yard, modern facilities, general condition, financing.
HOUSE = [
    [5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [6, 3, 4, 6, 1 / 5],
    [1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 2, 1 / 5, 1 / 6],
    [1 / 5, 1 / 6],
    [1 / 2],
]


def reciprocal(upper):
    """The matrix of comparisons whose part above the diagonal is given by rows."""
    n = len(upper) + 1
    found = np.eye(n)
    for i, row in enumerate(upper):
        for j, value in enumerate(row, i + 1):
            found[i, j], found[j, i] = value, 1 / value
    return found


@held_against(
    "Barron and Barrett 1996: weights of two, three and four ranked criteria",
    method="rank order centroid",
)
def centroids():
    wanted = [3 / 4, 1 / 4, 11 / 18, 5 / 18, 2 / 18, 25 / 48, 13 / 48, 7 / 48, 3 / 48]
    return np.concatenate([rank_order_centroid(np.arange(1, n + 1)) for n in (2, 3, 4)]), wanted


@held_against(
    "Goodwin and Wright, chapter on SMART: swings of 100, 80, 70, 30, 20 and 10, per cent",
    method="swing weights",
    within=0.5,
    why="printed without decimals",
)
def swings():
    return 100 * from_points(np.array([100.0, 80, 70, 30, 20, 10])), [32, 26, 23, 10, 6, 3]


@held_against(
    "Saaty 1990, How to make a decision, EJOR 48, Table 2: buying a house, priorities",
    method="pairwise comparison (AHP)",
    within=0.0006,
    why="printed with three decimals",
)
def house():
    printed = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    return principal_weights(reciprocal(HOUSE)), printed


@held_against(
    "Saaty 1990, Table 2: principal eigenvalue, consistency index and ratio",
    method="pairwise comparison (AHP)",
    within=0.0006,
    why="printed with three decimals",
)
def house_ratio():
    index, ratio = consistency(reciprocal(HOUSE))
    return [8 + 7 * index, index, ratio], [9.669, 0.238, 0.169]


@held_against("pymcdm, AHP: twenty random matrices of 2 to 7", method="pairwise comparison (AHP)")
def eigenvectors():
    random = np.random.default_rng(0)
    scale = [*(1 / k for k in range(9, 1, -1)), *range(1, 10)]
    found, wanted = [], []
    for n in [2, 3, 4, 5, 6, 7] * 3 + [5, 6]:
        matrix = reciprocal([random.choice(scale, k) for k in range(n - 1, 0, -1)])
        found += [*principal_weights(matrix)]
        wanted += [*AHP(matrix=matrix)()]
    return found, wanted


def drawn(law, names, weights):
    return weights_block(names, np.array(weights), law, 0, 0)


def within(*texts):
    return tuple(limit for text in texts for limit in read_constraint(text))


@held_against(
    "closed form: means and covariances of a Dirichlet",
    method="weights drawn roughly",
    within=0.01,
    why="8,192 draws",
)
def dirichlet():
    mean, size = np.array([0.5, 0.3, 0.2]), 20.0
    found = drawn(WeightLaw("dirichlet", size), ("a", "b", "c"), mean)
    covariance = (np.diag(mean) - np.outer(mean, mean)) / (size + 1)
    wanted = np.concatenate([mean, covariance.ravel()])
    return np.concatenate([found.mean(axis=0), np.cov(found.T).ravel()]), wanted


@held_against(
    "closed form: a triangle's centroid, and a twelfth of the squares of its corners around it",
    method="weights within limits (a >= 0.4)",
    within=0.01,
    why="8,192 draws",
)
def triangle():
    law = WeightLaw("unknown", limits=within("a >= 0.4"))
    found = drawn(law, ("a", "b", "c"), np.full(3, 1 / 3)).T
    corners = np.array([[1, 0, 0], [0.4, 0.6, 0], [0.4, 0, 0.6]]).T
    centre = corners.mean(axis=1)
    away = corners - centre[:, None]
    wanted = np.concatenate([centre, (away @ away.T / 12).ravel()])
    return np.concatenate([found.mean(axis=1), np.cov(found).ravel()]), wanted


@held_against(
    "closed form: in a slab a thousandth thick, distributions across it and along it",
    method="hit-and-run in a thin region (0.3 <= a <= 0.301)",
    within=0.025,
    why="8,192 draws; largest distance of two distribution functions",
)
def thin_slab():
    """Across the slab weights are all but uniform; along it the rest is a flat Dirichlet."""
    law = WeightLaw("unknown", limits=within("0.3 <= a <= 0.301", "b >= 0.001"))
    found = drawn(law, tuple("abcde"), np.full(5, 0.2))
    rest = np.sort(found[:, 2:] / (1 - 0.001 - found[:, :1]), axis=0)
    expected = 1 - (1 - rest) ** 3  # of one of four
    steps = np.arange(1, BLOCK + 1)[:, None] / BLOCK
    across = np.sort((found[:, 0] - 0.3) / 0.001)
    distance = [*np.abs(steps - expected).max(axis=0), np.abs(steps[:, 0] - across).max()]
    return distance, np.zeros(4)
