"""Robustness of a ranking: draws counted, and told by the names of theories."""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TypeVar

import numpy as np

from toi.analyses.ranks.result import Ranks, Spread
from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import gate_rule, gates_hanging, labels, scores_told, tiers_told
from toi.engine.memory import give_back
from toi.engine.problem import Floats, Inputs, ScoringProblem
from toi.engine.sampling.quantile_tables import forget_tables
from toi.engine.sampling.sampler import RedrawnInputs, SomeDraws, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.score import Scores, joined, parts, score
from toi.engine.scoring.subproblem import restricted
from toi.engine.smaa.cell_by_cell import CellByCell, ScoredBlocks, is_separate
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.indices import SmaaIndices, rank_range, tiers, wilson_error
from toi.engine.smaa.simulate import GoesOn, Presampled, always, drawn_blocks, simulate
from toi.engine.smaa.stretched_blocks import StretchedBlock, StretchedBlocks
from toi.engine.smaa.wide_blocks import (
    WideBlock,
    WideSampler,
    is_large,
    is_wide,
    wide_blocks,
)
from toi.engine.voi.leader_shrinkage import expected_of_leader
from toi.light_dataclass import dataclass
from toi.threads import Crew

T = TypeVar("T")

TOP = 5
KEPT = 2 * BLOCK  # draws that are kept, so that what else is asked of them needs no others
FEW = 256  # draws of thousands of numbers
CONFIDENCE_BLOCKS = 12
SHARES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, eq=False)
class Drawn:
    """The part of a problem that the shown theories depend on, and its draws.

    `rows` are the shown theories in the order of the deterministic ranking.
    """

    problem: ScoringProblem
    rows: list[int]
    seed: int
    n: int
    given: Presampled | None

    @property
    def n_kept(self) -> int:
        """Return how many of the draws are kept."""
        return min(self.n, KEPT)

    @cached_property
    def kept(self) -> Inputs:
        """Return the first draws, at most `KEPT`."""
        kept = sampled_inputs(self.problem, self.seed, self.n_kept)
        if self.given is not None:
            self.given.lay_over(kept, 0)
        return kept

    @cached_property
    def on_demand(self) -> SomeDraws:
        """Return the same draws, but where they would fill the memory: there they are not kept."""
        return self._redrawn(self.n_kept) if self._is_large else self.kept

    @cached_property
    def scores(self) -> Scores:
        """Return the scores of the shown theories in the draws that are kept."""
        return joined(list(self.scores_by_block()))

    def scores_by_block(self) -> Iterator[Scores]:
        """Yield them some draws at a time, where they are not known and would fill the memory."""
        if "scores" in vars(self):
            yield self.scores
        elif self._is_large:
            for block in self._large_blocks(self.n_kept):
                yield block.scores(self.rows, [self.problem.method])
        else:
            yield score(self.problem, self.kept, self.rows)

    def some_at_a_time(self) -> Iterable[Inputs]:
        """Yield all draws, as many at a time as fit into memory; none of them is kept."""
        if not self._is_large:
            return drawn_blocks(self.problem, self.seed, self.n, self.given)
        redrawn = self._redrawn(self.n)
        return (redrawn.at(some) for some in parts(self.n, FEW))

    def forget(self) -> None:
        """Drop scores, tables and what draws, which are made again where they are wanted again."""
        vars(self).pop("scores", None)
        vars(self).pop("_wide", None)
        self.make_room()

    def make_room(self) -> None:
        """Give back what thousands of numbers were drawn by, before other work that takes memory.

        Tables of quantiles are made again where they are wanted again.
        """
        if self._is_large:
            forget_tables()
            give_back()

    @property
    def _is_large(self) -> bool:
        """Tell whether a block of draws is so large that it is best made anew where it is used."""
        return self.given is None and is_large(self.problem)

    def _redrawn(self, n: int) -> RedrawnInputs:
        return RedrawnInputs(self.problem, self.seed, n)

    @cached_property
    def _wide(self) -> WideSampler:
        """Return what draws a debate of thousands."""
        return WideSampler(self.problem, self.seed, self.n, Crew())

    def to_rank(self) -> Iterable[Inputs | ScoredBlocks | WideBlock | StretchedBlock]:
        """Yield all draws for `simulate`, some blocks at a time; scored where that is quicker.

        That is where no draws are kept for anything else, and no theory needs another.
        """
        kept = self.n <= self.n_kept or self.given is not None
        if kept or not is_separate(self.problem) or self._is_large:
            return self.blocks()
        return CellByCell(self.problem, self.rows, self.seed, self.n)

    def blocks(self, n: int | None = None) -> Iterable[Inputs | WideBlock | StretchedBlock]:
        """Yield the first `n` draws, or all, some blocks at a time."""
        n = self.n if n is None else min(n, self.n)
        if self._is_large:
            return self._large_blocks(n)
        if n <= self.n_kept:
            return [self.kept.at(slice(0, n))]
        return drawn_blocks(self.problem, self.seed, n, self.given)

    def _large_blocks(self, n: int) -> Iterable[WideBlock | StretchedBlock]:
        """Yield the first `n` draws block by block, theories or draws of which are made apart."""
        if is_wide(self.problem, [self.problem.method]):
            return wide_blocks(self._wide, n)
        return StretchedBlocks(self.problem, self.seed, n)


