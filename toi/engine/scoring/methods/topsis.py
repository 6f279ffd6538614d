"""TOPSIS: how near each theory comes to the best, and how far it keeps from the worst."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from toi.engine.problem import Bools, Evaluated, Floats, Method, ScoringProblem
from toi.engine.scoring.methods.base import some
from toi.light_dataclass import dataclass

NEITHER = 0.5  # the closeness of a theory that is at once the best and the worst


@dataclass(frozen=True)
class TopsisMethod(Method):
    """``V_t = 100 C_t`` with the closeness C to the ideal of theories that no gate excludes.

    Attributes
    ----------
    normalisation : str
        Of raw values; see `closeness`.
    """

    name = "topsis"
    compares = True
    normalisation: Literal["vector", "range", "scale"] = "vector"

    def scores(
        self,
        problem: ScoringProblem,
        weights: Floats,
        evaluation: Evaluated,
        rows: Sequence[int],
    ) -> Floats:
        """Score the theories in `rows` against one another, (S, len(rows)).

        One that a gate excludes is measured against the others and changes nothing for them.
        """
        return 100.0 * closeness(weights, *self._compared(problem, evaluation, rows))

    def parts(
        self,
        problem: ScoringProblem,
        weights: Floats,
        evaluation: Evaluated,
        rows: Sequence[int],
    ) -> Mapping[str, Floats]:
        """Return the distances to the ideal and to the negative ideal."""
        to_best, to_worst = distances(weights, *self._compared(problem, evaluation, rows))
        return {"d_plus": to_best.T, "d_minus": to_worst.T}

    def _compared(
        self, problem: ScoringProblem, evaluation: Evaluated, rows: Sequence[int]
    ) -> tuple[Floats, Bools, Bools, str]:
        """Return values, which of them set the ideals, and the rest that `closeness` takes."""
        cells, compared = some(evaluation.cells, rows), ~evaluation.gated.T[list(rows)].T
        if self.normalisation != "scale":
            cells = (problem.high - problem.low) * cells
            cells += problem.low
        return cells, compared, problem.is_cost, self.normalisation

    def of_nothing(self, problem: ScoringProblem, weights: Floats) -> None:
        """Return None: doing nothing is not among the theories that are compared."""


def closeness(
    weights: Floats, raw: Floats, compared: Bools, is_cost: Bools, normalisation: str
) -> Floats:
    """Return the relative closeness of each theory to the ideal in every draw, (S, T), 0 to 1.

    Hwang & Yoon (1981, ch. 3): ``v = w r`` with normalised raw values r; the ideal has the
    best v of each criterion, the negative ideal the worst; with Euclidean distances D+ and
    D- to them, ``C = D- / (D+ + D-)``. Where both are 0, as when all are equal, C is 1/2.

    Parameters
    ----------
    weights : (S, C) float
    raw : (S, T, C) float
        On the raw scales; rescaled to 0-1 where `normalisation` is ``scale``.
    compared : (S, T) bool
        Theories that set norm and ideals; the others are measured against these.
    is_cost : (C,) bool
    normalisation : str
        ``vector`` divides by ``sqrt(sum_t x^2)``; ``range`` maps worst to best onto 0 to 1;
        ``scale`` leaves the values as they are.
    """
    to_best, to_worst = distances(weights, raw, compared, is_cost, normalisation)
    whole = to_best + to_worst
    found = np.full_like(whole, NEITHER)
    return np.asarray(np.divide(to_worst, whole, out=found, where=whole > 0).T)


def distances(
    weights: Floats, raw: Floats, compared: Bools, is_cost: Bools, normalisation: str
) -> tuple[Floats, Floats]:
    """Return D+ and D-, the distances to the ideal and the negative ideal, (T, S).

    Parameters as of `closeness`.
    """
    to_best, to_worst = np.zeros((2, raw.shape[1], raw.shape[0]))
    for c in range(raw.shape[2]):
        x = np.where(is_cost[c], -1.0, 1.0) * raw[:, :, c].T
        best, worst = extremes(x, compared.T)
        scaled = weights[:, c] / _divisor(x, compared.T, best - worst, normalisation)
        to_best += (scaled * (best - x)) ** 2
        to_worst += (scaled * (x - worst)) ** 2
    return np.sqrt(to_best), np.sqrt(to_worst)


def extremes(x: Floats, compared: Bools) -> tuple[Floats, Floats]:
    """Return the largest and the smallest of the compared values, both (S,); 0 where none is.

    Parameters
    ----------
    x : (T, S) float
    compared : (T, S) bool
    """
    some = compared.any(axis=0)
    best = np.where(compared, x, -np.inf).max(axis=0)
    worst = np.where(compared, x, np.inf).min(axis=0)
    return np.where(some, best, 0.0), np.where(some, worst, 0.0)


def _divisor(x: Floats, compared: Bools, spread: Floats, normalisation: str) -> Floats:
    """Return what values are divided by, (S,); 1 where that would be 0 and nothing differs."""
    if normalisation == "scale":
        return np.ones_like(spread)
    found = spread
    if normalisation == "vector":
        squares = np.zeros_like(spread)
        for row, counts in zip(x, compared, strict=True):  # in order, whatever the chunk
            squares += np.where(counts, row**2, 0.0)
        found = np.sqrt(squares)
    return np.asarray(np.where(found > 0, found, 1.0))
