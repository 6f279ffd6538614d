"""Scores in many draws: kept, or counted block by block."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any

import numpy as np

from toi import processes
from toi.engine.problem import Bools, Floats, Inputs, Method, ScoringProblem
from toi.engine.sampling.sampler import (
    RedrawnInputs,
    Sampler,
    empty_inputs,
    numbers,
    sampled_inputs,
)
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import Scores, parts, score
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.smaa.cell_by_cell import ScoredBlocks
from toi.engine.smaa.indices import SmaaIndices, indices_of
from toi.engine.smaa.part_by_part import PartByPart
from toi.engine.smaa.rank_accumulator import BlockCounts, RankAccumulator, keys_together
from toi.engine.smaa.stretched_blocks import StretchedBlock, stretched_scores
from toi.engine.smaa.wide_blocks import WIDE, WideBlock, WideSampler, is_wide, wide_scores
from toi.light_dataclass import dataclass
from toi.threads import Crew

AT_ONCE = 4 * BLOCK  # draws made together, so that a table of quantiles is fetched once for all
MEMORY = 2**25  # bytes of draws made together, of which there may be fewer therefore


def sampled_scores(
    problem: ScoringProblem,
    theories: Sequence[int],
    seed: int,
    n: int,
    methods: Sequence[Method] | None = None,
) -> Scores:
    """Score some theories in `n` draws of everything uncertain.

    Where no method compares theories with one another, those of a debate of thousands are
    worked out a few at a time, so that it fits into memory.

    Parameters
    ----------
    methods : sequence of Method, optional
        All on the same draws; by default the problem's.
    """
    methods = [problem.method] if methods is None else methods
    smaller, rows = restricted(problem, theories)
    if is_wide(smaller, methods):
        return wide_scores(WideSampler(smaller, seed, n, Crew()), rows.tolist(), methods, 0, n)
    compared = any(method.compares for method in methods)
    groups = [list(theories)] if compared else in_groups(problem, theories)
    if compared and 8 * n * numbers(smaller) > WIDE:
        redrawn = RedrawnInputs(smaller, seed, n)
        return stretched_scores(smaller, redrawn, slice(0, n), rows.tolist(), methods)
    if len(groups) == 1:
        return score(smaller, sampled_inputs(smaller, seed, n), rows.tolist(), methods)
    place = {theory: i for i, theory in enumerate(theories)}
    totals = np.empty((len(methods), len(theories), n))
    gated = np.empty((len(theories), n), dtype=bool)
    for group in groups:
        at = [place[theory] for theory in group]
        some, mine = restricted(problem, group)
        found = score(some, sampled_inputs(some, seed, n), mine.tolist(), methods)
        for out, one in zip(totals, found.by_method, strict=True):
            out[at] = one.T
        gated[at] = found.gated.T
    return Scores(tuple(one.T for one in totals), gated.T)


GoesOn = Callable[[int], bool]
Look = Callable[[Floats], None]


def always(done: int) -> bool:
    """Go on whatever is done."""
    return True


def away(totals: Floats) -> None:
    """Look away."""


@dataclass(frozen=True, eq=False)
class Presampled:
    """Draws that somebody made elsewhere, in place of our own; None where ours are used.

    Attributes
    ----------
    judgements : (S, T, C) float or None
        Of all theories of the problem, rescaled to 0-1.
    weights : (S, C) float or None
        Add up to 1 in every draw.
    """

    judgements: Floats | None = None
    weights: Floats | None = None

    def lay_over(self, inputs: Inputs, start: int) -> None:
        """Overwrite a block of draws that begins at draw `start`."""
        part = slice(start, start + inputs.draws)
        for ours, theirs in ((inputs.judgements, self.judgements), (inputs.weights, self.weights)):
            if theirs is not None:
                ours[:] = theirs[part]


class DrawnBlocks(PartByPart[Inputs]):
    """The first `n` draws, some blocks at a time.

    Parameters
    ----------
    given : Presampled, optional
        Draws that replace our own.
    """

    def __init__(
        self, problem: ScoringProblem, seed: int, n: int, given: Presampled | None
    ) -> None:
        most = _draws_at_once(problem)
        super().__init__(n, most)
        self._given, self._crew = given, Crew()
        self._memory = empty_inputs(problem, min(n, most))
        self._sampler = Sampler(problem, seed, n)

    def made(self, draws: slice) -> Inputs:
        """Make one of the parts."""
        inputs = self._memory.at(slice(0, draws.stop - draws.start))
        self._sampler.fill(draws.start, inputs, self._crew)
        if self._given is not None:
            self._given.lay_over(inputs, draws.start)
        return inputs


def drawn_blocks(
    problem: ScoringProblem, seed: int, n: int, given: Presampled | None = None
) -> DrawnBlocks:
    """Make the first `n` draws, some blocks at a time, as they are asked for."""
    return DrawnBlocks(problem, seed, n, given)


def _draws_at_once(problem: ScoringProblem) -> int:
    """Return how many draws are made together: whole blocks that fit into `MEMORY`, or one."""
    fit = MEMORY // (BLOCK * 8 * numbers(problem))
    return min(max(fit, 1) * BLOCK, AT_ONCE)


def simulate(
    problem: ScoringProblem,
    rows: Sequence[int],
    blocks: Iterable[Inputs | ScoredBlocks | WideBlock | StretchedBlock],
    goes_on: GoesOn = always,
    scored: Scores | None = None,
    look: Look = away,
) -> SmaaIndices:
    """Count ranks, scores and weights of the theories in `rows`, block by block.

    Parameters
    ----------
    blocks : iterable of Inputs, ScoredBlocks, WideBlock or StretchedBlock
        In the order of their draws, each some blocks long; not empty. What is scored already is
        scored for the same `rows`.
    goes_on : callable
        Told after each block how many draws are done; counting ends when it says no.
    scored : Scores, optional
        Of the first draws, where they are known already.
    look : callable
        Shown the scores of the first block, (S, T), which it leaves as they are.
    """
    crew, pace = Crew(), processes.Pace()
    counts = RankAccumulator(len(rows), len(problem.criteria), crew)
    for number, some in enumerate(blocks, 1):
        one = _Counting(problem, list(rows), some, counts, counts.draws, scored)
        cut = list(parts(some.draws, BLOCK))
        if not counts.begun:
            one.add(cut.pop(0), look)
            if not goes_on(counts.draws):
                break
        found = crew.each(one.count, cut) if counts.by_itself else map(one.count, cut)
        for block in found:
            counts.merge(block)
            del block  # which is large where theories are many
            if not goes_on(counts.draws):
                return indices_of(counts)
        if isinstance(blocks, PartByPart) and counts.by_itself:
            left = blocks.others_make(number, pace)
            if left is not None:
                _share_out(problem, list(rows), blocks, left, counts, goes_on, scored)
                break
    return indices_of(counts)


def _share_out(
    problem: ScoringProblem,
    rows: list[int],
    blocks: PartByPart[Any],
    left: range,
    counts: RankAccumulator,
    goes_on: GoesOn,
    scored: Scores | None,
) -> None:
    """Have processes draw and count what is left, each some blocks by itself."""

    def count(number: int) -> list[BlockCounts]:
        some = blocks[number]
        one = _Counting(problem, rows, some, counts, blocks.parts[number].start, scored)
        return keys_together([one.count(part) for part in parts(some.draws, BLOCK)])

    with closing(processes.side_by_side(count, left)) as found:
        for some in found:
            for block in some:
                counts.merge(block)
            if not goes_on(counts.draws):
                break


class _Counting:
    """Some blocks of draws on their way to counts."""

    def __init__(
        self,
        problem: ScoringProblem,
        rows: list[int],
        inputs: Inputs | ScoredBlocks | WideBlock | StretchedBlock,
        counts: RankAccumulator,
        start: int,
        scored: Scores | None,
    ) -> None:
        self._problem, self._rows, self._inputs = problem, rows, inputs
        self._counts, self._start, self._scored = counts, start, scored

    def add(self, draws: slice, look: Look) -> None:
        """Score and count the first block of all; its scores are forgotten before it is merged."""
        self._counts.merge(self._first(draws, look))

    def _first(self, draws: slice, look: Look) -> BlockCounts:
        scored = self._of(draws)
        look(scored[0])
        self._counts.begin(scored[0])
        return self._counts.count(*scored)

    def count(self, draws: slice) -> BlockCounts:
        """Score and count one block by itself."""
        return self._counts.count(*self._of(draws))

    def _of(self, draws: slice) -> tuple[Floats, Bools, Floats, Floats | None]:
        """Return scores, gates, weights and the score of doing nothing."""
        known = slice(self._start + draws.start, self._start + draws.stop)
        weights = self._inputs.weights[draws]
        if self._scored is not None and known.stop <= len(self._scored.gated):
            found = self._scored.at(known)
        elif isinstance(self._inputs, ScoredBlocks):
            found = self._inputs.scores.at(draws)
        elif isinstance(self._inputs, WideBlock | StretchedBlock):
            found = self._inputs.scores(self._rows, [self._problem.method])
        else:
            found = score(self._problem, self._inputs.at(draws), self._rows)
        nothing = self._problem.method.of_nothing(self._problem, weights)
        return found.totals, found.gated, weights, nothing
