"""Quantiles of a stream of numbers in fixed room."""

import numpy as np

from toi.arrays import Floats, Ints

BINS = 4096


class Histograms:
    """A histogram per row; quantiles are interpolated within a bin.

    The range is set by the first block and reaches beyond it by as much on each side;
    what lies further out is counted in the end bins. A quantile is so exact to a bin:
    a thousandth of the range of the first block, and better where they lie smoothly.

    Parameters
    ----------
    centre, width : (T,) float
        Middle and width of the range of each row.
    """

    def __init__(self, centre: Floats, width: Floats) -> None:
        self.centre = centre
        self._low = centre - width / 2
        self._step = width / BINS
        self._counts = np.zeros((len(centre), BINS), dtype=np.int64)

    @classmethod
    def around(cls, scores: Floats) -> "Histograms":
        """Histograms with a range fit for numbers like these, (T, S)."""
        low, high = scores.min(axis=1), scores.max(axis=1)
        return cls((low + high) / 2, 3.0 * (high - low))

    def add(self, scores: Floats) -> None:
        """Count a block, (T, S)."""
        for row, low, step, counts in zip(scores, self._low, self._step, self._counts, strict=True):
            if step > 0:
                places = row * (1.0 / step)
                places -= low / step
                at = places.astype(np.intp)
                if places.min() < 0 or at.max() >= BINS:
                    np.clip(at, 0, BINS - 1, out=at)
                counts += np.bincount(at, minlength=BINS)

    def quantile(self, share: float) -> Floats:
        """The value below which `share` of the numbers lie, (T,)."""
        found = self.centre.copy()
        for i, counts in enumerate(self._counts):
            if self._step[i] > 0:
                found[i] = self._low[i] + self._step[i] * _place(np.cumsum(counts), share)
        return found


def _place(below: Ints, share: float) -> float:
    """Where `share` of the count is reached, in bins, as if each bin were filled evenly."""
    wanted = share * below[-1]
    at = int(np.searchsorted(below, wanted))
    before = below[at - 1] if at else 0
    return float(at + (wanted - before) / (below[at] - before))
