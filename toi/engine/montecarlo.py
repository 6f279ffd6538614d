"""Scores in many draws."""

import numpy as np

from toi.arrays import Bools, Floats, Inputs, ScoringProblem
from toi.engine.evaluate import evaluate
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
    smaller, rows = restricted(problem, theories)
    return totals_of(smaller, sampled_inputs(smaller, seed, n), rows.tolist())


def totals_of(problem: ScoringProblem, inputs: Inputs, rows: list[int]) -> tuple[Floats, Bools]:
    """Scores of the theories in `rows` for given draws, chunk by chunk."""
    n = len(inputs.weights)
    totals = np.empty((len(rows), n))
    gated = np.empty((len(rows), n), dtype=bool)
    for start in range(0, n, CHUNK):
        part = slice(start, start + CHUNK)
        found = evaluate(problem, inputs.at(part))
        totals[:, part] = found.totals.T[rows]
        gated[:, part] = found.gated.T[rows]
    return totals.T, gated.T
