"""The best split of a case; where there is none, which demands cannot be met together."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.demands.said import called_with_id, demand_in_words
from toi.engine.portfolio.problem import Constraints
from toi.engine.portfolio.programmes.infeasible import Demand, conflict
from toi.engine.portfolio.programmes.linear_programme import Infeasible
from toi.engine.portfolio.solve import BudgetSplit, solve
from toi.errors import InputErrors, Problem, usage
from toi.records.portfolio import Bound


def best_split(case: Case) -> BudgetSplit:
    """Find the best split; demands that cannot be met together are named."""
    try:
        return solve(case.preferences, case.constraints)
    except Infeasible:
        demands = conflict(case.constraints)
        if not demands and case.constraints.least_return is not None:
            raise _too_little(case) from None
        raise infeasible([case], case.constraints, demands) from None


def infeasible(
    cases: Sequence[Case], constraints: Constraints, demands: Sequence[Demand]
) -> InputErrors:
    """Return an error that names demands which cannot be met together, at the first one's place.

    Of several cases, which `constraints` are made of, each demand is told with whose it is and
    where that stands.
    """
    named: list[str] = []
    places: list[Problem] = []
    for demand in demands:
        owner = _owner(cases, constraints, demand)
        words, place = _named(owner, constraints, demand), _place(owner, constraints, demand)
        of_all = demand[0] == "budget" or _of_this_run(owner, constraints, demand)
        whose = f" by {owner.model.rubric.name}" if len(cases) > 1 and not of_all else ""
        where = f" ({place.file}:{place.line})" if whose and places and place else ""
        named.append(f"{words}{whose}{where}")
        places += [place] if place else []
    listed = ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1]
    message = f"no split can meet all of: {listed}; give up one of them"
    if not places:
        return usage(message, "split-infeasible")
    return InputErrors([replace(places[0], message=message)])


def _too_little(case: Case) -> InputErrors:
    """Return an error that says how much the average outcome can be at most."""
    free = replace(case.constraints, least_return=None)
    most = solve(replace(case.preferences, risk=0.0), free).value
    return usage(
        f"no split brings {case.constraints.least_return:.4g} points on average; at most "
        f"{np.floor(10 * most) / 10:.4g} (least_return)",
        "split-infeasible",
    )


def _owner(cases: Sequence[Case], constraints: Constraints, demand: Demand) -> Case:
    """Return the case of which a demand is."""
    kind, at = demand
    for case in cases:
        own = case.constraints
        if kind == "limit" and constraints.limits[at] in own.limits:
            return case
        if kind == "floor" and own.lower[at] == constraints.lower[at]:
            return case
        if kind == "cap" and case.facts.gated[at]:
            return case
        bound = case.wanted.bounds.get(case.ids[at]) if kind == "cap" else None
        if bound and bound.cap * own.budget == constraints.upper[at]:
            return case
    return cases[0]


def _of_this_run(case: Case, constraints: Constraints, demand: Demand) -> bool:
    """Tell whether a demand was made in this run, of all rubrics alike."""
    kind, at = demand
    if kind == "limit":
        name, *side = constraints.limits[at].path[1:]
        return bool(side) and (side[0], name) in case.said
    if kind in ("floor", "cap"):
        return (kind, case.ids[at]) in case.said
    return False


def _place(case: Case, constraints: Constraints, demand: Demand) -> Problem | None:
    """Return a problem at the place where a rubric makes a demand; None for what none makes."""
    path = _path(case, constraints, demand)
    for layer in case.model.rubric.layers if path else ():
        if layer.holds("portfolio", *path):
            return layer.problem("split-infeasible", "", "portfolio", *path, key=True)
    return None


def _path(case: Case, constraints: Constraints, demand: Demand) -> tuple[str, ...]:
    kind, at = demand
    if kind == "limit":
        return constraints.limits[at].path
    if kind == "most":
        return ("max_lines",)
    if kind == "grant":
        name = case.ids[at]
        own = name in case.wanted.min_grants
        return ("min_grants", name) if own else ("min_grant",)
    return ("bounds", case.ids[at], kind) if kind in ("floor", "cap") else ()


def _named(case: Case, constraints: Constraints, demand: Demand) -> str:
    kind, at = demand
    match kind:
        case "budget":
            return "the budget (100 %)"
        case "most":
            assert constraints.most is not None
            return f"at most {case.words.counted(constraints.most)}"
        case "limit":
            return limit_in_words(case, constraints, at)
    line, share = case.ids[at], constraints.upper[at]
    if kind == "grant":
        share = 0.0 if constraints.smallest is None else constraints.smallest[at]
    if kind == "floor":
        share = constraints.lower[at]
    whose = called_with_id(case.model.debate, line)
    if kind == "cap" and case.facts.gated[at]:
        return f"the gate that excludes {whose}"
    words = demand_in_words(case.said, kind, line, float(share) / constraints.budget, whose)
    return words if words.startswith("nothing") else f"the {words}"


def limit_in_words(case: Case, constraints: Constraints, at: int) -> str:
    """Name a limit of a kind, a group or a cost."""
    limit = constraints.limits[at]
    name, *side = limit.path[1:]
    if not side:
        return limit.name
    share = getattr(case.wanted.bounds.get(name, Bound()), side[0])
    return f"the {demand_in_words(case.said, side[0], name, share, name)}"
