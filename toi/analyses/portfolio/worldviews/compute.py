"""`toi portfolio` with several rubrics: one split that all have a say in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.benchmarks import Today, find_today
from toi.analyses.portfolio.best_split import infeasible
from toi.analyses.portfolio.case import DRAWS, Case, left_over, open_case
from toi.analyses.portfolio.compute import left_out, lines_asked
from toi.analyses.portfolio.demands.line_choice import ALL_LINES, LinesInQuestion
from toi.analyses.portfolio.demands.said import NOTHING_SAID, Said
from toi.analyses.portfolio.line_result import MovableShare
from toi.analyses.portfolio.reasons.ties import movable_shares
from toi.analyses.portfolio.worldviews.own_gates import own_gates
from toi.analyses.portfolio.worldviews.refused import credences, refuse_choices, refuse_twice
from toi.analyses.portfolio.worldviews.result import Compromise, ViewLabel, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import PART
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import by_name, shares_by_name
from toi.engine.portfolio.compromise import Worldviews, reconcile
from toi.engine.portfolio.equal_shares import equal_shares
from toi.engine.portfolio.outcome import values_of
from toi.engine.portfolio.problem import Constraints
from toi.engine.portfolio.programmes.infeasible import conflict
from toi.engine.portfolio.programmes.linear_programme import Infeasible
from toi.engine.problem import Floats
from toi.errors import usage
from toi.progress import stage
from toi.records.portfolio import Portfolio

LEFT_OUT = (
    "whether points of one rubric count as much as those of another: each is measured on "
    "its own range",
    "what a floor, a cap or a limit costs, and how sure a gain is, which a split by one rubric "
    "tells",
)


def run_worldviews(
    settings: Sequence[Model],
    kinds: Sequence[str],
    seed: int = 0,
    draws: int = DRAWS,
    *,
    wanted: Sequence[Portfolio],
    credence: Sequence[float] | None = None,
    budget: float = 1.0,
    amount: tuple[float, str | None] | None = None,
    current: str | None = None,
    choice: LinesInQuestion = ALL_LINES,
    asked: str = "",
    said: Said = NOTHING_SAID,
) -> WorldviewsResult:
    """Find splits by four rules and each rubric's favourite.

    Floors, caps and limits of every rubric hold for all.

    Parameters
    ----------
    credence : sequence of float, optional
        In each rubric, in their order; only proportions count. None may be 0, or next to it. By
        default all alike.
    current : str, optional
        Today's split, as for `run_portfolio`: each rubric says how it fares by its lights.
    choice : LinesInQuestion
        The lines in question, of those of the kinds.

    Raises
    ------
    InputErrors
        Where demands cannot be met together, or credences do not fit.
    """
    weights = credences(settings, credence)
    refuse_twice(settings)
    cases = []
    for model, wishes in zip(settings, wanted, strict=True):
        cases.append(open_case(model, kinds, seed, draws, wishes, budget, choice, said))
    if len({case.ids for case in cases}) > 1:
        raise usage("the rubrics do not score the same lines", "rubrics-differ")
    gates = [case.gates() for case in cases]
    cases = own_gates(cases)
    constraints = _common_constraints(cases, weights)
    try:
        with stage("looking for compromises"):
            found = reconcile([case.preferences for case in cases], constraints, weights)
    except Infeasible:
        raise infeasible(cases, constraints, conflict(constraints)) from None
    today = None if current is None else find_today(cases[0], current, amount)
    made = _result(cases, gates, found, weights, constraints, amount, today)
    return replace(made, current=current, limits_asked=asked, credence_asked=_asked(credence))


def _asked(credence: Sequence[float] | None) -> str:
    """Return the option that asks for credences."""
    written = ",".join(f"{one:.15g}" for one in credence or ())
    return f" --credence {written}" if written else ""


def _common_constraints(cases: Sequence[Case], weights: Floats) -> Constraints:
    """Return what every rubric allows; a line that does no good by any gets nothing."""
    every_constraints = [case.constraints for case in cases]
    idle = np.all([case.preferences.harmful for case in cases], axis=0)
    lower = np.max([constraints.lower for constraints in every_constraints], axis=0)
    # A line that does no good by one rubric only stays open for the others.
    caps = [np.where(c.preferences.harmful & ~idle, _cap(c), c.constraints.upper) for c in cases]
    limits = tuple(limit for constraints in every_constraints for limit in constraints.limits)
    refuse_choices(cases, weights)
    return Constraints(lower, np.min(caps, axis=0), limits, every_constraints[0].budget)


def _cap(case: Case) -> Floats:
    """Return the caps of a case with nothing closed for doing no good."""
    found = np.full(len(case.ids), case.constraints.budget)
    for name, bound in case.wanted.bounds.items():
        if name in case.ids:
            found[case.ids.index(name)] = bound.cap * case.constraints.budget
    found[case.facts.gated] = 0.0
    return found


def _caps(cases: Sequence[Case]) -> Floats:
    """Return the caps (T,) that were asked for; what every rubric's gates exclude has 0."""
    lowest: Floats = np.min(list(map(_cap, cases)), axis=0)
    return lowest


def _equal(cases: Sequence[Case], constraints: Constraints) -> Floats:
    """Return equal shares (T,) over all lines that the gates of some rubric let through."""
    return equal_shares(replace(constraints, upper=_caps(cases)))


