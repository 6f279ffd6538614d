"""Share of a group's disagreement that weights carry, all of them and each alone."""

from collections.abc import Sequence

import numpy as np

from toi.engine.comparison.rank_distance import (
    Orders,
    mean_disagreement,
    pair_orders,
    pair_signs,
)
from toi.engine.comparison.rubric_batch import RubricBatch, in_order, weights_by
from toi.engine.problem import Evaluation, Floats, Ints
from toi.engine.scoring.evaluate import evaluate, reweighted
from toi.engine.scoring.ranking import order_key

MOST = 256  # rubrics whose weights are given to all the others; of more, as many are taken


def share_over_weights(batches: Sequence[RubricBatch], signs: Floats, trust: Floats) -> float:
    """Return the share of the expected disagreement that weights carry.

    Of more than `MOST` rubrics so many, evenly spread, give their weights to all: both means are
    then taken over the same pairs, so that the work grows with R and not its square.

    For two rubrics r and s it is the Shapley value of their weights in a game of two, the
    weights and all else, worth how far a hybrid has come from the ranking of r to that of s
    (see `toi.engine.comparison.decomposition.split`). With ``x[r, s]`` and ``y[r, s]`` for the
    distances of the hybrid of r's weights and all else of s from r and from s, and d for that
    of r and s, the value is ``d / 2 + (y[r, s] - x[r, s] + y[s, r] - x[s, r]) / 4``; the share
    is the mean of these values over the mean of d.

    Parameters
    ----------
    signs : (R, P) float
        The rankings, as `pair_signs` gives them; some differ.
    trust : (R,) float
        Weight of each rubric; adds up to 1.
    """
    weights, evaluations = weights_by(batches), _evaluations(batches)
    orders = np.ascontiguousarray(signs.T.astype(np.int8))
    carried = whole = 0.0
    for r in np.unique(np.linspace(0, len(trust) - 1, min(len(trust), MOST)).astype(np.int64)):
        mine = np.broadcast_to(weights[r], weights.shape)
        hybrids = pair_orders(_keys_with(batches, evaluations, mine))
        nearer = _apart(hybrids, orders) - _apart(hybrids, orders[:, r, None])
        apart = _apart(orders, orders[:, r, None])
        # y - x and d are half of these sums; a pair of rubrics comes twice, once from each side
        carried += float(trust[r] * (trust @ (apart + nearer)) / 4.0)
        whole += float(trust[r] * (trust @ apart) / 2.0)
    return carried / whole if whole > 0 else 0.0


def _apart(orders: Orders, others: Orders) -> Ints:
    """Add up by how much the orders of pairs, (P, R), differ from others, (R,)."""
    return np.asarray(np.abs(orders - others).sum(axis=0, dtype=np.int64))


def disagreement_if_weights_agreed(
    batches: Sequence[RubricBatch],
    criteria: Sequence[int],
    trust: Floats,
    mean: Floats | None = None,
) -> Floats:
    """Return the expected disagreement if all rubrics gave one criterion its mean weight, (K,).

    Their other weights share the rest in proportion; one that gives the others none shares it
    as the group does on average.

    Parameters
    ----------
    criteria : K ints
    trust : (R,) float
        Weight of each rubric; adds up to 1.
    mean : (C,) float, optional
        What is agreed on of each criterion; by default the mean of all.
    """
    weights, evaluations = weights_by(batches), _evaluations(batches)
    mean = trust @ weights if mean is None else mean
    found = np.empty(len(criteria))
    for k, c in enumerate(criteria):
        others = weights.copy()
        others[:, c] = 0.0
        bare = others.sum(axis=1) <= 0.0
        others[bare] = np.where(np.arange(len(mean)) == c, 0.0, mean)
        agreed = others * ((1.0 - mean[c]) / others.sum(axis=1))[:, None]
        agreed[:, c] = mean[c]
        signs = pair_signs(_keys_with(batches, evaluations, agreed))
        found[k] = mean_disagreement(signs, trust).sum()
    return found


def _evaluations(batches: Sequence[RubricBatch]) -> list[Evaluation]:
    """Evaluate the rubrics of each batch, once for whatever weights they are then given."""
    return [evaluate(one.problem, one.inputs) for one in batches]


def _keys_with(
    batches: Sequence[RubricBatch], evaluations: Sequence[Evaluation], weights: Floats
) -> Floats:
    """Return what theories are ranked by under other weights (R, C), (R, T)."""
    keys = []
    for one, found in zip(batches, evaluations, strict=True):
        mine = weights[one.members]
        again = reweighted(one.problem, found, mine)
        totals = one.problem.method.scores(one.problem, mine, again, one.rows)
        keys.append(order_key(totals, found.gated[:, one.rows]))
    return in_order(batches, keys)
