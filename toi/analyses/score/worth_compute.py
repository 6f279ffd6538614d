"""Questions to settle first where no theory clearly wins, by a cheap estimate of their worth.

All else is taken at its mean, with scores at their average over the draws, so that there is no
noise in it; `toi sensitivity` has what they are worth over the draws, and its errors.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.score.result import EACH_WEIGHT, WorthKnowing
from toi.analyses.shared.names import name_with_whole
from toi.analyses.shared.session import Model
from toi.engine.problem import WEIGHTS, Floats
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, base_case
from toi.engine.voi.one_number import knowing_each, knowing_weights
from toi.io.debate.called import title_without_unit

MOST = 3
LEAST = 0.05  # points


def worth_knowing(
    model: Model, shown: Sequence[int], seed: int, average: Floats | None = None
) -> tuple[WorthKnowing, ...]:
    """Find the few things that it seems worth most to know, most first.

    Parameters
    ----------
    average : (N,) float, optional
        Scores of the theories shown, averaged over draws; by default those at the mean of
        all numbers.
    """
    base = base_case(model.problem, shown)
    found = sorted(_each(model, base, seed, average), key=lambda one: (-one.points, one.id))
    return tuple(one for one in found[:MOST] if one.points >= LEAST)


def _each(
    model: Model, base: BaseCase, seed: int, average: Floats | None
) -> Iterator[WorthKnowing]:
    gates_decide = base.leader is None
    placed = base if average is None or gates_decide else base.on_average(average)
    leader = placed.leader
    if leader is not None:  # no weight lets anything through a gate
        weights = knowing_weights(placed, leader, seed)
        yield WorthKnowing(WEIGHTS, WEIGHTS, trade_off(model, base), weights)
    for one in knowing_each(placed, leader, MOST):
        yield _named(model, base, one.parameter, one.points)


def trade_off(model: Model, base: BaseCase) -> str:
    """Name the two criteria whose weights decide between the first and the second.

    They are those on which each of the two gains most on the other.
    """
    problem, key, leader = base.problem, base.key, base.leader
    if leader is None or len(key) < 2 or not problem.method.linear_in_weights:
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
    title = judgement_title(model, theory, criterion)
    return WorthKnowing("judgement", f"{theory}.{criterion}", title, points)


def judgement_title(model: Model, theory: str, criterion: str) -> str:
    """Say what a judgement tells, to stand after `how`."""
    debate = model.debate
    return f"{name_with_whole(debate, theory)} fares on {debate.criteria[criterion].title}"
