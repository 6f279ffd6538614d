"""Blocks of draws of so many theories that their judgements are never all in memory at once.

A part of a block and a criterion at a time: what arguments leave of its cells is worked out once,
and then the cells of one theory after another, each weighed and forgotten while it is in the
processor's cache. Theories on which the same acts follow one another, so that what they share is
multiplied up once. Draws do not depend on one another, so that parts may be shared out, and no bit
changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import numpy as np

from toi import processes, threads
from toi.engine.memory import shared
from toi.engine.problem import Floats, Method, ScoringProblem
from toi.engine.sampling.quantiles import MOST_BETA_TABLES, beta_table
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers, weights_block
from toi.engine.sampling.streams import BLOCK, PER_WORD
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import Scores, parts
from toi.engine.scoring.shared_sides import SharedSides
from toi.engine.scoring.strengths import strength_rows
from toi.engine.scoring.values import TheoryWeights
from toi.engine.smaa.wide_columns import CellValues, WideColumn, of_criterion
from toi.light_dataclass import dataclass
from toi.threads import Crew

WIDE = 2**27  # bytes of a block of draws beyond which it is worked out in parts
SHARED = 2**27  # bytes of what acts on all theories, which decide how many draws are a part
LEAST = 256  # draws in a part

Found = TypeVar("Found")


def is_large(problem: ScoringProblem) -> bool:
    """Tell whether a block of draws is best never in memory as a whole."""
    return 8 * BLOCK * numbers(problem) > WIDE


def is_wide(problem: ScoringProblem, methods: Sequence[Method]) -> bool:
    """Tell whether a block of draws is so large, and its theories can be scored one by one."""
    alone = all(isinstance(method, ValueMethod) for method in methods)
    return is_large(problem) and alone and not problem.derivations


class WideSampler:
    """Draws of a problem that is wide: of what theories share, and of each cell.

    Parameters
    ----------
    total : int
        How many draws will be asked for, all told.
    """

    def __init__(self, problem: ScoringProblem, seed: int, total: int, crew: Crew) -> None:
        self.problem, self._seed, self._total, self._crew = problem, seed, total, crew
        self._said = replace(of_criterion(problem, None), forces=())
        self._sampler = Sampler(self._said, seed, total)
        columns = range(len(problem.criteria))
        self._columns = [WideColumn(problem, c, seed) for c in columns]
        self._rows = max((one.rows for one in self._columns), default=0)
        self._sides: dict[tuple[int, ...], list[SharedSides]] = {}
        self._tables = set().union(*(one.tables for one in self._columns))

    def _make_tables(self) -> None:
        """Make all tables before work is shared out, as long as there is room for them."""
        if len(self._tables) <= MOST_BETA_TABLES:
            for one in self._tables:
                beta_table(*one)

    def weights(self, first: int, n: int) -> Floats:
        """Draw the weights of some draws of a block, (S, C)."""
        block, start = divmod(first, BLOCK)
        return weights_block(self.problem, self._seed, block)[start : start + n]

    def cut(self, first: int, n: int, most: int = BLOCK) -> list[slice]:
        """Cut `n` draws from the start of a block on into parts, each of one block.

        Parameters
        ----------
        most : int
            Draws in a part.
        """
        found: list[slice] = []
        for block in parts(n, BLOCK):
            length = block.stop - block.start
            pieces = -(-length // max(min(self._fit(), most), LEAST))
            even = pieces + -pieces % threads.count()  # or some would wait for who has one more
            size = max(-(-length // even), min(-(-length // pieces), LEAST))
            size += -size % PER_WORD
            ends = [*range(block.start, block.stop, size), block.stop]
            found += [slice(first + a, first + b) for a, b in pairwise(ends)]
        return found

    def _fit(self) -> int:
        """Return how many draws fit into the memory that all who work have for what is shared."""
        problem = self.problem
        answered = len(set(problem.answer_to.tolist()))
        peers = 0 if problem.scrutiny is None else len(problem.theories)
        # Answers are forgotten before a criterion's rows are filled.
        rows = answered + peers + max(len(problem.answers), self._rows)
        a_draw = len(problem.arguments) + 8 * rows
        return SHARED // (a_draw * threads.count())

    def each(self, do: Callable[[slice], Found], some: Sequence[slice]) -> list[Found]:
        """Do something with parts of the draws, and return what is found, not None, in order.

        In processes where there are any, so that what is written elsewhere than to memory that
        is `shared` is lost.
        """
        self._make_tables()
        if processes.width() == 1 or len(some) == 1:
            found = self._crew.each(do, some)
        else:
            found = list(processes.side_by_side(lambda i: do(some[i]), range(len(some))))
        if some[-1].stop >= self._total:
            beta_table.cache_clear()  # what comes next needs the memory, and no draws
        return found

    def prepare(self, theories: Sequence[int]) -> list[SharedSides]:
        """Find how the sides of the cells of some theories are made, criterion by criterion."""
        known = self._sides.get(tuple(theories))
        if known is None:
            known = [column.sides(theories) for column in self._columns]
            self._sides[tuple(theories)] = known
        return known

    def work_out(
        self, draws: slice, theories: Sequence[int], do: Callable[[CellValues], None]
    ) -> None:
        """Work out the cells of some theories in a part of the draws, and do something with them.

        Those of a theory come in the order of the criteria. Whoever has parts worked out by others
        should `prepare` the theories first.
        """
        start, n = draws.start, draws.stop - draws.start
        said = empty_inputs(self._said, n)
        # Whether an argument is sound takes a byte, and there may be many.
        said = said.with_(sound=np.empty((len(self.problem.arguments), n), dtype=bool).T)
        self._sampler.fill(start, said)
        strength = strength_rows(self.problem, list(said.sound.T), list(said.answer_force.T))
        peer, memory = said.peer, np.empty((self._rows, n))
        del said  # which is large
        for column, sides in zip(self._columns, self.prepare(theories), strict=True):
            remaining = column.remaining(start, strength, memory)
            column.work_out(start, remaining, peer, theories, sides, do)


def wide_scores(
    sampler: WideSampler, rows: Sequence[int], methods: Sequence[Method], first: int, n: int
) -> Scores:
    """Score the theories in `rows` by some methods in `n` draws from the start of a block on."""
    problem, place = sampler.problem, {theory: i for i, theory in enumerate(rows)}
    alone = [method for method in methods if isinstance(method, ValueMethod)]
    totals = [shared(np.float64, len(rows), n) for _ in alone]
    gated = shared(np.bool_, len(rows), n) if problem.gates else np.zeros((len(rows), n), bool)

    def score(draws: slice) -> bool:
        here = slice(draws.start - first, draws.stop - first)
        mine, out = [total[:, here] for total in totals], gated[:, here]
        weights = TheoryWeights(problem, sampler.weights(draws.start, here.stop - here.start))
        for total, method in zip(mine, alone, strict=True):
            total[:] = method.start

        def take_in(found: CellValues) -> None:
            at = [place[theory] for theory in found.theories]
            for weight, some in found.weighed(weights):
                for total, method in zip(mine, alone, strict=True):
                    method.take_in_each([total[i] for i in at[some]], weight, found.values[some])
            if found.gated is not None:
                out[at] |= found.gated

        sampler.work_out(draws, rows, take_in)
        for total, method in zip(mine, alone, strict=True):
            method.finish(total)
        return True

    sampler.prepare(rows)
    sampler.each(score, sampler.cut(first, n))
    return Scores(tuple(one.T for one in totals), gated.T)


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
        return wide_scores(self.sampler, rows, methods, self.first, self.draws)


def wide_blocks(sampler: WideSampler, n: int) -> Iterator[WideBlock]:
    """Yield the first `n` draws of a problem that is wide, block by block."""
    for first in range(0, n, BLOCK):
        yield WideBlock(sampler, first, sampler.weights(first, min(BLOCK, n - first)))
