"""SMAA-2 indices over blocks of draws: how often each theory holds each rank, and why.

Lahdelma & Salminen (2001): rank acceptability ``b_tr``, the share of draws in which
theory t holds rank r; central weights, the mean weights of the draws in which it leads;
the confidence factor, how often it leads if weights stay there. Leskinen et al. (2006):
pairwise winning index, the share of draws in which one scores strictly more than another.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import parts
from toi.engine.smaa.histogram import Histograms
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.engine.smaa.rank_counts import FEW
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
        and columns add up to 1, but for the draws in which gates exclude all: nobody holds a rank
        there. Those that a gate excludes in other draws tie for the last ranks.
    beats : (T, T) float
        Share of draws in which the row's theory scores strictly more than the column's.
    ties : (T, T) float
    gated : (T,) float
        Share of draws in which a gate excludes each.
    nobody : float
        Share of draws in which gates exclude all, so that nobody leads.
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
    gated: Floats
    nobody: float
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
        """Return ``sum_r r b_tr``, (T,), over the draws in which somebody leads."""
        found = self.acceptability @ np.arange(1.0, len(self.acceptability) + 1)
        return np.asarray(found / (1.0 - self.nobody) if 0 < self.nobody < 1 else found)

    @property
    def first(self) -> Floats:
        """Return the share of draws in which each leads, (T,)."""
        return self.acceptability[:, 0]

    @property
    def entropy(self) -> float:
        """Return the entropy of who leads, in bits: 0 where one always does, at most log2 T.

        Where nobody does is one case more.
        """
        p = np.append(self.first, self.nobody)
        some = p[p > 0]
        return float(-(some * np.log2(some)).sum()) + 0.0


def rank_range(acceptability: Floats, low: float = RANGE[0], high: float = RANGE[1]) -> Ints:
    """Return the least ranks at which cumulative acceptability reaches two shares, (T, 2).

    Shares are of the draws in which somebody leads.

    Parameters
    ----------
    acceptability : (T, T) float
    low, high : float
        Shares of the draws, 0 to 1.
    """
    reached = np.cumsum(acceptability, axis=1)
    whole = reached[:, -1:]
    reached = reached + 1e-12  # sums of shares fall short by rounding
    return np.stack([(reached >= q * whole).argmax(axis=1) + 1 for q in (low, high)], axis=1)


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
    counts = RankAccumulator(totals.shape[1])
    for part in parts(len(totals), BLOCK):
        counts.add(totals[part], gated[part])
    return indices_of(counts)


def indices_of(counts: RankAccumulator) -> SmaaIndices:
    """Return shares, means and central weights of all that was counted."""
    n = counts.draws
    assert counts.histograms is not None  # nothing was added
    off = counts.sum / n
    variance = (counts.squares / n - off**2) * n / max(n - 1, 1)
    ranks = counts.gates.held(counts.ranks)
    leads = ranks[:, :1]
    central = np.full_like(counts.first_weights, np.nan)
    np.divide(counts.first_weights, leads, out=central, where=leads > 0)
    beats, ties = np.zeros((2, *counts.ranks.shape))
    for i, (won, level) in enumerate(zip(counts.wins, counts.ties, strict=True)):
        won, level, later = won[i + 1 :], level[i + 1 :], slice(i + 1, None)
        beats[i, later], beats[later, i] = won / n, (n - level - won) / n
        ties[i, later] = ties[later, i] = level / n
    return SmaaIndices(
        draws=n,
        acceptability=ranks / n,
        beats=beats,
        ties=ties,
        gated=counts.gates.gated / n,
        nobody=counts.gates.nobody / n,
        central_weights=central,
        mean=counts.centre + off,
        sd=np.sqrt(np.maximum(variance, 0.0)),
        below_nothing=None if counts.below is None else counts.below / n,
        histograms=counts.histograms,
    )
