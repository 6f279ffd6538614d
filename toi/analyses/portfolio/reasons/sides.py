"""Strengths and weaknesses of each line: what sets it apart, and what holds it back."""

from collections.abc import Sequence

from toi.analyses.portfolio.benchmarks import Today
from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.line_result import ArgumentApart, CriterionApart
from toi.analyses.portfolio.reasons.apart import arguments_apart, criteria_apart
from toi.analyses.portfolio.reasons.settling import Settling
from toi.engine.problem import Bools, Floats

LESS = 1e-3  # of the budget, that a line gets less than today

# For each line the criterion and the argument that set it apart.
Reasons = tuple[Sequence[CriterionApart | None], Sequence[ArgumentApart | None]]


def sets_apart(case: Case, effects: Settling, favoured: Bools) -> Reasons:
    """Return what sets each line apart: strengths of those favoured, weaknesses of others."""
    return [*criteria_apart(case, favoured)], [*arguments_apart(case, effects, favoured)]


def holds_back(
    case: Case, effects: Settling, favoured: Bools, shares: Floats, today: Today | None
) -> Reasons:
    """Return the weaknesses of lines that are favoured, but get less than today."""
    none = [None] * len(shares)
    if today is None:
        return none, none
    falls = favoured & (shares < today.shares - LESS * case.constraints.budget)
    if not falls.any():
        return none, none
    criteria, arguments = sets_apart(case, effects, ~falls)
    return (
        [one if fall else None for one, fall in zip(criteria, falls, strict=True)],
        [one if fall else None for one, fall in zip(arguments, falls, strict=True)],
    )
