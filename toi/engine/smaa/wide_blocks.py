"""Blocks of draws of so many theories that their judgements are never all in memory at once.

A part of the draws at a time: all that acts on every theory (arguments, forces, what joint pulls
leave) is worked out once, and then the theories a slice at a time. Nothing in a slice depends on
another, so that slices may be shared out among threads, and no bit changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, Method, ScoringProblem, WeightLaw
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers, weights_block
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.cells import argued
from toi.engine.scoring.evaluate import strength_and_remaining
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import Scores, parts
from toi.engine.scoring.values import gated, theory_weights, values_of
from toi.light_dataclass import dataclass
from toi.threads import Crew

WIDE = 2**27  # bytes of a block of draws beyond which it is worked out in slices
SHARED = 2**28  # bytes of what acts on all theories, which decide how many draws are a part
LEAST, MOST = 256, 1024  # draws in a part
SLICE = 32  # theories


def is_wide(problem: ScoringProblem, methods: Sequence[Method]) -> bool:
    """Tell whether a block of draws is so large, and its theories can be scored one by one."""
    alone = all(isinstance(method, ValueMethod) for method in methods)
    return 8 * BLOCK * numbers(problem) > WIDE and alone and not problem.derivations


@dataclass(frozen=True, eq=False)
class ValueSlice:
    """Values of some theories in some draws of a block.

    Attributes
    ----------
    draws, theories : slice
        Of the block, and of the problem.
    values : (S, T, C) float
    gated : (S, T) bool
    """

    draws: slice
    theories: slice
    values: Floats
    gated: Bools


class WideSampler:
    """Draws of a problem that is wide: of what theories share, and of each slice of theories.

    Parameters
    ----------
    total : int
        How many draws will be asked for, all told.
    """

    def __init__(self, problem: ScoringProblem, seed: int, total: int, crew: Crew) -> None:
        self.problem, self._seed, self._crew = problem, seed, crew
        self._shared = _judged(problem, slice(0, 0), theories=problem.theories)
        self._sampler = Sampler(self._shared, seed, total)
        slices = parts(len(problem.theories), SLICE)
        own = [(some, _judged(_unargued(problem), some)) for some in slices]
        self._slices = [(some, part, Sampler(part, seed, total)) for some, part in own]
        rows = 2 * len(problem.arguments) + len(problem.answers) + len(problem.forces)
        fit = SHARED // (8 * (rows + len(joint_hits(problem).pulls) + 1))
        self._size = min(max(2 ** (fit.bit_length() - 1), LEAST), MOST)

    def weights(self, first: int, n: int) -> Floats:
        """Draw the weights of a block, (S, C)."""
        return weights_block(self.problem, self._seed, first // BLOCK)[:n]

    def cut(self, n: int, most: int = MOST) -> Iterator[slice]:
        """Cut the `n` draws of a block into parts that are worked out one after another."""
        return parts(n, min(self._size, most))

    def work_out(self, first: int, draws: slice, do: Callable[[ValueSlice], None]) -> None:
        """Work out every slice of theories in a part of the draws of a block, and do something.

        Parameters
        ----------
        first : int
            Number of the first draw of the block.
        do : callable
            Called from any thread, once for each slice.
        """
        start = first + draws.start
        inputs = empty_inputs(self._shared, draws.stop - draws.start)
        self._sampler.fill(start, inputs, self._crew)
        remaining = strength_and_remaining(self.problem, inputs)[1]
        peer = inputs.peer
        del inputs  # which are large
        self._crew.each(partial(self._slice, start, draws, remaining, peer, do), self._slices)

    def _slice(
        self,
        start: int,
        draws: slice,
        remaining: Floats,
        peer: Ints | None,
        do: Callable[[ValueSlice], None],
        some: tuple[slice, ScoringProblem, Sampler],
    ) -> None:
        theories, part, sampler = some
        own = empty_inputs(part, draws.stop - draws.start)
        sampler.fill(start, own)
        _, cells = argued(self.problem, own.judgements, remaining, peer, theories.start)
        values = values_of(self.problem, cells)
        do(ValueSlice(draws, theories, values, gated(self.problem, cells)))


def _judged(
    problem: ScoringProblem, some: slice, theories: Sequence[str] | None = None
) -> ScoringProblem:
    """Leave a problem the judgements of some theories, and no weights to draw."""
    t = problem.judgement_theory
    kept = np.flatnonzero((some.start <= t) & (t < some.stop))
    return replace(
        problem,
        theories=tuple(problem.theories[some] if theories is None else theories),
        weight_law=WeightLaw("exactly"),
        judgements=tuple(problem.judgements[i] for i in kept.tolist()),
        judgement_theory=t[kept] - some.start,
        judgement_criterion=problem.judgement_criterion[kept],
    )


def _unargued(problem: ScoringProblem) -> ScoringProblem:
    """Leave out of a problem all but theories, criteria and judgements."""
    none = np.zeros(0, dtype=np.int64)
    return replace(
        problem,
        arguments=(),
        credence=np.zeros(0),
        settled=np.zeros(0, dtype=bool),
        answers=(),
        answer_by=none,
        answer_to=none,
        argument_order=(),
        forces=(),
        lines=None,
        scrutiny=None,
    )


@dataclass(frozen=True, eq=False)
class WideBlock:
    """A block of draws of a wide problem, of which only the weights are in memory, (S, C)."""

    sampler: WideSampler
    first: int
    weights: Floats

    @property
    def draws(self) -> int:
        """Return S."""
        return len(self.weights)

    def scores(self, rows: Sequence[int], methods: Sequence[Method]) -> Scores:
        """Score the theories in `rows` by some methods."""
        problem = self.sampler.problem
        totals = np.empty((len(methods), len(rows), self.draws))
        out = np.empty((len(rows), self.draws), dtype=bool)
        places = self.places(rows)

        def scored(found: ValueSlice) -> None:
            at = places[found.theories]
            theories = np.flatnonzero(at >= 0) + found.theories.start
            own = theory_weights(problem, self.weights[found.draws], theories.tolist())
            values = found.values.transpose(1, 2, 0)[at >= 0].transpose(2, 0, 1)
            for total, method in zip(totals, methods, strict=True):
                assert isinstance(method, ValueMethod)  # or `is_wide` would not hold
                total[at[at >= 0], found.draws] = method.of_values(own, values).T
            out[at[at >= 0], found.draws] = found.gated.T[at >= 0]

        for draws in self.sampler.cut(self.draws):
            self.sampler.work_out(self.first, draws, scored)
        return Scores(tuple(one.T for one in totals), out.T)

    def places(self, rows: Sequence[int]) -> Ints:
        """Find where each theory of the problem stands among `rows`, -1 if it does not, (T,)."""
        found = np.full(len(self.sampler.problem.theories), -1)
        found[list(rows)] = np.arange(len(rows))
        return found


def wide_blocks(sampler: WideSampler, n: int) -> Iterator[WideBlock]:
    """Yield the first `n` draws of a problem that is wide, block by block."""
    for first in range(0, n, BLOCK):
        yield WideBlock(sampler, first, sampler.weights(first, min(BLOCK, n - first)))
