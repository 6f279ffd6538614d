"""Readers who stand apart for one theory, rather than for how they take a criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.readings.result import Leaning, OddTheory
from toi.analyses.shared.result import unless_nan
from toi.engine.agreement.alpha import krippendorff_alpha
from toi.engine.problem import Floats

MOST = 0.5  # of what alpha gains without a reader, from which one theory is most of it
FEWEST = 4  # cells that a reader shares with others; of fewer, one is always much of it
FAR = 0.2  # of the scale, from which a reader sees a theory otherwise


def alpha_rise(ratings: Floats, row: int) -> float:
    """Return by how much alpha rises without one reader; NaN where it cannot be told."""
    without = krippendorff_alpha(np.delete(ratings, row, axis=0))
    return float(without - krippendorff_alpha(ratings))


def name_theory(
    leaning: Leaning, row: int, theories: Sequence[str], means: Floats, level: Floats
) -> Leaning:
    """Return the leaning of an outlier with the theory that makes most of it, if one does.

    Parameters
    ----------
    row : int
        The reader's.
    means, level : (R, N) float
        What each reader says of each theory on the criterion, and the same once severity is
        taken off; NaN where nothing.
    """
    if not leaning.outlier or leaning.cells < FEWEST:
        return leaning
    furthest = int(np.nanargmax(np.abs(_off(row, level))))
    gain = krippendorff_alpha(_without(level, row, furthest)) - krippendorff_alpha(level)
    left = unless_nan(krippendorff_alpha(_without(means, row, furthest)))
    if left is None or not gain >= MOST * alpha_rise(level, row):
        return leaning
    return replace(leaning, mostly=theories[furthest], alpha_without_it=left)


def _without(ratings: Floats, row: int, theory: int) -> Floats:
    """Return ratings without one of them."""
    left = ratings.copy()
    left[row, theory] = np.nan
    return left


def odd_theory(
    row: int,
    theory: int,
    means: Mapping[str, Floats],
    level: Mapping[str, Floats],
    spans: Mapping[str, float],
    why: str | None = None,
) -> OddTheory:
    """Tell on which criteria, and how far, a reader sees a theory otherwise than the others.

    Parameters
    ----------
    means, level : mapping from criterion to (R, N) float
        What readers say, and the same once severity is taken off.
    """
    shares = {name: abs(_off(row, rows)[theory]) / spans[name] for name, rows in level.items()}
    judged = {name: float(share) for name, share in shares.items() if not np.isnan(share)}
    far = {name: share for name, share in judged.items() if share >= FAR} or judged
    return OddTheory(
        criteria=tuple(far),
        distance=sum(far.values()) / len(far),
        everywhere=len(far) == len(judged),
        why=why,
        alpha_without={
            name: unless_nan(krippendorff_alpha(_without(means[name], row, theory)))
            for name in judged
        },
    )


def _off(row: int, means: Floats) -> Floats:
    """Return what one reader says of each theory less the mean of the others, (N,), or NaN."""
    others = np.delete(means, row, axis=0)
    counts = (~np.isnan(others)).sum(axis=0)
    mean = np.nansum(others, axis=0) / np.where(counts, counts, np.nan)
    return np.asarray(means[row] - mean)
