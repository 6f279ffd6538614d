"""Quantile functions of the distributions that records name, and their means after clipping."""

import itertools
import math
from functools import lru_cache

import numpy as np

from toi.distribution import MIXTURE, Distribution
from toi.engine.problem import Floats

TABLE_CELLS = 4096
MIXTURE_CELLS = 512
MOST_BETA_TABLES = 4096  # that are kept, 32 KiB each
MOST_EXPONENT = 700.0  # exp of more overflows; so far out all is clipped, or as good as infinite


def quantile(law: Distribution, u: Floats) -> Floats:
    """Return values of `law` at probabilities `u`, any shape, strictly between 0 and 1.

    PERT goes through a table of the beta distribution (see `beta_table`); `normal`,
    `lognormal` and `beta` use scipy.special, imported only where they occur.
    """
    p = law.parameters
    if law.is_point:
        return np.full_like(u, law.support[0])
    match law.family:
        case "uniform":
            return np.asarray(p[0] + (p[1] - p[0]) * u)
        case "triangular":
            return _triangular(u, *p)
        case "pert":
            table = beta_table(*beta_table_of(law))
            return np.asarray(p[0] + (p[2] - p[0]) * _interpolated(table, u))
        case "beta":
            from scipy.special import betaincinv

            low, high = law.on
            return np.asarray(low + (high - low) * betaincinv(p[0], p[1], u))
        case "mixture":
            values, cdf = mixture_table(law)
            return np.interp(u, cdf, values)
        case _:
            from scipy.special import ndtri

            normal = p[0] + p[1] * ndtri(u)
            if law.family == "normal":
                return np.asarray(normal)
            return np.asarray(np.exp(np.minimum(normal, MOST_EXPONENT)))


def atoms(law: Distribution, levels: Floats) -> tuple[Floats, Floats]:
    """Return values that stand for a law, and their shares, (N,) each.

    A number stands for itself, a range is stood for by its quantiles at `levels`, which count
    the same, and a mixture by what stands for each of its components. So a mixture of numbers
    is there as it is, where few quantiles of the whole would miss its jumps.
    """
    found = [_one_atoms(part, share, levels) for share, part in _weighed(law)]
    return np.concatenate([v for v, _ in found]), np.concatenate([s for _, s in found])


def _weighed(law: Distribution) -> tuple[tuple[float, Distribution], ...]:
    return law.weighed if law.family == MIXTURE else ((1.0, law),)


def _one_atoms(law: Distribution, share: float, levels: Floats) -> tuple[Floats, Floats]:
    if law.is_point:
        return np.array([law.support[0]]), np.array([share])
    return quantile(law, levels), np.full(len(levels), share / len(levels))


def _triangular(u: Floats, low: float, mode: float, high: float) -> Floats:
    """Invert the triangular distribution function, in closed form."""
    width = high - low
    rising = (mode - low) / width
    left = low + np.sqrt(u * width * (mode - low))
    right = high - np.sqrt((1 - u) * width * (high - mode))
    return np.asarray(np.where(u < rising, left, right))


def beta_table_of(law: Distribution) -> tuple[float, float]:
    """Return the numbers of the `beta_table` that quantiles of a PERT law are read from."""
    a, b = law.beta_shape
    return round(a, 12), round(b, 12)


@lru_cache(maxsize=MOST_BETA_TABLES)
def beta_table(a: float, b: float) -> Floats:
    """Tabulate quantiles of beta(a, b) at 0, 1/K, .., 1 with K = `TABLE_CELLS`, for a, b >= 1.

    With ``x = sin^2(t)`` the density becomes ``2 sin^(2a-1)(t) cos^(2b-1)(t)``, smooth at
    both ends, and equal steps of t crowd the points where quantiles bend. Each step is
    integrated by three-point Gauss-Legendre, and the sum is inverted by interpolation.

    Returns
    -------
    (TABLE_CELLS + 1,) float
    """
    sine, cosine, weights, ends, grid = _beta_steps()
    density = sine ** (2 * a - 1) * cosine ** (2 * b - 1)
    cdf = np.concatenate([[0.0], np.cumsum(density @ weights)])
    return np.asarray(np.interp(grid, cdf / cdf[-1], ends))


