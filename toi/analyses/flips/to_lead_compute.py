"""Least changes for a theory to lead: of weights alone, and of weights and credences."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.flips.parameter_labels import credence_setting, shares_rounded, weight_settings
from toi.analyses.flips.result import Change, Route, ToLead
from toi.analyses.shared.lookup import find_theory
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import by_name, gate_rule
from toi.engine.problem import Floats, Inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import ranks
from toi.engine.sensitivity.counterfactual import at_points, by_weights_and_credences, rank_alone
from toi.engine.sensitivity.one_at_a_time import BaseCase, base_case
from toi.engine.sensitivity.potential_optimality import MARGIN, PotentialOptimality, by_weights

SAME = 1e-9
NEAR, TINY = 1.1, 0.02  # how much dearer a point of fewer digits may be
DIGITS = range(8)  # decimals of per cent


def run_to_lead(
    model: Model, shown: Sequence[int], word: str, every_criterion: bool = False
) -> ToLead:
    """Find what puts the theory that `word` names first among those of some rows.

    On the deterministic score, which must be additive. Weights may move to criteria that have
    one already, or with `every_criterion` to all that the debate has; credences between 0
    and 1; judgements and forces stay as they are.
    """
    problem = model.problem
    row = problem.row[find_theory(model.debate, word)]
    rows = sorted({*shown, row})
    here, x = base_case(problem, rows, every_criterion), rows.index(row)
    rank, gated = int(ranks(here.key)[x]), bool(np.isneginf(here.key[x]))
    weighed = here.inputs.weights[0] > 0
    allowed = np.ones(len(weighed), dtype=bool) if every_criterion else weighed
    free = tuple(name for name, may in zip(here.problem.criteria, allowed, strict=True) if may)
    reason = _reason(here, x, gated, model.debate.words.one)
    if reason or rank == 1:
        leads = rank == 1 and not gated
        return _as_it_is(problem.theories[row], leads, rank, len(rows), free, reason)
    weighing = by_weights(here, x, allowed)
    points = by_weights_and_credences(here, x, allowed, weighing.best)
    alone = [(weights, here.inputs.sound[0]) for weights in weighing.nearest]
    both = [(point.weights, point.sound) for point in points if points[0].rank == 1]
    return ToLead(
        theory=problem.theories[row],
        leads=False,
        rank=rank,
        among=len(rows),
        weights=_route(model, here, x, alone) if alone else None,
        margin=weighing.margin,
        beaten_by=_beaten_by(here, weighing),
        together=_route(model, here, x, both) if both else None,
        best_rank=min(rank, points[0].rank),
        free=free,
        reason=None,
    )


def _reason(here: BaseCase, x: int, gated: bool, one: str) -> str | None:
    """Say why there is nothing to seek; `one` is what each of those ranked is called."""
    method = here.problem.method
    if not method.linear_in_weights:
        return f"sought for additive scores only, and the method is {method.name}"
    if not here.problem.linear_in_weights:
        return (
            f"not sought where what does not bear is left out, so that weights differ by {one}; "
            "counted as it was judged it is: add --set not_bearing=as-judged"
        )
    if gated:
        rule = gate_rule(here.problem, evaluate(here.problem, here.inputs), here.rows[x])
        return (
            f"with judgements and beliefs as they are, the gate {rule} excludes it, "
            "whatever the weights"
        )
    return None


def _as_it_is(
    theory: str, leads: bool, rank: int, among: int, free: tuple[str, ...], reason: str | None
) -> ToLead:
    """Return the result where nothing needs to change, or nothing is sought."""
    return ToLead(theory, leads, rank, among, None, None, {}, None, None, free, reason)


def _beaten_by(here: BaseCase, weighing: PotentialOptimality) -> dict[str, float]:
    if weighing.margin >= MARGIN:
        return {}
    names = [here.problem.theories[t] for t in here.rows]
    shares = by_name(names, weighing.mixture)
    return {name: share for name, share in shares.items() if share > SAME}


def _route(model: Model, here: BaseCase, x: int, points: Sequence[tuple[Floats, Floats]]) -> Route:
    """Return the way to the first point, in numbers of few digits from it or later points."""
    now, names, arguments = here.inputs, here.problem.criteria, here.problem.arguments
    choices = [(digits, *_rounded(here, *point, digits)) for digits in DIGITS for point in points]
    tried = at_points(
        here, np.array([w for _, w, _ in choices]), np.array([q for _, _, q in choices])
    )
    leads = [rank_alone(key, x) == 1 for key in here.score(tried).key]
    cost = _cost(now, *points[0])
    most = NEAR * cost + TINY
    near = [led and _cost(now, w, q) < most for led, (_, w, q) in zip(leads, choices, strict=True)]
    best = near.index(True) if any(near) else len(choices) - len(points)  # the first, in full
    digits, shares, credences = choices[best]
    changes = [
        *_changes("weight", names, now.weights[0], points[0][0], shares, digits),
        *_changes("credence", arguments, now.sound[0], points[0][1], credences, digits + 2),
    ]
    return Route(
        cost=cost,
        changes=tuple(changes),
        set=tuple(_settings(model, here, changes, shares)),
        verified=leads[best],
    )


def _cost(now: Inputs, weights: Floats, sound: Floats) -> float:
    """Return the cost of going to a point: ``sum |dw| / 2 + sum |dc|``."""
    return float(np.abs(weights - now.weights[0]).sum() / 2 + np.abs(sound - now.sound[0]).sum())


def _rounded(here: BaseCase, weights: Floats, sound: Floats, digits: int) -> tuple[Floats, Floats]:
    """Round a point to a number of decimals of per cent; what is as it was stays so."""
    now = here.inputs.sound[0]
    believed = np.where(np.abs(sound - now) > SAME, np.round(sound, digits + 2), now)
    return shares_rounded(here.inputs.weights[0], weights, digits), believed


def _settings(
    model: Model, here: BaseCase, changes: Sequence[Change], shares: Floats
) -> Iterator[str]:
    """Yield the KEY=VALUE that make some changes; all weights are named if any changes."""
    if any(change.what == "weight" for change in changes):
        weights = by_name(here.problem.criteria, shares)
        yield from weight_settings(model, weights)
    settled = dict(zip(here.problem.arguments, here.problem.settled.tolist(), strict=True))
    for change in changes:
        if change.what == "credence":
            name = change.id
            yield credence_setting(model.debate, name, settled[name], change.rounded)


def _changes(
    what: str, names: Sequence[str], now: Floats, new: Floats, rounded: Floats, digits: int
) -> Iterator[Change]:
    """Return what is set otherwise, the largest change first."""
    differs = np.abs(rounded - now)
    for i in np.argsort(-np.round(differs, 9), kind="stable").tolist():
        if differs[i] > SAME:
            values = float(now[i]), float(new[i]), float(rounded[i])
            yield Change(what, names[i], *values, digits)
