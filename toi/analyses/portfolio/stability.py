"""Stability of a split: under resampling, and under other rubrics."""

from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.case import Case, open_case
from toi.analyses.portfolio.scenarios import AT_THE_MEAN
from toi.analyses.shared.session import with_rubric
from toi.engine.portfolio.problem import Preferences
from toi.engine.portfolio.programmes.linear_programme import Infeasible
from toi.engine.portfolio.scenarios.bootstrap import Resamples
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats
from toi.errors import InputErrors
from toi.io.rubric.find import available
from toi.io.rubric.resolve import ResolvedRubric, resolve
from toi.light_dataclass import dataclass
from toi.records.portfolio import NO_PORTFOLIO, Portfolio

RESAMPLES = 40
WITH_LIMIT = 12  # where the number of lines is limited: each takes longer
FEWER = 2048  # scenarios under other rubrics


@dataclass(frozen=True, eq=False)
class Resampled:
    """The best splits had other scenarios been drawn.

    Attributes
    ----------
    splits : (B, T) float
        Weights drawn too, as the rubric says how sure they are.
    error : (T,) float
        Standard error of each share from the number of scenarios alone.
    """

    splits: Floats
    error: Floats
    weights_redrawn: bool

    @property
    def presence(self) -> Floats:
        """Share of the resamples in which each line gets something, (T,)."""
        return np.asarray((self.splits > 0).mean(axis=0))


def resamples_for(wanted: Portfolio) -> int:
    """Return how many bootstrap samples of the scenarios are looked at."""
    return RESAMPLES if wanted.max_lines is None else min(WITH_LIMIT, RESAMPLES)


def resample(case: Case, split: BudgetSplit) -> Resampled:
    """Solve again on bootstrap samples of the scenarios."""
    scenarios = case.scenarios
    error = _splits(case, split, scenarios.same).std(axis=0, ddof=1)
    return Resampled(_splits(case, split, scenarios.redrawn), error, scenarios.weights_redrawn)


def _splits(case: Case, split: BudgetSplit, samples: Resamples) -> Floats:
    """Return the best splits (B, T), each on a bootstrap sample of its own."""

    def best(preferences: Preferences) -> Floats:
        return case.again(preferences, split.points).shares

    return np.array([*map(best, case.resampled(samples))])  # which keeps none of large ones


def under_rubrics(case: Case, split: BudgetSplit) -> tuple[dict[str, Floats], dict[str, str]]:
    """Find the best split under every other rubric at hand, with this one's preferences.

    Where no risk counts, at the mean of every number: one scenario.

    Rubrics that do not fit the data, or give doing nothing no score, are left out, and so are
    those whose gates leave no split within the floors.

    Returns
    -------
    splits : mapping
        By rubric.
    alike : mapping
        Rubrics that value and believe the same as another, with the name of that one.
    """
    opened = case.model.opened
    found: dict[str, Floats] = {}
    alike: dict[str, str] = {}
    told = {_opinion(case.model.rubric): case.model.rubric.name}
    for name in available(opened.places):
        if name == case.model.rubric.name:
            continue
        try:
            rubric = resolve(name, opened.places, opened.debate)
            first = told.setdefault(_opinion(rubric), name)
            if first != name:
                alike[name] = first
                continue
            other = open_case(
                with_rubric(case.model, rubric),
                case.kinds,
                case.seed,
                FEWER if case.preferences.risk > 0 else AT_THE_MEAN,
                case.wanted,
                case.constraints.budget,
                case.choice,
            )
        except InputErrors:
            continue
        if other.ids != case.ids:
            continue
        try:
            found[name] = other.again(other.preferences, split.points).shares
        except Infeasible:
            continue
    return found, alike


def _opinion(rubric: ResolvedRubric) -> str:
    """Return what a rubric values and believes, whatever it is called and how it splits."""
    called = {"id": "same", "title": "same", "position": None, "claims": ()}
    said = rubric.rubric.model_copy(update={**called, "portfolio": NO_PORTFOLIO})
    return replace(rubric, rubric=said).digest