@lru_cache(maxsize=1)
def _beta_steps() -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return what all tables of beta distributions share, for K = `TABLE_CELLS` // 4 steps of t.

    Returns
    -------
    sine, cosine : (K, 3) float
        Of the nodes of each step.
    weights : (3,) float
        Of the nodes of a step.
    ends : (K + 1,) float
        The quantiles between steps.
    grid : (`TABLE_CELLS` + 1,) float
        The probabilities at which quantiles are tabulated.
    """
    edges = np.linspace(0.0, math.pi / 2, TABLE_CELLS // 4 + 1)
    nodes, weights = np.polynomial.legendre.leggauss(3)
    half = edges[1] / 2
    t = (edges[:-1] + half)[:, None] + half * nodes
    grid = np.linspace(0.0, 1.0, TABLE_CELLS + 1)
    return np.sin(t), np.cos(t), weights, np.sin(edges) ** 2, grid


@lru_cache(maxsize=1024)
def mixture_table(law: Distribution) -> tuple[Floats, Floats]:
    """Tabulate points of the distribution function of a mixture, ``F(x) = sum of w_i F_i(x)``.

    Each component gives its quantiles at `MIXTURE_CELLS` + 1 probabilities, closer at both
    ends. Between them its distribution function is taken as straight, so that it is known
    at the points of all components together. Their sum is inverted by interpolation.

    Returns
    -------
    values, cdf : (K,) float
        Neither falls; where a component is a single number, the same value stands twice.
    """
    levels = np.sin(np.linspace(0.0, math.pi / 2, MIXTURE_CELLS + 1)) ** 2
    inner = np.clip(levels, 1e-9, 1 - 1e-9)  # tails without end are cut off there
    points = [
        np.repeat(one.support[0], 2) if one.is_point else quantile(one, inner)
        for _, one in law.weighed
    ]
    values = np.sort(np.concatenate(points))
    cdf = np.zeros(len(values))
    for (share, one), own in zip(law.weighed, points, strict=True):
        cdf += share * (_step(values, own[0]) if one.is_point else np.interp(values, own, levels))
    return values, cdf


def _step(values: Floats, at: float) -> Floats:
    """Return the distribution function of a single number at sorted values: 0, then 1.

    Of the two entries that hold the number, the first is still 0.
    """
    found = (values > at).astype(np.float64)
    found[np.searchsorted(values, at, side="right") - 1] = 1.0
    return found


def _interpolated(table: Floats, u: Floats) -> Floats:
    """Read a table of quantiles at equal steps at `u`, by linear interpolation."""
    at = u * (len(table) - 1)
    cell = at.astype(np.intp)
    at -= cell
    before = table.take(cell)
    at *= table[1:].take(cell) - before
    at += before
    return at


def clipped_mean(law: Distribution, low: float, high: float) -> float:
    """Return the mean of `law` clipped to [low, high]: ``low + integral of (1 - F)`` over them.

    In closed form where nothing clips; otherwise by Gauss-Legendre on the distribution
    function, split where it bends. Of a mixture: the mean of its components'.

    Parameters
    ----------
    low, high : float
        In the units of the law.
    """
    if law.family == "mixture":
        return sum(share * clipped_mean(one, low, high) for share, one in law.weighed)
    start, end = law.support
    if start == end:
        return min(max(start, low), high)
    if start >= low and end <= high:
        return law.mean
    a, b = max(low, start), min(high, end)
    if a >= b:
        return low if end <= low else high
    bends = sorted({a, b, *(x for x in _bends(law) if a < x < b)})
    nodes, weights = np.polynomial.legendre.leggauss(64)
    total = a
    for left, right in itertools.pairwise(bends):
        half = (right - left) / 2
        x = left + half * (1 + nodes)
        total += half * float(np.dot(weights, 1 - _cdf(law, x)))
    return total


def _bends(law: Distribution) -> list[float]:
    """Return points between which the distribution function is smooth."""
    if law.family not in ("normal", "lognormal"):
        return list(law.parameters)
    centre, spread = law.parameters
    found = [centre + k * spread for k in (-6, -3, -1, 0, 1, 3, 6)]
    return [math.exp(x) for x in found] if law.family == "lognormal" else found


def _cdf(law: Distribution, x: Floats) -> Floats:
    p = law.parameters
    match law.family:
        case "uniform":
            return np.asarray((x - p[0]) / (p[1] - p[0]))
        case "triangular":
            low, mode, high = p
            left = (x - low) ** 2 / ((high - low) * max(mode - low, 1e-300))
            right = 1 - (high - x) ** 2 / ((high - low) * max(high - mode, 1e-300))
            return np.asarray(np.where(x < mode, left, right))
        case "pert" | "beta":
            from scipy.special import betainc

            low, high = law.support
            return np.asarray(betainc(*law.beta_shape, (x - low) / (high - low)))
        case _:
            from scipy.special import ndtr

            # The logarithm of 0, and a distance of more spreads than a float holds, are infinite:
            # there the distribution function is 0 or 1.
            with np.errstate(divide="ignore", over="ignore"):
                z = np.log(x) if law.family == "lognormal" else x
                return np.asarray(ndtr((z - p[0]) / p[1]))
