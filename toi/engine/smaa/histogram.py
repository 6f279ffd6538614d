"""Numbers of a stream on a scale of integers: quickly compared, and counted in bounded memory."""

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Floats, Ints
from toi.light_dataclass import dataclass

BITS = 30
BINS = 4096
_SHIFT = BITS - 12  # from an integer to its bin, since BINS is 2**12
TOP = 2**BITS - 1

Keys = NDArray[np.int32]


class Histograms:
    """A scale of 2**30 integers and a histogram per row of numbers.

    The range is set by the first block and reaches beyond it by as much on each side;
    what lies further out is put at the ends. A quantile is exact to a bin, a thousandth
    of the range of the first block, and better where numbers lie smoothly.

    Parameters
    ----------
    low, high : float
        Ends of the range, the same for all rows.
    rows : int
    """

    def __init__(self, low: float, high: float, rows: int) -> None:
        self._low, self._step = low, (high - low) / 2**BITS or 2.0**-BITS
        self._counts = np.zeros((rows, BINS), dtype=np.int32)
        self._least, self._most = np.full(rows, TOP), np.zeros(rows, dtype=np.int64)

    @classmethod
    def around(cls, scores: Floats) -> "Histograms":
        """Make histograms with a range fit for numbers like these, (T, S)."""
        low, high = float(scores.min()), float(scores.max())
        return cls(2 * low - high, 2 * high - low, len(scores))

    def keys(self, scores: Floats, out: Keys | None = None) -> Keys:
        """Map numbers (T, S) to integers from 0 to `TOP`, in the same order where these differ."""
        found = np.empty(scores.shape, dtype=np.int32) if out is None else out
        places = scores * (1.0 / self._step)
        places -= self._low / self._step
        with np.errstate(invalid="ignore"):  # what no integer holds becomes one off the scale
            np.copyto(found, places, casting="unsafe")
        if found.size and (found.min() < 0 or found.max() > TOP):
            np.copyto(found, np.clip(places, 0, TOP), casting="unsafe")
        return found

    def count(self, keys: Keys) -> "KeyCounts":
        """Count a block of numbers, given as `keys`, by itself."""
        counts = np.empty((len(keys), BINS), dtype=np.int32)
        for row, found in zip(keys, counts, strict=True):
            found[:] = np.bincount(row >> _SHIFT, minlength=BINS)
        return KeyCounts(counts, keys.min(axis=1), keys.max(axis=1))

    def add(self, block: "KeyCounts", rows: slice = slice(None)) -> None:
        """Add the counts of a block, or of some of its rows."""
        self._least[rows] = np.minimum(self._least[rows], block.least)
        self._most[rows] = np.maximum(self._most[rows], block.most)
        self._counts[rows] += block.counts

    def quantile(self, share: float) -> Floats:
        """Return the value below which `share` of the numbers of each row lie, (T,).

        Never beyond the least and the greatest number of the row.
        """
        places = [_place(np.cumsum(counts), share) for counts in self._counts]
        inside = np.clip(2.0**_SHIFT * np.array(places), self._least, self._most)
        return np.asarray(self._low + self._step * inside)


@dataclass(frozen=True, eq=False)
class KeyCounts:
    """Keys of a block: how many are in each bin, (T, BINS), and the ends of each row, (T,)."""

    counts: NDArray[np.int32]
    least: Keys
    most: Keys


def _place(below: Ints, share: float) -> float:
    """Find where `share` of the count is reached, in bins, as if each were filled evenly."""
    wanted = max(share * below[-1], 0.5)  # half of the least is the least there is
    at = int(np.searchsorted(below, wanted))
    before = below[at - 1] if at else 0
    return float(at + (wanted - before) / (below[at] - before))
