"""EVPPI of any groups of inputs, over as many draws as are asked for: none of them is kept."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from toi.engine.problem import Floats, Inputs, ScoringProblem
from toi.engine.sampling.input_labels import Labels, rows_of_inputs
from toi.engine.scoring.score import score
from toi.engine.voi.best import worth
from toi.engine.voi.evppi_regression import KnowingEverything, KnowingInputs, KnowingSeveral
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class KnowingGroups:
    """Value of knowing each of some groups of inputs, and of knowing all there is."""

    groups: tuple[KnowingSeveral, ...]
    everything: KnowingSeveral
    draws: int


def knowing_groups(
    problem: ScoringProblem,
    rows: Sequence[int],
    groups: Sequence[Labels],
    draws: Callable[[], Iterable[Inputs]],
    goes_on: Callable[[int], bool] = lambda done: True,
) -> KnowingGroups:
    """Find what knowing each group is worth to one choice among the theories in `rows`, in points.

    Parameters
    ----------
    groups : sequence of set of str
        Labels, as `rows_of_inputs` takes them.
    draws : callable
        Gives the same draws, block by block, each time: the choices are learnt from them, and
        then valued on them.
    goes_on : callable
        Told after each block how many draws are done, half a draw for each time that it is
        gone through; the work ends when it says no.
    """
    known: list[KnowingInputs] = []
    everything, learnt, valued, blocks = KnowingEverything(len(rows)), 0, 0, 0
    for inputs in draws():
        columns, gained = _columns(problem, inputs, groups), _worth(problem, inputs, rows)
        known = known or [KnowingInputs(one, len(rows)) for one in columns]
        for one, some in zip(known, columns, strict=True):
            one.learn(some, gained)
        everything.learn(gained[:0], gained)
        learnt += inputs.draws
        blocks += 1
        if not goes_on(learnt // 2):
            break
    for inputs in islice(draws(), blocks):
        gained = _worth(problem, inputs, rows)
        for one, some in zip(known, _columns(problem, inputs, groups), strict=True):
            one.value(some, gained)
        everything.value(gained[:0], gained)
        valued += inputs.draws
        if not goes_on((learnt + valued) // 2):
            break
    return KnowingGroups(tuple(one.found() for one in known), everything.found(), valued)


def _columns(problem: ScoringProblem, inputs: Inputs, groups: Sequence[Labels]) -> list[Floats]:
    return [rows_of_inputs(problem, inputs, labels) for labels in groups]


def _worth(problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> Floats:
    found = score(problem, inputs, rows)
    return worth(found.totals.T, found.gated.T if found.gated.any() else None)
