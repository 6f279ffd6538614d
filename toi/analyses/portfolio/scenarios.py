"""The scenarios that a split is judged in: worth above doing nothing, draw by draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toi.analyses.shared.session import Model
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import score_of_nothing
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import values_of_nothing, weighted_product, weighted_sum, worst_value
from toi.errors import usage

CHUNK = 2048  # draws at a time


@dataclass(frozen=True, eq=False)
class Scenarios:
    """Draws of everything uncertain about some lines, weights left open.

    Attributes
    ----------
    problem : ScoringProblem
        Only what the lines depend on.
    rows : (T,) int
        Where the lines stand in it.
    values : (S, T, C) float
        Of every cell; 1 is best.
    gated : (S, T) bool
    sound : (S, A) float
        Which arguments are sound in which scenario, 0 or 1.
    weights : (S, C) float
        Drawn as the rubric says how sure they are.
    mean_weights : (C,) float
    exact_gated : (T,) bool
        Excluded by a gate at the mean of every number.
    raw : (T, C) float
        Mean raw values.
    """

    problem: ScoringProblem
    rows: Ints
    values: Floats
    gated: Bools
    sound: Floats
    weights: Floats
    mean_weights: Floats
    exact_gated: Bools
    raw: Floats

    def worth(self, weights: Floats | None = None) -> Floats:
        """Worth above doing nothing with some weights (C,), by default the mean ones, (S, T).

        A line that a gate excludes in a scenario is worth 0 there: it would be stopped.
        """
        chosen = self.mean_weights if weights is None else weights
        repeated = np.broadcast_to(chosen, (len(self.values), len(chosen)))
        match self.problem.method.name:
            case "geometric":
                scores = weighted_product(repeated, self.values)
            case "minimum":
                scores = worst_value(self.problem.weights > 0, self.values)
            case _:
                scores = weighted_sum(repeated, self.values)
        nothing = score_of_nothing(self.problem, chosen[None, :])
        assert nothing is not None  # refused before anything was drawn
        return np.where(self.gated, 0.0, scores - nothing[0])

    def mean_worth(self, chances: Floats, weights: Floats) -> Floats:
        """Expected worth with some weights (C,) in scenarios of some probabilities, (T,)."""
        if self.problem.method.name != "additive":
            return np.asarray(chances @ self.worth(weights))
        return np.asarray((self._gains @ chances).T @ weights)

    @cached_property
    def _gains(self) -> Floats:
        """Points above doing nothing per unit of weight, (C, T, S); 0 where gated."""
        nothing = values_of_nothing(self.problem, 1)[0, 0]
        found = 100.0 * (self.values - nothing)
        found[self.gated] = 0.0
        return np.ascontiguousarray(found.transpose(2, 1, 0))


def draw_scenarios(model: Model, ids: Sequence[str], seed: int, draws: int) -> Scenarios:
    """Draw every uncertain number that some lines depend on.

    Raises
    ------
    InputErrors
        Where the rubric's method gives doing nothing no score.
    """
    method = model.problem.method.name
    if model.problem.method.compares:
        raise usage(
            f"under {method} doing nothing has no score, so nothing can be worth more; "
            "add --set method=additive",
            "no-worth",
        )
    problem, rows = restricted(model.problem, [model.problem.row[i] for i in ids])
    inputs, means = sampled_inputs(problem, seed, draws), expected_inputs(problem)
    exact = evaluate(problem, means)
    values = np.empty((len(problem.criteria), len(rows), draws))
    gated = np.empty((len(rows), draws), dtype=bool)
    for start in range(0, draws, CHUNK):
        part = slice(start, start + CHUNK)
        found = evaluate(problem, inputs.at(part))
        values[:, :, part] = found.values.transpose(2, 1, 0)[:, rows]
        gated[:, part] = found.gated.T[rows]
    return Scenarios(
        problem=problem,
        rows=rows,
        values=values.transpose(2, 1, 0),
        gated=gated.T,
        sound=inputs.sound,
        weights=inputs.weights,
        mean_weights=means.weights[0],
        exact_gated=exact.gated[0, rows],
        raw=problem.low + (problem.high - problem.low) * exact.cells[0, rows],
    )
