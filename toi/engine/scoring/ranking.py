"""Ranks, how often each is held, and what can be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Bools, Floats, Ints

ROUND = 9  # decimals to which deterministic scores are compared
TIER_CONFIDENCE = 0.9
CHUNK = 1024  # draws that are sorted at a time


def ranks(scores: Floats, gated: Bools) -> Ints:
    """Rank of each theory, (T,): 1 + the number strictly better; gated ones tie for last."""
    key = np.where(gated, -np.inf, np.round(scores, ROUND))
    return np.asarray(1 + (key[None, :] > key[:, None]).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Standing:
    """How T theories stand to one another over S draws.

    Attributes
    ----------
    key : (T, S) float
        What is compared: scores, those of gated theories below all others.
    acceptability : (T, T) float
        Share of draws in which row theory holds column rank (first rank first); theories
        that tie for k places get 1/k of each, so rows and columns add up to 1.
    """

    key: Floats
    acceptability: Floats

    def against(self, one: int, other: int) -> tuple[float, float]:
        """Shares of draws in which `one` scores strictly more than `other`, and the same."""
        draws = self.key.shape[1]
        wins = np.count_nonzero(self.key[one] > self.key[other])
        loses = np.count_nonzero(self.key[one] < self.key[other])
        return wins / draws, (draws - wins - loses) / draws

    def margin(self, one: int, other: int) -> float:
        """How often `one` beats `other`, ties counted half."""
        beats, ties = self.against(one, other)
        return beats + ties / 2

    @cached_property
    def beats(self) -> Floats:
        """Share of draws in which row theory scores strictly more than column theory, (T, T)."""
        return self._pairs[0]

    @cached_property
    def ties(self) -> Floats:
        """Share of draws in which the two tie, (T, T)."""
        return self._pairs[1]

    @cached_property
    def _pairs(self) -> tuple[Floats, Floats]:
        """Every pair: work that grows with the square of T, so done only when asked for."""
        n = len(self.key)
        beats, ties = np.zeros((n, n)), np.zeros((n, n))
        for i in range(n):
            for j in range(i):
                beats[i, j], ties[i, j] = self.against(i, j)
                beats[j, i], ties[j, i] = self.against(j, i)
        return beats, ties


def standing(totals: Floats, gated: Bools) -> Standing:
    """Compare theories in every draw.

    Parameters
    ----------
    totals : (S, T) float
    gated : (S, T) bool
        Gated theories tie below all others.
    """
    key = np.ascontiguousarray(np.where(gated, -np.inf, totals).T)
    better, level = np.empty((2, *key.shape), dtype=np.int32)
    for start in range(0, key.shape[1], CHUNK):
        part = slice(start, start + CHUNK)
        better[:, part], level[:, part] = _places(key[:, part])
    return Standing(key, _acceptability(better, level))


def _places(key: Floats) -> tuple[Ints, Ints]:
    """How many are better than each and how many level with it, itself too, both (T, S).

    By sorting each draw: those level with one another stand together.
    """
    rows = np.ascontiguousarray(-key.T)
    order = rows.argsort(axis=1)
    sorted_ = np.take_along_axis(rows, order, axis=1)
    n = rows.shape[1]
    at = np.arange(n)
    fresh = np.ones(rows.shape, dtype=bool)
    fresh[:, 1:] = sorted_[:, 1:] != sorted_[:, :-1]
    first = np.maximum.accumulate(np.where(fresh, at, 0), axis=1)
    ends = np.ones(rows.shape, dtype=bool)
    ends[:, :-1] = fresh[:, 1:]
    last = np.minimum.accumulate(np.where(ends, at, n)[:, ::-1], axis=1)[:, ::-1]
    better, level = np.empty_like(order), np.empty_like(order)
    np.put_along_axis(better, order, first, axis=1)
    np.put_along_axis(level, order, last - first + 1, axis=1)
    return better.T, level.T


def _acceptability(better: NDArray[np.int32], level: NDArray[np.int32]) -> Floats:
    """Rank shares (T, T) from how many are better and how many level, both (T, S)."""
    n, draws = better.shape
    found = np.zeros((n, n))
    for i in range(n):
        cases, counts = np.unique(better[i].astype(np.int64) * n + level[i] - 1, return_counts=True)
        first, more = np.divmod(cases, n)
        if not more.any():
            found[i, first] = counts
            continue
        for place, k, count in zip(first, more, counts, strict=True):
            found[i, place : place + k + 1] += count / (k + 1)
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


class Compared(Protocol):
    """What knows how often one theory beats another."""

    def margin(self, one: int, other: int) -> float:
        """How often `one` beats `other`, ties counted half."""
        ...


def tiers(order: Ints, stand: Compared, confidence: float = TIER_CONFIDENCE) -> Ints:
    """Tier of each theory, (T,), from 1.

    Going down `order`, a theory joins the current tier while the tier's first beats it
    (ties counted half) in less than `confidence` of the draws.
    """
    found = np.zeros(len(order), dtype=np.int64)
    first, tier = None, 0
    for theory in order:
        if first is None or stand.margin(first, theory) >= confidence:
            first, tier = theory, tier + 1
        found[theory] = tier
    return found
