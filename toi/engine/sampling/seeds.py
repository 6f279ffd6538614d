"""Seeds of many streams at once, as `numpy.random.SeedSequence` makes each by itself.

numpy mixes the words of a seed one by one, which takes longer than to draw from most streams.
Its mixing is fixed for good (O'Neill's `seed_seq_fe`), and is done here on columns of words.
"""

from collections.abc import Callable

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Rows = NDArray[np.uint64]

_POOL = 4  # words
_HALF, _WHOLE = np.uint32(16), np.uint64(32)  # bits
_LOW = 2**32 - 1
_ENTROPY = 0x43B0D7E5, 0x931E8875  # where the multiplier starts, and what it is multiplied by
_STATE = 0x8B51F9DD, 0x58F38DED
_LEFT, _RIGHT = np.uint32(0xCA01F9DD), np.uint32(0x4973F715)


class Seed(ISeedSequence):
    """A seed that is worked out already: a row of `seed_rows`."""

    def __init__(self, row: Rows) -> None:
        self._row = row

    def generate_state(self, n_words: int, dtype: object = np.uint32) -> Rows:
        """Return the words that a generator asks for: always the same four."""
        return self._row


def seed_rows(entropy: bytes) -> Rows:
    """Return ``SeedSequence(e).generate_state(4, np.uint64)`` for N numbers e, (N, 4).

    Parameters
    ----------
    entropy : bytes
        16 of each number, the lowest first.
    """
    given = np.frombuffer(entropy, dtype="<u4").reshape(-1, _POOL).T
    mixing = _hash(*_ENTROPY)
    pool = [mixing(words.astype(np.uint32)) for words in given]
    for source in range(_POOL):
        for target in range(_POOL):
            if source != target:
                pool[target] = _mixed(pool[target], mixing(pool[source]))
    making = _hash(*_STATE)
    made = [making(pool[i % _POOL]).astype(np.uint64) for i in range(2 * _POOL)]
    pairs = zip(made[::2], made[1::2], strict=True)
    return np.stack([low | high << _WHOLE for low, high in pairs], axis=1)


def _hash(multiplier: int, factor: int) -> Callable[[Words], Words]:
    """Make what hashes words, each time by another multiplier."""

    def hashed(words: Words) -> Words:
        nonlocal multiplier
        found = words ^ np.uint32(multiplier)
        multiplier = multiplier * factor & _LOW
        found *= np.uint32(multiplier)
        found ^= found >> _HALF
        return found

    return hashed


def _mixed(words: Words, others: Words) -> Words:
    found = words * _LEFT - others * _RIGHT
    found ^= found >> _HALF
    return found
