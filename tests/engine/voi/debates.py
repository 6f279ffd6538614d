"""Debates whose arguments are asked about, and what each argument moves in them."""

import itertools

import numpy as np

from tests import small
from toi.engine.sampling.input_labels import rows_of_inputs
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.regression.evppi_regression import evppi_by_regression

DRAWS = 16384


def forced_of(problem, draws=DRAWS, seed=0, theory=None, **options):
    """Both worlds of every argument, each sound in one and not in the other."""
    inputs = sampled_inputs(problem, seed, draws)
    rows = list(range(len(problem.theories)))
    return ArgumentEffects(problem, inputs, rows, range(len(problem.arguments)), theory, **options)


def random_problem(seed, k=8):
    """Four theories of plain numbers, k arguments that hit at random, some of them answers."""
    rng = np.random.default_rng(seed)
    names = ["A", "B", "C", "D"]
    criteria = [small.criterion("c1"), small.criterion("c2", direction="cost")]
    theories = [
        small.theory(n, {c: round(rng.uniform(3, 8), 2) for c in ("c1", "c2")}) for n in names
    ]
    arguments = []
    for i in range(k):
        effects = [
            ([n], c, rng.choice(["lowers", "raises"]), round(rng.uniform(0.1, 0.8), 2))
            for n, c in itertools.product(names, ("c1", "c2"))
            if rng.random() < 0.3
        ] or [(["A"], "c1", "lowers", 0.5)]
        against = [(f"a{rng.integers(i)}", round(rng.uniform(0.2, 0.9), 2))] if i > 3 else []
        credence = round(rng.uniform(0.1, 0.9), 2)
        arguments.append(small.argument(f"a{i}", credence, effects, against))
    settled = {"a0": {"settled": 0.4}}
    return small.problem(criteria, theories, arguments, credences={"arguments": settled})


def pair(known):
    """A worth in points, and its standard error."""
    return known.points, known.standard_error


def columns_of(problem, inputs, labels):
    """The labelled inputs that vary over the draws."""
    rows = rows_of_inputs(problem, inputs, labels)
    return rows[np.ptp(rows, axis=1) > 0]


def policy(problem, labels, draws=DRAWS, seed=0):
    """What knowing the numbers of these labels is worth, with its standard error."""
    inputs = sampled_inputs(problem, seed, draws)
    rows = list(range(len(problem.theories)))
    totals = score(problem, inputs, rows).totals
    return pair(evppi_by_regression(columns_of(problem, inputs, labels), totals.T))
