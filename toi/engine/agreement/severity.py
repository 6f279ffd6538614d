"""Severity: how far each reader moves what is judged, whatever it is.

Axes here: R readers, N units (cells that several of them judged), K clusters of units.
"""

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.light_dataclass import dataclass

LEVEL = 0.05  # chance that any of several differences is called clear though none is


@dataclass(frozen=True, eq=False)
class Severity:
    """Severity of readers: how much higher each judges than all do on average on the same units.

    Attributes
    ----------
    effect : (R,) float
        In the units of the ratings; adds up to 0 within each part, so that of n readers one is
        n / (n - 1) times as far from the mean of the others. NaN for a reader who shares
        no unit with anybody.
    standard_error : (R,) float
        NaN with fewer than two clusters.
    part : (R,) int
        Readers are in one part where a chain of common units leads from one to the other;
        effects of different parts cannot be compared.
    clusters : (R,) int
        Clusters in which each reader judged what others did.
    units : (R,) int
        Units that each reader judged and others too.
    """

    effect: Floats
    standard_error: Floats
    part: Ints
    clusters: Ints
    units: Ints


def severities(ratings: Floats, cluster: Ints) -> Severity:
    """Estimate a main effect of each reader, beside one of every unit, by least squares.

    ``v_ru = a_u + b_r + e_ru``, with every a_u free: in points what many-facet models (Linacre
    1994) estimate on a logit scale, so that who was judged by severe readers is not taken for
    weak. The a_u are eliminated, so that b solves ``L b = g`` with the Laplacian L of the graph
    in which readers are joined by common units; its pseudoinverse makes effects add up to 0
    within each connected part. The errors allow for residuals that hang together within a
    cluster: with scores ``g_k`` of the residuals, ``K / (K - 1) L+ (sum_k g_k g_k') L+``, the
    clustered covariance of least squares.

    Parameters
    ----------
    ratings : (R, N) float
        NaN where a reader gave nothing.
    cluster : (N,) int
        Which units belong together, such as the cells of one theory.
    """
    known = ~np.isnan(ratings)
    known &= known.sum(axis=0) > 1  # a unit that one reader judged tells nothing of readers
    values = np.where(known, ratings, 0.0)
    m = np.maximum(known.sum(axis=0), 1)
    laplacian = np.diag(known.sum(axis=1).astype(np.float64)) - (known / m) @ known.T
    inverse = np.linalg.pinv(laplacian, rcond=1e-10, hermitian=True)
    effect = inverse @ (known * (values - values.sum(axis=0) / m)).sum(axis=1)
    rest = np.where(known, values - effect[:, None], 0.0)
    rest = np.where(known, rest - rest.sum(axis=0) / m, 0.0)
    here = known.any(axis=0)
    kinds, kind = np.unique(cluster[here], return_inverse=True)
    scores, judged = np.zeros((2, len(ratings), len(kinds)))
    np.add.at(scores.T, kind, rest[:, here].T)
    np.add.at(judged.T, kind, known[:, here].T.astype(np.float64))
    spread = inverse @ scores
    k = len(kinds)
    variance = (spread**2).sum(axis=1) * (k / (k - 1) if k > 1 else np.nan)
    compared = known.any(axis=1)
    return Severity(
        effect=np.where(compared, effect, np.nan),
        standard_error=np.where(compared, np.sqrt(variance), np.nan),
        part=_parts(laplacian),
        clusters=(judged > 0).sum(axis=1),
        units=known.sum(axis=1),
    )


def _parts(laplacian: Floats) -> Ints:
    """Number the connected parts of a graph, (R,)."""
    joined = laplacian < -1e-12
    part = np.full(len(laplacian), -1, dtype=np.int64)
    for start in range(len(laplacian)):
        if part[start] >= 0:
            continue
        reached = np.zeros(len(laplacian), dtype=bool)
        reached[start] = True
        while True:
            further = reached | (joined @ reached)
            if (further == reached).all():
                break
            reached = further
        part[reached] = part.max() + 1
    return part


def clear_of_chance(t: Floats, freedom: Ints) -> Bools:
    """Tell which of several differences are larger than chance makes the largest of them.

    Two-sided by Student's t, at `LEVEL` over the number of them all (Bonferroni).

    Parameters
    ----------
    t : (N,) float
        Differences over their standard errors; NaN where there is none.
    freedom : (N,) int
        Degrees of freedom of each.
    """
    from scipy.special import stdtr

    told = ~np.isnan(t) & (freedom > 0)
    p = np.ones(len(t))
    p[told] = 2.0 * stdtr(freedom[told].astype(np.float64), -np.abs(t[told]))
    return np.asarray(p * max(told.sum(), 1) < LEVEL)
