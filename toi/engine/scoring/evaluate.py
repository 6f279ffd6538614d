"""The model, from inputs to scores; one draw or many take the same way."""

from dataclasses import replace
from functools import cached_property, partial

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, ScoringProblem
from toi.engine.scoring.cells import argued, derive, fill_derived
from toi.engine.scoring.magnitudes import pull_terms, remaining_shares
from toi.engine.scoring.strengths import strengths
from toi.engine.scoring.values import (
    doing_nothing,
    gated,
    totals_of,
    value_of,
    values_of,
)


def evaluate(problem: ScoringProblem, inputs: Inputs) -> Evaluation:
    """Work out strengths, cells, values and totals for every draw of `inputs`."""
    return evaluate_remaining(problem, inputs, *strength_and_remaining(problem, inputs))


def strength_and_remaining(problem: ScoringProblem, inputs: Inputs) -> tuple[Floats, Floats]:
    """Find strengths, (S, A), and what joint pulls leave, (B + 1, S).

    Once for all draws where only judgements or weights differ between them.
    """
    if inputs.repeats_pulls:
        strength, remaining = strength_and_remaining(problem, inputs.at(slice(0, 1)))
        rows, columns = remaining.shape[0], strength.shape[1]
        return (
            np.broadcast_to(strength, (inputs.draws, columns)),
            np.broadcast_to(remaining, (rows, inputs.draws)),
        )
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    terms = pull_terms(problem, inputs, strength)
    return strength, remaining_shares(problem, terms, inputs.draws)


class ScoredOnly:
    """What scores of some draws are made of, and no more: so memory is touched less often.

    Attributes
    ----------
    cells, gated
        As of an `Evaluation`.
    """

    def __init__(self, problem: ScoringProblem, inputs: Inputs) -> None:
        self._problem, self._weights = problem, inputs.weights
        remaining = strength_and_remaining(problem, inputs)[1]
        near = _remaining_near(problem, inputs)
        self.cells = argued(problem, inputs.judgements, remaining, inputs.peer, near)[1]
        if problem.derivations:
            if self.cells is inputs.judgements:
                self.cells = self.cells.copy(order="K")
            fill_derived(problem, self.cells)
        self.gated = gated(problem, self.cells)

    @cached_property
    def values(self) -> Floats:
        """Return the value of each cell, worked out when it is asked for."""
        return values_of(self._problem, self.cells)

    @cached_property
    def totals(self) -> Floats:
        """Return the additive scores, for which no table of values is made."""
        return totals_of(self._problem, self._weights, self.cells, partial(value_of, self._problem))


def reweighted(problem: ScoringProblem, found: Evaluation, weights: Floats) -> Evaluation:
    """Give an evaluation other weights, (S, C): no cell hangs on them."""
    return replace(
        found,
        totals=totals_of(problem, weights, found.values),
        nothing=doing_nothing(problem, weights),
    )


def evaluate_remaining(
    problem: ScoringProblem,
    inputs: Inputs,
    strength: Floats,
    remaining: Floats,
    valued: bool = True,
) -> Evaluation:
    """Go on from strengths, (S, A), and what joint pulls leave, (B + 1, S).

    Parameters
    ----------
    valued : bool
        Whether a table of values is wanted; without, there are none of any theory.
    """
    near = _remaining_near(problem, inputs)
    after = argued(problem, inputs.judgements, remaining, inputs.peer, near)
    base, argued_cells, examined, cells = derive(problem, inputs.judgements, *after)
    weights, value = inputs.weights, partial(value_of, problem)
    values = values_of(problem, cells) if valued else cells[:, :0]
    return Evaluation(
        strength=strength,
        base=base,
        argued=argued_cells,
        examined=examined,
        cells=cells,
        values=values,
        totals=totals_of(problem, weights, *((values,) if valued else (cells, value))),
        nothing=doing_nothing(problem, weights),
        gated=gated(problem, cells),
    )


def _remaining_near(problem: ScoringProblem, inputs: Inputs) -> Floats | None:
    """Find what joint pulls leave in the draw to which all are alike, (B + 1,), if there is one."""
    if inputs.near is None:
        return None
    return strength_and_remaining(problem, inputs.near)[1][:, 0]
