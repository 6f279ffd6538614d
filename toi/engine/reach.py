"""What changes when one argument turns out the other way: found once, used in every draw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toi.arrays import Bools, Ints, ScoringProblem, Whole


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
    answers : tuple of tuple of (int, int)
        For each of these, all answers to it: which, and by which argument.
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
    theories : (k,) int
        Whose they are.
    changed : (k,) int
        Which of the wanted theories are among them.
    scored : tuple of (int, (n,) int, (n,) int)
        Per criterion, the cells that count in a wanted theory's score, and in whose.
    """

    argument: int
    moved: tuple[int, ...]
    answers: tuple[tuple[tuple[int, int], ...], ...]
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
    theories: Ints
    changed: Ints
    scored: tuple[tuple[int, Ints, Ints], ...]


def reach_of(problem: ScoringProblem, argument: int, rows: Ints) -> Reach:
    """Everything that follows from the event of one argument, for the theories in `rows`."""
    moved = _moved(problem, argument)
    place = np.full(len(problem.arguments), -1)
    place[list(moved)] = np.arange(len(moved))
    hits = np.flatnonzero(place[problem.hit_argument] >= 0)
    side = side_of(problem)
    pairs = place[problem.hit_argument[hits]] * len(problem.forces) + problem.hit_force[hits]
    pulls, pull = np.unique(pairs, return_inverse=True)
    pull_by, pull_force = np.divmod(pulls, len(problem.forces) or 1)
    sides, first = np.unique(side[hits], return_index=True)
    cells = np.unique(sides // 2)
    raising = sides % 2 == 1
    at = np.searchsorted(cells, sides // 2)
    number = np.arange(len(sides))
    steps, touched = _steps(problem, cells)
    theories = np.unique(touched // len(problem.criteria))
    return Reach(
        argument=argument,
        moved=moved,
        answers=tuple(tuple(_answers(problem, a)) for a in moved),
        pull_force=pull_force,
        pull_by=pull_by,
        first_hit=hits[first],
        first_pull=pull[first],
        crowded=tuple(_crowded(side, hits, pull, sides, first)),
        cells=cells,
        lowered=(at[~raising], number[~raising]),
        raised=(at[raising], number[raising]),
        steps=steps,
        touched=touched,
        theories=theories,
        changed=np.flatnonzero(_among(rows, theories, len(problem.theories))),
        scored=tuple(_scored(problem, touched, rows)),
    )


def side_of(problem: ScoringProblem) -> Ints:
    """The side of each hit, (H,): twice its cell, and 1 more where it raises."""
    cell = problem.hit_theory * len(problem.criteria) + problem.hit_criterion
    return np.asarray(cell * 2 + problem.hit_raises)


def _moved(problem: ScoringProblem, argument: int) -> tuple[int, ...]:
    """An argument and all that its event can weaken, each after those that answer it."""
    found, new = {argument}, [argument]
    while new:
        answered = problem.answer_to[_among(problem.answer_by, new, len(problem.arguments))]
        new = [a for a in answered.tolist() if a not in found and not problem.settled[a]]
        found.update(new)
    return tuple(a for a in problem.argument_order if a in found)


def _among(items: Ints, some: Sequence[int] | Ints, count: int) -> Bools:
    """Which of `items`, each below `count`, are among some."""
    wanted = np.zeros(count, dtype=bool)
    wanted[some] = True
    return np.asarray(wanted[items])


def _answers(problem: ScoringProblem, argument: int) -> list[tuple[int, int]]:
    """All answers to an argument, each with whose it is; none where it is settled."""
    if problem.settled[argument]:
        return []
    answers = np.flatnonzero(problem.answer_to == argument)
    return list(zip(answers.tolist(), problem.answer_by[answers].tolist(), strict=True))


def _crowded(
    side: Ints, hits: Ints, pull: Ints, sides: Ints, first: Ints
) -> list[tuple[int, Ints, Ints]]:
    found = []
    for g in np.flatnonzero(np.bincount(np.searchsorted(sides, side[hits])) > 1).tolist():
        mine = np.flatnonzero(side[hits] == sides[g])
        still = np.setdiff1d(np.flatnonzero(side == sides[g]), hits[mine])
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


def _scored(problem: ScoringProblem, touched: Ints, rows: Ints) -> Iterator[tuple[int, Ints, Ints]]:
    width = len(problem.criteria)
    place = np.full(len(problem.theories), -1)
    place[rows] = np.arange(len(rows))
    wanted = touched[place[touched // width] >= 0]
    for c in np.unique(wanted % width).tolist():
        cells = wanted[wanted % width == c]
        yield c, cells, place[cells // width]
