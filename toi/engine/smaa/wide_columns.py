"""One criterion of a wide problem: what of it is drawn, and what acts on its cells."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, ScoringProblem, WeightLaw
from toi.engine.sampling.column_draws import ColumnDraws
from toi.engine.sampling.pert_rows import Scratch
from toi.engine.scoring.cells import both_sides, lifted, pulled, pulled_by
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import PullTerms, remaining_shares
from toi.engine.scoring.scrutiny import borrowings
from toi.engine.scoring.shared_sides import Cell, SharedSides, Side, shared_sides
from toi.engine.scoring.values import TheoryWeights, gated, value_of

NUMBERS = 2**15  # that are drawn at a time, so that they stay in the processor's cache

Row = Floats | Bools


class CellValues(NamedTuple):
    """Values of K cells of a criterion in some draws, until those of others take their place.

    Attributes
    ----------
    theories : sequence of int
    criterion : int
    values : (K, S) float
    gated : (K, S) bool or None
        Where a gate on the criterion excludes a theory; None where there is no such gate.
    """

    theories: Sequence[int]
    criterion: int
    values: Floats
    gated: Bools | None

    def weighed(self, weights: TheoryWeights) -> Iterator[tuple[Floats, slice]]:
        """Yield the criterion's weights, (S,), and which of the theories have them."""
        size = len(self.theories) if weights.alike else 1
        for start in range(0, len(self.theories), size):
            weight = weights.of(self.theories[start], self.criterion, slice(None))
            yield weight, slice(start, start + size)


class WideColumn:
    """The cells of one criterion.

    Attributes
    ----------
    rows : int
        How many rows of draws are in memory at a time.
    tables : set of (float, float)
        The numbers of the `beta_table`s that are read.
    """

    def __init__(self, problem: ScoringProblem, criterion: int, seed: int) -> None:
        self._number = criterion
        self._problem = own = of_criterion(problem, criterion)
        judged = dict(zip(own.judgement_theory.tolist(), own.judgements, strict=True))
        self._cells = ColumnDraws(judged, seed, own.low.item(), (own.high - own.low).item())
        self._forces = ColumnDraws(dict(enumerate(own.forces)), seed)
        self.rows = len(own.forces) + len(joint_hits(own).pulls) + 1
        self.tables = self._cells.tables | self._forces.tables

    def remaining(self, start: int, strength: Sequence[Row], memory: Floats) -> Floats:
        """Find what joint pulls leave of the criterion's cells, (B + 1, S), in some memory.

        Parameters
        ----------
        start : int
            Number of the first draw.
        strength : A rows of (S,)
        memory : (rows, S) float
        """
        n, forces = memory.shape[1], len(self._problem.forces)
        scratch = Scratch(*_at_once(n))
        for first in range(0, forces, len(scratch.rise)):
            some = range(first, min(first + len(scratch.rise), forces))
            self._forces.fill(some, start, memory[some.start : some.stop], scratch)
        terms = PullTerms(memory[:forces], strength)
        return remaining_shares(self._problem, terms, n, memory[forces : self.rows])

    def sides(self, theories: Sequence[int]) -> SharedSides:
        """Find how the sides of the cells of some theories are made."""
        return shared_sides(self._problem, theories)

    def work_out(
        self,
        start: int,
        remaining: Floats,
        peer: Ints | None,
        theories: Sequence[int],
        sides: SharedSides,
        do: Callable[[CellValues], None],
    ) -> None:
        """Work out the cells of some theories, a few at a time.

        Parameters
        ----------
        start : int
            Number of the first draw.
        remaining : (B + 1, S) float
            What joint pulls leave.
        peer : (S, T) int or None
        sides : SharedSides
            Of these theories.
        """
        order = [theories[i] for _, _, places in sides.steps for i, _ in places]
        n, products = remaining.shape[1], sides.products(remaining)
        each = chain.from_iterable(map(_of_each, products))  # made when it is asked for
        memory, scratch = np.empty(_at_once(n)), Scratch(*_at_once(n))
        borrows = borrowings(self._problem)
        for first in range(0, len(order), len(memory)):
            some = order[first : first + len(memory)]
            cells = memory[: len(some)]
            self._cells.fill(some, start, cells, scratch)
            for theory, cell, (lowered, raised, lift) in zip(some, cells, each, strict=False):
                if (theory, 0) in borrows:
                    borrowed = borrows[theory, 0].remaining(remaining, peer)
                    both = both_sides(self._problem, 0, (lowered, raised), borrowed)
                    cell[:] = pulled(cell, *both)
                else:
                    pulled_by(cell, lowered, raised, lift, cell)
            do(self._values(some, cells))

    def _values(self, theories: Sequence[int], cells: Floats) -> CellValues:
        """Return the values of some cells, (K, S), whether or not gates look at them."""
        out = gated(self._problem, cells.T[:, :, None]).T if self._problem.gates else None
        return CellValues(theories, self._number, value_of(self._problem, 0, cells), out)


def _at_once(n: int) -> tuple[int, int]:
    """Return of how many numbers to take `n` draws at a time, and `n`."""
    return max(NUMBERS // max(n, 1), 1), n


def _of_each(product: tuple[Side, Side, list[Cell]]) -> Iterable[tuple[Side, Side, Side]]:
    """Return for each cell its low and high side, and what these lift it by."""
    lowered, raised, cells = product
    return repeat((lowered, raised, lifted(lowered, raised)), len(cells))


def of_criterion(problem: ScoringProblem, criterion: int | None) -> ScoringProblem:
    """Leave of a problem one criterion, or none, and no weights to draw."""
    columns = [] if criterion is None else [criterion]
    judged = np.isin(problem.judgement_criterion, columns)
    hits = np.isin(problem.hit_criterion, columns)
    kept = np.bincount(problem.hit_force[hits], minlength=len(problem.forces)) > 0
    return replace(
        problem,
        criteria=tuple(problem.criteria[c] for c in columns),
        low=problem.low[columns],
        high=problem.high[columns],
        is_cost=problem.is_cost[columns],
        weights=np.ones(len(columns)),
        weight_law=WeightLaw("exactly"),
        value_functions=tuple(problem.value_functions[c] for c in columns),
        judgements=tuple(problem.judgements[i] for i in np.flatnonzero(judged).tolist()),
        judgement_theory=problem.judgement_theory[judged],
        judgement_criterion=np.zeros(judged.sum(), dtype=np.int64),
        forces=tuple(problem.forces[f] for f in np.flatnonzero(kept).tolist()),
        hit_argument=problem.hit_argument[hits],
        hit_force=(np.cumsum(kept) - 1)[problem.hit_force[hits]],
        hit_theory=problem.hit_theory[hits],
        hit_criterion=np.zeros(hits.sum(), dtype=np.int64),
        hit_share=problem.hit_share[hits],
        hit_raises=problem.hit_raises[hits],
        gates=tuple(replace(g, criterion=0) for g in problem.gates if g.criterion in columns),
        bears=None,
    )
