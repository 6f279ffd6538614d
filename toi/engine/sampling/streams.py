"""Random numbers by label: one stream per labelled quantity, in blocks.

A stream depends on a stable hash of the seed and its label alone, so that adding a
record leaves everybody else's draws as they were, and two rubrics meet on common random
numbers. Block k of a stream starts k * 2**64 steps on.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.random import PCG64DXSM, Generator, SeedSequence
from numpy.typing import NDArray

from toi.engine.problem import Bools, Floats
from toi.engine.sampling.quantile_tables import LEVELS, Integers
from toi.engine.sampling.seeds import Rows, Seed, seed_rows

BLOCK = 8192
_STEP = 2**64
_LEVEL = np.dtype("<u2")
_PERIOD = 2**128
PER_WORD = 4  # 16-bit integers in a raw output
_HALF_ULP = 2.0**-54  # keeps uniforms off 0, where quantiles may be infinite


class Stream:
    """The random numbers of one labelled quantity, from the first on."""

    def __init__(self, seed: SeedSequence | Seed) -> None:
        self.bits = PCG64DXSM(seed)  # type: ignore[arg-type]  # numpy types a `Seed` as none
        self._at = 0

    def go_to(self, block: int) -> None:
        """Stand at the start of a block."""
        self.words(block * _STEP, 0)

    def integers(self, first: int, n: int) -> Integers:
        """Draw the integers of `n` draws, from 0 to 65,535.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4.
        """
        if first % BLOCK + n <= BLOCK:
            return self.within_block(first, n)
        found = np.empty(n, dtype=np.uint16)
        for part in parts(first, n):
            found[part] = self.within_block(first + part.start, part.stop - part.start)
        return found

    def within_block(self, first: int, n: int) -> Integers:
        """Draw the same integers, of draws that lie in a single block."""
        raw = self.words(place_of(first), -(-n // PER_WORD))
        if sys.byteorder == "big":
            raw = raw.byteswap()
        return raw.view(_LEVEL)[:n]

    def words(self, place: int, n: int) -> NDArray[np.uint64]:
        """Return `n` raw outputs from a place on, as `place_of` gives it."""
        if self._at != place:
            self.bits.advance((place - self._at) % _PERIOD)
        self._at = place + n
        found: NDArray[np.uint64] = self.bits.random_raw(n)
        return found

    def happens(self, first: int, n: int, below: int) -> Bools | bool:
        """Draw whether an event of probability ``below / 65,536`` happens, (n,) or one for all.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4.
        """
        if 0 < below < LEVELS:
            return np.asarray(self.integers(first, n) < below)
        return below > 0


def place_of(draw: int) -> int:
    """Return how many raw outputs stand before those of a draw, whose number is a multiple of 4."""
    return draw // BLOCK * _STEP + draw % BLOCK // PER_WORD


def parts(first: int, n: int) -> Iterator[slice]:
    """Cut `n` draws, of which the first has a number, where blocks meet; slices count from 0."""
    start = 0
    while start < n:
        stop = min(start + BLOCK - (first + start) % BLOCK, n)
        yield slice(start, stop)
        start = stop


def one_stream(seed: int, label: str) -> Stream:
    """Make the stream of a label.

    Parameters
    ----------
    seed : int
        0 or more; 0 is a seed like any other.
    """
    return Stream(SeedSequence(int.from_bytes(_digest(seed, label), "little")))


def stream_seeds(seed: int, labels: Sequence[str]) -> Rows:
    """Find the seeds of the streams of some labels, (N, 4), for a `Seed` each."""
    return seed_rows(b"".join([_digest(seed, label) for label in labels]))


def streams(seed: int, labels: Sequence[str]) -> list[Stream]:
    """Make the streams of some labels, which is quicker than one by one."""
    return [Stream(Seed(row)) for row in stream_seeds(seed, labels)]


def _digest(seed: int, label: str) -> bytes:
    return hashlib.blake2b(f"{seed}/{label}".encode(), digest_size=16).digest()


def stream(seed: int, label: str, block: int = 0) -> Generator:
    """Make a generator on the stream of `label`, at the start of a block.

    Parameters
    ----------
    seed : int
    label : str
        Of the quantity; renaming it changes its draws.
    block : int
    """
    one = one_stream(seed, label)
    one.go_to(block)
    return Generator(one.bits)


def _filled(seed: int, label: str, n: int, draw: Callable[[Generator, int], Floats]) -> Floats:
    """Draw `n` variates of one stream, (n,), block by block."""
    if n <= BLOCK:
        return draw(stream(seed, label), n)
    starts = range(0, n, BLOCK)
    return np.concatenate(
        [draw(stream(seed, label, k), min(BLOCK, n - start)) for k, start in enumerate(starts)]
    )


def uniforms(seed: int, label: str, n: int) -> Floats:
    """Draw `n` uniforms strictly between 0 and 1 from the stream of `label`, (n,)."""
    return _filled(seed, label, n, lambda g, m: g.random(m) + _HALF_ULP)
