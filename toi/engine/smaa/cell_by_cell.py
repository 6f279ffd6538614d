"""Scores in many draws, of debates in which no theory needs another: cell by cell.

Many blocks are drawn together, so that a table of quantiles is fetched once for all of them; and
what is drawn of a cell is weighed while it is in the processor's cache, so that no more than a
block of one cell is ever in memory.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.engine.problem import Floats, Inputs, ScoringProblem
from toi.engine.sampling.sampler import Sampler, cell_draws, empty_inputs, numbers
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.cells import own_sides, pulled
from toi.engine.scoring.evaluate import strength_and_remaining
from toi.engine.scoring.joint_pulls import joint_hits, pulls_by_side
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.score import CHUNK, Scores, parts
from toi.engine.scoring.values import theory_weights, value_of
from toi.engine.smaa.part_by_part import PartByPart
from toi.light_dataclass import dataclass
from toi.threads import Crew

AT_ONCE = 8 * BLOCK  # draws made together
MEMORY = 2**25  # bytes of what is kept of them, of which there may be fewer therefore


def is_separate(problem: ScoringProblem) -> bool:
    """Tell whether scores are weighted sums of cells that arguments alone act on."""
    alone = not (problem.derivations or problem.gates) and problem.scrutiny is None
    return alone and isinstance(problem.method, Additive)


@dataclass(frozen=True, eq=False)
class ScoredBlocks:
    """Some blocks of draws of which the weights, (S, C), and the scores are in memory."""

    weights: Floats
    scores: Scores

    @property
    def draws(self) -> int:
        """Return S."""
        return len(self.weights)


class CellByCell(PartByPart[ScoredBlocks]):
    """Scores of some theories in `n` draws, some blocks at a time.

    Parameters
    ----------
    problem : ScoringProblem
        For which `is_separate` holds.
    """

    def __init__(self, problem: ScoringProblem, rows: Sequence[int], seed: int, n: int) -> None:
        none = np.zeros(0, dtype=np.int64)
        shared = replace(
            problem, theories=(), judgements=(), judgement_theory=none, judgement_criterion=none
        )
        self._problem, self._rows, self._crew = problem, list(rows), Crew()
        self._cells, self._sampler = cell_draws(problem, seed, n), Sampler(shared, seed, n)
        kept = numbers(shared) + len(joint_hits(problem).pulls) + 1 + len(rows)
        most = min(max(MEMORY // (BLOCK * 8 * kept), 1) * BLOCK, AT_ONCE)
        super().__init__(n, most)
        self._inputs = empty_inputs(shared, min(n, most))
        self._totals = np.empty((len(rows), min(n, most)))
        self._gated = np.zeros(self._totals.shape, dtype=bool)

    def made(self, draws: slice) -> ScoredBlocks:
        """Score one of the parts, in the memory of those before."""
        first = draws.start
        inputs = self._inputs.at(slice(0, draws.stop - first))
        totals = self._totals[:, : inputs.draws]
        self._sampler.fill(first, inputs, self._crew)
        remaining = _remaining(self._problem, inputs, self._crew)
        percent = 100.0 * inputs.weights

        def of_theory(i: int) -> None:
            own = percent
            if self._problem.bears is not None:
                own = 100.0 * theory_weights(self._problem, inputs.weights, [self._rows[i]])[:, 0]
            self._of_theory(self._rows[i], first, own, remaining, totals[i])

        self._crew.each(of_theory, range(len(self._rows)))
        return ScoredBlocks(inputs.weights, Scores((totals.T,), self._gated[:, : inputs.draws].T))

    def _of_theory(
        self, theory: int, first: int, percent: Floats, remaining: Floats | None, out: Floats
    ) -> None:
        """Overwrite `out`, (S,), with the scores of a theory, as `weighted_sum` has them."""
        cell = np.empty(len(out))
        for c, shares in enumerate(percent.T):
            self._cells[theory, c].fill(first, cell, anew=True)
            if remaining is not None and (theory, c) in pulls_by_side(self._problem):
                for part in parts(len(out), BLOCK):  # so that what is made of it is in the cache
                    sides = own_sides(self._problem, remaining[:, part], theory, c)
                    cell[part] = pulled(cell[part], *sides)
            value = value_of(self._problem, c, cell)
            weighed = value if c else out  # in place, since nobody looks at it again
            np.multiply(value, shares, out=weighed)
            if c:
                out += weighed


def _remaining(problem: ScoringProblem, inputs: Inputs, crew: Crew) -> Floats | None:
    """Find what joint pulls leave, (B + 1, S); None where there is none."""
    pulls = len(joint_hits(problem).pulls)
    if not pulls:
        return None
    found = np.empty((pulls + 1, inputs.draws))

    def fill(part: slice) -> None:
        found[:, part] = strength_and_remaining(problem, inputs.at(part))[1]

    crew.each(fill, parts(inputs.draws, CHUNK))
    return found
