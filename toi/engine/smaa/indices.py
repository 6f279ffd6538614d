"""SMAA-2 indices over blocks of draws: how often each theory holds each rank, and why.

Lahdelma & Salminen (2001): rank acceptability ``b_tr``, the share of draws in which
theory t holds rank r; central weights, the mean weights of the draws in which it leads;
the confidence factor, how often it leads if weights stay there. Leskinen et al. (2006):
pairwise winning index, the share of draws in which one scores strictly more than another.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
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

TIER_CONFIDENCE = 0.9
RANGE = (0.05, 0.95)


@dataclass(frozen=True, eq=False)
class SmaaIndices:
    """Shares of the draws that `RankAccumulator` counted.

    Attributes
    ----------
    draws : int
    acceptability : (T, T) float
        Row theory, column rank; those that tie for k ranks get 1/k of each, so that rows
        and columns add up to 1.
    beats : (T, T) float
        Share of draws in which the row's theory scores strictly more than the column's.
    ties : (T, T) float
    central_weights : (T, C) float
        NaN where a theory never leads.
    mean, sd : (T,) float
        Of the score; sd with S - 1 below.
    below_nothing : (T,) float or None
        Share of draws in which a theory scores less than doing nothing; None where there
        is no such score.
    """

    draws: int
    acceptability: Floats
    beats: Floats
    ties: Floats
    central_weights: Floats
    mean: Floats
    sd: Floats
    below_nothing: Floats | None
    histograms: Histograms

    def percentiles(self, shares: Sequence[float]) -> Floats:
        """Return percentiles of each theory's score, (len(shares), T)."""
        found = np.stack([self.histograms.quantile(share) for share in shares])
        return np.where(self.sd > 0, found, self.mean)

    def quantile_error(self, share: float) -> Floats:
        """Return one standard error of a percentile of each theory's score, (T,).

        Half of what lies between the quantiles at `share` less and plus
        ``sqrt(share (1 - share) / S)``, the standard error of the share below.
        """
        error = (share * (1.0 - share) / self.draws) ** 0.5
        ends = [min(max(share + step, 0.0), 1.0) for step in (-error, error)]
        low, high = self.percentiles(ends)
        return np.asarray((high - low) / 2.0)

    def margin(self, one: int, other: int) -> float:
        """Return how often `one` beats `other`, ties counted half."""
        return float(self.beats[one, other] + self.ties[one, other] / 2.0)

    def margins(self, one: int) -> Floats:
        """Return the same against each, (T,)."""
        return np.asarray(self.beats[one] + self.ties[one] / 2.0)

    @property
    def expected_rank(self) -> Floats:
        """Return ``sum_r r b_tr``, (T,)."""
        return np.asarray(self.acceptability @ np.arange(1.0, len(self.acceptability) + 1))

    @property
    def entropy(self) -> float:
        """Return the entropy of who leads, in bits: 0 where one always does, at most log2 T."""
        p = self.acceptability[:, 0]
        some = p[p > 0]
        return float(-(some * np.log2(some)).sum()) + 0.0


def rank_range(acceptability: Floats, low: float = RANGE[0], high: float = RANGE[1]) -> Ints:
    """Return the least ranks at which cumulative acceptability reaches two shares, (T, 2).

    Parameters
    ----------
    acceptability : (T, T) float
    low, high : float
        Shares of the draws, 0 to 1.
    """
    reached = np.cumsum(acceptability, axis=1) + 1e-12  # sums of shares fall short by rounding
    return np.stack([(reached >= q).argmax(axis=1) + 1 for q in (low, high)], axis=1)


class WithMargins(Protocol):
    """What tells how often one theory beats each, ties counted half."""

    def margins(self, one: int) -> Floats:
        """Return how often `one` beats each theory, (T,)."""


