"""Fit of weights to the statements: whether they can meet them all, and what else they settle."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.fit.result import Attainable, Certain, Contradiction
from toi.analyses.fit.task import Task
from toi.engine.fit.conflict import MOST_SETS, smallest_conflict
from toi.engine.fit.landscape import OverWeights
from toi.engine.fit.possible import Compatible, compatible, most_to_spare
from toi.engine.fit.posterior import Posterior
from toi.engine.fit.programme import Reached
from toi.engine.problem import Bools, Floats

TRIED = 512  # draws among which a start is sought where scores are not linear in the weights
LISTED = 50  # certain pairs that are named


def attainable(task: Task, middle: Posterior) -> tuple[Attainable, Compatible | None]:
    """Tell whether some weights meet all statements, and what all that do have in common."""
    landscape = task.landscape
    best = most_to_spare(landscape, task.demands, starts(task, middle))
    if best.met:
        drawn = middle.weights
        meet = task.statements.hold(task.statements.leads(task.scores.totals(drawn))).all(axis=1)
        inside = np.concatenate([best.point[None], drawn[meet][:TRIED]])
        found = Attainable(True, _spare(best), landscape.linear, None)
        return found, compatible(landscape, task.demands, inside)
    wider = None
    if not task.allowed.all():
        every = OverWeights(task.scores, np.ones_like(task.allowed))
        wider = most_to_spare(every, task.demands, best.point[None]).met
    return Attainable(False, _spare(best), landscape.linear, wider), None


def _spare(found: Reached) -> float:
    return float(found.spare.min())


def starts(task: Task, middle: Posterior) -> Floats:
    """Return weights to start a search from: fitted ones, and some of all there are."""
    some = middle.some(TRIED, task.wanted.seed)
    return np.concatenate([some, task.prior.draw(task.wanted.seed, 0)[:TRIED]])


def contradiction(task: Task, middle: Posterior) -> Contradiction:
    """Find a smallest set of statements that no weights meet together; a circle, if there is one.

    What goes round in a circle no rubric can rank; that is told before what these records forbid.
    """
    landscape, from_ = task.landscape, starts(task, middle)
    members = range(len(task.statements))

    def is_circle(some: Sequence[int]) -> bool:
        return len(some) > 0 and task.demands.of(np.array(some)).is_circle()

    def feasible(some: Sequence[int]) -> bool:
        if not len(some):
            return True
        demands = task.demands.of(np.array(some))
        return most_to_spare(landscape, demands, from_, enough=True).met

    most = MOST_SETS if landscape.linear else 0  # a search says too little for a proof
    circle = is_circle(members)
    if circle:
        found, smallest = smallest_conflict(members, lambda some: not is_circle(some))
    else:
        found, smallest = smallest_conflict(members, feasible, most)
    return Contradiction(
        statements=tuple(task.said.statements[k].text for k in found),
        smallest=smallest,
        circle=circle,
    )


def certain(task: Task, inside: Compatible | None) -> Certain | None:
    """Name the pairs that are certain, beyond those that were said or follow."""
    if inside is None:
        return None
    names, n = task.theories, len(task.theories)
    follows = _closure(task)
    new = [
        (names[a], names[b]) for a, b in zip(*np.nonzero(inside.certain & ~follows), strict=True)
    ]
    said = task.said.theories
    new.sort(key=lambda pair: (-len(said & set(pair)), pair))
    return Certain(
        pairs=int(inside.certain.sum()),
        of=n * (n - 1) // 2,
        new=tuple(new[:LISTED]),
        every_pair=inside.every_pair,
    )


def _closure(task: Task) -> Bools:
    """Return which pairs were said, or follow from what was said by going on, (N, N)."""
    statements, n = task.statements, len(task.theories)
    reached = np.zeros((n, n), dtype=bool)
    higher = ~statements.level
    reached[statements.first[higher], statements.second[higher]] = True
    for t in range(n):
        reached |= reached[:, [t]] & reached[[t], :]
    return reached
