"""A split to be found: lines, scenarios, view and room, from a debate and a rubric."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from pydantic import ValidationError

from toi.analyses.portfolio.demands.bounds import bounds_among
from toi.analyses.portfolio.demands.line_choice import ALL_LINES, LinesInQuestion
from toi.analyses.portfolio.demands.said import (
    NOTHING_SAID,
    Said,
    called_with_id,
    demand_in_words,
    in_words,
)
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
from toi.engine.portfolio.cutting_planes import Points
from toi.engine.portfolio.infeasible import Demand, conflict
from toi.engine.portfolio.linear_programme import Infeasible
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.solve import BudgetSplit, solve
from toi.engine.problem import Floats
from toi.errors import InputErrors, Problem, usage
from toi.progress import stage
from toi.records.debate import EVERYTHING, Debate
from toi.records.portfolio import Bound, Portfolio

DRAWS = 8192
USUAL = ("listed", "outreach", "agenda")  # kinds that compete for the same effort


@dataclass(frozen=True, eq=False)
class Case:
    """Everything that a split is found from; `notes` say which wishes it leaves out.

    `unseen` names those of lines that are not in question; `said` has those of this run in the
    unit in which they were asked for.
    """

    model: Model
    wanted: Portfolio
    lines: PortfolioLines
    scenarios: Scenarios
    facts: Facts
    preferences: Preferences
    constraints: Constraints
    kinds: tuple[str, ...]
    choice: LinesInQuestion
    seed: int
    notes: tuple[str, ...]
    unseen: tuple[str, ...]
    said: Said = field(default_factory=dict)

    @property
    def closed(self) -> Floats:
        """The largest share of each line were there no caps: none of what is excluded or no good.

        Shape (T,).
        """
        idle = self.facts.harmful & (self.constraints.upper <= self.constraints.lower)
        return np.where(self.facts.gated | idle, 0.0, self.constraints.budget)

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

    def without_floors(self) -> "Case":
        """Return the case with no floor on any single line."""
        bounds = {
            name: bound.model_copy(update={"floor": 0.0}) if name in self.ids else bound
            for name, bound in self.wanted.bounds.items()
        }
        upper = np.minimum(self.constraints.upper, self.closed)
        return replace(
            self,
            wanted=self.wanted.model_copy(update={"bounds": bounds}),
            constraints=replace(self.constraints, lower=np.zeros(len(self.ids)), upper=upper),
        )

    def again(
        self, preferences: Preferences, points: Points | None = None, rough: bool = True
    ) -> BudgetSplit:
        """Find the best split were the lines worth something else.

        A floor on the return is given up where it is then out of reach.
        """
        try:
            return solve(preferences, self.constraints, points, rough)
        except Infeasible:
            if self.constraints.least_return is None:
                raise
            return solve(preferences, replace(self.constraints, least_return=None), points, rough)

    def redrawn(self, chances: Floats, weights: Floats) -> Iterator[Preferences]:
        """Yield the preferences with other chances of the scenarios (B, S) and weights (B, C)."""
        if self.preferences.risk == 0:
            for mean in self.scenarios.mean_worth(chances, weights):
                yield replace(self.preferences, worth=mean[None, :], probability=None)
            return
        for likely, chosen in zip(chances, weights, strict=True):
            worth = self.preferences.worth
            if not np.array_equal(chosen, self.scenarios.mean_weights):
                worth = self.scenarios.worth(chosen)
            yield replace(self.preferences, worth=worth, probability=likely)


def split_kinds(
    debate: Debate,
    kinds: str | None,
    wanted: Sequence[Portfolio] = (),
    choice: LinesInQuestion = ALL_LINES,
) -> tuple[str, ...]:
    """Return the kinds that an option names; else what rubrics ask for, or the usual ones.

    Where only some lines are in question they may be of any kind.
    """
    if kinds is not None:
        return find_kinds(debate, kinds)
    if choice.only:
        return (EVERYTHING,)
    usual = _usual_kinds(debate)
    asked = [kind for one in wanted for kind in one.kinds or usual]
    return tuple(dict.fromkeys(asked)) or usual


def _usual_kinds(debate: Debate) -> tuple[str, ...]:
    found = tuple(kind for kind in USUAL if kind in debate.groups)
    return found if "listed" in found else find_kinds(debate, default_kind(debate))


def wishes(
    model: Model, asked: Mapping[str, Any] | None = None, said: Said = NOTHING_SAID
) -> Portfolio:
    """Return the rubric's preferences, with those of this run in their place.

    Parameters
    ----------
    asked : mapping, optional
        Keys of a rubric's preferences. What names single lines is added to the rubric's.
    said : mapping, optional
        The same as it was written, for what is wrong with it.
    """
    wanted, given = model.rubric.rubric.portfolio, dict(asked or {})
    if not given:
        return wanted
    try:
        read = Portfolio.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(map(str, first["loc"]))
        words = first["msg"] if str(first["loc"][0]) in first["msg"] else f"{path}: {first['msg']}"
        raise usage(words, first["type"]) from None
    change = {key: getattr(read, key) for key in given}
    for key in ("min_grants", "synergies"):
        if key in change:
            change[key] = {**getattr(wanted, key), **change[key]}
    if "bounds" in given:
        change["bounds"] = _bounds(model.debate, wanted.bounds, given["bounds"], said)
    found = wanted.model_copy(update=change)
    _refuse_grants_above_caps(model.debate, found, said)
    return found


def _refuse_grants_above_caps(debate: Debate, wanted: Portfolio, said: Said) -> None:
    """Refuse a smallest grant of a line's own that its cap does not let it have."""
    for name, grant in wanted.min_grants.items():
        cap = wanted.bounds.get(name, Bound()).cap
        if 0 < cap < grant:
            raise _above_cap(debate, said, ("grant", name, grant), cap)


