"""Joint pulls: what acts on each side of each cell, with the arguments of one line together."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.remembered import HITS, remembered
from toi.light_dataclass import dataclass

ALONE = -1


@dataclass(frozen=True)
class Pull:
    """A force of an argument, and how much of it acts."""

    argument: int
    force: int
    share: float


@dataclass(frozen=True)
class JointPull:
    """Pulls that count as one thing said: a single one, or those of a line or family.

    Attributes
    ----------
    line : int
        The line that fixes how far its families overlap; `ALONE` where there is none.
    families : tuple of tuple of tuple of Pull
        A family is a general argument with its instances; of each of these arguments, the
        pulls on the side.
    """

    line: int
    families: tuple[tuple[tuple[Pull, ...], ...], ...]

    @cached_property
    def members(self) -> tuple[tuple[Pull, ...], ...]:
        """Return the pulls of each argument, family by family."""
        return tuple(member for family in self.families for member in family)

    @cached_property
    def arguments(self) -> tuple[int, ...]:
        """Return the argument of each member."""
        return tuple(member[0].argument for member in self.members)

    @cached_property
    def rows(self) -> tuple[range, ...]:
        """Return the places of each family among the members."""
        ends = accumulate((len(family) for family in self.families), initial=0)
        return tuple(range(start, end) for start, end in pairwise(ends))

    @cached_property
    def single(self) -> Pull | None:
        """Return its only pull; None where it has several."""
        families = self.families
        if len(families) > 1 or len(families[0]) > 1 or len(families[0][0]) > 1:
            return None
        return families[0][0][0]


@dataclass(frozen=True, eq=False)
class SinglePulls:
    """The joint pulls that are a single one: which they are, and what each is made of, (K,)."""

    which: Ints
    argument: Ints
    force: Ints
    share: Floats

    def at(self, some: slice) -> "SinglePulls":
        """Return some of them."""
        return SinglePulls(
            self.which[some], self.argument[some], self.force[some], self.share[some]
        )


@dataclass(frozen=True, eq=False)
class JointHits:
    """All joint pulls of a problem, and on which cells they act.

    Axes: B different joint pulls, N joint hits (one joint pull on one side of one cell), in
    the order of the first hit of each.

    Attributes
    ----------
    pulls : tuple of JointPull
        Length B.
    pull, theory, criterion : (N,) int
        Which joint pull acts on which cell.
    raises : (N,) bool
        Whether it pulls towards the high end.
    point : (N,) int
        What is said, as `points` numbers it.
    """

    pulls: tuple[JointPull, ...]
    pull: Ints
    theory: Ints
    criterion: Ints
    raises: Bools
    point: Ints

    @cached_property
    def singles(self) -> SinglePulls:
        """Return the joint pulls that are a single one, which are worked out many at a time."""
        found = [(b, one.single) for b, one in enumerate(self.pulls)]
        alone = [(b, one) for b, one in found if one is not None]
        return SinglePulls(
            which=np.array([b for b, _ in alone], dtype=np.int64),
            argument=np.array([one.argument for _, one in alone], dtype=np.int64),
            force=np.array([one.force for _, one in alone], dtype=np.int64),
            share=np.array([one.share for _, one in alone], dtype=np.float64),
        )

    @cached_property
    def several(self) -> list[tuple[int, JointPull]]:
        """Return the others, each with its number."""
        return [(b, one) for b, one in enumerate(self.pulls) if one.single is None]


@remembered(HITS)
def joint_hits(problem: ScoringProblem) -> JointHits:
    """Join the hits on each side of each cell that belong to one line or family.

    An argument that meets a side without others of its line keeps its pulls apart, as if
    there were no line.
    """
    if problem.lines is None:
        return _each_alone(problem)
    made: dict[tuple[int, int, float], Pull] = {}
    alike = zip(
        problem.hit_argument.tolist(),
        problem.hit_force.tolist(),
        problem.hit_share.tolist(),
        strict=True,
    )
    single = [made.get(pull) or made.setdefault(pull, Pull(*pull)) for pull in alike]
    numbers: dict[Pull | JointPull, int] = {}
    found: list[tuple[int, ...]] = []
    for (theory, criterion, raises, point), hits in _grouped(problem).items():
        alone = len(hits) == 1  # as most are
        joined = [(hits[0], single[hits[0]])] if alone else _joined(problem, single, hits)
        for first, pull in joined:
            number = numbers.setdefault(pull, len(numbers))
            found.append((first, number, theory, criterion, raises, point))
    table = np.array(sorted(found), dtype=np.int64).reshape(-1, 6)[:, 1:]
    pull, theory, criterion, raises, point = table.T
    pulls = tuple(
        one if isinstance(one, JointPull) else JointPull(ALONE, (((one,),),)) for one in numbers
    )
    return JointHits(pulls, pull, theory, criterion, raises.astype(bool), point)


def _each_alone(problem: ScoringProblem) -> JointHits:
    """Take every hit by itself, as where there are no lines: much the same, and quicker."""
    keys = problem.hit_share, problem.hit_force, problem.hit_argument
    order, starts = _alike(keys)
    first = order[starts]  # the first hit of each pull, since sorting is stable
    by_first = np.argsort(first)
    number = np.empty_like(by_first)
    number[by_first] = np.arange(len(by_first))
    pull = np.empty(len(order), dtype=np.int64)
    pull[order] = np.repeat(number, np.diff(starts, append=len(order)))
    share, force, argument = (one[first[by_first]].tolist() for one in keys)
    pulls = map(Pull, argument, force, share)
    return JointHits(
        pulls=tuple(JointPull(ALONE, (((one,),),)) for one in pulls),
        pull=pull,
        theory=problem.hit_theory,
        criterion=problem.hit_criterion,
        raises=problem.hit_raises,
        point=problem.hit_argument,
    )


def _alike(keys: Sequence[NDArray[Any]]) -> tuple[Ints, Ints]:
    """Sort by some keys, (N,) each, the last first; return the order, and where each case begins.

    What is alike stays in its order.
    """
    order = np.lexsort(keys)
    begins = np.zeros(len(order), dtype=bool)
    begins[:1] = True
    for key in keys:
        begins[1:] |= key[order[1:]] != key[order[:-1]]
    return order, np.flatnonzero(begins)


def _grouped(problem: ScoringProblem) -> dict[tuple[int, int, bool, int], list[int]]:
    """Group hits by theory, criterion, side and the point that they make."""
    found: dict[tuple[int, int, bool, int], list[int]] = {}
    keys = zip(
        problem.hit_theory.tolist(),
        problem.hit_criterion.tolist(),
        problem.hit_raises.tolist(),
        points(problem)[problem.hit_argument].tolist(),
        strict=True,
    )
    for hit, key in enumerate(keys):
        found.setdefault(key, []).append(hit)
    return found


def points(problem: ScoringProblem) -> Ints:
    """Number what arguments say, (A,): one number for a whole line, and for a whole family."""
    n = len(problem.arguments)
    if problem.lines is None:
        return np.arange(n)
    line = problem.lines.line
    return np.asarray(np.where(line == ALONE, problem.lines.general, n + line))


def _joined(
    problem: ScoringProblem, single: Sequence[Pull], hits: Sequence[int]
) -> Iterator[tuple[int, Pull | JointPull]]:
    """Join hits on one side that make one point; each result comes with its first hit."""
    lines = problem.lines
    assert lines is not None  # `_each_alone` is for where there are none
    if len({single[h].argument for h in hits}) == 1:
        yield from ((h, single[h]) for h in hits)
        return
    families: dict[int, dict[int, list[Pull]]] = {}
    for h in hits:
        members = families.setdefault(int(lines.general[single[h].argument]), {})
        members.setdefault(single[h].argument, []).append(single[h])
    line = int(lines.line[single[hits[0]].argument])
    said = tuple(tuple(map(tuple, members.values())) for members in families.values())
    yield hits[0], JointPull(line, said)


@remembered(HITS)
def pulls_by_side(problem: ScoringProblem) -> dict[tuple[int, int], tuple[list[int], list[int]]]:
    """Find the joint pulls that lower and that raise each cell, by (theory, criterion).

    Cells that no argument meets are left out.
    """
    hits = joint_hits(problem)
    order, starts = _alike((hits.raises, hits.criterion, hits.theory))
    pulls, ends = hits.pull[order].tolist(), [*starts.tolist(), len(order)][1:]
    first = order[starts]
    sides = zip(
        hits.theory[first].tolist(),
        hits.criterion[first].tolist(),
        hits.raises[first].tolist(),
        starts.tolist(),
        ends,
        strict=True,
    )
    found: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for theory, criterion, raises, start, end in sides:
        found.setdefault((theory, criterion), ([], []))[raises].extend(pulls[start:end])
    return found
