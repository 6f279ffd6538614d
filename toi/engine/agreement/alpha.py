"""Krippendorff's alpha: how far readers agree, corrected for chance.

Axes here: R readers, N units (cells that several of them judged), B resamples.
"""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.sampling.streams import stream

RESAMPLES = 2000


def krippendorff_alpha(ratings: Floats) -> float:
    """Return agreement beyond chance, of numbers: 1 is full, 0 what chance would give.

    ``alpha = 1 - D_o / D_e`` (Krippendorff, *Computing Krippendorff's Alpha-Reliability*), with
    squared differences (interval distance). D_o is the mean of ``(v - v')^2`` over the pairs of
    values within a unit, a unit with m values counting m times; D_e is that over all pairs of
    values whatever their unit. Units with fewer than two values are left out.

    Parameters
    ----------
    ratings : (R, N) float
        NaN where a reader gave nothing.

    Returns
    -------
    float
        NaN where no unit has two values, or all values are the same: then there is nothing
        on which to agree.
    """
    sums = _unit_sums(ratings)
    return float(_alpha(sums.sum(axis=0)[None, :])[0])


def bootstrap_alpha(ratings: Floats, seed: int, label: str, resamples: int = RESAMPLES) -> Floats:
    """Return alpha over resamples of the units with replacement, (B,); NaN where all values tie.

    Units are what a study could have had others of, so they are resampled whole, with the
    readers as they are (Zapf et al. 2016, who find its percentiles to cover well). With a
    dozen units or fewer such intervals are too narrow (Hughes 2022).

    Parameters
    ----------
    ratings : (R, N) float
        NaN where a reader gave nothing.
    label : str
        Of the stream of random numbers.
    """
    sums = _unit_sums(ratings)
    n = len(sums)
    if n == 0:
        return np.full(resamples, np.nan)
    times = stream(seed, f"agreement/{label}").multinomial(n, np.full(n, 1.0 / n), resamples)
    return _alpha(times.astype(np.float64) @ sums)


def _unit_sums(ratings: Floats) -> Floats:
    """Return what alpha needs of each unit with two values or more, (N', 4).

    Number of values, their sum, the sum of their squares, and ``sum (v - v')^2 / (m - 1)``
    over the pairs, each taken once.
    """
    counts = (~np.isnan(ratings)).sum(axis=0)
    several = ratings[:, counts > 1]
    m = counts[counts > 1].astype(np.float64)
    if not m.size:
        return np.zeros((0, 4))
    several = several - np.nanmean(several)  # alpha is the same; sums of squares are exacter
    total = np.nansum(several, axis=0)
    within = m * np.nansum((several - total / m) ** 2, axis=0)
    return np.stack([m, total, np.nansum(several**2, axis=0), within / (m - 1.0)], axis=1)


def _alpha(sums: Floats) -> Floats:
    """Return alpha of summed units, (B,) of (B, 4)."""
    n, total, squares, within = sums.T
    across = n * squares - total**2  # over all pairs of values
    some = across > 1e-12 * np.maximum(n * squares, 1e-300)
    ratio = np.divide((n - 1.0) * within, across, out=np.full(len(n), np.nan), where=some)
    return np.asarray(1.0 - ratio)
