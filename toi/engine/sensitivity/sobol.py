"""Sobol indices: which share of a variance comes from which group of inputs.

Everything here is plain arrays: values f(A) and f(B) of K outputs at two independent sets
of N points, and f(AB_g), the values at A with the columns of group g taken from B.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice, pairwise
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

INTERVAL = (0.05, 0.95)
PRODUCT = 2**20  # numbers in one matrix product: 8 MiB, enough that its set-up does not count
PANEL = 32  # outputs that are worked out at a time where there are many
CONSTANT = 1e-12  # an output whose spread is below this share of its size is rounding alone


Counts = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Variances:
    """Parts of the variances of K outputs, for G groups of inputs.

    Row 0 of each array is the estimate, the other R rows are those of resamples.

    Attributes
    ----------
    first : (1 + R, G, K) float
        ``Var(E[f | X_g])``: what would go, on average, if group g became known.
    total : (1 + R, G, K) float
        ``E[Var(f | all but X_g)]``: what would stay if all but group g became known.
    whole : (1 + R, K) float
        ``Var(f)``; 0 where an output is constant.
    """

    first: Floats
    total: Floats
    whole: Floats

    def together(self) -> "Variances":
        """Return all outputs as one: their variances added up, so that K = 1.

        Ratios of these are the indices of a vector, ``tr Cov(E[f | X_g]) / tr Cov(f)``
        (Gamboa, Janon, Klein & Lagnoux 2014). Of the indicators of a set of events, the
        result is ``sum_t Var(E[1_t | X_g]) / sum_t Var(1_t)``.
        """
        return Variances(
            self.first.sum(axis=2, keepdims=True),
            self.total.sum(axis=2, keepdims=True),
            self.whole.sum(axis=1, keepdims=True),
        )


@dataclass(frozen=True, eq=False)
class Indices:
    """Sobol indices of K outputs for G groups; NaN where an output is constant.

    Estimates are not cut to 0-1, so that noise about 0 shows as what it is.

    Attributes
    ----------
    first, total : (G, K) float
    first_error, total_error : (G, K) float
        Standard errors, by bootstrap.
    first_interval, total_interval : (2, G, K) float
        5th and 95th percentile of the resamples.
    """

    first: Floats
    total: Floats
    first_error: Floats
    total_error: Floats
    first_interval: Floats
    total_interval: Floats


_FIELDS = attrgetter(*(field.name for field in fields(Indices)))


def resample_counts(draws: Generator, points: int, resamples: int) -> Counts:
    """Draw how often each point stands in each bootstrap resample, (1 + R, N).

    Rows are multinomial and add up to N; row 0 is the sample itself, each point once. They are
    integers of as few bytes as will do.

    Parameters
    ----------
    draws : Generator
    points : int
        N.
    resamples : int
        R.
    """
    counts = np.ones((1 + resamples, points), dtype=np.min_scalar_type(points))
    for row in counts[1:]:
        row[:] = np.bincount(draws.integers(0, points, points), minlength=points)
    return counts


def panels(outputs: int) -> Iterator[slice]:
    """Cut outputs where matrix products may be cut without a change of any bit.

    Products take columns some at a time, of which 32 are a multiple; and what is left is never
    one column alone, which is multiplied in another way.
    """
    starts = range(0, max(outputs - 1, 1), PANEL)
    yield from (slice(a, b) for a, b in pairwise([*starts, outputs]))


def variances(
    base: Floats,
    other: Floats,
    mixed: Iterable[Floats],
    counts: Counts | Floats,
    at_once: int | None = None,
) -> Variances:
    """Estimate the parts of the variances, in the sample and in its resamples.

    First order by Saltelli et al. (2010), total by Jansen (1999):

    ``first_g = 1/N sum_j f(B)_j (f(AB_g)_j - f(A)_j)``,
    ``total_g = 1/2N sum_j (f(A)_j - f(AB_g)_j)^2``,

    and the variance over A and B together. Each is a mean over points, hence in all
    resamples one matrix product of their counts with what is averaged. The mean over A
    and B is taken off first: without that, the first formula would carry the error of
    ``mean(f(AB_g)) - mean(f(A))`` times the mean.

    Parameters
    ----------
    base, other : (N, K) float
        f(A) and f(B).
    mixed : G arrays (N, K)
        f(AB_g), one group at a time.
    counts : (1 + R, N)
        From `resample_counts`.
    at_once : int, optional
        How many groups share a matrix product; by default as many as make a large one.
    """
    counts = np.asarray(counts, dtype=np.float64)
    at_once = at_once or max(1, PRODUCT // base.size)
    origin = base[0]  # taken off first, so that what is constant becomes 0 exactly
    centre = ((base - origin).mean(axis=0) + (other - origin).mean(axis=0)) / 2
    size = np.maximum(np.abs(base).max(axis=0), np.abs(other).max(axis=0))
    a, b = (np.ascontiguousarray((x - origin - centre).T) for x in (base, other))
    whole = _means(counts, (a**2 + b**2) / 2) - _means(counts, (a + b) / 2) ** 2
    whole[:, whole[0] <= (CONSTANT * size) ** 2] = 0.0
    first, total = [], []
    waiting = iter(mixed)
    while some := list(islice(waiting, at_once)):
        change = np.stack([(one - base).T for one in some])
        first.append(_means(counts, b * change))
        total.append(_means(counts, np.square(change, out=change)) / 2)
    return Variances(np.concatenate(first, axis=1), np.concatenate(total, axis=1), whole)


def _means(counts: Floats, values: Floats) -> Floats:
    """Return the mean over points of values (..., N) in each resample, (1 + R, ...)."""
    rows = values.reshape(-1, values.shape[-1])
    found = counts @ rows.T / values.shape[-1]
    return np.asarray(found.reshape(-1, *values.shape[:-1]))


def indices(found: Variances) -> Indices:
    """Return variances as shares of the whole, with errors and intervals from the resamples."""
    first = _shares(found.first, found.whole)
    total = _shares(found.total, found.whole)
    return Indices(
        first[0],
        total[0],
        first[1:].std(axis=0, ddof=1),
        total[1:].std(axis=0, ddof=1),
        np.quantile(first[1:], INTERVAL, axis=0),
        np.quantile(total[1:], INTERVAL, axis=0),
    )


def joined(some: Sequence[Indices]) -> Indices:
    """Put the indices of some outputs after those of others."""
    each = (np.concatenate(of_all, axis=-1) for of_all in zip(*map(_FIELDS, some), strict=True))
    return Indices(*each)


def _shares(parts: Floats, whole: Floats) -> Floats:
    """Return parts (1 + R, G, K) over wholes (1 + R, K), NaN where the output is constant.

    A resample that happens not to vary says nothing and stands as the estimate does.
    """
    varies = np.broadcast_to((whole > 0)[:, None, :], parts.shape)
    found = np.full(parts.shape, np.nan)
    np.divide(parts, whole[:, None, :], out=found, where=varies)
    return np.where(varies, found, found[0])
