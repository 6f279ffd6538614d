"""A split to be found: lines, scenarios, view and room, from a debate and a rubric."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from toi.analyses.portfolio.bounds import bounds_among
from toi.analyses.portfolio.scenarios import Scenarios, draw_scenarios
from toi.analyses.shared.lookup import default_kind, find_kinds
from toi.analyses.shared.session import Model
from toi.compile.portfolio import (
    Facts,
    PortfolioLines,
    compile_constraints,
    compile_preferences,
    lines_of,
)
from toi.engine.portfolio.cutting_planes import Infeasible, Points
from toi.engine.portfolio.infeasible import Demand, conflict
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.solve import BudgetSplit, solve
from toi.engine.problem import Floats
from toi.errors import InputErrors, usage
from toi.progress import stage
from toi.records.base import unit
from toi.records.debate import Debate
from toi.records.portfolio import Portfolio

DRAWS = 8192
USUAL = ("listed", "outreach", "agenda")  # kinds that compete for the same effort


@dataclass(frozen=True, eq=False)
class Case:
    """Everything that a split is found from; `notes` say which wishes it leaves out."""

    model: Model
    wanted: Portfolio
    lines: PortfolioLines
    scenarios: Scenarios
    facts: Facts
    preferences: Preferences
    constraints: Constraints
    kinds: tuple[str, ...]
    seed: int
    notes: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The lines, in order."""
        return self.lines.ids

    def with_worth(self, delta: Floats) -> Preferences:
        """Return the preferences were each line worth `delta` (T,) points more in every scenario.

        Where no risk counts, the mean is all that does, so one scenario stands for all.
        """
        if self.preferences.risk == 0:
            return replace(
                self.preferences, worth=(self.preferences.mean + delta)[None, :], probability=None
            )
        return replace(self.preferences, worth=self.preferences.worth + delta)

    def redrawn(self, chances: Floats, weights: Floats) -> Preferences:
        """Return the preferences with other chances of the scenarios (S,) and weights (C,)."""
        if self.preferences.risk == 0:
            mean = self.scenarios.mean_worth(chances, weights)
            return replace(self.preferences, worth=mean[None, :], probability=None)
        worth = self.preferences.worth
        if not np.array_equal(weights, self.scenarios.mean_weights):
            worth = self.scenarios.worth(weights)
        return replace(self.preferences, worth=worth, probability=chances)


def split_kinds(
    debate: Debate, kinds: str | None, wanted: Sequence[Portfolio] = ()
) -> tuple[str, ...]:
    """Return the kinds that an option names; else what rubrics ask for, or the usual ones."""
    if kinds is not None:
        return find_kinds(debate, kinds)
    usual = _usual_kinds(debate)
    asked = [kind for one in wanted for kind in one.kinds or usual]
    return tuple(dict.fromkeys(asked)) or usual


def _usual_kinds(debate: Debate) -> tuple[str, ...]:
    found = tuple(kind for kind in USUAL if kind in debate.groups)
    return found if "listed" in found else find_kinds(debate, default_kind(debate))


def wishes(model: Model, risk: float | None = None, most: int | None = None) -> Portfolio:
    """Return the rubric's preferences, with the risk and the number of lines of this run."""
    from pydantic_core import PydanticCustomError

    wanted = model.rubric.rubric.portfolio
    change: dict[str, Any] = {}
    if risk is not None:
        try:
            change["risk"] = unit(risk, "risk")
        except PydanticCustomError as error:
            raise usage(error.message(), error.type) from None
    if most is not None:
        change["max_lines"] = most
    return wanted.model_copy(update=change)


def open_case(
    model: Model,
    kinds: Sequence[str],
    seed: int,
    draws: int,
    wanted: Portfolio,
    budget: float = 1.0,
) -> Case:
    """Draw the scenarios of some kinds and set up what is to be solved."""
    debate = model.debate
    lines = lines_of(debate, kinds)
    wanted, notes = bounds_among(debate, wanted, lines, split_kinds(debate, None, [wanted]))
    with stage(f"drawing {len(lines.ids)} lines {draws:,} times"):
        scenarios = draw_scenarios(model, lines.ids, seed, draws)
    preferences = compile_preferences(debate, wanted, lines, scenarios.worth())
    column = {name: i for i, name in enumerate(scenarios.problem.criteria)}
    raw = {name: scenarios.raw[:, i] for name, i in column.items()}
    for name in set(wanted.exposure) - set(column):
        raw[name] = _raw(model, lines, name)
    facts = Facts(scenarios.exact_gated, preferences.harmful, raw)
    constraints = compile_constraints(debate, wanted, lines, facts, budget)
    return Case(
        model, wanted, lines, scenarios, facts, preferences, constraints, tuple(kinds), seed, notes
    )


def _raw(model: Model, lines: PortfolioLines, criterion: str) -> Floats:
    """Return mean raw points (T,) on a criterion that has no weight."""
    from toi.engine.sampling.sampler import expected_inputs
    from toi.engine.scoring.evaluate import evaluate

    problem = model.problem
    cells = evaluate(problem, expected_inputs(problem)).cells[0]
    c = problem.criteria.index(criterion)
    points = problem.low[c] + (problem.high[c] - problem.low[c]) * cells[:, c]
    return np.array([points[problem.row[line]] for line in lines.ids])


def best_split(
    case: Case, preferences: Preferences | None = None, points: Points | None = None
) -> BudgetSplit:
    """Find the best split; demands that cannot be met together are named."""
    try:
        return solve(preferences or case.preferences, case.constraints, points)
    except Infeasible:
        raise infeasible(case, conflict(case.constraints)) from None


def infeasible(case: Case, demands: Sequence[Demand]) -> InputErrors:
    """Return an error that names demands which cannot be met together, at the first one's place."""
    names = [_named(case, demand) for demand in demands]
    listed = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    message = f"no split can meet all of: {listed}; give up one of them"
    for path in (_path(case, demand) for demand in demands):
        for layer in case.model.rubric.layers if path else ():
            if layer.holds("portfolio", *path):
                problem = layer.problem("split-infeasible", message, "portfolio", *path, key=True)
                return InputErrors([problem])
    return usage(message, "split-infeasible")


def _path(case: Case, demand: Demand) -> tuple[str, ...]:
    """Return where a rubric's preferences make a demand; nothing for what they do not make."""
    kind, at = demand
    if kind == "limit":
        return case.constraints.limits[at].path
    if kind == "most":
        return ("max_lines",)
    return ("bounds", case.ids[at], kind) if kind in ("floor", "cap") else ()


def _named(case: Case, demand: Demand) -> str:
    kind, at = demand
    match kind:
        case "budget":
            return "the budget (100 %)"
        case "most":
            return f"at most {case.constraints.most} lines"
        case "limit":
            return case.constraints.limits[at].name
        case "floor":
            return f"the floor {100 * case.constraints.lower[at]:.4g} % of {case.ids[at]}"
        case _ if case.facts.gated[at]:
            return f"the gate that excludes {case.ids[at]}"
        case _:
            return f"the cap {100 * case.constraints.upper[at]:.4g} % of {case.ids[at]}"
