"""Weights as numbers and as uncertain quantities."""

import numpy as np

from toi.engine.problem import Floats, WeightLaw


def mean_weights(weights: Floats, law: WeightLaw) -> Floats:
    """Return expected weights, (C,), in closed form.

    ``exactly`` and ``dirichlet`` (alpha = k w): the weights themselves. ``unknown``:
    equal over those above 0. ``order``: rank order centroid (Barron & Barrett 1996),
    ``w_(i) = 1/n sum_{j >= i} 1/j``, with ties sharing what their places get.

    Parameters
    ----------
    weights : (C,) float
        As the rubric gives them, adding up to 1.
    """
    positive = weights > 0
    n = int(positive.sum())
    if law.kind == "unknown":
        return np.asarray(np.where(positive, 1.0 / n, 0.0))
    if law.kind == "order":
        centroid = np.cumsum((1.0 / np.arange(1, n + 1))[::-1])[::-1] / n
        found = np.zeros_like(weights)
        for places, members in tied_groups(weights):
            found[members] = centroid[places].mean()
        return found
    return weights.copy()


def tied_groups(weights: Floats) -> list[tuple[slice, list[int]]]:
    """Return criteria of equal weight above 0, largest first, with the places they share."""
    found: list[tuple[slice, list[int]]] = []
    start = 0
    for value in sorted({float(w) for w in weights if w > 0}, reverse=True):
        members = [int(i) for i in np.flatnonzero(weights == value)]
        found.append((slice(start, start + len(members)), members))
        start += len(members)
    return found


def shaped_weights(weights: Floats, law: WeightLaw, gammas: Floats) -> Floats:
    """Make weights (S, C) from one positive variate per criterion and draw, (S, C).

    Normalised gamma variates of shape alpha are Dirichlet(alpha); of shape 1, uniform on
    the simplex. Under ``order`` these are then sorted to keep the order of `weights`.

    Parameters
    ----------
    weights : (C,) float
        Those of 0 stay 0.
    gammas : (S, C) float
    """
    rows = gammas.T  # draws side by side
    if not (weights > 0).all():
        rows = np.where(weights[:, None] > 0, rows, 0.0)
    drawn = (rows / rows.sum(axis=0)).T
    if law.kind != "order":
        return np.asarray(drawn)
    positive = np.flatnonzero(weights > 0)
    descending = -np.sort(-drawn[:, positive], axis=1)
    found = np.zeros_like(drawn)
    for places, members in tied_groups(weights):
        own_order = np.argsort(np.argsort(-drawn[:, members], axis=1), axis=1)
        found[:, members] = np.take_along_axis(descending[:, places], own_order, axis=1)
    return np.asarray(found)
