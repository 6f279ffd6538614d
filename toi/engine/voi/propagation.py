"""Update plans: what to recompute when one argument's event flips, found once for all draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Ints, ScoringProblem, Whole
from toi.engine.scoring.blows import blows_of
from toi.engine.scoring.scrutiny import borrowings


@dataclass(frozen=True, eq=False)
class UpdateStep:
    """A derivation that must be worked out again.

    Attributes
    ----------
    number : int
        Its place among the problem's derivations.
    criteria : (k,) int
        On which criteria.
    own : (k,) int
        Its theory's cells there, as places among those touched.
    sources : (n, k) int
        Those of the n theories that it derives from; the place after the last for a cell
        that does not change.
    """

    number: int
    criteria: Ints
    own: Ints
    sources: Ints


@dataclass(frozen=True, eq=False)
class UpdatePlan:
    """Everything that the event of one argument can change.

    Cells are numbered ``theory * C + criterion``; M of them are touched.

    Attributes
    ----------
    argument : int
    moved : tuple of int
        Arguments whose strength changes, each after those that answer it; itself first.
    answers : tuple of tuple of (int, int)
        For each of these, all answers to it: which, and by which argument.
    blows : tuple of int
        The blows that these arguments deal.
    landings, dealt : (N,) int
        Where these blows land, and which of `blows` it is, on cells that only one meets.
    at : (N,) int
        These cells, as places among those touched.
    anew : tuple of (int, int, int)
        Cells to be worked out from the start, as places, with theory and criterion: those
        that several of the blows meet, and those that borrow one of them from a peer.
    steps : tuple of UpdateStep
        Derivations to work out again.
    touched : (M,) int
        All cells that may change, derived ones too.
    place : (T C + 1,) int
        Where each cell is among those touched; M for those that are not.
    theories : (k,) int
        Whose the touched cells are.
    changed : (k,) int
        Which of the wanted theories are among them.
    scored : tuple of (int, (n,) int, (n,) int)
        Per criterion, the touched cells that count in a wanted theory's score, as places,
        and in whose.
    """

    argument: int
    moved: tuple[int, ...]
    answers: tuple[tuple[tuple[int, int], ...], ...]
    blows: tuple[int, ...]
    landings: Ints
    dealt: Ints
    at: Ints
    anew: tuple[tuple[int, int, int], ...]
    steps: tuple[UpdateStep, ...]
    touched: Ints
    place: Ints
    theories: Ints
    changed: Ints
    scored: tuple[tuple[int, Ints, Ints], ...]


def update_plan(problem: ScoringProblem, argument: int, rows: Ints) -> UpdatePlan:
    """Find everything that follows from the event of one argument, for the theories in `rows`."""
    width, blows = len(problem.criteria), blows_of(problem)
    moved = _moved(problem, argument)
    dealt = tuple(
        b for b, blow in enumerate(blows.blows) if not set(blow.arguments).isdisjoint(moved)
    )
    mine = np.flatnonzero(_among(blows.blow, dealt, len(blows.blows)))
    cell = blows.theory[mine] * width + blows.criterion[mine]
    borrowing = _borrowing(problem, dealt)
    cells, times = np.unique(cell, return_counts=True)
    again = np.union1d(cells[times > 1], borrowing)
    direct = np.union1d(cells, borrowing)
    changed, numbers = _derived(problem, direct)
    touched = np.flatnonzero(changed)
    place = np.full(changed.size + 1, len(touched))
    place[touched] = np.arange(len(touched))
    once = ~np.isin(cell, again)
    theories = np.unique(touched // width)
    return UpdatePlan(
        argument=argument,
        moved=moved,
        answers=tuple(tuple(_answers(problem, a)) for a in moved),
        blows=dealt,
        landings=mine[once],
        dealt=np.searchsorted(np.array(dealt, dtype=np.int64), blows.blow[mine[once]]),
        at=place[cell[once]],
        anew=tuple((int(place[i]), *divmod(int(i), width)) for i in again),
        steps=tuple(_step(problem, number, criteria, place) for number, criteria in numbers),
        touched=touched,
        place=place,
        theories=theories,
        changed=np.flatnonzero(_among(rows, theories, len(problem.theories))),
        scored=tuple(_scored(problem, touched, rows)),
    )


def _moved(problem: ScoringProblem, argument: int) -> tuple[int, ...]:
    """Return an argument and all that its event can weaken, each after those that answer it."""
    found, new = {argument}, [argument]
    while new:
        answered = problem.answer_to[_among(problem.answer_by, new, len(problem.arguments))]
        new = [a for a in answered.tolist() if a not in found and not problem.settled[a]]
        found.update(new)
    return tuple(a for a in problem.argument_order if a in found)


def _among(items: Ints, some: Sequence[int] | Ints, count: int) -> Bools:
    """Return which of `items`, each below `count`, are among some."""
    wanted = np.zeros(count, dtype=bool)
    wanted[np.asarray(some, dtype=np.int64)] = True
    return np.asarray(wanted[items])


def _answers(problem: ScoringProblem, argument: int) -> list[tuple[int, int]]:
    """Return all answers to an argument, each with its argument; none where it is settled."""
    if problem.settled[argument]:
        return []
    answers = np.flatnonzero(problem.answer_to == argument)
    return list(zip(answers.tolist(), problem.answer_by[answers].tolist(), strict=True))


def _borrowing(problem: ScoringProblem, blows: Sequence[int]) -> Ints:
    """Return the cells that may borrow one of some blows, sorted."""
    width, number = len(problem.criteria), len(blows_of(problem).blows)
    wanted = np.zeros(number + 1, dtype=bool)
    wanted[list(blows)] = True
    found = [
        t * width + c for (t, c), one in borrowings(problem).items() if wanted[one.blows].any()
    ]
    return np.array(sorted(found), dtype=np.int64)


def _derived(problem: ScoringProblem, cells: Ints) -> tuple[Bools, list[tuple[int, Ints]]]:
    """Return all cells changed in the end, (T C,), and the derivations with their criteria."""
    width = len(problem.criteria)
    changed = np.zeros((len(problem.theories), width), dtype=bool)
    changed.reshape(-1)[cells] = True
    steps: list[tuple[int, Ints]] = []
    for number, step in enumerate(problem.derivations):
        sources = step.parts if isinstance(step, Whole) else step.on
        again = changed[list(sources)].any(axis=0)
        if not isinstance(step, Whole):
            again = (again | changed[step.theory]) & ~problem.is_cost
        if again.any():
            steps.append((number, np.flatnonzero(again)))
            changed[step.theory] |= again
    return changed.reshape(-1), steps


def _step(problem: ScoringProblem, number: int, criteria: Ints, place: Ints) -> UpdateStep:
    step, width = problem.derivations[number], len(problem.criteria)
    sources = np.array(step.parts if isinstance(step, Whole) else step.on, dtype=np.int64)
    return UpdateStep(
        number,
        criteria,
        place[step.theory * width + criteria],
        place[sources[:, None] * width + criteria],
    )


def _scored(problem: ScoringProblem, touched: Ints, rows: Ints) -> Iterator[tuple[int, Ints, Ints]]:
    """Yield the touched cells of the theories in `rows`, criterion by criterion."""
    width = len(problem.criteria)
    row = np.full(len(problem.theories), -1)
    row[rows] = np.arange(len(rows))
    wanted = np.flatnonzero(row[touched // width] >= 0)
    for c in np.unique(touched[wanted] % width).tolist():
        places = wanted[touched[wanted] % width == c]
        yield c, places, row[touched[places] // width]
