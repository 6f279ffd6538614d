"""Sums of preferences over all opponents at once, by sorting: PROMETHEE of many theories.

To compare each theory with each other takes their number squared; a sorted criterion tells how
many opponents lie below a value, and what they add up to, at once.
"""

from typing import Literal

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.methods.preferences import SAME, Preference

AT_ONCE = 2**17  # numbers that are sorted together, so that they stay in a processor's cache


def can_sort(preference: Preference) -> bool:
    """Tell whether sums of a preference follow from a sorted criterion: not those of a bell."""
    return preference.function != "gaussian"


def preference_sums(gain: Floats, opponent: Bools, preference: Preference) -> tuple[Floats, Floats]:
    """Add up the preferences of each theory over its opponents, and theirs over it.

    Parameters
    ----------
    gain : (S, T) float
        On one criterion; more is better.
    opponent : (S, T) bool
        Theories that count as opponents.
    preference : Preference
        Of a kind that `can_sort`.

    Returns
    -------
    leaving, entering : (S, T) float
        ``sum_b P(g_a - g_b)`` and ``sum_b P(g_b - g_a)``.
    """
    leaving, entering = np.empty((2, *gain.shape))
    rows = max(AT_ONCE // max(gain.shape[1], 1), 1)
    for start in range(0, len(gain), rows):
        part = slice(start, start + rows)
        leaving[part], entering[part] = _in_order(gain[part], opponent[part], preference)
    return leaving, entering


def _in_order(gain: Floats, opponent: Bools, preference: Preference) -> tuple[Floats, Floats]:
    """Sort some draws, add up, and put the sums back where the theories stand."""
    order = np.argsort(gain, axis=1)
    ranked = np.take_along_axis(gain, order, axis=1)
    counts = np.take_along_axis(opponent, order, axis=1)
    sums = _steps(ranked, counts, preference)
    found = np.empty((2, *gain.shape))
    for out, one in zip(found, sums, strict=True):
        np.put_along_axis(out, order, one, axis=1)
    return found[0], found[1]


def _steps(ranked: Floats, counts: Bools, preference: Preference) -> tuple[Floats, Floats]:
    """Add up preferences of sorted gains, (S, T) each, as the function makes them."""
    q, p = preference.q, preference.p
    below = _Below(ranked, counts)
    match preference.function:
        case "usual":
            return below.counted(0.0)
        case "u-shape":
            return below.counted(q)
        case "level":
            (one, other), (more, less) = below.counted(q), below.counted(p)
            return 0.5 * one + 0.5 * more, 0.5 * other + 0.5 * less
        case "v-shape" | "linear" if p - q > SAME:
            return below.sloping(q, p)
        case _:  # no room between the thresholds: a step
            return below.counted(q)


class _Below:
    """What lies below and above each of some sorted gains.

    Parameters
    ----------
    ranked : (S, T) float
        Sorted in every draw.
    counts : (S, T) bool
        Which are opponents.
    """

    def __init__(self, ranked: Floats, counts: Bools) -> None:
        self._ranked, self._counts = ranked, counts
        self._number = _running(counts)

    def counted(self, threshold: float) -> tuple[Floats, Floats]:
        """Count the opponents that are worse, or better, by more than a threshold."""
        far, rows = threshold + SAME, self._ranked
        low = np.tile(np.arange(rows.shape[1]), (len(rows), 1))
        high = low + 1
        # Where no neighbours are near one another, all others are far.
        for i in np.flatnonzero((np.diff(rows, axis=1) <= far).any(axis=1)):
            low[i] = np.searchsorted(rows[i], rows[i] - far, side="left")
            high[i] = np.searchsorted(rows[i], rows[i] + far, side="right")
        return _at(self._number, low), self._number[:, -1:] - _at(self._number, high)

    def sloping(self, q: float, p: float) -> tuple[Floats, Floats]:
        """Add up what rises from 0 at a difference of q to 1 at one of p."""
        x, number, sums = self._ranked, self._number, _running(self._ranked * self._counts)
        near, far = (_places(x, x - d, "left") for d in (q, p))
        counted, total = (_at(one, near) - _at(one, far) for one in (number, sums))
        worse = _at(number, far) + ((x - q) * counted - total) / (p - q)
        near, far = (_places(x, x + d, "right") for d in (q, p))
        counted, total = (_at(one, far) - _at(one, near) for one in (number, sums))
        better = number[:, -1:] - _at(number, far) + (total - (x + q) * counted) / (p - q)
        return worse, better


def _places(ranked: Floats, values: Floats, side: Literal["left", "right"]) -> Ints:
    """Find where values would stand in sorted draws, (S, T)."""
    found = np.empty(ranked.shape, dtype=np.int64)
    for out, row, own in zip(found, ranked, values, strict=True):
        out[:] = np.searchsorted(row, own, side=side)
    return found


def _running(values: Floats | Bools) -> Floats:
    """Return running sums along the second axis, from 0, (S, T + 1)."""
    found = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(values, axis=1, out=found[:, 1:])
    return found


def _at(running: Floats, place: Ints) -> Floats:
    return np.take_along_axis(running, place, axis=1)
