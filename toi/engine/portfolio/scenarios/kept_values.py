"""Values of all lines in every scenario, which else would fill the memory: two bytes each."""

import numpy as np
from numpy.typing import NDArray

from toi.engine.memory import stretches
from toi.engine.portfolio.scenarios.line_values import LineValues
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.light_dataclass import dataclass

STEPS = 2**16 - 1  # from the least to the greatest value of a cell
TABLES = 8  # of one line in all scenarios, of which its worth is made at a time


@dataclass(frozen=True, eq=False)
class KeptValues:
    """Values of T lines in S scenarios, each to the nearest of 65,536 steps of its cell's range.

    So worth is right to a hundred-thousandth of that range, which is far less than what the number
    of scenarios leaves open.

    Attributes
    ----------
    problem : ScoringProblem
    rows : (T,) int
        Where the lines stand in it.
    low, step : (T, C) float
        The least value of each cell, and how far apart those are that are told apart.
    steps : (S, T, C) int
        How many steps above the least.
    gated : (S, T) bool
    """

    problem: ScoringProblem
    rows: Ints
    low: Floats
    step: Floats
    steps: NDArray[np.uint16]
    gated: Bools

    @classmethod
    def of(cls, problem: ScoringProblem, rows: Ints, draws: int) -> "KeptValues":
        """Make room for the values of all lines."""
        cells = len(rows), len(problem.criteria)
        steps = np.empty((*cells[::-1], draws), dtype=np.uint16).T
        gated = np.empty((len(rows), draws), dtype=bool).T
        return cls(problem, rows, np.zeros(cells), np.zeros(cells), steps, gated)

    def take_in(self, places: Ints, some: LineValues) -> None:
        """Overwrite the values of some of the lines."""
        low, high = some.values.min(axis=0), some.values.max(axis=0)
        step = (high - low) / STEPS
        self.low[places], self.step[places] = low, step
        of_one = np.where(step > 0.0, step, 1.0)
        for c in range(self.steps.shape[2]):
            found = some.values[:, :, c] - low[:, c]
            found /= of_one[:, c]
            self.steps[:, places, c] = np.rint(found, out=found)
        self.gated[:, places] = some.gated

    def worth(self, weights: Floats) -> Floats:
        """Return worth above doing nothing (S, T) with some weights (C,), as `LineValues` do."""
        found = np.empty(self.gated.T.shape).T
        line = found.itemsize * len(found) * (TABLES + self.steps.shape[2])
        for some in stretches(len(self.rows), line):
            found[:, some] = self._of(some).worth(weights)
        return found

    def _of(self, some: slice) -> LineValues:
        """Return the values of some of the lines."""
        values = self.steps[:, some] * self.step[some]
        values += self.low[some]
        return LineValues(self.problem, self.rows[some], values, self.gated[:, some])
