"""What changes when one argument turns out the other way: found once, used in every draw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Ints, ScoringProblem, Whole


@dataclass(frozen=True, eq=False)
class UpdateStep:
    """A derivation that must be worked out again, on which criteria, and from what.

    `number` is its place among the problem's derivations; `sources` the theories that it
    derives from whose cells have changed.
    """

    number: int
    criteria: Ints
    sources: Ints


@dataclass(frozen=True, eq=False)
class MultiHitCell:
    """A cell that more than one changed hit pulls: which one, and all hits on both sides."""

    place: int
    lowering: tuple[int, ...]
    raising: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class UpdatePlan:
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
    cells : (N,) int
        The cells that these arguments pull.
    hits : (N,) int or slice
        One hit of theirs on each of the cells.
    by : (N,) int
        Whose it is, as a place in `moved`.
    crowded : tuple of MultiHitCell
        Those of the cells that they pull more than once.
    steps : tuple of UpdateStep
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
    cells: Ints
    hits: Ints | slice
    by: Ints
    crowded: tuple[MultiHitCell, ...]
    steps: tuple[UpdateStep, ...]
    touched: Ints
    theories: Ints
    changed: Ints
    scored: tuple[tuple[int, Ints, Ints], ...]


def reach_of(problem: ScoringProblem, argument: int, rows: Ints) -> UpdatePlan:
    """Everything that follows from the event of one argument, for the theories in `rows`."""
    moved = _moved(problem, argument)
    place = np.full(len(problem.arguments), -1)
    place[list(moved)] = np.arange(len(moved))
    mine = np.flatnonzero(place[problem.hit_argument] >= 0)
    cell = side_of(problem) // 2
    first = np.sort(np.unique(cell[mine], return_index=True)[1])
    hits = mine[first]
    in_a_row = len(hits) > 0 and int(hits[-1] - hits[0]) == len(hits) - 1
    steps, touched = _steps(problem, cell[hits])
    theories = np.unique(touched // len(problem.criteria))
    return UpdatePlan(
        argument=argument,
        moved=moved,
        answers=tuple(tuple(_answers(problem, a)) for a in moved),
        cells=cell[hits],
        hits=slice(int(hits[0]), int(hits[-1]) + 1) if in_a_row else hits,
        by=place[problem.hit_argument[hits]],
        crowded=tuple(_crowded(problem, cell, mine, cell[hits])),
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
    problem: ScoringProblem, cell: Ints, mine: Ints, cells: Ints
) -> Iterator[MultiHitCell]:
    """The cells, among `cells`, that more than one of the hits in `mine` pulls."""
    times = np.bincount(cell[mine], minlength=int(cell.max(initial=0)) + 1)
    for place in np.flatnonzero(times[cells] > 1).tolist():
        here = np.flatnonzero(cell == cells[place])
        raises = problem.hit_raises[here]
        yield MultiHitCell(place, tuple(here[~raises].tolist()), tuple(here[raises].tolist()))


def _steps(problem: ScoringProblem, cells: Ints) -> tuple[tuple[UpdateStep, ...], Ints]:
    """The derivations that some changed cells bear on, and all cells changed in the end."""
    width = len(problem.criteria)
    changed = np.zeros((len(problem.theories), width), dtype=bool)
    changed.reshape(-1)[cells] = True
    steps: list[UpdateStep] = []
    for number, step in enumerate(problem.derivations):
        sources = np.array(step.parts if isinstance(step, Whole) else step.on, dtype=np.int64)
        again = changed[sources].any(axis=0)
        if not isinstance(step, Whole):
            again = (again | changed[step.theory]) & ~problem.is_cost
        if again.any():
            moving = sources[changed[sources].any(axis=1)]
            steps.append(UpdateStep(number, np.flatnonzero(again), moving))
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
