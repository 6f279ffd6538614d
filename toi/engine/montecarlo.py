"""Scores in many draws."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.arrays import Bools, Floats, Inputs, Method, ScoringProblem
from toi.engine.evaluate import evaluate
from toi.engine.methods import method_scores
from toi.engine.restrict import in_groups, restricted
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
    """As `sampled_totals`, by several methods on the same draws.

    Where no method compares theories with one another, they are taken group by group.
    """
    compared = any(method.compares for method in methods)
    groups = [theories] if compared else in_groups(problem, theories)
    if len(groups) == 1:
        return _group_totals(problem, methods, theories, seed, n)
    place = {theory: i for i, theory in enumerate(theories)}
    totals = np.empty((len(methods), len(theories), n))
    gated = np.empty((len(theories), n), dtype=bool)
    for group in groups:
        at = [place[theory] for theory in group]
        found, out = _group_totals(problem, methods, group, seed, n)
        for scores, one in zip(totals, found, strict=True):
            scores[at] = one.T
        gated[at] = out.T
    return [scores.T for scores in totals], gated.T


def _group_totals(
    problem: ScoringProblem, methods: Sequence[Method], theories: list[int], seed: int, n: int
) -> tuple[list[Floats], Bools]:
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
