"""Costs of commitments, and gains from synergies."""

from collections.abc import Iterator

import numpy as np

from toi.analyses.portfolio.best_split import limit_in_words
from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.demands.result import (
    CommitmentRow,
    SynergyRow,
)
from toi.analyses.portfolio.demands.said import demand_in_words
from toi.analyses.shared.names import name_of
from toi.compile.portfolio import smallest_grants
from toi.engine.portfolio.commitments import CommitmentCost, commitment_costs, cost_of_all
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats
from toi.records.portfolio import Bound, Portfolio

LEAST = 1e-3  # of the budget


def commitments(case: Case, split: BudgetSplit) -> tuple[tuple[CommitmentRow, ...], float]:
    """Return what each commitment costs, the dearest first, and what all cost together."""
    grants = [_without_grant(case, name) for name in _grants(case)]
    found = commitment_costs(case.preferences, case.constraints, split, case.closed, grants)
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
        of_rubric=_of_rubric(case, one, named),
        cost=one.cost,
        expected=one.expected if one.cost > 0 else 0.0,
        gains=case.ids[most] if one.cost > 0 and gains[most] > 0 else None,
        changes={case.ids[t]: float(gains[t]) for t in np.flatnonzero(np.abs(gains) >= LEAST)},
    )


def _grants(case: Case) -> list[str | None]:
    """Return what each smallest grant names; None is the one for every line."""
    wanted = case.wanted
    named = [
        name
        for name, share in wanted.min_grants.items()
        if share > 0 and case.lines.among(case.model.debate, name)
    ]
    return [*([None] if wanted.min_grant > 0 else []), *named]


def _without_grant(case: Case, name: str | None) -> Floats:
    """Return the smallest grants (T,) that stay when one of them is given up."""
    wanted = case.wanted
    if name is None:
        less = wanted.model_copy(update={"min_grant": 0.0})
    else:
        others = {other: s for other, s in wanted.min_grants.items() if other != name}
        less = wanted.model_copy(update={"min_grants": others})
    return smallest_grants(case.model.debate, less, case.lines) * case.constraints.budget


def _of_rubric(case: Case, one: CommitmentCost, named: str | None) -> bool:
    """Tell whether the rubric asks for the same by itself."""

    def asked(wanted: Portfolio) -> object:
        match one.kind:
            case "grant":
                return wanted.min_grants.get(named) if named else wanted.min_grant
            case "most":
                return wanted.max_lines
            case "return":
                return wanted.least_return
            case "limit" if named in wanted.exposure:
                return wanted.exposure[named]
        bound = wanted.bounds.get(named or "", Bound())
        side: str = one.kind
        if one.kind == "limit":
            assert one.at is not None
            side = case.constraints.limits[one.at].path[-1]
        return getattr(bound, side)

    return asked(case.wanted) == asked(case.model.rubric.rubric.portfolio)


def _named(case: Case, one: CommitmentCost) -> tuple[str | None, str, float | None]:
    """Return the id, the words and the share of a commitment."""
    constraints, budget = case.constraints, case.constraints.budget
    if one.kind == "grant":
        assert one.at is not None
        return _named_grant(case, _grants(case)[one.at])
    if one.kind == "most":
        assert constraints.most is not None
        return None, f"at most {case.words.counted(constraints.most)}", None
    if one.kind == "return":
        return None, f"at least {constraints.least_return:.4g} points on average", None
    assert one.at is not None
    if one.kind == "limit":
        limit = constraints.limits[one.at]
        bound = case.wanted.bounds.get(limit.path[1])
        share = None if bound is None else float(getattr(bound, limit.path[-1], 0.0))
        words = limit_in_words(case, constraints, one.at)
        return limit.path[1], words.removeprefix("the "), share
    line = case.ids[one.at]
    bounds = constraints.lower if one.kind == "floor" else constraints.upper
    share = float(bounds[one.at]) / budget
    whose = name_of(case.model.debate.theories[line])
    return line, demand_in_words(case.said, one.kind, line, share, whose), share


def _named_grant(case: Case, name: str | None) -> tuple[str | None, str, float]:
    if name is None:
        share, whose = case.wanted.min_grant, None
    else:
        share, theory = case.wanted.min_grants[name], case.model.debate.theories.get(name)
        whose = name_of(theory) if theory else f"each of {name}"
    return name, demand_in_words(case.said, "grant", name, share, whose), share


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
