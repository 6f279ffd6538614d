"""Lines of attack: arguments that make one point take away less together than apart."""

from collections.abc import Sequence
from functools import cache, reduce

import numpy as np

from toi.engine.problem import Floats

Families = Sequence[Sequence[int]]
Rows = Sequence[Floats] | Floats  # (n, S), or n rows of (S,): stacking them would take longer


def expected_max(pull: Rows, chance: Rows | None) -> Floats:
    """Find the expected largest pull among those that are sound, (S,); 0 where none is.

    With pulls sorted downwards, ``E max = sum_k p_k q_k prod_{j < k} (1 - q_j)``, exact for
    independent events; where they are 0 or 1 it is the largest pull of the sound.

    Parameters
    ----------
    pull : n rows of (S,) float
        What each takes away if it is sound, n > 0.
    chance : n rows of (S,) float, or None
        Probability that it is sound; None where the pulls of the unsound are 0 already.
    """
    if chance is None:
        return np.asarray(reduce(np.maximum, pull))
    if len(pull) == 1:  # as in most families
        return np.asarray(pull[0] * chance[0])
    pull, chance = _downwards(pull, chance)
    found, none = pull[0] * chance[0], 1.0 - chance[0]
    for p, q in zip(pull[1:], chance[1:], strict=True):
        found += p * q * none
        none *= 1.0 - q
    return np.asarray(found)


def expected_maxima(pull: Floats, chance: Floats | None) -> Floats:
    """Find `expected_max` of R times n pulls, (R, S): to the last bit what it finds of each.

    Parameters
    ----------
    pull, chance : (R, n, S) float
        Or None, as there. Of fewer pulls, the others are 0 and never sound.
    """
    if chance is None:
        return np.asarray(pull.max(axis=1))
    # As `_downwards` has them: what ties stays in the order of the first draw.
    for draws in sorted({1, pull.shape[2]}):
        order = np.argsort(-pull[:, :, :draws], axis=1, kind="stable")
        pull, chance = (np.take_along_axis(one, order, axis=1) for one in (pull, chance))
    found, none = pull[:, 0] * chance[:, 0], 1.0 - chance[:, 0]
    for k in range(1, pull.shape[1]):
        found += pull[:, k] * chance[:, k] * none
        none *= 1.0 - chance[:, k]
    return np.asarray(found)


def _downwards(pull: Rows, chance: Rows) -> tuple[Rows, Rows]:
    """Sort pulls downwards in every draw, and their chances with them.

    Neighbours are exchanged in the draws in which they stand wrong: for the few arguments of a
    line that is quicker than to sort each draw by itself.
    """
    order = sorted(range(len(pull)), key=lambda i: -pull[i][0])
    pull, chance = [pull[i] for i in order], [chance[i] for i in order]
    for end in range(len(pull) - 1, 0, -1):
        for i in range(end):
            wrong = pull[i + 1] > pull[i]
            if wrong.any():
                for rows in (pull, chance):
                    here, below = rows[i], rows[i + 1]
                    rows[i] = np.where(wrong, below, here)
                    rows[i + 1] = np.where(wrong, here, below)
    return pull, chance


def line_pull(
    families: Families, overlap: float | Floats, pull: Rows, chance: Rows | None
) -> Floats:
    """Find what the arguments of a line take away together, (S,).

    ``(1 - w) (1 - prod_M (1 - p_M)) + w E max_i p_i`` at overlap w, where the pull p_M of a
    family M (a general argument with its instances) is their own ``E max``. So w = 0 counts
    every family by itself, and at w = 1 the strongest sound argument says it all.

    Parameters
    ----------
    families : sequence of sequences of int
        Rows of `pull`, each in one family.
    overlap : float or (S,) float
        From 0 to 1.
    pull : n rows of (S,) float
        What each argument takes away if it is sound.
    chance : n rows of (S,) float, or None
        As for `expected_max`.
    """
    if isinstance(overlap, float):  # alike in all draws
        low = high = overlap
    else:
        low, high = overlap.min(), overlap.max()
    apart = _apart(families, pull, chance) if low < 1.0 else 0.0
    one = expected_max(pull, chance) if high > 0.0 else 0.0
    return np.asarray((1.0 - overlap) * apart + overlap * one)


def _apart(families: Families, pull: Rows, chance: Rows | None) -> Floats:
    """Find what families take away if each makes a point of its own, (S,)."""
    left = [1.0 - _of(family, pull, chance) for family in families]
    return np.asarray(1.0 - reduce(np.multiply, left))


def _of(family: Sequence[int], pull: Rows, chance: Rows | None) -> Floats:
    rows = [pull[i] for i in family]
    return expected_max(rows, None if chance is None else [chance[i] for i in family])


@cache
def gauss_legendre(n: int) -> tuple[Floats, Floats]:
    """Return n nodes inside 0 to 1 and their weights, exact for degree 2 n - 1; both (n,)."""
    nodes, weights = np.polynomial.legendre.leggauss(n)
    return (nodes + 1.0) / 2.0, weights / 2.0


def line_shares(
    families: Families, overlap: float | Floats, pull: Floats, chance: Floats
) -> Floats:
    """Find the Shapley value of each argument in `line_pull`, (n,), in a single draw.

    The game is ``v(S) = line_pull`` of the arguments in S. Its multilinear extension puts
    ``t q_i`` for each chance ``q_i``; the value of i is the integral over t from 0 to 1 of
    the derivative by its share, at the diagonal (Owen 1972). The largest of some events is
    a sum over levels, ``E max = sum_k (p_k - p_(k+1)) (1 - prod_{j <= k} (1 - t q_j))``, as
    in the airport game, so all are polynomials, and Gauss-Legendre with enough nodes is
    exact.

    Parameters
    ----------
    overlap : float or (1,) float
    pull, chance : (n,) float
    """
    t, weights = gauss_legendre(len(pull) // 2 + 1)
    found = np.zeros(len(pull))
    groups = [list(family) for family in families]
    maxima = [_max_and_slopes(t, pull[rows], chance[rows]) for rows in groups]
    for k, (rows, (_, slopes)) in enumerate(zip(groups, maxima, strict=True)):
        others = np.ones_like(t)
        for other, (value, _) in enumerate(maxima):
            if other != k:
                others *= 1.0 - value
        found[rows] += (1.0 - overlap) * (slopes * others) @ weights
    return found + overlap * _max_and_slopes(t, pull, chance)[1] @ weights


def _max_and_slopes(t: Floats, pull: Floats, chance: Floats) -> tuple[Floats, Floats]:
    """Evaluate `expected_max` at chances ``t q``, (K,), and its slopes by each t, (n, K).

    Parameters
    ----------
    t : (K,) float
    pull, chance : (n,) float
    """
    if len(pull) == 1:
        mean = pull * chance
        return mean * t, np.full((1, len(t)), mean[0])
    order = np.argsort(-pull, kind="stable")
    steps = -np.diff(pull[order], append=0.0)[:, None]
    not_sound = 1.0 - t * chance[order, None]  # above 0, since nodes lie below 1
    none = np.cumprod(not_sound, axis=0)  # of the k that pull most
    value = (steps * (1.0 - none)).sum(axis=0)
    slopes = np.empty_like(none)
    tail = np.cumsum((steps * none)[::-1], axis=0)[::-1]  # over all levels that i reaches
    slopes[order] = chance[order, None] * tail / not_sound
    return value, slopes
