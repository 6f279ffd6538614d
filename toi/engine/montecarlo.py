"""Scores in many draws."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.arrays import Bools, Floats, Inputs, Method, ScoringProblem
from toi.engine.evaluate import evaluate
from toi.engine.methods import method_scores
from toi.engine.restrict import restricted
from toi.engine.sampling import sampled_inputs

CHUNK = 2048  # draws at a time, so that what is worked on stays in the processor's cache


def sampled_totals(
    problem: ScoringProblem, theories: list[int], seed: int, n: int
) -> tuple[Floats, Bools]:
    """Scores of some theories in `n` draws of everything uncertain.

    Returns
    -------
    totals, gated : (n, len(theories))
        With draws side by side in memory.
    """
    (totals,), gated = sampled_by_method(problem, [problem.method], theories, seed, n)
    return totals, gated


def sampled_by_method(
    problem: ScoringProblem, methods: Sequence[Method], theories: list[int], seed: int, n: int
) -> tuple[list[Floats], Bools]:
    """As `sampled_totals`, by several methods on the same draws."""
    smaller, rows = restricted(problem, theories)
    return totals_of(smaller, sampled_inputs(smaller, seed, n), rows.tolist(), methods)


def totals_of(
    problem: ScoringProblem, inputs: Inputs, rows: list[int], methods: Sequence[Method]
) -> tuple[list[Floats], Bools]:
    """Scores of the theories in `rows` by each method for given draws, chunk by chunk.

    A chunk holds some draws of all the theories, since methods may compare them.
    """
    n = len(inputs.weights)
    problems = [replace(problem, method=method) for method in methods]
    totals = np.empty((len(methods), len(rows), n))
    gated = np.empty((len(rows), n), dtype=bool)
    for start in range(0, n, CHUNK):
        part = slice(start, start + CHUNK)
        here = inputs.at(part)
        found = evaluate(problem, here)
        for scores, one in zip(totals, problems, strict=True):
            scores[:, part] = method_scores(one, here.weights, found, rows).T
        gated[:, part] = found.gated.T[rows]
    return [scores.T for scores in totals], gated.T
