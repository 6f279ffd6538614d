"""Conventions of a rubric that put another theory first when they are switched."""

from collections.abc import Iterator, Sequence

from toi.analyses.flips.result import Switch
from toi.analyses.shared.rubrics.conventions import NOT_BEARING, SCRUTINY
from toi.analyses.shared.scrutiny_orders import ADJUSTED, AS_READ
from toi.analyses.shared.session import Model
from toi.compile.derivations import compile_bearing
from toi.compile.scrutiny import compile_scrutiny
from toi.engine.problem import ScoringProblem
from toi.engine.remembered import replaced
from toi.engine.sensitivity.one_at_a_time import base_case

AS_JUDGED, LEFT_OUT = "as-judged", "left-out"


def run_switches(model: Model, shown: Sequence[int], leader: str) -> tuple[Switch, ...]:
    """Return the conventions that put another than `leader` first, on the deterministic score.

    Parameters
    ----------
    shown : sequence of int
        The rows that are ranked, in order.
    """
    found = []
    for key, before, after, problem in _switched(model):
        here = base_case(problem, shown)
        first = None if here.leader is None else problem.theories[shown[here.leader]]
        if first is not None and first != leader:
            found.append(Switch(key, before, after, first, f"{key}={after}"))
    return tuple(found)


def other_bearing(model: Model) -> ScoringProblem:
    """Return the problem with the other rule for criteria that a theory is not about."""
    problem = model.problem
    if problem.bears is not None:
        return replaced(problem, bears=None)
    bears = compile_bearing(model.debate, problem.row, problem.criteria)
    return replaced(problem, bears=bears)


def _switched(model: Model) -> Iterator[tuple[str, str, str, ScoringProblem]]:
    """Yield each convention, how it is, how it might be, and the problem with it so."""
    problem, debate = model.problem, model.debate
    before, after = (AS_JUDGED, LEFT_OUT) if problem.bears is None else (LEFT_OUT, AS_JUDGED)
    yield NOT_BEARING, before, after, other_bearing(model)
    if problem.scrutiny is None:
        number = {name: a for a, name in enumerate(problem.arguments)}
        scrutiny = compile_scrutiny(debate, problem.row, number)
        yield SCRUTINY, AS_READ, ADJUSTED, replaced(problem, scrutiny=scrutiny)
    else:
        yield SCRUTINY, ADJUSTED, AS_READ, replaced(problem, scrutiny=None)