def _bounds(cases: Sequence[Case], constraints: Constraints) -> dict[str, tuple[float, float]]:
    """Return the floors and caps that were asked for lines and kinds, as parts of the budget."""
    ids, kinds = cases[0].ids, set(cases[0].lines.kinds)
    ends = zip(constraints.lower, np.maximum(_caps(cases), constraints.lower), strict=True)
    parts = [(float(a / constraints.budget), float(b / constraints.budget)) for a, b in ends]
    found = {name: both for name, both in zip(ids, parts, strict=True) if both != (0.0, 1.0)}
    for name, bound in ((n, b) for case in cases for n, b in case.wanted.bounds.items()):
        if name in kinds and name not in ids:
            floor, cap = found.get(name, (0.0, 1.0))
            found[name] = max(floor, bound.floor), min(cap, bound.cap)
    return found


class _ByEach:
    """Splits as each rubric has them: how satisfied it is, and what it regrets."""

    def __init__(self, cases: Sequence[Case], found: Worldviews, budget: float) -> None:
        self._ids, self._found, self._budget = cases[0].ids, found, budget
        self._names = [case.model.rubric.name for case in cases]
        self._views = [case.preferences for case in cases]
        some_good = np.array([not view.harmful.all() for view in self._views])
        self.gains = found.minds | some_good  # else no split is better by its lights than another

    def of(self, rule: str, shares: Floats, movable: Sequence[MovableShare] = ()) -> Compromise:
        """Return what a rule splits, or whoever is called so."""
        values = values_of(self._views, shares)
        satisfied = self._found.satisfaction(values)
        return Compromise(
            rule=rule,
            shares=shares_by_name(self._ids, shares),
            unspent=left_over(self._budget, shares),
            satisfaction={
                name: float(satisfied[k]) if self.gains[k] else None
                for k, name in enumerate(self._names)
            },
            regret=by_name(self._names, np.maximum(self._found.best - values, 0.0)),
            movable=tuple(movable),
        )


def _view_labels(
    cases: Sequence[Case], gates: Sequence[Mapping[str, str]], found: Worldviews, weights: Floats
) -> Iterator[ViewLabel]:
    """Yield each rubric with what it weighs, and what it could have alone."""
    for k, (case, gated) in enumerate(zip(cases, gates, strict=True)):
        rubric = case.model.rubric
        yield ViewLabel(
            rubric=rubric.name,
            digest=rubric.digest,
            title=rubric.rubric.title,
            credence=float(weights[k]),
            dictator=float(found.dictator[k]),
            best=float(found.best[k]),
            worth=by_name(case.ids, case.preferences.mean),
            gated=gated,
            returns=case.wanted.returns,
            half_line=case.wanted.half_line,
            half_kind=case.wanted.half_kind,
            half=dict(case.wanted.half),
            risk=case.preferences.risk,
        )


def _result(
    cases: Sequence[Case],
    gates: Sequence[Mapping[str, str]],
    found: Worldviews,
    weights: Floats,
    constraints: Constraints,
    amount: tuple[float, str | None] | None,
    today: Today | None,
) -> WorldviewsResult:
    first = cases[0]
    ids, kinds, theories = first.ids, first.lines.kinds, first.model.debate.theories
    rubrics = [case.model.rubric for case in cases]
    by_each = _ByEach(cases, found, constraints.budget)
    heard = by_each.gains if by_each.gains.any() else ~by_each.gains  # whom it concerns
    every = [*found.rules.values(), *found.favourites[heard]]
    return WorldviewsResult(
        provenance=replace(
            first.model.opened.provenance(rubrics[0], first.seed, len(first.preferences.worth)),
            rubric=None,
            rubric_digest=None,
        ),
        kinds={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
        views=tuple(_view_labels(cases, gates, found, weights)),
        budget=constraints.budget,
        amount=amount[0] if amount else None,
        unit=amount[1] if amount else None,
        titles={i: name_of(theories[i]) for i in ids},
        line_kinds=dict(zip(ids, kinds, strict=True)),
        compromises=tuple(
            by_each.of(
                rule, shares, () if rule == PART else movable_shares(cases, constraints, shares)
            )
            for rule, shares in found.rules.items()
        ),
        favourites=tuple(
            by_each.of(rubric.name, shares, movable_shares([case], constraints, shares))
            for rubric, case, shares in zip(rubrics, cases, found.favourites, strict=True)
        ),
        equal=by_each.of("equal", _equal(cases, constraints)),
        today=by_each.of("today", today.shares) if today else None,
        common=shares_by_name(ids, np.min(found.favourites[heard], axis=0)),
        everybody=tuple(i for t, i in enumerate(ids) if all(s[t] > 0 for s in every)),
        leaves_out=(
            *LEFT_OUT,
            *left_out(cases[0].words, all(case.wanted.synergies for case in cases)),
        ),
        bounds=_bounds(cases, constraints),
        lines_asked=lines_asked(first),
        limits_asked="",
        credence_asked="",
        current=None,
        notes=(
            *first.model.opened.noted(*rubrics),
            *dict.fromkeys(note for case in cases for note in case.notes),
            *(today.notes if today else ()),
        ),
    )
