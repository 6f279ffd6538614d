"""Blocks of draws so large that they are made, scored and dropped a stretch at a time.

For problems whose theories cannot be scored one by one, since a method compares them or some are
derived from others. Draws do not depend on one another, so that no bit changes.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi import processes
from toi.engine.memory import shared
from toi.engine.problem import Floats, Inputs, Method, ScoringProblem
from toi.engine.sampling.quantile_tables import forget_tables
from toi.engine.sampling.sampler import RedrawnInputs, numbers, weights_block
from toi.engine.sampling.streams import BLOCK, PER_WORD
from toi.engine.scoring.score import Scores, parts, score
from toi.engine.smaa.part_by_part import PartByPart
from toi.engine.smaa.wide_blocks import WIDE
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class StretchedBlock:
    """A block of draws of which only the weights are in memory, (S, C)."""

    problem: ScoringProblem
    redrawn: RedrawnInputs
    first: int
    weights: Floats

    @property
    def draws(self) -> int:
        """Return S."""
        return len(self.weights)

    def some_at_a_time(self) -> Iterator[Inputs]:
        """Yield the draws, as many at a time as have room."""
        for part in parts(self.draws, draws_at_once(self.problem)):
            yield _drawn(self.redrawn, slice(self.first + part.start, self.first + part.stop))

    def scores(self, rows: Sequence[int], methods: Sequence[Method]) -> Scores:
        """Score the theories in `rows` by some methods."""
        draws = slice(self.first, self.first + self.draws)
        return stretched_scores(self.problem, self.redrawn, draws, rows, methods)


class StretchedBlocks(PartByPart[StretchedBlock]):
    """The first `n` draws, block by block."""

    def __init__(self, problem: ScoringProblem, seed: int, n: int) -> None:
        super().__init__(n, BLOCK)
        self._problem, self._seed = problem, seed
        self._redrawn = RedrawnInputs(problem, seed, n)

    def made(self, draws: slice) -> StretchedBlock:
        """Make one of the blocks."""
        weights = weights_block(self._problem, self._seed, draws.start // BLOCK)
        some = weights[: draws.stop - draws.start]
        return StretchedBlock(self._problem, self._redrawn, draws.start, some)


def stretched_scores(
    problem: ScoringProblem,
    redrawn: RedrawnInputs,
    draws: slice,
    rows: Sequence[int],
    methods: Sequence[Method],
) -> Scores:
    """Score theories in some draws, of which as many are in memory as have room."""
    n = draws.stop - draws.start
    totals = [shared(np.float64, len(rows), n) for _ in methods]
    gated = shared(np.bool_, len(rows), n)
    size = draws_at_once(problem)
    cut = list(parts(n, size))
    few = -(-size // 4)  # evaluated at a time, which takes several times as much memory

    def fill(number: int) -> bool:
        part = cut[number]
        inputs = _drawn(redrawn, slice(draws.start + part.start, draws.start + part.stop))
        found = score(problem, inputs, rows, methods, chunk=few)
        for out, one in zip(totals, found.by_method, strict=True):
            out[:, part] = one.T
        gated[:, part] = found.gated.T
        return True

    each = range(len(cut))
    for done in map(fill, each) if processes.width() == 1 else processes.side_by_side(fill, each):
        assert done
    return Scores(tuple(one.T for one in totals), gated.T)


def draws_at_once(problem: ScoringProblem) -> int:
    """Return how many draws are made at a time."""
    return max(WIDE // (64 * numbers(problem)) // PER_WORD, 1) * PER_WORD


def _drawn(redrawn: RedrawnInputs, draws: slice) -> Inputs:
    """Make some draws, without the tables, which take as much memory and are soon made again."""
    found = redrawn.at(draws)
    forget_tables()
    return found
