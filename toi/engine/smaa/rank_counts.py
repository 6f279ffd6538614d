"""Ranks in many draws, counted by comparing each theory with each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.smaa.histogram import Keys

Counts = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class RankCounts:
    """Comparisons of T theories in S draws.

    Attributes
    ----------
    better : (T, S) int
        How many score strictly more than each.
    level : (T, S) int or None
        How many others score the same; None where no two ever do.
    wins : (T, T) int
        Draws in which the row's theory scores strictly more than the column's.
    ties : (T, T) int
        Draws in which the two score the same.
    """

    better: Counts
    level: Counts | None
    wins: Ints
    ties: Ints


def compare_distinct(keys: Keys) -> RankCounts | None:
    """Compare numbers (T, S) that differ within each draw; return None where some do not.

    Integers, and no ties to count: several times quicker than `compare`.
    """
    t, n = keys.shape
    better, wins = _no_counts(t, n), np.zeros((t, t), dtype=np.int64)
    above, same = np.empty((2, t, n), dtype=bool)
    for i in range(t - 1):
        under, equal = above[i + 1 :], same[i + 1 :]
        np.equal(keys[i], keys[i + 1 :], out=equal)
        if equal.any():
            return None
        np.greater(keys[i], keys[i + 1 :], out=under)
        better[i + 1 :] += under.view(np.uint8)
        better[i] += (t - 1 - i) - _true_per_draw(under, better.dtype)
        wins[i, i + 1 :] = _true_per_row(under)
        wins[i + 1 :, i] = n - wins[i, i + 1 :]
    return RankCounts(better, None, wins, np.zeros_like(wins))


def compare(scores: Floats) -> RankCounts:
    """Compare numbers (T, S), any of which may be the same."""
    t, n = scores.shape
    better, level = _no_counts(t, n), _no_counts(t, n)
    wins, ties = np.zeros((2, t, t), dtype=np.int64)
    for i in range(t - 1):
        under, equal = scores[i] > scores[i + 1 :], scores[i] == scores[i + 1 :]
        better[i + 1 :] += under.view(np.uint8)
        level[i + 1 :] += equal.view(np.uint8)
        shared = _true_per_draw(equal, level.dtype)
        level[i] += shared
        better[i] += (t - 1 - i) - _true_per_draw(under, better.dtype) - shared
        wins[i, i + 1 :], ties[i, i + 1 :] = _true_per_row(under), _true_per_row(equal)
        wins[i + 1 :, i] = n - wins[i, i + 1 :] - ties[i, i + 1 :]
    return RankCounts(better, level, wins, ties + ties.T)


def _no_counts(t: int, n: int) -> Counts:
    """Return zeros (T, S) of the smallest type that holds a rank: memory decides the speed."""
    return np.zeros((t, n), dtype=np.uint8 if t <= 256 else np.int32)


def _true_per_draw(rows: Bools, dtype: np.dtype[Any]) -> Counts:
    return np.asarray(np.add.reduce(rows.view(np.uint8), axis=0, dtype=dtype))


def _true_per_row(rows: Bools) -> list[int]:
    """Count row by row, which is quicker than along an axis."""
    return [int(np.count_nonzero(row)) for row in rows]


def count_ranks(found: RankCounts, weights: Floats) -> tuple[Floats, Floats]:
    """Count how often each theory holds each rank, and add up the weights of draws that it leads.

    Those that tie for k ranks get 1/k of each, and 1/k of the weights.

    Parameters
    ----------
    weights : (S, C) float

    Returns
    -------
    ranks : (T, T) float
        Row theory, column rank.
    first_weights : (T, C) float
    """
    if found.level is None:
        return _ranks(found.better), _sums_by_leader(found.better, weights)
    t = len(found.better)
    ranks, first = np.zeros((t, t)), np.zeros((t, weights.shape[1]))
    for i, (better, level) in enumerate(zip(found.better, found.level, strict=True)):
        first[i] = np.einsum("n,nc->c", (better == 0) / (1.0 + level), weights)
        cases = np.bincount(better.astype(np.int64) * t + level, minlength=t * t)
        for case in np.flatnonzero(cases).tolist():
            place, others = divmod(case, t)
            ranks[i, place : place + others + 1] += cases[case] / (others + 1)
    return ranks, first


def _ranks(better: Counts) -> Floats:
    """Count how often each theory holds each rank, (T, T), where no two are level.

    Two theories at a time, their ranks as one number, since a count costs more than that.
    """
    t = len(better)
    found = np.empty((t, t))
    for i in range(0, t - 1, 2):
        pairs = better[i] * np.intp(t) + better[i + 1]
        counts = np.bincount(pairs, minlength=t * t).reshape(t, t)
        found[i], found[i + 1] = counts.sum(axis=1), counts.sum(axis=0)
    if t % 2:
        found[-1] = np.bincount(better[-1], minlength=t)
    return found


def _sums_by_leader(better: Counts, weights: Floats) -> Floats:
    """Add up the weights of the draws that each theory leads, (T, C)."""
    leader = np.zeros_like(better[0])
    for i, row in enumerate(better):
        leader += (row == 0) * better.dtype.type(i)
    found = np.empty((len(better), weights.shape[1]))
    for c, column in enumerate(weights.T):
        found[:, c] = np.bincount(leader, weights=column, minlength=len(better))
    return found
