"""How far criteria overlap: correlation over theories, and how many they amount to."""

import numpy as np

from toi.arrays import Floats

_CONSTANT = 1e-12


def correlation(cells: Floats) -> Floats:
    """Pearson correlation between criteria over theories, (C, C); NaN for a constant one.

    Parameters
    ----------
    cells : (T, C) float
    """
    centred = cells - cells.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=0))
    size[size < _CONSTANT] = np.nan
    unit = centred / size
    return np.asarray(unit.T @ unit)


def effective_number(correlations: Floats) -> float:
    """The number of independent criteria that C correlated ones amount to.

    The participation ratio of the eigenvalues, ``(sum l)^2 / sum l^2``, which for a
    correlation matrix is ``C^2 / sum_ij r_ij^2``: C where none correlate, 1 where all say
    the same. Criteria without a correlation are left out.
    """
    known = ~np.isnan(np.diag(correlations))
    kept = correlations[np.ix_(known, known)]
    return float(known.sum() ** 2 / (kept**2).sum()) if known.any() else float("nan")
