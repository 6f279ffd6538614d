"""Share of a group's disagreement that weights carry, all of them and each alone."""

from collections.abc import Sequence

import numpy as np

from toi.engine.comparison.rank_distance import mean_disagreement, pair_signs
from toi.engine.comparison.rubric_batch import RubricBatch, in_order, weights_by
from toi.engine.problem import Floats
from toi.engine.scoring.score import score


def disagreement_over_weights(
    batches: Sequence[RubricBatch], signs: Floats, trust: Floats
) -> float:
    """Return the part of the expected disagreement that weights carry, in pairs of theories.

    For two rubrics r and s it is the Shapley value of their weights in a game of two, the
    weights and all else, worth how far a hybrid has come from the ranking of r to that of s
    (see `toi.engine.comparison.decomposition.split`). With ``x[r, s]`` and ``y[r, s]`` for the
    distances of the hybrid of r's weights and all else of s from r and from s, and d for that
    of r and s, the value is ``d / 2 + (y[r, s] - x[r, s] + y[s, r] - x[s, r]) / 4``.

    Parameters
    ----------
    signs : (R, P) float
        The rankings, as `pair_signs` gives them.
    trust : (R,) float
        Weight of each rubric; adds up to 1.
    """
    weights = weights_by(batches)
    different = 1.0 - (trust**2).sum()
    if different <= 0:
        return 0.0
    found = 0.0
    for r, share in enumerate(trust):
        hybrids = pair_signs(_keys_with(batches, np.broadcast_to(weights[r], weights.shape)))
        nearer = np.abs(hybrids - signs).sum(axis=1) - np.abs(hybrids - signs[r]).sum(axis=1)
        apart = np.abs(signs - signs[r]).sum(axis=1)
        # y - x and d are half of these sums; a pair of rubrics comes twice, once from each side
        found += float(share * (trust @ (apart + nearer)) / 4.0)
    return found / float(different)


def disagreement_if_weights_agreed(
    batches: Sequence[RubricBatch], criteria: Sequence[int], trust: Floats
) -> Floats:
    """Return the expected disagreement if all rubrics gave one criterion its mean weight, (K,).

    Their other weights share the rest in proportion; one that gives the others none shares it
    as the group does on average.

    Parameters
    ----------
    criteria : K ints
    trust : (R,) float
        Weight of each rubric; adds up to 1.
    """
    weights = weights_by(batches)
    mean = trust @ weights
    found = np.empty(len(criteria))
    for k, c in enumerate(criteria):
        others = weights.copy()
        others[:, c] = 0.0
        bare = others.sum(axis=1) <= 0.0
        others[bare] = np.where(np.arange(len(mean)) == c, 0.0, mean)
        agreed = others * ((1.0 - mean[c]) / others.sum(axis=1))[:, None]
        agreed[:, c] = mean[c]
        found[k] = mean_disagreement(pair_signs(_keys_with(batches, agreed)), trust).sum()
    return found


def _keys_with(batches: Sequence[RubricBatch], weights: Floats) -> Floats:
    """Return what theories are ranked by under other weights (R, C), (R, T)."""
    return in_order(
        batches,
        [
            score(one.problem, one.inputs.with_(weights=weights[one.members]), one.rows).key
            for one in batches
        ],
    )
