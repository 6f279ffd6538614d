"""Scores of theories as functions of the weights, and of weights and credences together.

A *point* is one vector: the weights, which add up to 1, then any other numbers from 0 to 1.
"""

from abc import ABC, abstractmethod

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.counterfactual import STEP, at_points
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class WeightedScores:
    """Additive scores of N theories as a function of the weights alone.

    Attributes
    ----------
    values : (N, C) float
        Of every cell, from 0 to 1; 1 is best.
    bears : (N, C) float or None
        How much of each theory a criterion bears on, None where all count for all.
    """

    values: Floats
    bears: Floats | None = None

    @property
    def linear(self) -> bool:
        """Return whether scores are linear in the weights."""
        return self.bears is None

    def totals(self, weights: Floats) -> Floats:
        """Score the theories under weights (S, C), (S, N), in points.

        ``V_t = 100 sum_c w_c b_tc f_tc / sum_c w_c b_tc``, with all b = 1 where all criteria
        count; a theory on which none bears keeps all of them.
        """
        if self.bears is None:
            return np.asarray(100.0 * np.einsum("sc,nc->sn", weights, self.values))
        above = np.einsum("sc,nc->sn", weights, self.bears * self.values)
        below = np.einsum("sc,nc->sn", weights, self.bears)
        plain = np.einsum("sc,nc->sn", weights, self.values)
        found = np.divide(above, below, out=plain.copy(), where=below > 0)
        return np.asarray(100.0 * found)

    def slopes(self, weights: Floats) -> Floats:
        """Return how each score changes with each weight (C,), (N, C)."""
        if self.bears is None:
            return 100.0 * self.values
        below = np.einsum("c,nc->n", weights, self.bears)[:, None]
        score = self.totals(weights[None])[0][:, None] / 100.0
        own = np.divide(
            self.bears * (self.values - score), below, out=self.values.copy(), where=below > 0
        )
        return np.asarray(100.0 * own)


class Landscape(ABC):
    """Scores of N theories over points of n numbers, of which the first C are weights."""

    columns: int  # C
    free: Bools  # (n,): the numbers that may change
    linear: bool  # whether scores are linear in the numbers that may

    @abstractmethod
    def totals(self, points: Floats) -> Floats:
        """Score the theories at points (S, n), (S, N)."""

    @abstractmethod
    def slopes(self, point: Floats) -> Floats:
        """Return how each score changes with each number of a point (n,), (N, n)."""


class OverWeights(Landscape):
    """Scores over the weights, beliefs as they are."""

    def __init__(self, scores: WeightedScores, allowed: Bools) -> None:
        self.scores, self.free = scores, allowed
        self.columns, self.linear = len(allowed), scores.linear

    def totals(self, points: Floats) -> Floats:
        """Score the theories under weights (S, C), (S, N)."""
        return self.scores.totals(points)

    def slopes(self, point: Floats) -> Floats:
        """Return how each score changes with each weight, (N, C)."""
        return self.scores.slopes(point)


class OverBeliefs(Landscape):
    """Scores over the weights and the credences of all arguments.

    Parameters
    ----------
    base : BaseCase
        Whose method is additive.
    free : (C + A,) bool
    """

    def __init__(self, base: BaseCase, free: Bools) -> None:
        self.base, self.free, self.linear = base, free, False
        self.columns = len(base.problem.criteria)

    def totals(self, points: Floats) -> Floats:
        """Score the theories at weights and credences (S, C + A), (S, N)."""
        weights, sound = points[:, : self.columns], points[:, self.columns :]
        return self.base.score(at_points(self.base, weights, sound)).totals

    def slopes(self, point: Floats) -> Floats:
        """Return slopes, (N, C + A): exact for weights, over a small step for credences."""
        weights, sound = point[: self.columns], point[self.columns :]
        found = np.zeros((len(self.base.rows), len(point)))
        here = evaluate(self.base.problem, at_points(self.base, weights[None], sound[None]))
        found[:, : self.columns] = weighted_scores(self.base, here.values[0]).slopes(weights)
        moving = np.flatnonzero(self.free[self.columns :])
        if len(moving):
            step = np.where(sound[moving] > 0.5, -STEP, STEP)
            tried = np.tile(point, (len(moving) + 1, 1))
            tried[np.arange(len(moving)), self.columns + moving] += step
            totals = self.totals(tried)
            found[:, self.columns + moving] = (totals[:-1] - totals[-1]).T / step
        return found


def weighted_scores(base: BaseCase, values: Floats | None = None) -> WeightedScores:
    """Return the scores of a base case as a function of its weights.

    Parameters
    ----------
    values : (T, C) float, optional
        Of all theories of its problem; by default as the base case has them.
    """
    problem = base.problem
    if values is None:
        values = evaluate(problem, base.inputs).values[0]
    return WeightedScores(
        values[base.rows], None if problem.bears is None else problem.bears[base.rows]
    )
