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
    cells: dict[tuple[Rows, Rows], list[tuple[int, int]]] = {}
    for i, t in enumerate(theories):
        for c in range(len(problem.criteria)):
            lowering, raising = known.get((t, c), nothing)
            cells.setdefault((tuple(lowering), tuple(raising)), []).append((i, c))
    beginnings = _Beginnings(len(joint_hits(problem).pulls) + 1)
    for both, having in cells.items():
        for side in both:
            beginnings.count(side, len(having))
    made, rows = beginnings.kept(), beginnings.rows
    return SharedSides(theories, made, {(rows(a), rows(b)): cells[a, b] for a, b in cells})


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
        self._counts: list[int] = []
        self._row: dict[int, int] = {}  # where the product up to a node is kept

    def count(self, factors: Sequence[int], times: int) -> None:
        """Count a product so many times."""
        node, nodes, counts = -1, self._nodes, self._counts
        for factor in factors:
            node = nodes.setdefault((node, factor), len(nodes))
            if node == len(counts):
                counts.append(0)
            counts[node] += times

    def kept(self) -> list[Rows]:
        """Choose which beginnings are kept, each after those that it begins with itself."""
        steps = list(self._nodes)  # as they were made: from the root on
        goes_on = {  # those that all go on alike are but steps on the way
            before
            for (before, _), count in zip(steps, self._counts, strict=True)
            if before >= 0 and count == self._counts[before]
        }
        made: list[Rows] = []
        for node, (before, _) in enumerate(steps):
            if before >= 0 and self._counts[node] >= SHARED_BY and node not in goes_on:
                made.append(self._from_kept(node, steps))
                self._row[node] = self._first + len(made) - 1
        return made

    def _from_kept(self, node: int, steps: list[tuple[int, int]]) -> Rows:
        """Return the rows whose product leads up to a node, from what is kept on."""
        rows = []
        while node >= 0 and node not in self._row:
            node, factor = steps[node]
            rows.append(factor)
        return tuple(([self._row[node]] if node >= 0 else []) + rows[::-1])

    def rows(self, factors: Sequence[int]) -> Rows:
        """Return the rows whose product a counted one is."""
        node, rows = -1, []
        for factor in factors:
            node = self._nodes[node, factor]
            rows.append(factor)
            if node in self._row:
                rows = [self._row[node]]
        return tuple(rows)
