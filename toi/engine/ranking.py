"""Ranks, how often each is held, and what can be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toi.arrays import Bools, Floats, Ints

ROUND = 9  # decimals to which deterministic scores are compared
TIER_CONFIDENCE = 0.9


def ranks(scores: Floats, gated: Bools) -> Ints:
    """Rank of each theory, (T,): 1 + the number strictly better; gated ones tie for last."""
    key = np.where(gated, -np.inf, np.round(scores, ROUND))
    return np.asarray(1 + (key[None, :] > key[:, None]).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Standing:
    """How T theories stand to one another over S draws.

    Attributes
    ----------
    acceptability : (T, T) float
        Share of draws in which row theory holds column rank (first rank first); theories
        that tie for k places get 1/k of each, so rows and columns add up to 1.
    beats : (T, T) float
        Share of draws in which row theory scores strictly more than column theory.
    ties : (T, T) float
        Share of draws in which the two tie.
    """

    acceptability: Floats
    beats: Floats
    ties: Floats


def standing(totals: Floats, gated: Bools) -> Standing:
    """Compare theories in every draw.

    Parameters
    ----------
    totals : (S, T) float
    gated : (S, T) bool
        Gated theories tie below all others.
    """
    draws, n = totals.shape
    key = np.ascontiguousarray(np.where(gated, -np.inf, totals).T)
    beats, ties = np.zeros((n, n)), np.zeros((n, n))
    better = np.zeros((n, draws), dtype=np.int16)
    level = np.ones((n, draws), dtype=np.int16)
    for i in range(n):
        for j in range(i):
            wins, loses = key[i] > key[j], key[i] < key[j]
            beats[i, j], beats[j, i] = np.count_nonzero(wins), np.count_nonzero(loses)
            ties[i, j] = ties[j, i] = draws - beats[i, j] - beats[j, i]
            better[i] += loses
            better[j] += wins
            if ties[i, j]:
                same = ~(wins | loses)
                level[i] += same
                level[j] += same
    return Standing(_acceptability(better, level), beats / draws, ties / draws)


def _acceptability(better: NDArray[np.int16], level: NDArray[np.int16]) -> Floats:
    """Rank shares (T, T) from how many are better and how many level, both (T, S)."""
    n, draws = better.shape
    found = np.zeros((n, n))
    for i in range(n):
        place = better[i].astype(np.int64) * n + level[i] - 1
        cases = np.bincount(place, minlength=n * n).reshape(n, n)
        for first, k in zip(*np.nonzero(cases), strict=True):
            found[i, first : first + k + 1] += cases[first, k] / (k + 1)
    return np.asarray(found / draws)


def rank_range(acceptability: Floats, low: float = 0.05, high: float = 0.95) -> Ints:
    """The smallest ranks at which cumulative acceptability reaches `low` and `high`, (T, 2)."""
    reached = np.cumsum(acceptability, axis=1) + 1e-12
    return np.stack([(reached >= q).argmax(axis=1) + 1 for q in (low, high)], axis=1)


def percentiles(totals: Floats, shares: Sequence[float]) -> Floats:
    """Percentiles of each theory's scores, (len(shares), T), interpolated linearly.

    Between order statistics, as numpy's default; by partition of contiguous rows.
    """
    rows = np.ascontiguousarray(totals.T)
    at = np.array(shares) * (rows.shape[1] - 1)
    below = np.floor(at).astype(np.int64)
    above = np.ceil(at).astype(np.int64)
    rows.partition(sorted({*below.tolist(), *above.tolist()}), axis=1)
    low, high = rows[:, below], rows[:, above]
    return np.asarray((low + (at - below) * (high - low)).T)


def tiers(order: Ints, stand: Standing, confidence: float = TIER_CONFIDENCE) -> Ints:
    """Tier of each theory, (T,), from 1.

    Going down `order`, a theory joins the current tier while the tier's first beats it
    (ties counted half) in less than `confidence` of the draws.
    """
    found = np.zeros(len(order), dtype=np.int64)
    first, tier = None, 0
    for theory in order:
        if first is None or _margin(stand, first, theory) >= confidence:
            first, tier = theory, tier + 1
        found[theory] = tier
    return found


def _margin(stand: Standing, first: int, other: int) -> float:
    return float(stand.beats[first, other] + stand.ties[first, other] / 2)
