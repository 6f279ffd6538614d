"""Shares of variance (Sobol), worth of knowing, and downside."""

import itertools
import math
from functools import partial

import numpy as np
from SALib.analyze import sobol as salib
from scipy.special import betainc
from scipy.stats import norm, qmc

from tests import small
from tests.engine.sensitivity.test_sobol import (
    estimated,
    evaluated,
    g_function,
    g_indices,
    in_order_of_salib,
    ishigami,
    ishigami_indices,
)
from tests.published.register import held_against
from toi.engine.portfolio.cvar import tail_mean
from toi.engine.portfolio.problem import BudgetLimit, Constraints, Preferences
from toi.engine.portfolio.solve import solve
from toi.engine.sampling.input_labels import rows_of_inputs
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.sensitivity.sobol import indices
from toi.engine.smaa.simulate import drawn_blocks
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.knowing_groups import knowing_groups
from toi.engine.voi.regression.evppi_regression import evppi_by_regression
from toi.engine.voi.regret import regrets

sobol = partial(held_against, subject="Shares of variance (Sobol)")
worth = partial(held_against, subject="Worth of knowing")
downside = partial(held_against, subject="Splits and their downside")
DRAWS = 16_384


def first_and_total(function, columns):
    found = indices(estimated(evaluated(function, [[i] for i in range(columns)])))
    return np.concatenate([found.first[:, 0], found.total[:, 0]])


@sobol(
    "Ishigami and Homma 1990, closed form (a = 7, b = 0.1): three inputs",
    method="first-order and total indices",
    within=0.05,
    why="8,192 points",
)
def ishigami_function():
    return first_and_total(ishigami, 3), np.concatenate(ishigami_indices())


@sobol(
    "Saltelli and Sobol 1995, closed form of the G function: eight inputs",
    method="first-order and total indices",
    within=0.05,
    why="8,192 points",
)
def g_of_saltelli():
    return first_and_total(g_function, 8), np.concatenate(g_indices())


@sobol(
    "SALib, the same points of both functions; its first order less what its other mean does",
    method="first-order and total indices",
)
def same_as_salib():
    found, wanted = [], []
    for function, d in ((ishigami, 3), (g_function, 8)):
        values = evaluated(function, [[i] for i in range(d)], points=1024)
        base, other, *mixed = values
        ours = indices(estimated(values))
        problem = {"num_vars": d, "names": [f"x{i}" for i in range(d)], "bounds": [[0, 1]] * d}
        theirs = salib.analyze(problem, in_order_of_salib(values), False, 10, seed=1)
        shift = np.mean(values) - np.mean([base, other])
        moved = shift * np.array([(ab - base).mean() for ab in mixed]) / np.var([base, other])
        found += [*ours.total[:, 0], *(ours.first[:, 0] - moved)]
        wanted += [*theirs["ST"], *theirs["S1"]]
    return found, wanted


def better_of_two_normals(theta, d):
    """``E max - max E = theta phi(d / theta) - d Phi(-d / theta)``, the means d apart."""
    density = math.exp(-((d / theta) ** 2) / 2) / math.sqrt(2 * math.pi)
    return theta * density - d * 0.5 * math.erfc(d / theta / math.sqrt(2))


def two_normals():
    """Scores of mean 50 and 54, standard deviations 10 and 20."""
    theories = [
        small.theory(name, {"c1": {"normal": [m, s]}})
        for name, m, s in (("A", 5.0, 1.0), ("B", 5.4, 2.0))
    ]
    problem = small.problem([small.criterion(clip=False)], theories)
    inputs = sampled_inputs(problem, 0, DRAWS)
    return problem, inputs, score(problem, inputs, [0, 1])


@worth(
    "closed form for two normal scores, theta phi(d / theta) - d Phi(-d / theta)",
    method="EVPI: expected regret of the leader",
    within=0.2,
    why="16,384 draws, points of 100",
)
def perfect_information():
    _, _, drawn = two_normals()
    found = regrets(drawn.totals, drawn.gated).mean[1]
    return [found], [better_of_two_normals(math.hypot(10, 20), 4)]


