"""Blows: what meets each side of each cell, with the arguments of one line taken together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np

from toi.engine.problem import Bools, Ints, ScoringProblem
from toi.engine.remembered import remembered

ALONE = -1


@dataclass(frozen=True)
class Pull:
    """One force of an argument, and how much of it acts."""

    argument: int
    force: int
    share: float


@dataclass(frozen=True)
class Blow:
    """The pulls that count as one thing said: a single pull, or what a line says.

    Attributes
    ----------
    line : int
        The line that fixes how far its families overlap; `ALONE` where there is none.
    families : tuple of tuple of tuple of Pull
        A family is a general argument with its instances; of each of these arguments the
        pulls that meet the side.
    """

    line: int
    families: tuple[tuple[tuple[Pull, ...], ...], ...]

    @cached_property
    def members(self) -> tuple[tuple[Pull, ...], ...]:
        """The pulls of each argument, family by family."""
        return tuple(member for family in self.families for member in family)

    @cached_property
    def arguments(self) -> tuple[int, ...]:
        """The arguments that deal it, family by family."""
        return tuple(member[0].argument for member in self.members)

    @cached_property
    def rows(self) -> tuple[range, ...]:
        """Which of the members are a family."""
        ends = accumulate((len(family) for family in self.families), initial=0)
        return tuple(range(start, end) for start, end in pairwise(ends))

    @cached_property
    def single(self) -> Pull | None:
        """Its only pull; None where it has several."""
        members = self.members
        return members[0][0] if len(members) == 1 and len(members[0]) == 1 else None


@dataclass(frozen=True, eq=False)
class Blows:
    """All blows of a problem and where they land.

    Axes: B different blows, N landings (one blow on one side of one cell). Landings stand
    in the order of the first of their hits.

    Attributes
    ----------
    blows : tuple of Blow
        Length B.
    blow, theory, criterion : (N,) int
        Which blow lands on which cell.
    raises : (N,) bool
        On which side: whether it pulls towards the high end.
    point : (N,) int
        What is said: arguments of one line share a number, and so do those of one family.
    """

    blows: tuple[Blow, ...]
    blow: Ints
    theory: Ints
    criterion: Ints
    raises: Bools
    point: Ints


@remembered
def blows_of(problem: ScoringProblem) -> Blows:
    """Put together the hits on each side of each cell that belong to one line or family.

    An argument that meets a side without others of its line keeps its pulls apart, as if
    there were no line.
    """
    pulls = [
        Pull(*pull)
        for pull in zip(
            problem.hit_argument.tolist(),
            problem.hit_force.tolist(),
            problem.hit_share.tolist(),
            strict=True,
        )
    ]
    numbers: dict[Pull | Blow, int] = {}
    landings: list[tuple[int, ...]] = []
    for (theory, criterion, raises, point), hits in _grouped(problem).items():
        for hit, dealt in _dealt(problem, pulls, hits):
            number = numbers.setdefault(dealt, len(numbers))
            landings.append((hit, number, theory, criterion, raises, point))
    table = np.array(sorted(landings), dtype=np.int64).reshape(-1, 6)[:, 1:]
    blow, theory, criterion, raises, point = table.T
    blows = tuple(one if isinstance(one, Blow) else Blow(ALONE, (((one,),),)) for one in numbers)
    return Blows(blows, blow, theory, criterion, raises.astype(bool), point)


def _grouped(problem: ScoringProblem) -> dict[tuple[int, int, bool, int], list[int]]:
    """Hits by theory, criterion, side and the point that they make."""
    found: dict[tuple[int, int, bool, int], list[int]] = {}
    cells = zip(
        problem.hit_theory.tolist(),
        problem.hit_criterion.tolist(),
        problem.hit_raises.tolist(),
        points_of(problem)[problem.hit_argument].tolist(),
        strict=True,
    )
    for hit, key in enumerate(cells):
        found.setdefault(key, []).append(hit)
    return found


def points_of(problem: ScoringProblem) -> Ints:
    """What each argument says, (A,): one number for all of a line, and for all of a family."""
    n = len(problem.arguments)
    if problem.lines is None:
        return np.arange(n)
    line = problem.lines.line
    return np.asarray(np.where(line == ALONE, problem.lines.general, n + line))


def _dealt(
    problem: ScoringProblem, pulls: Sequence[Pull], hits: Sequence[int]
) -> Iterator[tuple[int, Pull | Blow]]:
    """The blows that hits on one side make which say one thing, each with its first hit."""
    lines = problem.lines
    if lines is None or len({pulls[h].argument for h in hits}) == 1:
        yield from ((h, pulls[h]) for h in hits)
        return
    families: dict[int, dict[int, list[Pull]]] = {}
    for h in hits:
        members = families.setdefault(int(lines.general[pulls[h].argument]), {})
        members.setdefault(pulls[h].argument, []).append(pulls[h])
    line = int(lines.line[pulls[hits[0]].argument])
    said = tuple(tuple(map(tuple, members.values())) for members in families.values())
    yield hits[0], Blow(line, said)


@remembered
def sides_of(problem: ScoringProblem) -> dict[tuple[int, int], tuple[list[int], list[int]]]:
    """The blows that lower and that raise each cell that arguments meet, by (theory, criterion)."""
    blows = blows_of(problem)
    found: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    landings = zip(
        blows.theory.tolist(),
        blows.criterion.tolist(),
        blows.raises.tolist(),
        blows.blow.tolist(),
        strict=True,
    )
    for theory, criterion, raises, blow in landings:
        found.setdefault((theory, criterion), ([], []))[raises].append(blow)
    return found
