"""The additive method: the weighted mean of the values."""

from collections.abc import Sequence

from toi.engine.problem import Evaluated, Floats, ScoringProblem
from toi.engine.scoring.methods.base import ValueMethod, some
from toi.engine.scoring.values import doing_nothing, weighted_sum
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Additive(ValueMethod):
    """``V_t = 100 sum_c w_c f_c`` (multi-attribute value theory, Keeney & Raiffa 1976)."""

    name = "additive"
    linear_in_weights = True
    start = 0.0

    def take_in(self, total: Floats, weight: Floats, value: Floats) -> None:
        """Add ``100 w_c f_c``."""
        total += (100.0 * weight) * value

    def take_in_each(self, totals: Sequence[Floats], weight: Floats, values: Floats) -> None:
        """Add ``100 w_c f_c`` to each."""
        for total, points in zip(totals, (100.0 * weight) * values, strict=True):
            total += points

    def finish(self, total: Floats) -> None:
        """Leave it: it is on 0-100."""

    def of_values(self, weights: Floats, values: Floats) -> Floats:
        """Combine values by `weighted_sum`, which is the same and touches memory less often."""
        return weighted_sum(weights, values)

    def of_nothing(self, problem: ScoringProblem, weights: Floats) -> Floats:
        """Score doing nothing, (S,), as every evaluation has it."""
        return doing_nothing(problem, weights)

    def scores(
        self,
        problem: ScoringProblem,
        weights: Floats,
        evaluation: Evaluated,
        rows: Sequence[int],
    ) -> Floats:
        """Return the totals that every evaluation has, (S, len(rows))."""
        return some(evaluation.totals, rows)
