"""Questions worth settling where no theory clearly wins, by a cheap estimate."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.score.result import EACH_WEIGHT, WorthKnowing
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import Model
from toi.engine.problem import WEIGHTS
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, base_case
from toi.engine.voi.one_number import knowing_each, knowing_weights
from toi.io.debate.titles import title_without_unit

MOST = 3
LEAST = 0.05  # points


def worth_knowing(
    model: Model, shown: Sequence[int], seed: int, most: int | None = MOST
) -> tuple[WorthKnowing, ...]:
    """Find what it is worth most to know, with all else at its expectation, most first.

    Parameters
    ----------
    most : int, optional
        How many things; all that is worth anything if None.
    """
    found = knowing_all(model, shown, seed, most)
    return tuple(one for one in found[:most] if gains(one))


def gains(one: WorthKnowing) -> bool:
    """Tell whether knowing something is worth anything that a screen would show."""
    return one.points >= LEAST


def knowing_all(
    model: Model, shown: Sequence[int], seed: int, most: int | None = None
) -> tuple[WorthKnowing, ...]:
    """Find what it is worth to know each uncertain number, even where that is nothing.

    Parameters
    ----------
    most : int, optional
        How many numbers beside the weights; all if None.

    Returns
    -------
    tuple of WorthKnowing
        Most worth first.
    """
    base = base_case(model.problem, shown)
    found = _each(model, base, base.leader, seed, most)
    return tuple(sorted(found, key=lambda one: (-one.points, one.id)))


def _each(
    model: Model, base: BaseCase, leader: int | None, seed: int, most: int | None
) -> Iterator[WorthKnowing]:
    if leader is not None:  # no weight lets anything through a gate
        weights = knowing_weights(base, leader, seed)
        yield WorthKnowing(WEIGHTS, WEIGHTS, _trade_off(model, base, leader), weights)
    for one in knowing_each(base, leader, most):
        yield _named(model, base, one.parameter, one.points)


def _trade_off(model: Model, base: BaseCase, leader: int) -> str:
    """Name the two criteria whose weights decide between the first and the second.

    They are those on which each of the two gains most on the other.
    """
    problem, key = base.problem, base.key
    if len(key) < 2 or not problem.method.linear_in_weights:
        return EACH_WEIGHT
    second = int(np.argmax(np.where(np.arange(len(key)) == leader, -np.inf, key)))
    values = evaluate(problem, base.inputs).values[0]
    ahead = base.inputs.weights[0] * (values[base.rows[leader]] - values[base.rows[second]])
    if not ahead.min() < 0 < ahead.max():  # one is at least as good on every criterion
        return EACH_WEIGHT
    one, other = (
        title_without_unit(model.debate.criteria[problem.criteria[c]].title)
        for c in (int(ahead.argmax()), int(ahead.argmin()))
    )
    return f"{one} against {other}"


def _named(model: Model, base: BaseCase, parameter: Parameter, points: float) -> WorthKnowing:
    debate, problem = model.debate, base.problem
    if parameter.kind == "credence":
        name = problem.arguments[parameter.index]
        return WorthKnowing("argument", name, debate.arguments[name].title, points)
    theory = problem.theories[problem.judgement_theory[parameter.index]]
    criterion = problem.criteria[problem.judgement_criterion[parameter.index]]
    title = f"{name_of(debate.theories[theory])} fares on {debate.criteria[criterion].title}"
    judged = problem.judgements[parameter.index]
    (start, end), (low, high) = judged.law.support, (judged.low, judged.high)
    within = max(start, low), min(end, high)
    return WorthKnowing("judgement", f"{theory}.{criterion}", title, points, within)
