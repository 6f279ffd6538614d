"""Pairs of theories compared draw by draw."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Floats, ScoringProblem
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class PairwiseComparison:
    """K theories in S draws of everything uncertain.

    Attributes
    ----------
    totals : (S, K) float
        In points.
    key : (S, K) float
        What they are ranked by.
    values : (S, K, C) float
        On the criteria that have a weight.
    """

    totals: Floats
    key: Floats
    values: Floats

    def gated(self, one: int) -> float:
        """Return the share of draws in which a gate excludes a theory."""
        return float(np.isneginf(self.key[:, one]).mean())

    def gap(self, one: int, other: int) -> Floats:
        """Return how many points one is ahead, (S,)."""
        return np.asarray(self.totals[:, one] - self.totals[:, other])

    def beats(self, one: int, other: int) -> tuple[float, float]:
        """Return shares of draws in which one stands above the other, and in which they tie.

        The pairwise winning index of Leskinen et al. (2006).
        """
        mine, theirs = self.key[:, one], self.key[:, other]
        return float(np.mean(mine > theirs)), float(np.mean(mine == theirs))

    def dominates(self, one: int, other: int) -> float:
        """Return the share of draws in which one is nowhere worse, and somewhere better."""
        better = self.values[:, one] - self.values[:, other]
        return float(np.mean((better >= 0).all(axis=1) & (better > 0).any(axis=1)))


def pairwise_comparison(
    problem: ScoringProblem, theories: Sequence[int], shown: Sequence[int], seed: int, n: int
) -> PairwiseComparison:
    """Score some theories in `n` draws, those that `sampled_scores` makes.

    Parameters
    ----------
    theories : sequence of int
        The K theories, among the shown.
    shown : sequence of int
        What they are scored among, where the method compares theories with one another.
    """
    among = shown if problem.method.compares else theories
    smaller, rows = restricted(problem, among)
    found = score(smaller, sampled_inputs(smaller, seed, n), rows.tolist(), values=True)
    assert found.values is not None
    mine, weighed = [among.index(t) for t in theories], np.flatnonzero(smaller.weights > 0)
    return PairwiseComparison(
        found.totals[:, mine], found.key[:, mine], found.values[:, mine][:, :, weighed]
    )
