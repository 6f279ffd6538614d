"""Simple measures of how near readers are: their orders, their distances, their common mean.

Axes here: R readers, N units (cells that several of them judged); NaN where a reader gave
nothing.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from toi.engine.agreement.votes import group_shares
from toi.engine.problem import Floats, Ints

Measure = Callable[[Floats, Floats], float]


def mean_over_pairs(ratings: Floats, measure: Measure, fewest: int) -> float:
    """Return the mean agreement of two readers over what both judged; NaN where no pair has one.

    Parameters
    ----------
    ratings : (R, N) float
    measure : callable
        Of two readers' values, such as a rank correlation; NaN where it cannot be told.
    fewest : int
        Units that a pair must share to count.
    """
    known = ~np.isnan(ratings)
    found = [
        measure(ratings[i, both], ratings[j, both])
        for i, j in combinations(range(len(ratings)), 2)
        if (both := known[i] & known[j]).sum() >= fewest
    ]
    some = [value for value in found if not np.isnan(value)]
    return float(np.mean(some)) if some else float("nan")


def within_sd(ratings: Floats) -> float:
    """Return the standard deviation between readers within a unit; NaN without two readers.

    ``sqrt(sum (v - mean of its unit)^2 / sum (m - 1))`` for units with m values.

    Parameters
    ----------
    ratings : (R, N) float
    """
    counts = (~np.isnan(ratings)).sum(axis=0)
    several = ratings[:, counts > 1]
    if not several.size:
        return float("nan")
    squares = np.nansum((several - np.nanmean(several, axis=0)) ** 2)
    return float(np.sqrt(squares / (counts[counts > 1] - 1).sum()))


def pooled_mean(ratings: Floats, team: Ints) -> Floats:
    """Return what the readers say together of each unit, (N,); NaN where nobody judged it.

    Parameters
    ----------
    ratings : (R, N) float
    team : (R,) int
        The group of each reader.
    """
    known = ~np.isnan(ratings)
    summed = np.nansum(group_shares(known, team) * ratings, axis=0)
    return np.where(known.any(axis=0), summed, np.nan)
