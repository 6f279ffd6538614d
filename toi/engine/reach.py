"""What changes when one argument turns out the other way: found once, used in every draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toi.arrays import Ints, ScoringProblem, Whole


@dataclass(frozen=True, eq=False)
class Step:
    """A derivation, the criteria on which it must be worked out again, and from what.

    `number` is its place among the problem's derivations; `fresh` (len(criteria),) says
    where the theory's own cell has changed before this step.
    """

    number: int
    criteria: Ints
    fresh: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class Reach:
    """What the event of one argument can change.

    Cells are numbered ``theory * C + criterion``. A *side* is all that lowers, or all that
    raises, one cell.

    Attributes
    ----------
    argument : int
    moved : tuple of int
        Arguments whose strength changes, each after those that answer it; itself first.
    pull_force, pull_by : (P,) int
        The pulls that change: their force, and whose they are, as a place in `moved`.
    first_hit, first_pull : (G,) int
        Of each side that changes, one hit, and its pull.
    crowded : tuple of (int, (n,) int, (m,) int)
        Sides with more than one hit that changes: which, the hits that do not change, and
        the other pulls that do.
    cells : (N,) int
        The cells of these sides.
    lowered, raised : pair of (k,) int
        Which of `cells` is lowered (raised) by which of the sides.
    steps : tuple of Step
        Derivations to work out again.
    touched : (M,) int
        All cells that may change, derived ones too.
    """

    argument: int
    moved: tuple[int, ...]
    pull_force: Ints
    pull_by: Ints
    first_hit: Ints
    first_pull: Ints
    crowded: tuple[tuple[int, Ints, Ints], ...]
    cells: Ints
    lowered: tuple[Ints, Ints]
    raised: tuple[Ints, Ints]
    steps: tuple[Step, ...]
    touched: Ints

    def theories(self, criteria: int) -> Ints:
        """The theories of the cells that may change."""
        return np.unique(self.touched // criteria)


def reach_of(problem: ScoringProblem, argument: int) -> Reach:
    """Everything that follows from the event of one argument."""
    moved = _moved(problem, argument)
    hits = np.flatnonzero(np.isin(problem.hit_argument, moved))
    side = side_of(problem)
    pairs = np.stack([problem.hit_argument[hits], problem.hit_force[hits]])
    pulls, pull = np.unique(pairs, axis=1, return_inverse=True)
    pull = pull.reshape(-1)
    sides, first = np.unique(side[hits], return_index=True)
    cells = np.unique(sides // 2)
    raising = sides % 2 == 1
    at = np.searchsorted(cells, sides // 2)
    number = np.arange(len(sides))
    steps, touched = _steps(problem, cells)
    return Reach(
        argument=argument,
        moved=moved,
        pull_force=pulls[1],
        pull_by=np.array([moved.index(a) for a in pulls[0]], dtype=np.int64),
        first_hit=hits[first],
        first_pull=pull[first],
        crowded=tuple(_crowded(side, hits, pull, sides, first)),
        cells=cells,
        lowered=(at[~raising], number[~raising]),
        raised=(at[raising], number[raising]),
        steps=steps,
        touched=touched,
    )


def side_of(problem: ScoringProblem) -> Ints:
    """The side of each hit, (H,): twice its cell, and 1 more where it raises."""
    cell = problem.hit_theory * len(problem.criteria) + problem.hit_criterion
    return np.asarray(cell * 2 + problem.hit_raises)


def _moved(problem: ScoringProblem, argument: int) -> tuple[int, ...]:
    """An argument and all that its event can weaken, each after those that answer it."""
    found = {argument}
    for a in problem.argument_order:
        answering = problem.answer_by[problem.answer_to == a].tolist()
        if not problem.settled[a] and found & set(answering):
            found.add(a)
    return tuple(a for a in problem.argument_order if a in found)


def _crowded(
    side: Ints, hits: Ints, pull: Ints, sides: Ints, first: Ints
) -> list[tuple[int, Ints, Ints]]:
    found = []
    for g, one in enumerate(sides.tolist()):
        mine = np.flatnonzero(side[hits] == one)
        if len(mine) > 1:
            still = np.setdiff1d(np.flatnonzero(side == one), hits[mine])
            found.append((g, still, pull[mine[mine != first[g]]]))
    return found


def _steps(problem: ScoringProblem, cells: Ints) -> tuple[tuple[Step, ...], Ints]:
    """The derivations that some changed cells bear on, and all cells changed in the end."""
    width = len(problem.criteria)
    changed = np.zeros((len(problem.theories), width), dtype=bool)
    changed.reshape(-1)[cells] = True
    steps: list[Step] = []
    for number, step in enumerate(problem.derivations):
        sources: Sequence[int] = step.parts if isinstance(step, Whole) else step.on
        own = changed[step.theory].copy()
        again = changed[list(sources)].any(axis=0)
        if not isinstance(step, Whole):
            again = (again | own) & ~problem.is_cost
        if again.any():
            criteria = np.flatnonzero(again)
            steps.append(Step(number, criteria, tuple(own[criteria].tolist())))
            changed[step.theory] |= again
    return tuple(steps), np.flatnonzero(changed.reshape(-1))
