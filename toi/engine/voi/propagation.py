"""Update plans: what flipping one argument changes, found once and used in every draw."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.problem import Bools, Ints, ScoringProblem, Whole
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.scrutiny import borrowings
from toi.light_dataclass import dataclass


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
    """All that can change if one argument turns out the other way.

    Cells are numbered ``theory * C + criterion``; M of them are touched.

    Attributes
    ----------
    argument : int
    moved : tuple of int
        Arguments whose strength changes, each after those that answer it; itself first.
    answers : tuple of tuple of (int, int)
        For each of these, all answers to it: which, and by which argument.
    pulls : tuple of int
        The joint pulls that these arguments are in.
    hits, pull : (n,) int
        The joint hits of these pulls, and which of `pulls` each is, on cells that only one
        of them meets.
    at : (n,) int
        These cells, as places among those touched.
    recomputed : tuple of (int, int, int)
        Cells to be worked out from the start, as places, with theory and criterion: those
        that several of the pulls meet, and those that borrow one of them from a peer.
    steps : tuple of UpdateStep
        Derivations to work out again.
    touched : (M,) int
        All cells that may change, derived ones too.
    changed : (n,) int
        The wanted theories, as places in `rows`, of which any cell may change.
    cells : (n, C) int
        Their cells, as places among those touched; M for those that are not.
    scored : tuple of (int, (n,) int, (n,) int)
        Per criterion, the touched cells that count in a wanted theory's score, as places,
        and in whose.
    """

    argument: int
    moved: tuple[int, ...]
    answers: tuple[tuple[tuple[int, int], ...], ...]
    pulls: tuple[int, ...]
    hits: Ints
    pull: Ints
    at: Ints
    recomputed: tuple[tuple[int, int, int], ...]
    steps: tuple[UpdateStep, ...]
    touched: Ints
    changed: Ints
    cells: Ints
    scored: tuple[tuple[int, Ints, Ints], ...]


def update_plan(problem: ScoringProblem, argument: int, rows: Ints) -> UpdatePlan:
    """Find all that follows from flipping one argument, for the theories in `rows`."""
    width, hits = len(problem.criteria), joint_hits(problem)
    moved = _moved(problem, argument)
    pulls = tuple(
        b for b, pull in enumerate(hits.pulls) if not set(pull.arguments).isdisjoint(moved)
    )
    mine = np.flatnonzero(_among(hits.pull, pulls, len(hits.pulls)))
    cell = hits.theory[mine] * width + hits.criterion[mine]
    borrowing = _borrowing(problem, pulls)
    met, times = np.unique(cell, return_counts=True)
    recomputed = np.union1d(met[times > 1], borrowing)
    moving, derived = _derived(problem, np.union1d(met, borrowing))
    touched = np.flatnonzero(moving)
    place = np.full(len(moving), len(touched))
    place[touched] = np.arange(len(touched))
    once = ~np.isin(cell, recomputed)
    changed = np.flatnonzero(_among(rows, touched // width, len(problem.theories)))
    return UpdatePlan(
        argument=argument,
        moved=moved,
        answers=tuple(tuple(_answers(problem, a)) for a in moved),
        pulls=pulls,
        hits=mine[once],
        pull=np.searchsorted(np.array(pulls, dtype=np.int64), hits.pull[mine[once]]),
        at=place[cell[once]],
        recomputed=tuple((int(place[i]), *divmod(int(i), width)) for i in recomputed),
        steps=tuple(_step(problem, number, criteria, place) for number, criteria in derived),
        touched=touched,
        changed=changed,
        cells=place[rows[changed, None] * width + np.arange(width)],
        scored=tuple(_scored(problem, touched, rows)),
    )


def _moved(problem: ScoringProblem, argument: int) -> tuple[int, ...]:
    """Find an argument and all that it can weaken, each after those that answer it."""
    found, new = {argument}, [argument]
    while new:
        answered = problem.answer_to[_among(problem.answer_by, new, len(problem.arguments))]
        new = [a for a in answered.tolist() if a not in found and not problem.settled[a]]
        found.update(new)
    return tuple(a for a in problem.argument_order if a in found)


def _among(items: Ints, some: Sequence[int] | Ints, count: int) -> Bools:
    """Tell which of `items`, each below `count`, are among some."""
    wanted = np.zeros(count, dtype=bool)
    wanted[np.asarray(some, dtype=np.int64)] = True
    return np.asarray(wanted[items])


def _answers(problem: ScoringProblem, argument: int) -> list[tuple[int, int]]:
    """Find all answers to an argument, each with whose it is; none where it is settled."""
    if problem.settled[argument]:
        return []
    answers = np.flatnonzero(problem.answer_to == argument)
    return list(zip(answers.tolist(), problem.answer_by[answers].tolist(), strict=True))


def _borrowing(problem: ScoringProblem, pulls: Sequence[int]) -> Ints:
    """Find the cells that may borrow one of some joint pulls, sorted."""
    width = len(problem.criteria)
    wanted = np.zeros(len(joint_hits(problem).pulls) + 1, dtype=bool)
    wanted[list(pulls)] = True
    cells = (
        t * width + c for (t, c), one in borrowings(problem).items() if wanted[one.pulls].any()
    )
    return np.array(sorted(cells), dtype=np.int64)


def _derived(problem: ScoringProblem, cells: Ints) -> tuple[Bools, list[tuple[int, Ints]]]:
    """Find all cells changed in the end, (T C,), and by which derivations on which criteria."""
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
    """Tell where a derivation finds and leaves its cells among those touched."""
    step, width = problem.derivations[number], len(problem.criteria)
    sources = np.array(step.parts if isinstance(step, Whole) else step.on, dtype=np.int64)
    return UpdateStep(
        number,
        criteria,
        place[step.theory * width + criteria],
        place[sources[:, None] * width + criteria],
    )


def _scored(problem: ScoringProblem, touched: Ints, rows: Ints) -> Iterator[tuple[int, Ints, Ints]]:
    """Find the touched cells of the theories in `rows`, criterion by criterion."""
    width = len(problem.criteria)
    row = np.full(len(problem.theories), -1)
    row[rows] = np.arange(len(rows))
    wanted = np.flatnonzero(row[touched // width] >= 0)
    for c in np.unique(touched[wanted] % width).tolist():
        places = wanted[touched[wanted] % width == c]
        yield c, places, row[touched[places] // width]
