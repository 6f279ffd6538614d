"""Clusters of units that one reader judges far otherwise than all the rest.

Axes here: R readers, N units, K clusters of units, such as the cells of one theory.
"""

import numpy as np

from toi.engine.agreement.severity import severities
from toi.engine.problem import Bools, Floats, Ints

CUT = 3.5  # modified z-scores (Iglewicz & Hoaglin 1993)
NORMAL = 1.4826  # a standard deviation over the median absolute deviation, of a normal law
LEVEL = 1e-9  # less between two readers is none: of two who differ, neither is the odd one
FEWEST = 5  # clusters of a reader, of which one can be told from the rest


def odd_clusters(ratings: Floats, cluster: Ints, far: float, least: float) -> Bools:
    """Find the units of clusters that a reader judges otherwise than the reader's rest, (R, N).

    A reader's deviation on a cluster is the mean of what severity leaves there. It is odd if it
    lies `far` from the median of the reader's deviations, and 3.5 times their median absolute
    deviation, as a standard deviation, besides: so one cluster can be told from a reader who
    varies everywhere.

    One odd reader moves the mean from which all others deviate, so that they seem odd as well
    (swamping). So of each cluster the oddest reader alone is set aside, and the others are looked
    at again, until nobody is odd.

    Parameters
    ----------
    ratings : (R, N) float
        NaN where a reader gave nothing.
    cluster : (N,) int
        Which units belong together.
    far : float
        Least difference of what is odd, in the units of the ratings.
    least : float
        Least standard deviation to which a difference is put.
    """
    kinds, kind = np.unique(cluster, return_inverse=True)
    odd = np.zeros((len(ratings), len(kinds)), dtype=bool)
    while True:
        away = _away(np.where(odd[:, kind], np.nan, ratings), kind, len(kinds), far, least)
        oddest = (away > 0) & (away >= away.max(axis=0) - LEVEL)
        if not oddest.any():
            return np.asarray(odd[:, kind] & _compared(ratings))
        odd |= oddest


def _away(ratings: Floats, kind: Ints, kinds: int, far: float, least: float) -> Floats:
    """Return how far each reader's deviation on a cluster lies from the reader's rest, (R, K).

    0 where that is not odd.
    """
    known = _compared(ratings)
    effect = np.nan_to_num(severities(ratings, kind).effect)
    values = np.where(known, ratings - effect[:, None], 0.0)
    off = np.where(known, values - values.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
    sums, counts = np.zeros((2, len(ratings), kinds))
    np.add.at(sums.T, kind, off.T)
    np.add.at(counts.T, kind, known.T.astype(np.float64))
    found = np.zeros(sums.shape)
    for row, judged in enumerate(counts > 0):
        if judged.sum() < FEWEST:
            continue
        deviation = sums[row, judged] / counts[row, judged]
        away = np.abs(deviation - np.median(deviation))
        spread = max(NORMAL * float(np.median(away)), least)
        found[row, judged] = np.where((away >= far) & (away > CUT * spread), away, 0.0)
    return found


def _compared(ratings: Floats) -> Bools:
    """Tell which units of a reader others judged too: of one reader a unit tells nothing."""
    known = ~np.isnan(ratings)
    return np.asarray(known & (known.sum(axis=0) > 1))
