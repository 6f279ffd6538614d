"""Blocks of draws of so many theories that their judgements are never all in memory at once.

A part of the draws at a time: all that acts on every theory (arguments, forces, what joint pulls
leave) is worked out once, and then the theories a slice at a time: those on which the same acts
together, so that what they share is multiplied up once. Nothing in a slice depends on another, so
that slices may be shared out among threads, and no bit changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, Method, ScoringProblem, WeightLaw
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers, weights_block
from toi.engine.sampling.streams import BLOCK, PER_WORD
from toi.engine.scoring.cells import argued
from toi.engine.scoring.evaluate import strength_and_remaining
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import Scores, parts
from toi.engine.scoring.shared_sides import SharedSides, shared_sides
from toi.engine.scoring.values import gated, theory_weights, values_of
from toi.threads import Crew

WIDE = 2**27  # bytes of a block of draws beyond which it is worked out in slices
SHARED = 2**28  # bytes of what acts on all theories, which decide how many draws are a part
LEAST, MOST = 256, 2048  # draws in a part
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
    draws : slice
        Of the block.
    theories : (T,) int
        Of the problem.
    values : (S, T, C) float
    gated : (S, T) bool
    """

    draws: slice
    theories: Ints
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
        self._shared = _judged(problem, (), theories=problem.theories)
        self._sampler = Sampler(self._shared, seed, total)
        self._slices = [_Slice.of(problem, theories, seed) for theories in _alike(problem)]
        rows = len(problem.arguments) + len(problem.forces) + len(joint_hits(problem).pulls) + 1
        self._size = min(max(SHARED // (8 * rows), LEAST), MOST)

    def weights(self, first: int, n: int) -> Floats:
        """Draw the weights of a block, (S, C)."""
        return weights_block(self.problem, self._seed, first // BLOCK)[:n]

    def cut(self, n: int, most: int = MOST) -> Iterator[slice]:
        """Cut the `n` draws of a block into parts of about one size, worked out in turn."""
        count = -(-n // min(self._size, most))
        size = -(-n // count)
        return parts(n, size + -size % PER_WORD)

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
        some: "_Slice",
    ) -> None:
        own = empty_inputs(some.problem, draws.stop - draws.start)
        some.sampler.fill(start, own)
        _, cells = argued(self.problem, own.judgements, remaining, peer, some.sides)
        values = values_of(self.problem, cells)
        do(ValueSlice(draws, some.theories, values, gated(self.problem, cells)))


@dataclass(frozen=True, eq=False)
class _Slice:
    """Theories that are worked out together: what of them is drawn, and what acts on them."""

    theories: Ints
    problem: ScoringProblem
    sampler: Sampler
    sides: SharedSides

    @classmethod
    def of(cls, problem: ScoringProblem, theories: Ints, seed: int) -> "_Slice":
        """Leave of a problem the judgements of some theories, and what acts on these."""
        own = _judged(_unargued(problem), theories)
        # A table of all levels would be forgotten until the slice's turn comes again.
        sampler = Sampler(own, seed, MOST)
        return cls(theories, own, sampler, shared_sides(problem, theories.tolist()))


def _alike(problem: ScoringProblem) -> Iterator[Ints]:
    """Cut theories into slices, those beside one another on which the same joint pulls act.

    What acts on few theories is not looked at, or all would differ.
    """
    hits = joint_hits(problem)
    common = np.bincount(hits.pull, minlength=len(hits.pulls)) > SLICE
    acting: list[list[int]] = [[] for _ in problem.theories]
    wide = common[hits.pull]
    for theory, pull in zip(hits.theory[wide].tolist(), hits.pull[wide].tolist(), strict=True):
        acting[theory].append(pull)
    order = np.array(sorted(range(len(acting)), key=acting.__getitem__), dtype=np.int64)
    return (order[some] for some in parts(len(order), SLICE))


def _judged(
    problem: ScoringProblem, some: Sequence[int] | Ints, theories: Sequence[str] | None = None
) -> ScoringProblem:
    """Leave a problem the judgements of some theories, and no weights to draw."""
    row = np.full(len(problem.theories), -1)
    row[list(some)] = np.arange(len(some))
    own = row[problem.judgement_theory]
    kept = np.flatnonzero(own >= 0)
    kept = kept[np.argsort(own[kept], kind="stable")]
    names = [problem.theories[t] for t in some] if theories is None else theories
    return replace(
        problem,
        theories=tuple(names),
        weight_law=WeightLaw("exactly"),
        judgements=tuple(problem.judgements[i] for i in kept.tolist()),
        judgement_theory=own[kept],
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
            theories = found.theories[at >= 0].tolist()
            own = theory_weights(problem, self.weights[found.draws], theories)
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
