"""Counts of ranks and pairs over blocks of draws, which are added up one after the other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
from toi.engine.smaa.gate_counts import GateCounts, gate_counts
from toi.engine.smaa.histogram import Histograms, KeyCounts, Keys
from toi.engine.smaa.rank_counts import (
    FEW,
    SORTED,
    RankPlaces,
    all_places,
    are_distinct,
    compare,
    compare_distinct,
    count_pairs,
    count_ranks,
    few_rows,
    first_weights,
    rank_rows,
    true_per_row,
)
from toi.light_dataclass import dataclass
from toi.threads import Crew


@dataclass(frozen=True, eq=False)
class BlockCounts:
    """Counts of one block of draws, to be added to those of the blocks before.

    Attributes
    ----------
    sum, squares : (T,) float
        Of the scores, off a centre.
    below : (T,) int or None
        Draws in which a theory scores less than doing nothing; None where that has no score.
    keys : KeyCounts or None
        None where they were added already.
    gates : GateCounts
    first_weights : (T, C) float
    ranks : RanksAndPairs or RankPlaces
        The latter of many theories, whose tables are large, and their scores too: they are counted
        when these are no longer in memory.
    """

    draws: int
    sum: Floats
    squares: Floats
    below: Ints | None
    keys: KeyCounts | None
    gates: GateCounts
    first_weights: Floats
    ranks: "RanksAndPairs | RankPlaces"


class RanksAndPairs(NamedTuple):
    """What is counted of few theories, (T, T) each: wins and ties are above the diagonal."""

    ranks: Floats
    wins: Ints
    ties: Ints


def keys_together(blocks: Sequence[BlockCounts]) -> list[BlockCounts]:
    """Give the first of some blocks the keys of all, so that there is less to hand on."""
    each = [block.keys for block in blocks if block.keys is not None]
    found = KeyCounts(
        np.add.reduce([keys.counts for keys in each]),
        np.minimum.reduce([keys.least for keys in each]),
        np.maximum.reduce([keys.most for keys in each]),
    )
    return [replace(block, keys=None if i else found) for i, block in enumerate(blocks)]


class RankAccumulator:
    """Counts, block after block, so that any number of draws takes the same memory.

    Blocks must come in order: sums of floating-point numbers depend on it.

    Parameters
    ----------
    n_theories : int
    n_criteria : int
        Of the weights that are given with each block.
    crew : Crew, optional
        Those who share the work.

    Attributes
    ----------
    draws : int
    ranks : (T, T) float
        Row theory, column rank: draws, of which those that tie for k ranks get 1/k each.
    wins, ties : (T, T) int
        Above the diagonal alone.
    gates : GateCounts
    first_weights : (T, C) float
        Weights of the draws in which a theory leads, added up.
    below : (T,) int or None
        As in `BlockCounts`.
    sum, squares, centre : (T,) float
        Of the scores, off a centre.
    histograms : Histograms or None
        Of the scores; None before the first block.
    """

    def __init__(self, n_theories: int, n_criteria: int = 0, crew: Crew | None = None) -> None:
        t, c = n_theories, n_criteria
        self.draws = 0
        self._crew = crew or Crew()
        self.ranks = np.zeros((t, t))
        self.wins, self.ties = np.zeros((2, t, t), dtype=np.int32)  # draws: at most 10**9
        self.gates = GateCounts(np.zeros(t, dtype=np.int64), 0)
        self.first_weights = np.zeros((t, c))
        self.below: Ints | None = np.zeros(t, dtype=np.int64)
        self.sum, self.squares, self.centre = np.zeros((3, t))
        self.histograms: Histograms | None = None

    @property
    def begun(self) -> bool:
        """Tell whether a block has been added."""
        return self.histograms is not None

    @property
    def by_itself(self) -> bool:
        """Tell whether blocks may be counted side by side: not where a count adds to tables."""
        return len(self.ranks) <= FEW

    def add(
        self,
        totals: Floats,
        gated: Bools,
        weights: Floats | None = None,
        nothing: Floats | None = None,
    ) -> None:
        """Count a block of draws.

        Parameters
        ----------
        totals : (S, T) float
        gated : (S, T) bool
            Gated theories tie below all others.
        weights : (S, C) float, optional
        nothing : (S,) float, optional
            Score of doing nothing.
        """
        self.begin(totals)
        self.merge(self.count(totals, gated, weights, nothing))

    def begin(self, totals: Floats) -> None:
        """Choose scales by the first block's scores, (S, T), if none has been added."""
        if self.histograms is None:
            scores = np.ascontiguousarray(totals.T)
            self.histograms = Histograms.around(scores)
            self.centre = np.array([row.mean() for row in scores])

    def count(
        self,
        totals: Floats,
        gated: Bools,
        weights: Floats | None = None,
        nothing: Floats | None = None,
    ) -> BlockCounts:
        """Count a block by itself, as for `add`, after `begin`."""
        scores = totals.T if totals.strides[0] == totals.itemsize else np.array(totals.T)
        given = np.empty((len(totals), 0)) if weights is None else weights
        if gated.any():  # where gates exclude all, nobody leads by these weights
            given = np.where(gated.all(axis=1, keepdims=True), 0.0, given)
        moments = _Moments(self.centre, nothing)
        count = self._compare if len(scores) <= FEW else self._sort
        keys, first, ranks = count(scores, moments, gated.T, given)
        total, squares = moments.sums
        gates = gate_counts(gated)
        return BlockCounts(len(totals), total, squares, moments.below, keys, gates, first, ranks)

    def _compare(
        self, scores: Floats, moments: "_Moments", gated: Bools, weights: Floats
    ) -> tuple[KeyCounts, Floats, RanksAndPairs]:
        """Count ranks and pairs; by integers, unless some of these are level."""
        assert self.histograms is not None  # `begin` made them
        integers: Keys = np.empty(scores.shape, dtype=np.int32)
        for some in few_rows(*scores.shape):  # of which all is found while they are in the cache
            self._keys(scores[some], some, moments, integers[some])
        found = None if gated.any() else compare_distinct(integers)
        if found is None:
            found = compare(order_key(scores, gated))
        counted = RanksAndPairs(count_ranks(found), found.wins, found.ties)
        return self.histograms.count(integers), first_weights(found, weights), counted

    def _sort(
        self, scores: Floats, moments: "_Moments", gated: Bools, weights: Floats
    ) -> tuple[None, Floats, RankPlaces]:
        """Find where many theories stand; what is large is added at once."""
        assert self.histograms is not None  # `begin` made them
        for some in few_rows(*scores.shape):
            keys = self._keys(scores[some], some, moments)
            self.histograms.add(self.histograms.count(keys), some)
        distinct = not gated.any() and all(
            are_distinct(self.histograms.keys(order_key(scores[:, part])))
            for part in parts(scores.shape[1], SORTED)
        )
        places = all_places(scores, gated, self._crew)
        if distinct:
            places = RankPlaces(places.better, None)
        return None, first_weights(places, weights), places

    def _keys(
        self, scores: Floats, some: slice, moments: "_Moments", out: Keys | None = None
    ) -> Keys:
        """Return the scores of some theories, (K, S), as integers, their moments taken in."""
        assert self.histograms is not None  # `begin` made them
        moments.take_in(scores, some)
        return self.histograms.keys(order_key(scores), out)

    def merge(self, block: BlockCounts) -> None:
        """Add the counts of the next block."""
        assert self.histograms is not None  # `add` made them
        self.draws += block.draws
        self.sum += block.sum
        self.squares += block.squares
        if block.below is None:
            self.below = None
        elif self.below is not None:
            self.below += block.below
        if block.keys is not None:
            self.histograms.add(block.keys)
        self.gates = self.gates.with_more(block.gates)
        self.first_weights += block.first_weights
        if isinstance(block.ranks, RanksAndPairs):
            self.ranks += block.ranks.ranks
            self.wins += block.ranks.wins
            self.ties += block.ranks.ties
        else:
            for row, found in zip(self.ranks, rank_rows(block.ranks), strict=True):
                row += found
            count_pairs(block.ranks, self.wins, self.ties, self._crew)


class _Moments:
    """Sums of the scores of a block, off a centre, and how often they are below doing nothing.

    Parameters
    ----------
    centre : (T,) float
        Near the means: else large squares would cancel.
    nothing : (S,) float or None
        Score of doing nothing.

    Attributes
    ----------
    sums : (2, T) float
        Of what lies off the centre, and of its squares.
    below : (T,) int or None
    """

    def __init__(self, centre: Floats, nothing: Floats | None) -> None:
        self._centre, self._nothing = centre, nothing
        self._most = -np.inf if nothing is None else nothing.max()
        self.sums = np.empty((2, len(centre)))
        self.below = None if nothing is None else np.zeros(len(centre), dtype=np.int64)

    def take_in(self, scores: Floats, some: slice) -> None:
        """Look at the scores of some theories, (K, S)."""
        off = scores - self._centre[some, None]
        self.sums[:, some] = off.sum(axis=1), [row @ row for row in off]
        if self._nothing is not None and self.below is not None and scores.min() < self._most:
            self.below[some] = true_per_row(scores < self._nothing)
