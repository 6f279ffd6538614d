"""Draws of the weights, in blocks that depend on the seed and their own number alone."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.random import Generator

from toi.engine.problem import Floats, WeightLaw
from toi.engine.sampling.streams import BLOCK, stream
from toi.engine.sampling.weights import mean_weights, shaped_weights

if TYPE_CHECKING:  # limits are rare; what they need is loaded where there are some
    from toi.engine.sampling.hit_and_run import Walk
    from toi.engine.sampling.weight_polytope import Region

LEAST_ACCEPTED = 0.01  # share of what is drawn without limits that meets them
WALK = "weights/hit-and-run"


def weights_block(
    criteria: Sequence[str],
    weights: Floats,
    law: WeightLaw,
    seed: int,
    block: int,
) -> Floats:
    """Draw block number `block` of the weights, (n, C).

    Without limits, normalised gamma variates of one stream per criterion. Within limits,
    those of them that meet the limits (others are drawn again from the same streams) where
    at least 1 % do; else by hit-and-run, one chain for each draw.

    Parameters
    ----------
    criteria : sequence of str
        C ids.
    weights : (C,)
        Add up to 1. Criteria of weight 0 have weight 0 in every draw, and none of the
        others' draws depends on them.
    """
    if law.kind == "exactly":
        return np.broadcast_to(weights, (BLOCK, len(weights))).copy()
    if law.limits:
        return _limited(criteria, weights, law, seed, block)
    return shaped_weights(weights, law, _gammas(criteria, weights, law, seed, block)(BLOCK))


def expected_weights(criteria: Sequence[str], weights: Floats, law: WeightLaw) -> Floats:
    """Return the mean weights, (C,): in closed form, or within limits over block 0 of seed 0.

    Parameters
    ----------
    criteria : sequence of str
        C ids.
    weights : (C,) float
        Add up to 1.
    """
    if not law.limits:
        return mean_weights(weights, law)
    return _mean(tuple(criteria), tuple(weights.tolist()), law).copy()


@lru_cache(maxsize=256)
def _mean(criteria: tuple[str, ...], weights: tuple[float, ...], law: WeightLaw) -> Floats:
    found = weights_block(criteria, np.array(weights), law, 0, 0)
    return np.asarray(found[0] + (found - found[0]).mean(axis=0))  # exact if all are alike


class _Gammas:
    """One gamma variate per criterion and draw; each call goes on where the last ended."""

    def __init__(self, streams: Sequence[Generator], shapes: Floats) -> None:
        self.streams, self.shapes = streams, shapes.tolist()

    def __call__(self, n: int) -> Floats:
        found = np.zeros((len(self.shapes), n))
        for row, generator, shape in zip(found, self.streams, self.shapes, strict=True):
            if shape:
                generator.standard_gamma(shape, out=row)
        return found.T


def _gammas(
    criteria: Sequence[str], weights: Floats, law: WeightLaw, seed: int, block: int
) -> _Gammas:
    streams = [stream(seed, f"weight/{name}", block) for name in criteria]
    return _Gammas(streams, _alpha(weights, law))


def _alpha(weights: Floats, law: WeightLaw) -> Floats:
    """Return parameters of the Dirichlet distribution; 1 where it is uniform, 0 of what stays 0."""
    if law.kind == "dirichlet":
        return law.concentration * weights
    return np.asarray(weights > 0, dtype=np.float64)


def _limited(
    criteria: Sequence[str], weights: Floats, law: WeightLaw, seed: int, block: int
) -> Floats:
    """Draw a block of weights within limits, (BLOCK, C)."""
    from toi.engine.sampling.hit_and_run import draw_weights

    above = np.flatnonzero(weights > 0)
    names, shares = tuple(criteria[i] for i in above.tolist()), weights[above]
    limits, walk = _planned(names, tuple(shares.tolist()), law)
    if limits.dimension == 0:
        part = np.broadcast_to(limits.vertices[:, 0], (BLOCK, len(above)))
    elif walk is not None:
        part = draw_weights(walk, BLOCK, stream(seed, WALK, block)).T
    else:
        part = _rejected(limits, shares, law, _gammas(names, shares, law, seed, block))
    found = np.zeros((len(criteria), BLOCK))
    found[above] = part.T
    return found.T


@lru_cache(maxsize=64)
def _planned(
    names: tuple[str, ...], weights: tuple[float, ...], law: WeightLaw
) -> "tuple[Region, Walk | None]":
    """Return the region that limits leave, and a walk where rejection would be slow.

    Tried out on streams of its own, so that it is the same for every seed and block.
    """
    from toi.engine.sampling.hit_and_run import prepare_walk
    from toi.engine.sampling.weight_polytope import feasible_region

    limits, shares = feasible_region(names, law.limits), np.array(weights)
    if limits.dimension == 0:
        return limits, None
    if not limits.is_flat:
        tried = shaped_weights(shares, law, _gammas(names, shares, law, 0, 0)(BLOCK))
        if limits.holds(tried.T).mean() >= LEAST_ACCEPTED:
            return limits, None
    return limits, prepare_walk(limits, _alpha(shares, law), stream(0, f"{WALK}/trial"))


def _rejected(limits: "Region", weights: Floats, law: WeightLaw, gammas: _Gammas) -> Floats:
    """Draw a block of weights; those outside the limits are replaced by the next inside."""
    found = shaped_weights(weights, law, gammas(BLOCK))
    missing = np.flatnonzero(np.logical_not(limits.holds(found.T)))
    while len(missing):
        more = shaped_weights(weights, law, gammas(BLOCK))
        inside = more[limits.holds(more.T)][: len(missing)]
        found[missing[: len(inside)]] = inside
        missing = missing[len(inside) :]
    return found