def draw_for(
    model: Model, shown: Sequence[int], seed: int, n: int, given: Presampled | None = None
) -> Drawn:
    """Draw what some theories, given in order, depend on; all, where draws are `given`."""
    problem, rows = model.problem, list(shown)
    if given is None:
        problem, where = restricted(problem, shown)
        rows = where.tolist()
    return Drawn(problem, rows, seed, n, given)


def in_rank_order(model: Model, shown: Sequence[int]) -> list[int]:
    """Return the rows of theories by their deterministic rank, then by id."""
    found = exact_ranking(model.problem, shown)
    return [found.rows[i] for i in found.order]


def run_ranks(
    model: Model, drawn: Drawn, goes_on: GoesOn = always, scored: Scores | None = None
) -> Ranks:
    """Count ranks, wins, weights and scores over all draws.

    The draws may end early, where `goes_on` says so; `counted` tells how many there were. Those
    whose scores are needed elsewhere too may be `scored` already.
    """
    problem, whole = drawn.problem, model.problem
    names = tuple(problem.theories[t] for t in drawn.rows)
    exact = exact_ranking(whole, [whole.row[name] for name in names])
    expected: list[float | None] = []

    def look(totals: Floats) -> None:
        expected.append(expected_of_leader(exact, totals, drawn.seed))

    found = simulate(problem, drawn.rows, drawn.to_rank(), goes_on, scored, look)
    blocks = drawn.blocks(CONFIDENCE_BLOCKS * BLOCK)
    sure = confidence_factors(problem, drawn.rows, found.central_weights, blocks)
    first, below = found.first, found.below_nothing
    tried = min(drawn.n, CONFIDENCE_BLOCKS * BLOCK)

    top = min(TOP, (len(names) + 1) // 2)  # of few, all would be among the first five

    def by_name(values: Iterable[T]) -> dict[str, T]:
        return dict(zip(names, values, strict=True))

    return Ranks(
        theories=names,
        criteria=whole.criteria,
        deterministic=by_name(scores_told(exact).tolist()),
        nothing=exact.nothing,
        score=by_name(_spreads(found)),
        tiers=by_name(tiers_told(tiers(range(len(names)), found), exact.gated)),
        rank=by_name(exact.ranks.tolist()),
        rank_range=by_name((int(a), int(b)) for a, b in rank_range(found.acceptability)),
        expected_rank=by_name(found.expected_rank.tolist()),
        p_first=by_name(first.tolist()),
        p_first_error=by_name(wilson_error(first, found.draws).tolist()),
        top_k=top,
        p_top_k=by_name(found.acceptability[:, :top].sum(axis=1).tolist()),
        p_below_nothing=None if below is None else by_name(below.tolist()),
        rank_acceptability=_rows(found.acceptability),
        pairwise=_rows(found.beats),
        central_weights=by_name(_central(drawn, whole, found.central_weights)),
        confidence_factor=by_name(None if math.isnan(p) else p for p in sure.tolist()),
        confidence_error=by_name(wilson_error(np.nan_to_num(sure), tried).tolist()),
        confidence_draws=tried,
        entropy=found.entropy,
        standard_error=_largest_error(found),
        counted=found.draws,
        short=by_name(name_of(model.debate.theories[name]) for name in names),
        p_gated=by_name(found.gated.tolist()),
        nobody_first=found.nobody,
        gated=by_name(gate_rule(whole, exact.evaluation, whole.row[name]) for name in names),
        labels=labels(model, exact.inputs),
        expected=expected[0],
        gates={} if drawn.given else _gates(drawn, found),
    )


def _gates(drawn: Drawn, found: SmaaIndices) -> dict[str, Lazy[Mapping[str, float]]]:
    """Return how often each gate excludes each theory, over the draws that are kept."""
    problem = drawn.problem
    hanging = partial(gates_hanging, problem, seed=drawn.seed, draws=drawn.n_kept)
    return {
        problem.theories[row]: Lazy(partial(hanging, row, share))
        for row, share in zip(drawn.rows, found.gated.tolist(), strict=True)
    }


def _rows(table: Floats) -> tuple[Sequence[float], ...]:
    """Return the rows of a table as plain numbers, as small as they lie in memory."""
    return tuple(array("d", row.tobytes()) for row in table)


def _spreads(found: SmaaIndices) -> Iterator[Spread]:
    ends = found.percentiles(SHARES).T.tolist()
    errors = np.stack([found.quantile_error(share) for share in SHARES], axis=1).tolist()
    for mean, sd, (p05, p50, p95), error in zip(
        found.mean.tolist(), found.sd.tolist(), ends, errors, strict=True
    ):
        yield Spread(mean, sd, p05, p50, p95, tuple(error))


def _central(
    drawn: Drawn, whole: ScoringProblem, central: Floats
) -> Iterator[tuple[float, ...] | None]:
    """Yield central weights over all criteria; those that were not drawn have no weight."""
    column = {name: c for c, name in enumerate(drawn.problem.criteria)}
    for row in central.tolist():
        if math.isnan(row[0]):
            yield None
        else:
            yield tuple(row[column[n]] if n in column else 0.0 for n in whole.criteria)


def _largest_error(found: SmaaIndices) -> float:
    rows = (row for table in (found.acceptability, found.beats) for row in table)
    return max(float(wilson_error(row, found.draws).max()) for row in rows)
