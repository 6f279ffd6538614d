"""Halo: whether a reader who likes a theory likes it on every criterion.

Axes here: R readers, N units (cells that several of them judged).
"""

import numpy as np

from toi.engine.agreement.severity import severities
from toi.engine.problem import Floats, Ints


def halo(ratings: Floats, theory: Ints, criterion: Ints) -> float:
    """Return how far a reader's deviations correlate over the criteria of a theory.

    A deviation is what a reader gives less the mean of the cell, once severity is taken off,
    over its standard deviation on that criterion. The correlation is the mean product of two
    deviations of one reader on one theory. 0 where each cell is judged by itself, 1 where a
    reader only has an opinion of the whole.

    Parameters
    ----------
    ratings : (R, N) float
        On scales of which the same end is good; NaN where a reader gave nothing.
    theory, criterion : (N,) int
        Of each unit.

    Returns
    -------
    float
        NaN where no reader judged two cells of a theory that others judged too.
    """
    level = ratings - np.nan_to_num(severities(ratings, theory).effect)[:, None]
    known = ~np.isnan(level)
    known &= known.sum(axis=0) > 1
    values = np.where(known, level, 0.0)
    off = np.where(known, values - values.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
    for one in np.unique(criterion):
        here = criterion == one
        spread = np.sqrt((off[:, here] ** 2).sum() / max(known[:, here].sum(), 1))
        off[:, here] = off[:, here] / spread if spread > 1e-12 else 0.0
    sums, squares, counts = np.zeros((3, len(ratings), theory.max(initial=0) + 1))
    for found, part in ((sums, off), (squares, off**2), (counts, known.astype(np.float64))):
        np.add.at(found.T, theory, part.T)
    pairs = float((counts * (counts - 1.0)).sum())
    return float((sums**2 - squares).sum() / pairs) if pairs else float("nan")
