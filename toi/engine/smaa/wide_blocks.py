"""Blocks of draws of so many theories that their judgements are never all in memory at once.

A part of the draws, as a rule a whole block, and a criterion at a time: what arguments leave of its
cells is worked out once, and then the cells of one theory after another, each weighed and forgotten
while it is in the processor's cache. Theories on which the same acts follow one another, so that
what they share is multiplied up once. They do not depend on one another, so that they may be
shared out among threads, and no bit changes.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, Method, ScoringProblem, WeightLaw
from toi.engine.sampling.sampler import (
    Sampler,
    cell_draws,
    empty_inputs,
    numbers,
    weights_block,
)
from toi.engine.sampling.streams import BLOCK, PER_WORD
from toi.engine.scoring.cells import borrowed_side, both_sides, lifted, pulled, pulled_by
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import PullTerms, remaining_shares
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import Scores, parts
from toi.engine.scoring.shared_sides import SharedSides, shared_sides
from toi.engine.scoring.strengths import strength_rows
from toi.engine.scoring.values import TheoryWeights, gated, value_of
from toi.light_dataclass import dataclass
from toi.threads import Crew

WIDE = 2**27  # bytes of a block of draws beyond which it is worked out in slices
SHARED = 3 * 2**26  # bytes of what acts on all theories, which decide how many draws are a part
LEAST = 256  # draws in a part
SLICE = 64  # theories

Row = Floats | Bools


def is_wide(problem: ScoringProblem, methods: Sequence[Method]) -> bool:
    """Tell whether a block of draws is so large, and its theories can be scored one by one."""
    alone = all(isinstance(method, ValueMethod) for method in methods)
    return 8 * BLOCK * numbers(problem) > WIDE and alone and not problem.derivations


class CellValues(NamedTuple):
    """Values of one cell in some draws of a block, until those of the next take their place.

    Attributes
    ----------
    draws : slice
        Of the block.
    theory, criterion : int
    values : (S,) float
    gated : (S,) bool or None
        Where a gate on the criterion excludes the theory; None where there is no such gate.
    """

    draws: slice
    theory: int
    criterion: int
    values: Floats
    gated: Bools | None


class WideSampler:
    """Draws of a problem that is wide: of what theories share, and of each cell.

    Parameters
    ----------
    total : int
        How many draws will be asked for, all told.
    """

    def __init__(self, problem: ScoringProblem, seed: int, total: int, crew: Crew) -> None:
        self.problem, self._seed, self._crew = problem, seed, crew
        self._said = replace(_of_criterion(problem, None), forces=())
        self._sampler = Sampler(self._said, seed, total)
        columns = range(len(problem.criteria))
        self._criteria = [_Criterion(problem, c, seed, total) for c in columns]
        answered = len(set(problem.answer_to.tolist())) + len(problem.answers)
        self._rows = max((one.rows for one in self._criteria), default=0)
        peers = 0 if problem.scrutiny is None else len(problem.theories)
        fit = SHARED // (len(problem.arguments) + 8 * (answered + self._rows + peers))
        self._size = min(max(fit, LEAST), BLOCK)

    def weights(self, first: int, n: int) -> Floats:
        """Draw the weights of a block, (S, C)."""
        return weights_block(self.problem, self._seed, first // BLOCK)[:n]

    def cut(self, n: int, most: int = BLOCK) -> Iterator[slice]:
        """Cut the `n` draws of a block into parts of about one size, worked out in turn."""
        count = -(-n // min(self._size, most))
        size = -(-n // count)
        return parts(n, size + -size % PER_WORD)

    def work_out(
        self,
        first: int,
        draws: slice,
        do: Callable[[CellValues], None],
        wanted: Container[int],
    ) -> None:
        """Work out the cells of some theories in a part of the draws of a block, and do something.

        Parameters
        ----------
        first : int
            Number of the first draw of the block.
        do : callable
            Called from any thread, once for each cell; for those of one theory in the order of
            the criteria.
        wanted : container of int
            These theories.
        """
        start, n = first + draws.start, draws.stop - draws.start
        said = empty_inputs(self._said, n)
        # Whether an argument is sound takes a byte, and there may be many.
        said = said.with_(sound=np.empty((len(self.problem.arguments), n), dtype=bool).T)
        self._sampler.fill(start, said, self._crew)
        strength = strength_rows(self.problem, list(said.sound.T), list(said.answer_force.T))
        peer, memory = said.peer, np.empty((self._rows, n))
        del said  # which is large
        for one in self._criteria:
            remaining = one.remaining(start, strength, memory, self._crew)
            work = partial(one.work_out, start, draws, remaining, peer, do, wanted)
            self._crew.each(work, one.slices)


class _Criterion:
    """One criterion of a wide problem: what of it is drawn, and what acts on its cells.

    Attributes
    ----------
    rows : int
        How many rows of draws are in memory at a time.
    slices : list of SharedSides
        Of the theories that are worked out by one thread.
    """

    def __init__(self, problem: ScoringProblem, criterion: int, seed: int, total: int) -> None:
        self._number, self._problem = criterion, _of_criterion(problem, criterion)
        forces = replace(_unsaid(self._problem), theories=())
        self._forces, self._sampler = forces, Sampler(forces, seed, total)
        # A table of all levels would be forgotten until a cell's turn comes again.
        self._cells = cell_draws(self._problem, seed, 1)
        self.rows = len(forces.forces) + len(joint_hits(self._problem).pulls) + 1
        self.slices = [shared_sides(self._problem, some) for some in _alike(self._problem)]

    def remaining(self, start: int, strength: Sequence[Row], memory: Floats, crew: Crew) -> Floats:
        """Find what joint pulls leave of the criterion's cells, (B + 1, S), in some memory."""
        n, forces = memory.shape[1], len(self._forces.forces)
        inputs = empty_inputs(self._forces, n).with_(force=memory[:forces].T)
        self._sampler.fill(start, inputs, crew)
        terms = PullTerms(inputs.force.T, strength)
        return remaining_shares(self._problem, terms, n, memory[forces : self.rows])

    def work_out(
        self,
        start: int,
        draws: slice,
        remaining: Floats,
        peer: Ints | None,
        do: Callable[[CellValues], None],
        wanted: Container[int],
        some: SharedSides,
    ) -> None:
        """Work out the cells of those wanted of some theories, one after the other."""
        problem = self._problem
        for lowered, raised, places in some.products(remaining):
            theories = [some.theories[i] for i, _ in places]
            lift = lifted(lowered, raised)
            for theory in filter(wanted.__contains__, theories):
                cell = self._drawn(theory, start, draws.stop - draws.start)
                borrowed = borrowed_side(problem, remaining, peer, theory, 0)
                if isinstance(borrowed, float):  # it borrows nothing
                    pulled_by(cell, lowered, raised, lift, cell)
                else:
                    cell = pulled(cell, *both_sides(problem, 0, (lowered, raised), borrowed))
                out = gated(problem, cell[:, None, None])[:, 0] if problem.gates else None
                do(CellValues(draws, theory, self._number, value_of(problem, 0, cell), out))

    def _drawn(self, theory: int, start: int, n: int) -> Floats:
        _, found = next(self._cells[theory, 0].by_block(start, n))  # all are in one block
        return found


