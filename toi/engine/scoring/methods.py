"""Scores by each method: of a theory by its own values, or of theories against one another."""

from dataclasses import replace

import numpy as np

from toi.engine.problem import Evaluation, Floats, Preference, ScoringProblem
from toi.engine.scoring.values import (
    theory_weights,
    values_of_nothing,
    weighted_product,
    weighted_sum,
    worst_value,
)


def method_scores(
    problem: ScoringProblem, weights: Floats, found: Evaluation, shown: list[int]
) -> Floats:
    """Scores of the theories in `shown` by the problem's method, (S, len(shown)), 0-100.

    Under ``topsis`` (100 times the closeness) and ``promethee2`` (50 times the net flow
    plus 1) theories are compared with those in `shown` that no gate excludes. One that is
    excluded is measured against them and changes nothing for them.
    """
    name = problem.method.name
    if name == "additive":
        return found.totals.T[shown].T
    if not problem.method.compares:
        own, recorded = (
            theory_weights(problem, given, shown) for given in (weights, problem.weights[None])
        )
        return _by_values(problem, own, recorded, _of(found.values, shown))
    cells, compared = _of(found.cells, shown), ~found.gated.T[shown].T
    if name == "topsis":
        from toi.engine.scoring.topsis import closeness  # when used, so that others start quicker

        normalisation = problem.method.normalisation
        raw = cells if normalisation == "scale" else problem.low + _span(problem) * cells
        return 100.0 * closeness(weights, raw, compared, problem.is_cost, normalisation)
    from toi.engine.scoring.promethee import net_flow

    gains = np.where(problem.is_cost, -1.0, 1.0) * cells
    return 50.0 * (net_flow(weights, gains, compared, _in_cells(problem)) + 1.0)


def score_of_nothing(problem: ScoringProblem, weights: Floats) -> Floats | None:
    """Score of doing nothing by the problem's method, (S,).

    None where theories are compared with one another: doing nothing is not among them.
    """
    if problem.method.compares:
        return None
    values = values_of_nothing(problem, len(weights))
    return _by_values(problem, weights, problem.weights[None], values)[:, 0]


def _by_values(
    problem: ScoringProblem, weights: Floats, recorded: Floats, values: Floats
) -> Floats:
    """Scores from values (S, T, C), weights as drawn and as the rubric gives them."""
    match problem.method.name:
        case "geometric":
            return weighted_product(weights, values)
        case "minimum":
            return worst_value(recorded[0] > 0, values)
        case _:
            return weighted_sum(weights, values)


def _of(cells: Floats, theories: list[int]) -> Floats:
    """Cells of some theories, (S, len(theories), C), draws still side by side in memory."""
    return cells.transpose(1, 2, 0)[theories].transpose(2, 0, 1)


def _span(problem: ScoringProblem) -> Floats:
    return problem.high - problem.low


def _in_cells(problem: ScoringProblem) -> list[Preference]:
    """The preference of each criterion with its thresholds rescaled as cells are."""
    method = problem.method
    chosen = [method.preferences.get(name, method.default) for name in problem.criteria]
    return [
        replace(one, q=one.q / span, p=one.p / span, s=one.s / span)
        for one, span in zip(chosen, _span(problem).tolist(), strict=True)
    ]