def tiers(order: Sequence[int], found: WithMargins, confidence: float = TIER_CONFIDENCE) -> Ints:
    """Return the tier of each theory, (T,), from 1.

    The best that is in no tier yet makes a new one, with all others of these that it beats
    (ties counted half) in less than `confidence` of the draws. So the first tier holds the
    best and all that cannot be told apart from it, also where one that can be stands between.

    Parameters
    ----------
    order : sequence of int
        All theories, the best first.
    confidence : float
        Share of the draws.
    """
    numbers = np.zeros(len(order), dtype=np.int64)
    left, tier = np.array(order, dtype=np.int64), 0
    while len(left):
        tier += 1
        first, rest = left[0], left[1:]
        apart = found.margins(int(first))[rest] >= confidence
        numbers[[first, *rest[~apart]]] = tier
        left = rest[apart]
    return numbers


def wilson_error(p: Floats, n: int) -> Floats:
    """Return one standard error of shares of `n` draws, any shape, by Wilson (1927) at z = 1.

    Half the width of the score interval,
    ``sqrt(p (1 - p) / n + 1 / (4 n^2)) / (1 + 1 / n)``, which is not 0 where p is 0 or 1.

    Parameters
    ----------
    p : float
        Shares, 0 to 1.
    n : int
    """
    return np.asarray(np.sqrt(p * (1.0 - p) / n + 0.25 / n**2) / (1.0 + 1.0 / n))


def percentiles(totals: Floats, shares: Sequence[float], crew: Crew | None = None) -> Floats:
    """Return percentiles of each theory's scores (S, T), (len(shares), T).

    Interpolated linearly between order statistics, as numpy's default; by partition of
    contiguous rows, which is quicker.

    Parameters
    ----------
    totals : (S, T) float
    shares : sequence of float
        From 0 to 1.
    crew : Crew, optional
        Those who share the work.
    """
    found = np.empty((len(shares), totals.shape[1]))
    at = np.array(shares) * (len(totals) - 1)
    below = np.floor(at).astype(np.int64)
    above = np.ceil(at).astype(np.int64)
    needed = sorted({*below.tolist(), *above.tolist()})

    def find(some: slice) -> None:
        rows = np.array(totals.T[some], order="C")  # a copy, since partition works in place
        rows.partition(needed, axis=1)
        low, high = rows[:, below], rows[:, above]
        found[:, some] = (low + (at - below) * (high - low)).T

    # A few theories at a time, so that what is copied stays small.
    (crew or Crew()).each(find, parts(totals.shape[1], FEW))
    return found


