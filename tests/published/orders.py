"""Several rankings made one, and how far apart they are."""

import itertools
from functools import partial

import numpy as np
import scipy.stats

from tests.engine.comparison.test_comparison import ballots, cost
from tests.published.register import held_against
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.comparison.rank_aggregation import borda, copeland, kemeny, majorities
from toi.engine.comparison.rank_distance import kendall_distance, pair_signs

held_against = partial(held_against, subject="Rankings together")


def drawn():
    """Thirty groups of two to six rankings of two to six, ties among them, with shares."""
    random = np.random.default_rng(0)
    for _ in range(30):
        voters, theories = random.integers(2, 7, 2)
        yield (
            random.integers(0, 5, (voters, theories)).astype(float),
            random.dirichlet(np.ones(voters)),
        )


@held_against(
    "enumeration of all orders of up to six theories: the cost of the best", method="Kemeny"
)
def least_cost():
    found, wanted = [], []
    for key, trust in drawn():
        prefers = majorities(key, trust)
        orders = itertools.permutations(range(key.shape[1]))
        found.append(kemeny(prefers).cost)
        wanted.append(min(cost(prefers, order) for order in orders))
    return found, wanted


@held_against("pairs of theories counted one by one", method="Borda, Copeland")
def points_and_wins():
    found, wanted = [], []
    for key, trust in drawn():
        prefers = majorities(key, trust)
        found += [*borda(prefers), *copeland(prefers)]
        theories = range(key.shape[1])
        above = [
            [
                sum(
                    p * ((v[i] > v[j]) + 0.5 * (v[i] == v[j]))
                    for p, v in zip(trust, key, strict=True)
                )
                for j in theories
                if j != i
            ]
            for i in theories
        ]
        wanted += [sum(row) for row in above]
        wanted += [sum((p > 0.5 + 1e-9) + 0.5 * (abs(p - 0.5) <= 1e-9) for p in r) for r in above]
    return found, wanted


@held_against(
    "Young 1988, Condorcet's 60 voters in a circle: votes against the most likely order b, c, a",
    method="Kemeny",
)
def circle_of_condorcet():
    groups = ((23, "abc"), (17, "bca"), (2, "bac"), (10, "cab"), (8, "cba"))
    prefers = majorities(*ballots(*groups))
    best = kemeny(prefers)
    majority = 60 * prefers[[0, 1, 2], [1, 2, 0]]
    return [*majority, 60 * best.cost, *best.order], [33, 42, 35, 18 + 25 + 33, 1, 2, 0]


@held_against(
    "scipy.stats.kendalltau and spearmanr: a hundred pairs of rankings with ties",
    method="Kendall's tau-b, Spearman",
)
def correlations():
    random, found, wanted = np.random.default_rng(0), [], []
    while len(found) < 200:
        x, y = random.integers(0, 5, (2, random.integers(3, 12))).astype(float)
        if len(set(x)) > 1 < len(set(y)):
            found += [kendall_tau_b(x, y), spearman(x, y)]
            wanted.append(scipy.stats.kendalltau(x, y).statistic)
            wanted.append(scipy.stats.spearmanr(x, y).statistic)
    return found, wanted


@held_against("scipy.stats.kendalltau: rankings without ties", method="Kendall's distance")
def distances():
    random, found, wanted = np.random.default_rng(1), [], []
    for n in range(3, 13):
        x, y = random.permutation(n).astype(float), random.permutation(n).astype(float)
        found.append(kendall_distance(pair_signs(x[None]), pair_signs(y[None]))[0, 0])
        wanted.append((1 - scipy.stats.kendalltau(x, y).statistic) * n * (n - 1) / 4)
    return found, wanted
