"""Rankings of scores: which are level, ranks, and who is best."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Ints

DECIMALS = 9  # of a point: scores that agree to so many are level, whatever rounding did below


def order_key(totals: Floats, gated: Bools | None = None) -> Floats:
    """Return what theories are ranked by, any shape: rounded scores, gated ones below all.

    The only rule for when two theories are level: they are where their keys are equal.

    Parameters
    ----------
    totals : float
    gated : bool of the same shape, optional
        Theories that a gate excludes, which tie below all others; none if not given.
    """
    rounded = np.round(totals, DECIMALS)
    return rounded if gated is None else np.where(gated, -np.inf, rounded)


def ranks(key: Floats) -> Ints:
    """Return the rank of each theory, (T,), from keys (T,): 1 + the number strictly better."""
    return np.asarray(1 + (key[None, :] > key[:, None]).sum(axis=1))


def best_shares(key: Floats) -> Floats:
    """Return who is best of the theories: 1 for the best, 1/k each where k are level.

    Nobody is where gates exclude all.

    Parameters
    ----------
    key : (..., T) float
        From `order_key`.
    """
    best = are_best(key, key.max(axis=-1, keepdims=True))
    return np.asarray(best / np.maximum(best.sum(axis=-1, keepdims=True), 1))


def are_best(key: Floats, most: Floats) -> Bools:
    """Return which theories lead, by keys and the largest of them; none that a gate excludes.

    The only rule for who leads: where gates exclude all, nobody does.
    """
    return np.asarray((key == most) & (most > -np.inf))


def lead(scores: Floats, leader: int, rivals: Sequence[int] | None = None) -> Floats:
    """Return points by which one theory is ahead of the best of its rivals, (...).

    Negative where it is behind; 0 where it has no rival, or where all score minus infinity.

    Parameters
    ----------
    scores : (..., T) float
        Minus infinity where a gate excludes a theory, unless that is to play no part.
    leader : int
    rivals : sequence of int, optional
        By default all the others.
    """
    if rivals is None:
        rivals = [t for t in range(scores.shape[-1]) if t != leader]
    if not rivals:
        return np.zeros(scores.shape[:-1])
    own, best = scores[..., leader], scores[..., list(rivals)].max(axis=-1)
    all_gated = np.isneginf(own) & np.isneginf(best)
    return np.asarray(np.subtract(own, best, where=~all_gated, out=np.zeros(own.shape)))
