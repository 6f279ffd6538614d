"""Ranks and pairs in many draws: each theory against each, or, where there are many, by sorting."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
from toi.engine.smaa.histogram import Keys
from toi.light_dataclass import dataclass
from toi.threads import Crew

FEW = 128  # theories up to which it is quicker to compare each with each than to sort
SORTED = 64  # draws that are sorted at a time
LANE = 1024  # draws whose comparisons are added up as bytes, eight at a time: at most 255 a byte
CACHED = 2**15  # numbers of some theories that are worked on while they are in the cache
COLUMNS = 256  # theories with which others are compared at a time
_EVERY_OTHER, _ONES = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0001000100010001)

Counts = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Ties:
    """How many others score the same as each theory, in the draws in which any do.

    Attributes
    ----------
    draws : (D,) int
    others : (T, D) int
    """

    draws: Ints
    others: Counts

    def at(self, draws: slice) -> "Ties":
        """Return those of some draws, which are counted from the first of these."""
        some = (draws.start <= self.draws) & (self.draws < draws.stop)
        return Ties(self.draws[some] - draws.start, self.others[:, some])


@dataclass(frozen=True, eq=False)
class RankPlaces:
    """Where T theories stand in S draws.

    Attributes
    ----------
    better : (T, S) int
        How many score strictly more than each.
    level : Ties or None
        None where no two ever score the same.
    """

    better: Counts
    level: Ties | None

    def at(self, draws: slice) -> "RankPlaces":
        """Return those of some draws."""
        level = None if self.level is None else self.level.at(draws)
        return RankPlaces(self.better[:, draws], level)


@dataclass(frozen=True, eq=False)
class RankCounts(RankPlaces):
    """The same, with how each fares against each.

    Attributes
    ----------
    wins, ties : (T, T) int
        Draws in which the row's theory scores strictly more than the column's, and in which
        the two score the same, above the diagonal.
    """

    wins: Ints
    ties: Ints


def compare_distinct(keys: Keys) -> RankCounts | None:
    """Compare numbers (T, S) that differ within each draw; return None where some do not.

    Integers, and no ties to count: several times quicker than `compare`.
    """
    t, n = keys.shape
    better, lanes = no_counts(t, n), -(-n // LANE)
    above = np.zeros((t, lanes * LANE), dtype=bool)
    here, by_lane = above[:, :n], above.view(np.uint64).reshape(t, lanes, -1)
    losses = np.zeros((t, t, lanes), dtype=np.uint64)
    for i, row in enumerate(keys):
        np.greater(keys, row, out=here)
        np.add.reduce(here.view(np.uint8), axis=0, dtype=better.dtype, out=better[i])
        np.add.reduce(by_lane[i + 1 :], axis=2, out=losses[i, i + 1 :])
    pairs = t * (t - 1) // 2  # of which each that is not level adds 1 to its draw
    if (np.add.reduce(better, axis=0, dtype=np.uint16) < pairs).any():
        return None
    wins = n - np.add.reduce(_sums_of_bytes(losses), axis=2)
    return RankCounts(better, None, wins, np.zeros_like(wins))


def compare(scores: Floats) -> RankCounts:
    """Compare numbers (T, S), any of which may be the same."""
    t, n = scores.shape
    better, level = no_counts(t, n), no_counts(t, n)
    wins, ties = np.zeros((2, t, t), dtype=np.int64)
    for i in range(t - 1):
        under, equal = scores[i] > scores[i + 1 :], scores[i] == scores[i + 1 :]
        better[i + 1 :] += under.view(np.uint8)
        level[i + 1 :] += equal.view(np.uint8)
        shared = _true_per_draw(equal, level.dtype)
        level[i] += shared
        better[i] += (t - 1 - i) - _true_per_draw(under, better.dtype) - shared
        wins[i, i + 1 :], ties[i, i + 1 :] = true_per_row(under), true_per_row(equal)
    return RankCounts(better, Ties(np.arange(n), level), wins, ties)


def no_counts(t: int, n: int) -> Counts:
    """Return zeros (T, S) of the smallest type that holds a rank: memory decides the speed."""
    kind = np.uint8 if t <= 2**8 else np.uint16 if t <= 2**16 else np.uint32
    return np.zeros((t, n), dtype=kind)


def _true_per_draw(rows: Bools, dtype: np.dtype[Any]) -> Counts:
    return np.asarray(np.add.reduce(rows.view(np.uint8), axis=0, dtype=dtype))


def few_rows(rows: int, draws: int) -> Iterator[slice]:
    """Cut rows of so many draws into parts that are worked on while they are in the cache."""
    return parts(rows, max(CACHED // max(draws, 1), 1))


def true_per_row(rows: Bools) -> list[int]:
    """Count row by row, which is quicker than along an axis."""
    return [int(np.count_nonzero(row)) for row in rows]


def all_places(scores: Floats, gated: Bools, crew: Crew) -> RankPlaces:
    """Find where many theories stand by their scores, (T, S)."""
    better = no_counts(*scores.shape)

    def place(draws: slice) -> Ties:
        better[:, draws], level = sorted_places(order_key(scores[:, draws], gated[:, draws]))
        return Ties(level.draws + draws.start, level.others)

    each = crew.each(place, parts(scores.shape[1], SORTED))
    level = Ties(
        np.concatenate([one.draws for one in each]),
        np.concatenate([one.others for one in each], axis=1),
    )
    return RankPlaces(better, level)


def sorted_places(scores: Floats) -> tuple[Counts, Ties]:
    """Find how many score strictly more than each, (T, S), and who is level.

    Of `SORTED` draws at most, or it takes much memory.
    """
    rows = np.negative(scores.T, order="C")
    order, close = sort_rows(rows)
    found = np.take_along_axis(rows[close], order[close], axis=1)
    begins = np.ones(found.shape, dtype=bool)  # a place that is not level with the one before
    np.not_equal(found[:, 1:], found[:, :-1], out=begins[:, 1:])
    tied = ~begins.all(axis=1)
    some, begins = close[tied], begins[tied]
    place = np.arange(len(scores), dtype=no_counts(len(scores), 0).dtype)
    first = np.tile(place, (len(rows), 1))
    first[some] = np.maximum.accumulate(np.where(begins, place, 0), axis=1)
    ends = np.where(np.roll(begins, -1, axis=1), place, place[-1])
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    others = _by_theory(order[some], last - first[some])
    return _by_theory(order, first), Ties(some, others)


def sort_rows(rows: Floats) -> tuple[Ints, Ints]:
    """Find the place of the least number of each row, (N, T), of the next, and so on, (N, T).

    A number and its place are sorted as one integer: the bits of a float, which stand in the order
    of the numbers, with the place in the lowest. That is quicker than to sort places by numbers.
    Where the place takes bits that tell two numbers apart, the row is sorted anew.

    Returns
    -------
    order : (N, T) int
    close : (K,) int
        The rows of which two numbers are the same, or all but the same.
    """
    mask = (1 << (rows.shape[1] - 1).bit_length()) - 1
    packed = rows.view(np.int64) >> 63  # -1 where a number is negative
    packed &= np.int64(0x7FFF_FFFF_FFFF_FFFF)
    packed ^= rows.view(np.int64)  # the lower a negative number, the higher are its other bits
    packed &= ~mask
    packed |= np.arange(rows.shape[1])
    packed.sort(axis=1)
    apart = packed[:, 1:] ^ packed[:, :-1]
    packed &= mask
    close = np.flatnonzero((apart <= mask).any(axis=1))
    for i in close.tolist():
        found = rows[i].take(packed[i])
        if (found[1:] < found[:-1]).any():
            packed[i] = rows[i].argsort()
    return packed, close


def _by_theory(order: Ints, found: Counts) -> Counts:
    """Put what is found place by place, (S, T), where the theories are, (T, S)."""
    out = np.empty(found.shape, dtype=found.dtype)
    for row, at, of_each in zip(out, order, found, strict=True):
        row[at] = of_each
    return out.T


def are_distinct(keys: Keys) -> bool:
    """Tell whether numbers (T, S) differ within each draw."""
    for part in parts(keys.shape[1], SORTED):
        rows = np.ascontiguousarray(keys[:, part].T)
        rows.sort(axis=1)
        if (rows[:, 1:] == rows[:, :-1]).any():
            return False
    return True


def count_pairs(places: RankPlaces, wins: Counts, ties: Counts, crew: Crew) -> None:
    """Add up how often each theory beats, and ties with, each of those after it.

    Parameters
    ----------
    wins, ties : (T, T) int
        To which it is added; what stands below the diagonal is without meaning.
    """
    better, level = places.better, places.level
    columns = list(parts(len(better), COLUMNS))
    crew.each(partial(_count_columns, np.less, better, wins), columns)
    if level is not None:
        crew.each(partial(_count_columns, np.equal, better[:, level.draws], ties), columns)


def _count_columns(holds: np.ufunc, places: Counts, counts: Counts, columns: slice) -> None:
    """Count in how many draws something holds between theories and those in `columns`."""
    for draws in parts(places.shape[1], LANE):
        mine = np.ascontiguousarray(places[columns, draws])
        found = np.zeros((len(mine), LANE), dtype=bool)
        here = found[:, : mine.shape[1]]
        for some in parts(columns.stop, COLUMNS):
            words = np.empty((some.stop - some.start, len(mine)), dtype=np.uint64)
            for row, word in zip(places[some, draws], words, strict=True):
                holds(row, mine, out=here)
                np.add.reduce(found.view(np.uint64), axis=1, out=word)
            counts[some, columns] += _sums_of_bytes(words)


def _sums_of_bytes(words: NDArray[np.uint64]) -> Ints:
    """Add up the eight bytes of each word, any shape; a word is the sum of those of a lane."""
    twos = words & _EVERY_OTHER
    twos += (words >> np.uint64(8)) & _EVERY_OTHER
    twos *= _ONES  # the highest of its four parts becomes their sum
    return (twos >> np.uint64(48)).astype(np.int64)


def count_ranks(found: RankPlaces) -> Floats:
    """Count how often each theory holds each rank: row theory, column rank, (T, T).

    Those that tie for k ranks get 1/k of each.
    """
    few = found.level is None and len(found.better) <= FEW
    return _ranks_of_few(found.better) if few else np.stack(list(rank_rows(found)))


def rank_rows(found: RankPlaces) -> Iterator[Floats]:
    """Yield the rows of `count_ranks`, which of thousands of theories are large together."""
    t, level = len(found.better), found.level
    for i, better in enumerate(found.better):
        if level is None or not level.others[i].any():
            yield np.bincount(better, minlength=t).astype(np.float64)
            continue
        row, codes = np.zeros(t), better.astype(np.int64) * t
        codes[level.draws] += level.others[i]
        for case, count in _cases(codes):
            place, others = divmod(case, t)
            row[place : place + others + 1] += count / (others + 1)
        yield row


def first_weights(found: RankPlaces, weights: Floats) -> Floats:
    """Add up the weights of draws, (S, C), that each theory leads, (T, C).

    Those that tie for it, k of them, get 1/k of them.
    """
    if found.level is None:
        return _sums_by_leader(found.better, weights)
    first = np.zeros((len(found.better), weights.shape[1]))
    for i, (better, others) in enumerate(zip(found.better, found.level.others, strict=True)):
        leads = better == 0
        if leads.any():
            shares = leads.astype(np.float64)
            shares[found.level.draws] /= 1.0 + others
            first[i] = np.einsum("n,nc->c", shares, weights)
    return first


def _cases(codes: Ints) -> list[tuple[int, int]]:
    """Return each different number, the least first, and how often it is there."""
    codes = np.sort(codes)
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    counts = np.diff(starts, append=len(codes))
    return list(zip(codes[starts].tolist(), counts.tolist(), strict=True))


def _ranks_of_few(better: Counts) -> Floats:
    """Count how often each theory holds each rank, (T, T), where no two are level.

    Two theories at a time, their ranks as one number, since a count costs more than that.
    """
    t = len(better)
    found = np.empty((t, t))
    # NumPy before 2.0 would take a product of bytes with a small number for bytes, and overflow.
    pairs = np.multiply(better[: t - 1 : 2], t, dtype=np.uint16) + better[1::2]
    for i, pair in enumerate(pairs):
        counts = np.bincount(pair, minlength=t * t).reshape(t, t)
        found[2 * i], found[2 * i + 1] = counts.sum(axis=1), counts.sum(axis=0)
    if t % 2:
        found[-1] = np.bincount(better[-1], minlength=t)
    return found


def _sums_by_leader(better: Counts, weights: Floats) -> Floats:
    """Add up the weights of the draws that each theory leads, (T, C)."""
    number = np.arange(len(better), dtype=better.dtype)[:, None]
    leader = np.zeros(better.shape[1], dtype=np.intp)
    for some in parts(len(better), FEW):
        leads = (better[some] == 0).view(np.uint8)
        leader += np.add.reduce(leads * number[some], axis=0, dtype=better.dtype)
    found = np.empty((len(better), weights.shape[1]))
    for c, column in enumerate(weights.T):
        found[:, c] = np.bincount(leader, weights=column, minlength=len(better))
    return found