def _of_criterion(problem: ScoringProblem, criterion: int | None) -> ScoringProblem:
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


def _unsaid(problem: ScoringProblem) -> ScoringProblem:
    """Leave out of a problem all that is drawn but its forces."""
    none = np.zeros(0, dtype=np.int64)
    return replace(
        problem,
        judgements=(),
        judgement_theory=none,
        judgement_criterion=none,
        arguments=(),
        credence=np.zeros(0),
        settled=np.zeros(0, dtype=bool),
        answers=(),
        answer_by=none,
        answer_to=none,
        argument_order=(),
        lines=None,
        scrutiny=None,
    )


def _alike(problem: ScoringProblem) -> Iterator[list[int]]:
    """Cut theories into slices, those beside one another on which the same joint pulls act.

    What acts on few cells is not looked at, or all would differ.
    """
    hits = joint_hits(problem)
    common = np.bincount(hits.pull, minlength=len(hits.pulls)) > SLICE // 2
    acting: list[list[int]] = [[] for _ in problem.theories]
    some = common[hits.pull]
    for theory, pull in zip(hits.theory[some].tolist(), hits.pull[some].tolist(), strict=True):
        acting[theory].append(pull)
    order = sorted(range(len(acting)), key=acting.__getitem__)
    return (order[part] for part in parts(len(order), SLICE))


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
        alone = [method for method in methods if isinstance(method, ValueMethod)]
        totals = [np.full((len(rows), self.draws), method.start) for method in alone]
        out = np.zeros((len(rows), self.draws), dtype=bool)
        place = {theory: i for i, theory in enumerate(rows)}
        weights = TheoryWeights(self.sampler.problem, self.weights)

        def take_in(found: CellValues) -> None:
            i = place[found.theory]
            weight = weights.of(found.theory, found.criterion, found.draws)
            for total, method in zip(totals, alone, strict=True):
                method.take_in(total[i, found.draws], weight, found.values)
            if found.gated is not None:
                out[i, found.draws] |= found.gated

        for draws in self.sampler.cut(self.draws):
            self.sampler.work_out(self.first, draws, take_in, place)
        for total, method in zip(totals, alone, strict=True):
            method.finish(total)
        return Scores(tuple(one.T for one in totals), out.T)


def wide_blocks(sampler: WideSampler, n: int) -> Iterator[WideBlock]:
    """Yield the first `n` draws of a problem that is wide, block by block."""
    for first in range(0, n, BLOCK):
        yield WideBlock(sampler, first, sampler.weights(first, min(BLOCK, n - first)))
