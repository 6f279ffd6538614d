"""Questions worth settling where no theory clearly wins, by a cheap estimate."""

from collections.abc import Iterator, Sequence

from toi.analyses.score.result import WorthKnowing
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import Model
from toi.engine.problem import WEIGHTS
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, base_case
from toi.engine.voi.one_number import knowing_each, knowing_weights

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
    base = base_case(model.problem, shown)
    if base.leader is None:
        return ()
    found = _each(model, base, base.leader, seed, most)
    worth = sorted(found, key=lambda one: (-one.points, one.id))
    return tuple(one for one in worth[:most] if one.points >= LEAST)


def _each(
    model: Model, base: BaseCase, leader: int, seed: int, most: int | None
) -> Iterator[WorthKnowing]:
    weights = knowing_weights(base, leader, seed)
    yield WorthKnowing(WEIGHTS, WEIGHTS, "how much each criterion weighs", weights)
    for one in knowing_each(base, leader)[:most]:
        yield _named(model, base, one.parameter, one.points)


def _named(model: Model, base: BaseCase, parameter: Parameter, points: float) -> WorthKnowing:
    debate, problem = model.debate, base.problem
    if parameter.kind == "credence":
        name = problem.arguments[parameter.index]
        return WorthKnowing("argument", name, debate.arguments[name].title, points)
    theory = problem.theories[problem.judgement_theory[parameter.index]]
    criterion = problem.criteria[problem.judgement_criterion[parameter.index]]
    title = f"{name_of(debate.theories[theory])} fares on {debate.criteria[criterion].title}"
    return WorthKnowing("judgement", f"{theory}.{criterion}", title, points)
