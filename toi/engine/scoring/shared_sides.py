"""Sides of cells that are alike or begin alike, each product worked out once for all of them.

What acts on a whole group of theories acts on the cells of each, mostly alone: of thousands of
cells few have a product of their own. Factors are multiplied in the order in which they stand, as
for a cell by itself, so that no bit changes.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.problem import Floats, ScoringProblem
from toi.engine.remembered import HITS, remembered
from toi.engine.scoring.joint_pulls import joint_hits, pulls_by_side
from toi.light_dataclass import dataclass

Side = Floats | float  # 1 where nothing acts on a side
Rows = tuple[int, ...]  # joint pulls, or products that were made of some

SHARED_BY = 3  # sides that begin alike, from which on it is worth keeping what they begin with


@dataclass(frozen=True, eq=False)
class SharedSides:
    """How the sides of the cells of some theories are made of what B joint pulls leave.

    Attributes
    ----------
    theories : sequence of int
        Their numbers in the problem.
    made : list of tuple of int
        Products that are kept; number k is row B + 1 + k, and is made of rows before it.
    cells : dict
        By the rows whose products are the low and the high side, the cells that have them:
        places of the theory, among `theories`, and of the criterion.
    """

    theories: Sequence[int]
    made: list[Rows]
    cells: dict[tuple[Rows, Rows], list[tuple[int, int]]]

    def products(self, remaining: Floats) -> Iterator[tuple[Side, Side, list[tuple[int, int]]]]:
        """Yield each low and high side, (S,) each, with the cells that have them.

        Parameters
        ----------
        remaining : (B + 1, S) float
            What each joint pull leaves.
        """
        rows = list(remaining)
        for factors in self.made:
            rows.append(np.asarray(product([rows[i] for i in factors])))
        for (lowering, raising), cells in self.cells.items():
            yield product([rows[i] for i in lowering]), product([rows[i] for i in raising]), cells


def product(factors: Sequence[Floats]) -> Side:
    """Multiply factors, (S,) each, in their order; 1 where there is none."""
    if not factors:
        return 1.0
    if len(factors) == 1:
        return factors[0]
    found = factors[0] * factors[1]
    for factor in factors[2:]:
        found *= factor
    return found


@remembered(HITS)
def sides_of_all(problem: ScoringProblem) -> SharedSides:
    """Find how the sides of all cells are made."""
    return shared_sides(problem, range(len(problem.theories)))


def shared_sides(problem: ScoringProblem, theories: Sequence[int]) -> SharedSides:
    """Find how the sides of the cells of some theories are made."""
    known, nothing = pulls_by_side(problem), ((), ())
    columns = range(len(problem.criteria))
    beginnings = _Beginnings(len(joint_hits(problem).pulls) + 1)
    sides = [[known.get((t, c), nothing) for c in columns] for t in theories]
    for side in (side for of_theory in sides for both in of_theory for side in both):
        beginnings.count(side)
    made = beginnings.kept()
    cells: dict[tuple[Rows, Rows], list[tuple[int, int]]] = {}
    for i, of_theory in enumerate(sides):
        for c, (lowering, raising) in enumerate(of_theory):
            rows = beginnings.rows(lowering), beginnings.rows(raising)
            cells.setdefault(rows, []).append((i, c))
    return SharedSides(theories, made, cells)


class _Beginnings:
    """What products begin with: a tree whose nodes are factors that follow one another.

    Parameters
    ----------
    first : int
        Number of the first product that is kept.
    """

    def __init__(self, first: int) -> None:
        self._first = first
        self._nodes: dict[tuple[int, int], int] = {}  # by the node before and the factor
        self._before: list[int] = []
        self._counts: list[int] = []
        self._row: dict[int, int] = {}  # where the product up to a node is kept

    def count(self, factors: Sequence[int]) -> None:
        """Count a product."""
        node = -1
        for factor in factors:
            step = node, factor
            node = self._nodes.setdefault(step, len(self._nodes))
            if node == len(self._counts):
                self._before.append(step[0])
                self._counts.append(0)
            self._counts[node] += 1

    def kept(self) -> list[Rows]:
        """Choose which beginnings are kept, each after those that it begins with itself."""
        goes_on = {  # those that all go on alike are but steps on the way
            before
            for before, count in zip(self._before, self._counts, strict=True)
            if before >= 0 and count == self._counts[before]
        }
        made: list[Rows] = []
        steps: list[Rows] = []  # from what is kept to each node
        for (before, factor), node in self._nodes.items():  # as they were made: from the root on
            steps.append((factor,) if before < 0 else (*self._up_to(before, steps), factor))
            several = len(steps[node]) > 1
            if several and self._counts[node] >= SHARED_BY and node not in goes_on:
                self._row[node] = self._first + len(made)
                made.append(steps[node])
        return made

    def _up_to(self, node: int, steps: list[Rows]) -> Rows:
        return (self._row[node],) if node in self._row else steps[node]

    def rows(self, factors: Sequence[int]) -> Rows:
        """Return the rows whose product a counted one is."""
        node, rows = -1, []
        for factor in factors:
            node = self._nodes[node, factor]
            rows.append(factor)
            if node in self._row:
                rows = [self._row[node]]
        return tuple(rows)