def smaa_indices(totals: Floats, gated: Bools) -> SmaaIndices:
    """Count ranks and pairs of scores that are all at hand, both (S, T); no central weights."""
    found = RankAccumulator(totals.shape[1])
    for part in parts(len(totals), BLOCK):
        found.add(totals[part], gated[part])
    return found.result()


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
    """

    def __init__(self, n_theories: int, n_criteria: int = 0, crew: Crew | None = None) -> None:
        t, c = n_theories, n_criteria
        self.draws = 0
        self._crew = crew or Crew()
        self._ranks = np.zeros((t, t))
        self._wins, self._ties = np.zeros((2, t, t), dtype=np.int32)  # draws: at most 10**9
        self._first_weights = np.zeros((t, c))
        self._below: Ints | None = np.zeros(t, dtype=np.int64)
        self._sum, self._squares, self._centre = np.zeros((3, t))
        self._histograms: Histograms | None = None

    @property
    def begun(self) -> bool:
        """Tell whether a block has been added."""
        return self._histograms is not None

    @property
    def by_itself(self) -> bool:
        """Tell whether blocks may be counted side by side: not where a count adds to tables."""
        return len(self._ranks) <= FEW

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
        if self._histograms is None:
            scores = np.ascontiguousarray(totals.T)
            self._histograms = Histograms.around(scores)
            self._centre = np.array([row.mean() for row in scores])

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
        moments = _Moments(self._centre, nothing)
        count = self._compare if len(scores) <= FEW else self._sort
        counted = count(scores, moments, gated.T, given)
        total, squares = moments.sums
        return BlockCounts(len(totals), total, squares, moments.below, *counted)

    def _compare(
        self, scores: Floats, moments: "_Moments", gated: Bools, weights: Floats
    ) -> tuple[KeyCounts, Floats, RanksAndPairs]:
        """Count ranks and pairs; by integers, unless some of these are level."""
        assert self._histograms is not None  # `begin` made them
        integers: Keys = np.empty(scores.shape, dtype=np.int32)
        for some in few_rows(*scores.shape):  # of which all is found while they are in the cache
            self._keys(scores[some], some, moments, integers[some])
        found = None if gated.any() else compare_distinct(integers)
        if found is None:
            found = compare(order_key(scores, gated))
        counted = RanksAndPairs(count_ranks(found), found.wins, found.ties)
        return self._histograms.count(integers), first_weights(found, weights), counted

    def _sort(
        self, scores: Floats, moments: "_Moments", gated: Bools, weights: Floats
    ) -> tuple[None, Floats, RankPlaces]:
        """Find where many theories stand; what is large is added at once."""
        assert self._histograms is not None  # `begin` made them
        for some in few_rows(*scores.shape):
            keys = self._keys(scores[some], some, moments)
            self._histograms.add(self._histograms.count(keys), some)
        distinct = not gated.any() and all(
            are_distinct(self._histograms.keys(order_key(scores[:, part])))
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
        assert self._histograms is not None  # `begin` made them
        ends = order_key(moments.take_in(scores, some))
        return self._histograms.keys(order_key(scores), out, ends)

    def merge(self, block: BlockCounts) -> None:
        """Add the counts of the next block."""
        assert self._histograms is not None  # `add` made them
        self.draws += block.draws
        self._sum += block.sum
        self._squares += block.squares
        if block.below is None:
            self._below = None
        elif self._below is not None:
            self._below += block.below
        if block.keys is not None:
            self._histograms.add(block.keys)
        self._first_weights += block.first_weights
        if isinstance(block.ranks, RanksAndPairs):
            self._ranks += block.ranks.ranks
            self._wins += block.ranks.wins
            self._ties += block.ranks.ties
        else:
            for row, found in zip(self._ranks, rank_rows(block.ranks), strict=True):
                row += found
            count_pairs(block.ranks, self._wins, self._ties, self._crew)

    def result(self) -> SmaaIndices:
        """Return shares, means and central weights of all that was counted."""
        n = self.draws
        assert self._histograms is not None  # nothing was added
        off = self._sum / n
        variance = (self._squares / n - off**2) * n / max(n - 1, 1)
        leads = self._ranks[:, :1]
        central = np.full_like(self._first_weights, np.nan)
        np.divide(self._first_weights, leads, out=central, where=leads > 0)
        beats, ties = np.zeros((2, *self._ranks.shape))
        for i, (won, level) in enumerate(zip(self._wins, self._ties, strict=True)):
            won, level, later = won[i + 1 :], level[i + 1 :], slice(i + 1, None)
            beats[i, later], beats[later, i] = won / n, (n - level - won) / n
            ties[i, later] = ties[later, i] = level / n
        return SmaaIndices(
            draws=n,
            acceptability=self._ranks / n,
            beats=beats,
            ties=ties,
            central_weights=central,
            mean=self._centre + off,
            sd=np.sqrt(np.maximum(variance, 0.0)),
            below_nothing=None if self._below is None else self._below / n,
            histograms=self._histograms,
        )


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

    def take_in(self, scores: Floats, some: slice) -> Floats:
        """Look at the scores of some theories, (K, S); return the least and the greatest, (2,)."""
        off = scores - self._centre[some, None]
        self.sums[:, some] = off.sum(axis=1), [row @ row for row in off]
        ends = np.array([scores.min(), scores.max()])
        if self._nothing is not None and self.below is not None and ends[0] < self._most:
            self.below[some] = true_per_row(scores < self._nothing)
        return ends
