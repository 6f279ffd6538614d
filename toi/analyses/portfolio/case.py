"""A split to be found: lines, scenarios, view and room, from a debate and a rubric."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

import numpy as np

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
from toi.analyses.portfolio.shown import words_of_lines
from toi.analyses.shared.lookup import default_kind, find_kinds
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import gate_rule
from toi.compile.portfolio import (
    Facts,
    PortfolioLines,
    compile_constraints,
    compile_preferences,
    lines_of,
)
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.programmes.cutting_planes import Points
from toi.engine.portfolio.programmes.linear_programme import Infeasible
from toi.engine.portfolio.scenarios.bootstrap import Resamples
from toi.engine.portfolio.solve import BudgetSplit, solve
from toi.engine.problem import Floats
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.light_dataclass import dataclass
from toi.progress import stage
from toi.records.debate import EVERYTHING, Debate
from toi.records.portfolio import Bound, Portfolio
from toi.words import Words

DRAWS = 8192
ROUNDING = 1e-9  # of the budget
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

    @property
    def words(self) -> Words:
        """What its lines are called."""
        return words_of_lines(self.model.debate.words, self.lines.kinds)

    def gates(self) -> dict[str, str]:
        """Return the lines that gates exclude at the mean, each with the first that does."""
        if not self.facts.gated.any():
            return {}
        problem = self.scenarios.problem
        exact = evaluate(problem, expected_inputs(problem))
        rules = [gate_rule(problem, exact, int(row)) for row in self.scenarios.rows]
        return {name: rule for name, rule in zip(self.ids, rules, strict=True) if rule}

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

    def resampled(self, samples: Resamples) -> Iterator[Preferences]:
        """Yield the preferences by each bootstrap sample of the scenarios."""
        if self.preferences.risk == 0:
            for mean in samples.worth:
                yield replace(self.preferences, worth=mean[None, :], probability=None)
            return
        for likely, weights in zip(samples.chances, samples.weights, strict=True):
            drawn = replace(self.preferences, probability=likely)
            yield replace(drawn, worth=self.scenarios.worth_with(weights))


def left_over(budget: float, shares: Floats) -> float:
    """Return what shares leave of a budget; nothing where that is an error of floating point."""
    left = budget - float(shares.sum())
    return left if left > ROUNDING * budget else 0.0


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


def open_case(
    model: Model,
    kinds: Sequence[str],
    seed: int,
    draws: int,
    wanted: Portfolio,
    budget: float = 1.0,
    choice: LinesInQuestion = ALL_LINES,
    said: Said = NOTHING_SAID,
    again: int = 0,
) -> Case:
    """Draw the scenarios of the lines in question and set up what is to be solved.

    Parameters
    ----------
    again : int
        How many bootstrap samples of the scenarios will be looked at.
    """
    debate = model.debate
    lines = choice.of(debate, lines_of(debate, kinds))
    usual = split_kinds(debate, None, [wanted])
    option = "--only" if choice.only else "--without" if choice.without else "--kind"
    wanted, notes, unseen = bounds_among(debate, wanted, lines, usual, option)
    with stage(f"drawing {len(lines.ids)} lines {draws:,} times"):
        scenarios = draw_scenarios(model, lines.ids, seed, draws, again, careful=wanted.risk > 0)
    preferences = compile_preferences(debate, wanted, lines, scenarios.worth)
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
    problem = model.problem
    cells = evaluate(problem, expected_inputs(problem)).cells[0]
    c = problem.criteria.index(criterion)
    points = problem.low[c] + (problem.high[c] - problem.low[c]) * cells[:, c]
    return np.array([points[problem.row[line]] for line in lines.ids])
