"""`toi portfolio` with several rubrics: one split that all have a say in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.benchmarks import Today, find_today
from toi.analyses.portfolio.best_split import infeasible
from toi.analyses.portfolio.case import DRAWS, Case, left_over, open_case
from toi.analyses.portfolio.compute import left_out, lines_asked
from toi.analyses.portfolio.demands.line_choice import ALL_LINES, LinesInQuestion
from toi.analyses.portfolio.demands.said import NOTHING_SAID, Said
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
from toi.engine.portfolio.infeasible import conflict
from toi.engine.portfolio.linear_programme import Infeasible
from toi.engine.portfolio.outcome import values_of
from toi.engine.portfolio.problem import Constraints
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
    made = _result(settings, cases, gates, found, weights, constraints, amount, today)
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


def _equal(cases: Sequence[Case], constraints: Constraints) -> Floats:
    """Return equal shares (T,) over all lines that the gates of some rubric let through."""
    return equal_shares(replace(constraints, upper=np.min(list(map(_cap, cases)), axis=0)))


def _bounds(cases: Sequence[Case], constraints: Constraints) -> dict[str, tuple[float, float]]:
    """Return the floors and caps that hold for lines and kinds, as parts of the budget."""
    ids, kinds = cases[0].ids, set(cases[0].lines.kinds)
    ends = zip(constraints.lower, np.maximum(constraints.upper, constraints.lower), strict=True)
    parts = [(float(a / constraints.budget), float(b / constraints.budget)) for a, b in ends]
    found = {name: both for name, both in zip(ids, parts, strict=True) if both != (0.0, 1.0)}
    for name, bound in ((n, b) for case in cases for n, b in case.wanted.bounds.items()):
        if name in kinds and name not in ids:
            floor, cap = found.get(name, (0.0, 1.0))
            found[name] = max(floor, bound.floor), min(cap, bound.cap)
    return found


def _result(
    settings: Sequence[Model],
    cases: Sequence[Case],
    gates: Sequence[Mapping[str, str]],
    found: Worldviews,
    weights: Floats,
    constraints: Constraints,
    amount: tuple[float, str | None] | None,
    today: Today | None,
) -> WorldviewsResult:
    names = [model.rubric.name for model in settings]
    ids, theories = cases[0].ids, cases[0].model.debate.theories
    views = [case.preferences for case in cases]
    some_good = np.array([not view.harmful.all() for view in views])
    gains = found.minds | some_good  # else no split is better by its lights than another

    def compromise(rule: str, shares: Floats) -> Compromise:
        values = values_of(views, shares)
        satisfied = found.satisfaction(values)
        return Compromise(
            rule=rule,
            shares=shares_by_name(ids, shares),
            unspent=left_over(constraints.budget, shares),
            satisfaction={
                name: float(satisfied[k]) if gains[k] else None for k, name in enumerate(names)
            },
            regret=by_name(names, np.maximum(found.best - values, 0.0)),
        )

    rules = tuple(
        replace(
            compromise(rule, shares),
            movable=() if rule == PART else movable_shares(cases, constraints, shares),
        )
        for rule, shares in found.rules.items()
    )
    favourites = tuple(
        replace(compromise(name, shares), movable=movable_shares([case], constraints, shares))
        for name, case, shares in zip(names, cases, found.favourites, strict=True)
    )
    heard = gains if gains.any() else ~gains  # whom it concerns how the money is split
    every = [*found.rules.values(), *found.favourites[heard]]
    common = np.min(found.favourites[heard], axis=0)
    first = settings[0]
    return WorldviewsResult(
        provenance=replace(
            first.opened.provenance(first.rubric, cases[0].seed, len(cases[0].preferences.worth)),
            rubric=None,
            rubric_digest=None,
        ),
        kinds={k: cases[0].lines.kinds.count(k) for k in dict.fromkeys(cases[0].lines.kinds)},
        views=tuple(
            ViewLabel(
                rubric=model.rubric.name,
                digest=model.rubric.digest,
                title=model.rubric.rubric.title,
                credence=float(weights[k]),
                dictator=float(found.dictator[k]),
                best=float(found.best[k]),
                worth=by_name(ids, views[k].mean),
                gated=gates[k],
                returns=cases[k].wanted.returns,
                half_line=cases[k].wanted.half_line,
                half_kind=cases[k].wanted.half_kind,
                half=dict(cases[k].wanted.half),
                risk=views[k].risk,
            )
            for k, model in enumerate(settings)
        ),
        budget=constraints.budget,
        amount=amount[0] if amount else None,
        unit=amount[1] if amount else None,
        titles={i: name_of(theories[i]) for i in ids},
        line_kinds=dict(zip(ids, cases[0].lines.kinds, strict=True)),
        compromises=rules,
        favourites=favourites,
        equal=compromise("equal", _equal(cases, constraints)),
        today=compromise("today", today.shares) if today else None,
        common=shares_by_name(ids, common),
        everybody=tuple(i for t, i in enumerate(ids) if all(s[t] > 0 for s in every)),
        leaves_out=(
            *LEFT_OUT,
            *left_out(cases[0].words, all(case.wanted.synergies for case in cases)),
        ),
        bounds=_bounds(cases, constraints),
        lines_asked=lines_asked(cases[0]),
        limits_asked="",
        credence_asked="",
        current=None,
        notes=(
            *settings[0].opened.noted(*(model.rubric for model in settings)),
            *dict.fromkeys(note for case in cases for note in case.notes),
            *(today.notes if today else ()),
        ),
    )
