"""Reasons why a part of the budget stays unspent."""

from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.engine.portfolio.problem import Constraints
from toi.engine.portfolio.solve import BudgetSplit, solve

LEAST = 1e-3  # of the budget


def why_idle(case: Case, split: BudgetSplit) -> str | None:
    """Say why a part stays unspent: ``gates``, ``limits``, ``risk`` or ``worth``, if any.

    Found by solving without what may be in the way: floors, caps and limits, then caution.
    """
    budget, spent = case.constraints.budget, float(split.shares.sum())
    if spent > budget * (1.0 - LEAST):
        return None
    if case.facts.gated.all():
        return "gates"
    good = ~case.facts.gated & ~case.facts.harmful
    free = Constraints(np.zeros(len(good)), np.where(good, budget, 0.0), budget=budget)
    unlimited = solve(case.preferences, free, split.points, rough=True).shares
    if unlimited.sum() > spent + budget * LEAST:
        return "limits"
    careless = replace(case.preferences, risk=0.0)
    without_care = solve(careless, case.constraints, split.points, rough=True).shares
    return "risk" if without_care.sum() > spent + budget * LEAST else "worth"
