"""How often each theory holds each rank, and by which weights: SMAA-2 over blocks of draws.

Lahdelma & Salminen (2001): rank acceptability ``b_tr``, the share of draws in which
theory t holds rank r; central weights, the mean weights of the draws in which it leads;
the confidence factor, how often it leads if weights stay there. Leskinen et al. (2006):
pairwise winning index, the share of draws in which one scores strictly more than another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.smaa.histogram import Histograms, Keys
from toi.engine.smaa.rank_counts import counted, places_of, places_of_distinct


@dataclass(frozen=True, eq=False)
class SmaaIndices:
    """What `RankAccumulator` counted, as shares of the draws.

    Attributes
    ----------
    draws : int
    acceptability : (T, T) float
        Row theory, column rank; those that tie for k places get 1/k of each.
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
        """Percentiles of each theory's score, (len(shares), T)."""
        found = np.stack([self.histograms.quantile(share) for share in shares])
        return np.where(self.sd > 0, found, self.mean)

    def quantile_error(self, share: float) -> Floats:
        """One standard error of a percentile of each theory's score, (T,).

        Half of what lies between the quantiles at `share` less and plus
        ``sqrt(share (1 - share) / S)``, the standard error of the share below.
        """
        error = (share * (1.0 - share) / self.draws) ** 0.5
        ends = [min(max(share + step, 0.0), 1.0) for step in (-error, error)]
        low, high = self.percentiles(ends)
        return np.asarray((high - low) / 2.0)

    def margin(self, one: int, other: int) -> float:
        """How often `one` beats `other`, ties counted half."""
        return float(self.beats[one, other] + self.ties[one, other] / 2.0)

    @property
    def expected_rank(self) -> Floats:
        """``sum_r r b_tr``, (T,)."""
        return np.asarray(self.acceptability @ np.arange(1.0, len(self.acceptability) + 1))

    @property
    def entropy(self) -> float:
        """Of who leads, in bits: 0 where one always does, log2 T where any may."""
        p = self.acceptability[:, 0]
        some = p[p > 0]
        return float(-(some * np.log2(some)).sum()) + 0.0


def wilson_error(p: Floats, n: int) -> Floats:
    """One standard error of shares of `n` draws, any shape, by Wilson (1927) at z = 1.

    Half the width of the score interval,
    ``sqrt(p (1 - p) / n + 1 / (4 n^2)) / (1 + 1 / n)``, which is not 0 where p is 0 or 1.
    """
    return np.asarray(np.sqrt(p * (1.0 - p) / n + 0.25 / n**2) / (1.0 + 1.0 / n))


class RankAccumulator:
    """Counts, block after block, so that any number of draws takes the same room.

    Blocks must come in order: sums of floating-point numbers depend on it.

    Parameters
    ----------
    n_theories, n_criteria : int
    """

    def __init__(self, n_theories: int, n_criteria: int) -> None:
        t, c = n_theories, n_criteria
        self.draws = 0
        self._ranks = np.zeros((t, t))
        self._wins = np.zeros((t, t), dtype=np.int64)
        self._ties = np.zeros((t, t), dtype=np.int64)
        self._first_weights = np.zeros((t, c))
        self._below: Ints | None = np.zeros(t, dtype=np.int64)
        self._sum, self._squares, self._centre = np.zeros((3, t))
        self._histograms: Histograms | None = None

    def add(self, totals: Floats, gated: Bools, weights: Floats, nothing: Floats | None) -> None:
        """Count a block of draws.

        Parameters
        ----------
        totals : (S, T) float
        gated : (S, T) bool
            Gated theories tie below all others.
        weights : (S, C) float
        nothing : (S,) float or None
            Score of doing nothing.
        """
        scores = np.ascontiguousarray(totals.T)
        if self._histograms is None:
            self._histograms = Histograms.around(scores)
            self._centre = scores.mean(axis=1)
        keys = self._histograms.keys(scores)
        self._histograms.add(keys)
        off = scores - self._centre[:, None]
        self._sum += off.sum(axis=1)
        self._squares += [row @ row for row in off]
        if nothing is None:
            self._below = None
        elif self._below is not None:
            self._below += np.count_nonzero(scores < nothing, axis=1)
        self._rank(scores, keys, gated.T, weights)
        self.draws += len(totals)

    def _rank(self, scores: Floats, keys: Keys, gated: Bools, weights: Floats) -> None:
        """Count ranks and pairs; by integers, unless some of these are level."""
        places = None if gated.any() else places_of_distinct(keys)
        if places is None:
            places = places_of(np.where(gated, -np.inf, scores))
        self._wins += places.wins
        self._ties += places.ties
        ranks, first = counted(places, weights)
        self._ranks += ranks
        self._first_weights += first

    def result(self) -> SmaaIndices:
        """Shares, means and central weights of all that was counted."""
        n = self.draws
        assert self._histograms is not None  # nothing was added
        off = self._sum / n
        variance = (self._squares / n - off**2) * n / max(n - 1, 1)
        leads = self._ranks[:, :1]
        central = np.full_like(self._first_weights, np.nan)
        np.divide(self._first_weights, leads, out=central, where=leads > 0)
        return SmaaIndices(
            draws=n,
            acceptability=self._ranks / n,
            beats=self._wins / n,
            ties=self._ties / n,
            central_weights=central,
            mean=self._centre + off,
            sd=np.sqrt(np.maximum(variance, 0.0)),
            below_nothing=None if self._below is None else self._below / n,
            histograms=self._histograms,
        )
