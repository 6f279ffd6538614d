"""How often each theory holds each rank, and by which weights: SMAA-2 over blocks of draws.

Lahdelma & Salminen (2001): rank acceptability ``b_tr``, the share of draws in which
theory t holds rank r; central weights, the mean weights of the draws in which it leads;
the confidence factor, how often it leads if weights stay there. Leskinen et al. (2006):
pairwise winning index, the share of draws in which one scores strictly more than another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toi.arrays import Bools, Floats, Ints
from toi.engine.histogram import Histograms

Comparisons = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Robustness:
    """What `Tally` counted, as shares of the draws.

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
        return np.stack([self.histograms.quantile(share) for share in shares])

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


class Tally:
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
        self._sum, self._squares = np.zeros((2, t))
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
        self._spread(scores)
        if nothing is None:
            self._below = None
        elif self._below is not None:
            self._below += np.count_nonzero(scores < nothing, axis=1)
        key = np.where(gated.T, -np.inf, scores) if gated.any() else scores
        better, level = self._compare(key)
        self._count(better, level, weights)
        self.draws += len(totals)

    def _spread(self, scores: Floats) -> None:
        if self._histograms is None:
            self._histograms = Histograms.around(scores)
        self._histograms.add(scores)
        off = scores - self._histograms.centre[:, None]
        self._sum += off.sum(axis=1)
        self._squares += np.einsum("tn,tn->t", off, off)

    def _compare(self, key: Floats) -> tuple[NDArray[np.integer], NDArray[np.integer] | None]:
        """How many are better than each, (T, S), and how many others are level if any are."""
        t, n = key.shape
        small = np.uint8 if t <= 256 else np.int32
        better = np.zeros((t, n), dtype=small)
        level: NDArray[np.integer] | None = None
        less, same = np.empty((2, t, n), dtype=bool)
        for i in range(t - 1):
            under, equal = less[i + 1 :], same[i + 1 :]
            np.greater(key[i], key[i + 1 :], out=under)
            np.equal(key[i], key[i + 1 :], out=equal)
            better[i + 1 :] += under.view(np.uint8)
            above = (t - 1 - i) - np.add.reduce(under.view(np.uint8), axis=0, dtype=small)
            wins = _counts(under)
            self._wins[i, i + 1 :] += wins
            ties: Ints | int = 0
            if equal.any():
                level = np.zeros((t, n), dtype=small) if level is None else level
                level[i + 1 :] += equal.view(np.uint8)
                shared = np.add.reduce(equal.view(np.uint8), axis=0, dtype=small)
                level[i] += shared
                above = above - shared
                ties = _counts(equal)
                self._ties[i, i + 1 :] += ties
            better[i] += above.astype(small)
            self._wins[i + 1 :, i] += n - wins - ties
        return better, level

    def _count(
        self,
        better: NDArray[np.integer],
        level: NDArray[np.integer] | None,
        weights: Floats,
    ) -> None:
        if level is None:
            self._ranks += _places(better)
            self._first_weights += _sums_by_leader(better, weights)
            return
        t = len(better)
        for i in range(t):
            share = (better[i] == 0) / (1.0 + level[i])
            self._first_weights[i] += np.einsum("n,nc->c", share, weights)
            cases, counts = np.unique(better[i].astype(np.int64) * t + level[i], return_counts=True)
            for case, count in zip(cases.tolist(), counts.tolist(), strict=True):
                place, others = divmod(case, t)
                self._ranks[i, place : place + others + 1] += count / (others + 1)

    def result(self) -> Robustness:
        """Shares, means and central weights of all that was counted."""
        n = self.draws
        assert self._histograms is not None  # nothing was added
        ties = (self._ties + self._ties.T) / n
        acceptability = self._ranks / n
        mean = self._sum / n
        variance = (self._squares / n - mean**2) * n / max(n - 1, 1)
        leads = self._ranks[:, :1]
        central = np.divide(
            self._first_weights,
            leads,
            out=np.full_like(self._first_weights, np.nan),
            where=leads > 0,
        )
        return Robustness(
            draws=n,
            acceptability=acceptability,
            beats=self._wins / n,
            ties=ties,
            central_weights=central,
            mean=self._histograms.centre + mean,
            sd=np.sqrt(np.maximum(variance, 0.0)),
            below_nothing=None if self._below is None else self._below / n,
            histograms=self._histograms,
        )


def _counts(rows: Comparisons) -> Ints:
    """How many are true in each row; row by row, which is quicker than along an axis."""
    return np.array([np.count_nonzero(row) for row in rows], dtype=np.int64)


def _places(better: NDArray[np.integer]) -> Ints:
    """How often each theory holds each rank, (T, T), where no two are level.

    Two theories at a time, their ranks as one number, since a count costs more than that.
    """
    t = len(better)
    found = np.empty((t, t), dtype=np.int64)
    for i in range(0, t - 1, 2):
        pairs = better[i] * np.intp(t) + better[i + 1]
        counts = np.bincount(pairs, minlength=t * t).reshape(t, t)
        found[i], found[i + 1] = counts.sum(axis=1), counts.sum(axis=0)
    if t % 2:
        found[-1] = np.bincount(better[-1], minlength=t)
    return found


def _sums_by_leader(better: NDArray[np.integer], weights: Floats) -> Floats:
    """Weights added up over the draws that each theory leads, (T, C)."""
    leader = np.zeros_like(better[0])
    for i, row in enumerate(better):
        leader += (row == 0) * better.dtype.type(i)
    t, c = len(better), weights.shape[1]
    sums = [np.bincount(leader, weights=weights[:, k], minlength=t) for k in range(c)]
    return np.stack(sums, axis=1)