@worth(
    "closed form for two normal scores, one of them or both known",
    method="EVPPI of numbers, by regression",
    within=0.3,
    why="16,384 draws, points of 100",
)
def partial_information():
    problem, inputs, drawn = two_normals()
    labels = [quantity.label for quantity in problem.judgements]
    found, wanted = [], []
    for known, theta in (([1, 1], math.hypot(10, 20)), ([1, 0], 10.0), ([0, 1], 20.0)):
        columns = rows_of_inputs(problem, inputs, frozenset(itertools.compress(labels, known)))
        found.append(evppi_by_regression(columns, drawn.totals.T).points)
        wanted.append(better_of_two_normals(theta, 4))
    return found, wanted


@worth(
    "closed forms: of two normal scores one or both known; a share Beta(2, 3) against a sure .45, "
    "m (1 - I_b(a + 1, b)) - b (1 - I_b(a, b)) with m = a / (a + b)",
    method="EVPPI of numbers asked about by name",
    within=0.15,
    why="65,536 draws, points of 100",
)
def partial_information_by_name():
    problem = two_normals()[0]
    names = [frozenset([quantity.label]) for quantity in problem.judgements]
    found = gained(problem, [*names, frozenset().union(*names)])
    wanted = [better_of_two_normals(theta, 4) for theta in (10.0, 20.0, math.hypot(10, 20))]
    share = {"beta": [2, 3], "on": [0, 10]}
    theories = [small.theory("A", {"c1": share}), small.theory("B", {"c1": 4.5})]
    problem = small.problem([small.criterion()], theories)
    found += gained(problem, [frozenset([problem.judgements[0].label])])
    above = [float(1 - betainc(a, 3, 0.45)) for a in (3, 2)]
    return found, [*wanted, 100 * (0.4 * above[0] - 0.45 * above[1])]


def gained(problem, groups):
    n = 4 * DRAWS
    known = knowing_groups(problem, [0, 1], groups, lambda: drawn_blocks(problem, 0, n), n)
    return [one.points for one in known.groups]


@worth(
    "closed form: whether a blow of force .5 and credence .3 is sound, at 70 against 50 points",
    method="EVPPI of an argument",
    within=0.01,
    why="16,384 draws, points of 100",
)
def one_argument():
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 7}), small.theory("B", {"c1": 5})],
        [
            small.argument("blow", 0.3, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("nitpick", 0.4, [(["A"], "c1", "lowers", 0.01)]),
        ],
    )
    found = ArgumentEffects(problem, sampled_inputs(problem, 0, DRAWS), [0, 1], range(2), None)
    wear = 1 - 0.4 * 0.01  # by the nitpick, on average
    known = 0.3 * 50 + 0.7 * 70 * wear
    return found.evppi().value, [known - max((0.3 * 35 + 0.7 * 70) * wear, 50), 0]


MEAN = np.array([0.0101110, 0.0043532, 0.0137058])
COVARIANCE = np.array(
    [
        [0.00324625, 0.00022983, 0.00420395],
        [0.00022983, 0.00049937, 0.00019247],
        [0.00420395, 0.00019247, 0.00764097],
    ]
)


@downside(
    "Rockafellar and Uryasev 2000, Tables 1 to 4: three instruments, mean return at least .011, "
    "everything invested, least CVaR at .90: shares and CVaR",
    method="split of the best downside",
    within=0.03,
    why="8,192 quasi-random draws; returns are normal there",
)
def three_instruments():
    draws = norm.ppf(qmc.Sobol(3, seed=1).random_base2(13))
    worth = 100 * (MEAN + draws @ np.linalg.cholesky(COVARIANCE).T)
    view = Preferences(worth, np.ones(3), returns="none", risk=1.0)
    limits = (BudgetLimit("return", -100 * MEAN, -1.1), BudgetLimit("invested", -np.ones(3), -1.0))
    found = solve(view, Constraints(np.zeros(3), np.ones(3), limits))
    return [*found.shares, -found.value / 100], [0.452013, 0.115573, 0.432414, 0.096975]


@downside(
    "closed form: of a normal outcome the worst tenth has the mean m - s phi(z) / .1",
    method="mean of the worst tenth",
    within=0.02,
    why="the 8,192 midpoints of the levels of a normal distribution",
)
def worst_tenth():
    level = (np.arange(8192) + 0.5) / 8192
    values = 5 + 3 * norm.ppf(level)
    found = tail_mean(values, np.full(8192, 1 / 8192), 0.1)
    return [found], [5 - 3 * norm.pdf(norm.ppf(0.1)) / 0.1]
