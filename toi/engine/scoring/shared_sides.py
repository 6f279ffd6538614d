"""Sides of cells that are alike or begin alike, each product worked out once for all of them.

What acts on a whole group of theories acts on the cells of each, mostly alone: of thousands of
cells few have a product of their own. Sides are put in order, so that those that begin alike follow
one another, and what they begin with is kept until the last of them is made. Factors are multiplied
in the order in which they stand, as for a cell by itself, so that no bit changes.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from toi.engine.problem import Floats, ScoringProblem
from toi.engine.remembered import HITS, remembered
from toi.engine.scoring.joint_pulls import pulls_by_side
from toi.light_dataclass import dataclass

Side = Floats | float  # 1 where nothing acts on a side
Rows = tuple[int, ...]  # joint pulls
Cell = tuple[int, int]  # places of a theory and of a criterion

LEAST = 2  # factors that make a product


class Step(NamedTuple):
    """How a side is made after the one before.

    Attributes
    ----------
    begins : int
        How many factors of a product that is kept it begins with; 0 where it does not.
    factors : tuple of int
        The joint pulls that follow.
    keeps : tuple of int
        Of how many factors from the first on the product is kept for sides that come later.
    """

    begins: int
    factors: Rows
    keeps: Rows


@dataclass(frozen=True, eq=False)
class SharedSides:
    """How the sides of the cells of some theories are made of what joint pulls leave.

    Attributes
    ----------
    steps : list of (low, high, cells)
        How a low and a high side are made, in order, with the cells that have them: the places of
        the theory, among those asked for, and of the criterion.
    """

    steps: list[tuple[Step, Step, list[Cell]]]

    def products(self, remaining: Floats) -> Iterator[tuple[Side, Side, list[Cell]]]:
        """Yield each low and high side, (S,) each, with the cells that have them.

        Parameters
        ----------
        remaining : (B + 1, S) float
            What each joint pull leaves.
        """
        rows = list(remaining)
        low, high = _Making(rows), _Making(rows)
        for lowering, raising, cells in self.steps:
            yield low.step(lowering), high.step(raising), cells


class _Making:
    """One side after the other, with the products that are kept: the longest last."""

    def __init__(self, rows: Sequence[Floats]) -> None:
        self._rows = rows
        self._kept: list[tuple[int, Floats]] = []

    def step(self, step: Step) -> Side:
        """Make the next side, (S,)."""
        kept, done = self._kept, step.begins
        while kept and kept[-1][0] > done:
            kept.pop()
        chain = [self._rows[i] for i in step.factors]
        if done:
            chain.insert(0, kept[-1][1])
        for until in step.keeps:
            some = slice(until - done + (done > 0))
            chain[some] = [np.asarray(product(chain[some]))]
            done = until
            kept.append((done, chain[0]))
        return product(chain)


def product(factors: Sequence[Floats]) -> Side:
    """Multiply factors, (S,) each, in their order; 1 where there is none."""
    if len(factors) < LEAST:
        return factors[0] if factors else 1.0
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
    having: dict[tuple[Rows, Rows], list[Cell]] = {}
    for i, t in enumerate(theories):
        for c in range(len(problem.criteria)):
            lowering, raising = known.get((t, c), nothing)
            having.setdefault((tuple(lowering), tuple(raising)), []).append((i, c))
    both = sorted(having)
    steps = (_steps([sides[k] for sides in both]) for k in range(2))
    return SharedSides([(*made, having[one]) for one, *made in zip(both, *steps, strict=True)])


def _steps(sides: Sequence[Rows]) -> list[Step]:
    """Find how each of some sides is made after the one before."""
    begins = [_alike(before, side) for before, side in pairwise([(), *sides])]
    keeps: list[Rows] = []
    wanted: Rows = ()  # by those that come later: products of so many factors
    for own, later in zip(reversed(begins), reversed([*begins, 0][1:]), strict=True):
        wanted = (*(n for n in wanted if n < later), later) if later else ()
        keeps.append(tuple(n for n in wanted if n > own))
    together = zip(sides, begins, reversed(keeps), strict=True)
    return [Step(own, side[own:], kept) for side, own, kept in together]


def _alike(one: Rows, other: Rows) -> int:
    """Count the factors that two sides begin with, where they are a product."""
    found = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        found += 1
    return found if found >= LEAST else 0
