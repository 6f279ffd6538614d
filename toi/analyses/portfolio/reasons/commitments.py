"""Costs of commitments, and gains from synergies."""

from collections.abc import Iterator

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.result import CommitmentRow, SynergyRow
from toi.analyses.shared.names import name_of
from toi.engine.portfolio.commitments import CommitmentCost, commitment_costs, cost_of_all
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats

LEAST = 1e-3  # of the budget


def commitments(case: Case, split: BudgetSplit) -> tuple[tuple[CommitmentRow, ...], float]:
    """Return what each commitment costs, the dearest first, and what all cost together."""
    found = commitment_costs(case.preferences, case.constraints, split, case.closed)
    rows = tuple(_row(case, one, split.shares) for one in found)
    if len(found) < 2:
        return rows, sum(row.cost for row in rows)
    return rows, cost_of_all(case.preferences, case.constraints, split, case.closed)


def _row(case: Case, one: CommitmentCost, shares: Floats) -> CommitmentRow:
    named, title, share = _named(case, one)
    gains = one.shares - shares
    most = int(np.argmax(gains))
    return CommitmentRow(
        kind=one.kind,
        id=named,
        title=title,
        share=share,
        cost=one.cost,
        expected=one.expected if one.cost > 0 else 0.0,
        gains=case.ids[most] if one.cost > 0 and gains[most] > 0 else None,
        changes={case.ids[t]: float(gains[t]) for t in np.flatnonzero(np.abs(gains) >= LEAST)},
    )


def _named(case: Case, one: CommitmentCost) -> tuple[str | None, str, float | None]:
    """Return the id, the words and the share of a commitment."""
    constraints, budget = case.constraints, case.constraints.budget
    if one.kind == "grant":
        return None, "smallest grants", None
    if one.kind == "most":
        return None, f"at most {constraints.most} lines", None
    if one.kind == "return":
        return None, f"at least {constraints.least_return:.4g} points on average", None
    assert one.at is not None
    if one.kind == "limit":
        limit = constraints.limits[one.at]
        bound = case.wanted.bounds.get(limit.path[1])
        share = None if bound is None else float(getattr(bound, limit.path[-1], 0.0))
        return limit.path[1], limit.name, share
    line = case.ids[one.at]
    bounds = constraints.lower if one.kind == "floor" else constraints.upper
    share = float(bounds[one.at]) / budget
    words = f"{one.kind} {100 * share:.4g} % of {name_of(case.model.debate.theories[line])}"
    if one.kind == "cap" and share == 0:
        words = f"nothing for {name_of(case.model.debate.theories[line])}"
    return line, words, share


def synergies(case: Case, split: BudgetSplit) -> Iterator[SynergyRow]:
    """Yield what each synergy between lines in question brings."""
    preferences = case.preferences
    outcome = outcome_of(preferences, split.shares)
    first = len(case.ids)
    acting = {pair.name: j for j, pair in enumerate(preferences.acting)}
    for pair in preferences.synergies:
        at = acting.get(pair.name)
        matched = 0.0 if at is None else float(outcome.matched[at])
        yield SynergyRow(
            name=pair.name,
            lines=tuple(case.ids[t] for t in pair.members),
            strength=pair.strength,
            why=case.wanted.synergies[pair.name].why,
            matched=matched,
            points=0.0 if at is None else matched * float(preferences.mean_gains[first + at]),
            acts=at is not None,
        )
