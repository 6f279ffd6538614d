"""Theories against one another in many draws."""

from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, ScoringProblem
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores
from toi.engine.scoring.subproblem import restricted

CHUNK = 2048  # draws at a time


@dataclass(frozen=True, eq=False)
class Duels:
    """K theories in S draws of everything uncertain.

    Attributes
    ----------
    totals : (S, K) float
    gated : (S, K) bool
    values : (S, K, C) float
        On the criteria that have a weight.
    """

    totals: Floats
    gated: Bools
    values: Floats

    def gap(self, one: int, other: int) -> Floats:
        """How many points one is ahead, (S,)."""
        return np.asarray(self.totals[:, one] - self.totals[:, other])

    def beats(self, one: int, other: int) -> tuple[float, float]:
        """Shares of draws in which one stands above the other, and in which they tie.

        What a gate excludes ties below all else.
        """
        key = np.where(self.gated, -np.inf, self.totals)[:, [one, other]]
        above = np.count_nonzero(key[:, 0] > key[:, 1])
        level = np.count_nonzero(key[:, 0] == key[:, 1])
        return above / len(key), level / len(key)

    def dominates(self, one: int, other: int) -> float:
        """Share of draws in which one is nowhere worse, and somewhere better."""
        better = self.values[:, one] - self.values[:, other]
        return float(np.mean((better >= 0).all(axis=1) & (better > 0).any(axis=1)))


def duels(
    problem: ScoringProblem, theories: list[int], shown: list[int], seed: int, n: int
) -> Duels:
    """Draw some theories, from the draws that `sampled_totals` makes.

    Parameters
    ----------
    theories : list of int
        Among the shown.
    shown : list of int
        What they are scored among, where the method compares theories with one another.
    """
    among = shown if problem.method.compares else theories
    smaller, rows = restricted(problem, among)
    mine = [among.index(t) for t in theories]
    own = rows[mine]
    weighed = np.flatnonzero(smaller.weights > 0)
    inputs = sampled_inputs(smaller, seed, n)
    totals, gated = np.empty((n, len(mine))), np.empty((n, len(mine)), dtype=bool)
    values = np.empty((n, len(mine), len(weighed)))
    for start in range(0, n, CHUNK):
        part = slice(start, start + CHUNK)
        here = inputs.at(part)
        found = evaluate(smaller, here)
        totals[part] = method_scores(smaller, here.weights, found, rows.tolist())[:, mine]
        gated[part] = found.gated[:, own]
        values[part] = found.values[:, own][:, :, weighed]
    return Duels(totals, gated, values)