def _above_cap(
    debate: Debate, said: Said, demand: tuple[str, str, float], cap: float
) -> InputErrors:
    """Return an error on a floor or a smallest grant that is above the cap of its line."""
    kind, name, _ = demand
    words = demand_in_words(said, *demand, called_with_id(debate, name))
    words = f"the {words} is above its cap of {in_words(said, 'cap', name, cap)}"
    return usage(f"{words}; give up one of them", f"{kind}-above-cap")


def _below_grants(
    debate: Debate,
    lines: PortfolioLines,
    constraints: Constraints,
    wanted: Portfolio,
    said: Said,
) -> list[str]:
    """Return notes on lines that cannot have the smallest grant of all, since they are capped."""
    found = []
    for t, name in enumerate(lines.ids):
        cap = wanted.bounds.get(name, Bound()).cap
        smallest = 0.0 if constraints.smallest is None else constraints.smallest[t]
        grant = float(smallest) / constraints.budget
        if 0 < cap < grant:
            words = demand_in_words(said, "cap", name, cap, called_with_id(debate, name))
            least = in_words(said, "grant", None, grant)
            found.append(f"the {words} is below the smallest grant of {least}, so it gets nothing")
    return found


def _bounds(
    debate: Debate,
    own: Mapping[str, Bound],
    given: Mapping[str, Mapping[str, float]],
    said: Said,
) -> dict[str, Bound]:
    """Return a rubric's floors and caps, with those of this run in their place."""
    found = dict(own)
    for name, change in given.items():
        found[name] = bound = found.get(name, Bound()).model_copy(update=change)
        if bound.floor > bound.cap:
            raise _above_cap(debate, said, ("floor", name, bound.floor), bound.cap)
    return found


def open_case(
    model: Model,
    kinds: Sequence[str],
    seed: int,
    draws: int,
    wanted: Portfolio,
    budget: float = 1.0,
    choice: LinesInQuestion = ALL_LINES,
    said: Said = NOTHING_SAID,
) -> Case:
    """Draw the scenarios of the lines in question and set up what is to be solved."""
    debate = model.debate
    lines = choice.of(debate, lines_of(debate, kinds))
    usual = split_kinds(debate, None, [wanted])
    option = "--only" if choice.only else "--without" if choice.without else "--kind"
    wanted, notes, unseen = bounds_among(debate, wanted, lines, usual, option)
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
        model=model,
        wanted=wanted,
        lines=lines,
        scenarios=scenarios,
        facts=facts,
        preferences=preferences,
        constraints=constraints,
        kinds=tuple(kinds),
        choice=choice,
        seed=seed,
        notes=(*notes, *_below_grants(debate, lines, constraints, wanted, said)),
        unseen=unseen,
        said=said,
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


def best_split(case: Case) -> BudgetSplit:
    """Find the best split; demands that cannot be met together are named."""
    try:
        return solve(case.preferences, case.constraints)
    except Infeasible:
        demands = conflict(case.constraints)
        if not demands and case.constraints.least_return is not None:
            raise _too_little(case) from None
        raise infeasible([case], case.constraints, demands) from None


def _too_little(case: Case) -> InputErrors:
    """Return an error that says how much the average outcome can be at most."""
    free = replace(case.constraints, least_return=None)
    most = solve(replace(case.preferences, risk=0.0), free).value
    return usage(
        f"no split brings {case.constraints.least_return:.4g} points on average; at most "
        f"{np.floor(10 * most) / 10:.4g} (least_return)",
        "split-infeasible",
    )


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
        whose = f" by {owner.model.rubric.name}" if len(cases) > 1 and demand[0] != "budget" else ""
        where = f" ({place.file}:{place.line})" if whose and places and place else ""
        named.append(f"{words}{whose}{where}")
        places += [place] if place else []
    listed = ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1]
    message = f"no split can meet all of: {listed}; give up one of them"
    if not places:
        return usage(message, "split-infeasible")
    return InputErrors([replace(places[0], message=message)])


def _owner(cases: Sequence[Case], constraints: Constraints, demand: Demand) -> Case:
    """Return the case of which a demand is."""
    kind, at = demand
    for case in cases:
        own = case.constraints
        if kind == "limit" and constraints.limits[at] in own.limits:
            return case
        if kind == "floor" and own.lower[at] == constraints.lower[at]:
            return case
        bound = case.wanted.bounds.get(case.ids[at]) if kind == "cap" else None
        if bound and bound.cap * own.budget == constraints.upper[at]:
            return case
    return cases[0]


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
            return f"at most {constraints.most} lines"
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
