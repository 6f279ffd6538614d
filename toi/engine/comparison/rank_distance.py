"""Distances between rankings: pairs of theories in another order, and clusters."""

import numpy as np
from numpy.typing import NDArray

from toi.engine.comparison.average_linkage import average_linkage, cut_at
from toi.engine.problem import Floats, Ints
from toi.light_dataclass import dataclass

Orders = NDArray[np.int8]

MOST_CLUSTERS = 8
CLEAR = 0.25  # mean silhouette
ROUNDING = 1e-9


def pair_signs(key: Floats) -> Floats:
    """Return the order of each pair of theories by each ranking, (R, T (T - 1) / 2): 1, -1, 0.

    Parameters
    ----------
    key : (R, T) float
        More is better; 0 is a tie.
    """
    return np.asarray(pair_orders(key).T.astype(np.float64, order="C"))


def pair_orders(key: Floats) -> Orders:
    """Return the same pair by pair, (T (T - 1) / 2, R), in a byte each."""
    one, other = np.triu_indices(key.shape[1], 1)
    theories = np.ascontiguousarray(key.T)  # rankings side by side: to take a pair copies two rows
    before, after = theories[one], theories[other]
    return (before > after).view(np.int8) - (before < after).view(np.int8)


def kendall_distance(signs: Floats, others: Floats) -> Floats:
    """Return the Kendall distances of rankings (R, P) to others (Q, P), (R, Q).

    Rankings are given by `pair_signs`. ``sum |s - s'| / 2``: a pair in opposite order counts
    1, one that is tied in only one of the two 1/2. Twice that is the distance of Kemeny
    (1959), a metric; with p = 1/2 it is that of Fagin et al. (2006).
    """
    # |s - s'| = (s - s')^2 less 2 for each pair in opposite order
    square = (signs**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2.0 * signs @ others.T
    up, down = signs > 0, signs < 0
    up_, down_ = (side.astype(np.float64) for side in (others > 0, others < 0))
    opposite = up.astype(np.float64) @ down_.T + down.astype(np.float64) @ up_.T
    return np.asarray((square - 2.0 * opposite) / 2.0)


def kendall_distances(before: Floats, after: Floats) -> Floats:
    """Return the Kendall distance of each ranking to its other, (K,), by two keys (K, T)."""
    rows = zip(before, after, strict=True)  # one by one: there are T^2 pairs
    found = [kendall_distance(pair_signs(a[None]), pair_signs(b[None]))[0, 0] for a, b in rows]
    return np.array(found, dtype=np.float64)


def mean_disagreement(signs: Floats, trust: Floats) -> Floats:
    """Return the expected disagreement of two rankings drawn by trust, by pair of theories, (P,).

    Twice the sum over pairs of different rankings of ``p_r p_s |s_r - s_s| / 2``, over the
    chance of picking different ones.

    Parameters
    ----------
    signs : (R, P) float
    trust : (R,) float
        Weight of each ranking; adds up to 1.
    """
    up, down = trust @ (signs > 0), trust @ (signs < 0)
    level = 1.0 - up - down
    different = 1.0 - (trust**2).sum()
    found = 2.0 * up * down + (up + down) * level
    return np.asarray(np.maximum(found, 0.0) / different if different > 0 else found)


@dataclass(frozen=True, eq=False)
class Clusters:
    """Rankings that lie near one another.

    Attributes
    ----------
    labels : (R,) int
        From 1, in order of their first members; all 1 where there are no clear clusters.
    silhouette : float
        Of the clusters, -1 to 1; where there are none, of the clearest that do not hold.
    merges : (R - 1, 4) float
        The tree, as scipy's linkage: the two that are joined, their distance, the new size.
    """

    labels: Ints
    silhouette: float
    merges: Floats


def clusters(distance: Floats) -> Clusters:
    """Find clusters by average linkage (Sokal & Michener 1958), as many as are clearest.

    Two clusters are as far apart as their members are on average; the nearest are joined.
    The tree is cut into the number of clusters, up to `MOST_CLUSTERS`, of largest mean
    silhouette (Rousseeuw 1987); below `CLEAR` there is no structure to speak of (Kaufman &
    Rousseeuw 1990), and all are one. Cuts are left out in which two of a cluster are further
    apart than two of all are on average: nobody would call them alike.

    Parameters
    ----------
    distance : (R, R) float
    """
    merges = average_linkage(distance)
    cuts = [  # by height: where several are joined at one, there may be fewer
        cut_at(merges, merges[-k, 2]) for k in range(2, min(MOST_CLUSTERS, len(distance) - 1) + 1)
    ]
    widths = [round(silhouette(distance, labels), 9) for labels in cuts]
    tight = [k for k, labels in enumerate(cuts) if _is_tight(distance, labels)]
    best = max(tight, key=widths.__getitem__, default=-1)
    if best < 0 or widths[best] < CLEAR:
        one = np.ones(len(distance), dtype=np.int64)
        return Clusters(one, max(widths, default=0.0), merges)
    return Clusters(cuts[best], widths[best], merges)


def _is_tight(distance: Floats, labels: Ints) -> bool:
    """Tell whether no two of a cluster are further apart than two of all are on average.

    Where only one cluster has several members, it is but the rest, from whom others stand apart.
    """
    _, sizes = np.unique(labels, return_counts=True)
    if np.count_nonzero(sizes > 1) < 2:
        return True
    mean = distance.sum() / (len(distance) * (len(distance) - 1))
    together = labels[:, None] == labels
    return bool(distance[together].max() <= mean + ROUNDING)


def silhouette(distance: Floats, labels: Ints) -> float:
    """Return the mean silhouette width: ``(b - a) / max(a, b)``, 0 for one alone in its cluster.

    `a` is the mean distance to the others of one's cluster, `b` that to the nearest other
    cluster.

    Parameters
    ----------
    distance : (R, R) float
    labels : (R,) int
        The cluster of each.
    """
    names, which = np.unique(labels, return_inverse=True)
    if len(names) < 2:
        return 0.0
    member = np.eye(len(names))[which]
    sizes, sums = member.sum(axis=0), distance @ member
    own = sizes[which]
    near = np.where(member > 0, np.inf, sums / sizes).min(axis=1)
    inside = sums[np.arange(len(which)), which] / np.maximum(own - 1, 1)
    size = np.maximum(near, inside)
    width = np.divide(near - inside, size, out=np.zeros_like(size), where=(size > 0) & (own > 1))
    return float(width.mean())
