"""Methods that score a theory by its own values alone."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Evaluated, Floats, Method, ScoringProblem
from toi.engine.scoring.values import by_theory, theory_weights, values_of_nothing

Kind = TypeVar("Kind", bound=np.generic)


class ValueMethod(Method):
    """A method whose score is a function of the weights and of a theory's own values.

    It takes in one criterion after another.

    Attributes
    ----------
    start : float
        The score before any.
    """

    normalisation = "value functions"
    start: float

    @abstractmethod
    def take_in(self, total: Floats, weight: Floats, value: Floats) -> None:
        """Change a score, any shape, by one criterion, whose weights may be broadcast."""

    def take_in_each(self, totals: Sequence[Floats], weight: Floats, values: Floats) -> None:
        """Change K scores, (S,) each, by values (K, S) on one criterion, whose weight is (S,)."""
        for total, value in zip(totals, values, strict=True):
            self.take_in(total, weight, value)

    def finish(self, total: Floats) -> None:
        """Bring a score that has taken in all criteria to 0-100."""
        total *= 100.0

    def of_values(self, weights: Floats, values: Floats) -> Floats:
        """Combine values (S, T, C) into scores, (S, T), under weights (S, C) or (S, T, C).

        A single draw of weights, S = 1, stands for all draws of the values.
        """
        total = np.full(values.shape[:2], self.start, order="F")
        for c in range(values.shape[2]):
            self.take_in(total, by_theory(weights)[:, :, c], values[:, :, c])
        self.finish(total)
        return total

    def scores(
        self,
        problem: ScoringProblem,
        weights: Floats,
        evaluation: Evaluated,
        rows: Sequence[int],
    ) -> Floats:
        """Score the theories in `rows`, (S, len(rows))."""
        own = theory_weights(problem, weights, list(rows))
        return self.of_values(own, some(evaluation.values, rows))

    def of_nothing(self, problem: ScoringProblem, weights: Floats) -> Floats:
        """Score doing nothing, (S,)."""
        return self.of_values(weights, values_of_nothing(problem, len(weights)))[:, 0]


def some(cells: NDArray[Kind], rows: Sequence[int]) -> NDArray[Kind]:
    """Return cells or scores of some theories, (S, len(rows), ..), draws still side by side.

    They are not copied where all are asked for, in their order.
    """
    if list(rows) == list(range(cells.shape[1])):
        return cells
    return np.moveaxis(np.moveaxis(cells, 0, -1)[list(rows)], -1, 0)
