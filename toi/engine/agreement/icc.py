"""Intraclass correlations: how much of what is seen in one reading lies in what is read."""

import numpy as np

from toi.engine.problem import Floats


def icc_agreement(ratings: Floats) -> float:
    """Return ICC(A,1): agreement of single readings, the level at which each reads included.

    ``(MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n)`` over n units that all k readers
    judged, with the mean squares between units (MSR), between readers (MSC) and of the rest
    (MSE): case 2 of Shrout & Fleiss (1979), called A,1 by McGraw & Wong (1996).

    Parameters
    ----------
    ratings : (R, N) float
        NaN where a reader gave nothing; units that miss a reader are left out.

    Returns
    -------
    float
        NaN with fewer than two readers or two whole units, or where all values are the same.
    """
    units, readers, rest, k, n = _mean_squares(ratings)
    return _ratio(units - rest, units + (k - 1) * rest + k * (readers - rest) / n)


def icc_consistency(ratings: Floats) -> float:
    """Return ICC(C,1): as `icc_agreement`, but the level at which each reads does not count.

    ``(MSR - MSE) / (MSR + (k - 1) MSE)``: case 3 of Shrout & Fleiss (1979), called C,1 by McGraw &
    Wong (1996).
    """
    units, _, rest, k, _ = _mean_squares(ratings)
    return _ratio(units - rest, units + (k - 1) * rest)


def _mean_squares(ratings: Floats) -> tuple[float, float, float, int, int]:
    """Return MSR, MSC, MSE, k and n over the whole units; NaN where there are too few."""
    whole = ratings[:, ~np.isnan(ratings).any(axis=0)]
    k, n = whole.shape
    if k < 2 or n < 2:
        return np.nan, np.nan, np.nan, k, max(n, 1)
    centred = whole - whole.mean()
    units, readers = centred.mean(axis=0), centred.mean(axis=1)
    rest = ((centred - units - readers[:, None]) ** 2).sum() / ((n - 1) * (k - 1))
    between_units = k * (units**2).sum() / (n - 1)
    between_readers = n * (readers**2).sum() / (k - 1)
    return float(between_units), float(between_readers), float(rest), k, n


def _ratio(above: float, below: float) -> float:
    return above / below if below > 1e-12 else float("nan")
