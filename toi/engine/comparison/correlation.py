"""Correlation: of criteria over theories, and of two rankings."""

import numpy as np

from toi.engine.problem import Floats

_CONSTANT = 1e-12


def correlation(cells: Floats) -> Floats:
    """Return Pearson correlations between criteria over theories, (C, C); NaN for a constant one.

    Parameters
    ----------
    cells : (T, C) float
    """
    if not len(cells):
        return np.full((cells.shape[1], cells.shape[1]), np.nan)
    centred = cells - cells.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=0))
    size[size < _CONSTANT] = np.nan
    unit = centred / size
    return np.asarray(unit.T @ unit)


def effective_number(correlations: Floats) -> float:
    """Return the number of independent criteria that C correlated ones amount to.

    The participation ratio of the eigenvalues, ``(sum l)^2 / sum l^2``, which for a
    correlation matrix is ``C^2 / sum_ij r_ij^2``: C where none correlate, 1 where all say
    the same. Criteria without a correlation are left out.

    Parameters
    ----------
    correlations : (C, C) float
        From `correlation`.
    """
    known = ~np.isnan(np.diag(correlations))
    kept = correlations[np.ix_(known, known)]
    return float(known.sum() ** 2 / (kept**2).sum()) if known.any() else float("nan")


def kendall_tau_b(x: Floats, y: Floats) -> float:
    """Return the agreement of two rankings in order, -1 to 1; NaN where one of them ties all.

    Kendall (1945): concordant less discordant pairs over
    ``sqrt((n0 - ties in x) (n0 - ties in y))`` with ``n0 = n (n - 1) / 2``.

    Parameters
    ----------
    x, y : (T,) float
        Ranks, or anything that ranks.
    """
    one, other = (np.sign(a[:, None] - a[None, :]) for a in (x, y))
    size = np.sqrt((one**2).sum() * (other**2).sum())
    return float((one * other).sum() / size) if size > 0 else float("nan")


def spearman(x: Floats, y: Floats) -> float:
    """Return the Pearson correlation of mid-ranks (Spearman 1904), -1 to 1; NaN where one ties all.

    Parameters
    ----------
    x, y : (T,) float
        Ranks, or anything that ranks.
    """
    if len(x) < 2:
        return float("nan")
    return float(correlation(np.stack([mid_ranks(x), mid_ranks(y)], axis=1))[0, 1])


def mid_ranks(x: Floats) -> Floats:
    """Return ranks from 1, (T,); those that tie share the mean of their places."""
    below = (x[None, :] < x[:, None]).sum(axis=1)
    level = (x[None, :] == x[:, None]).sum(axis=1)
    return np.asarray(below + (level + 1) / 2.0)
