"""Clusters of rankings: silhouettes by loops, SciPy's tree and cuts, and what is left out."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial.distance import squareform

from toi.engine.comparison.rank_distance import CLEAR, MOST_CLUSTERS, clusters, silhouette


def width(distance, labels):
    """Mean silhouette width, one by one (Rousseeuw 1987)."""
    found = []
    for i, mine in enumerate(labels):
        own = [distance[i, j] for j in range(len(labels)) if j != i and labels[j] == mine]
        near = min(distance[i, labels == one].mean() for one in set(labels) - {mine})
        size = max(near, np.mean(own)) if own else 0
        found.append((near - np.mean(own)) / size if size else 0.0)
    return np.mean(found)


def is_tight(distance, labels):
    """Whether no two of a cluster are further apart than two of all, if two have several."""
    members = [np.flatnonzero(labels == one) for one in sorted(set(labels))]
    several = [some for some in members if len(some) > 1]
    mean = distance[np.triu_indices(len(distance), 1)].mean()
    widest = max((distance[np.ix_(some, some)].max() for some in several), default=0.0)
    return len(several) < 2 or widest <= mean


def around(centres, each, seed):
    """Distances of points of the plane, some around each of some centres."""
    rng = np.random.default_rng(seed)
    middle = np.repeat(4 * rng.normal(size=(centres, 2)), each, axis=0)
    points = middle + rng.normal(size=middle.shape)
    return np.linalg.norm(points[:, None] - points, axis=2)


@pytest.mark.parametrize(
    ("centres", "each", "seed"),
    [(3, 1, 0), (2, 2, 1), (2, 4, 2), (3, 3, 3), (5, 2, 4), (8, 3, 5), (9, 3, 6), (12, 2, 8)],
)
def test_the_clearest_cut_of_scipy_s_tree(centres, each, seed):
    distance = around(centres, each, seed)
    tree = linkage(squareform(distance, checks=False), method="average")
    cuts = [cut_tree(tree, k).ravel() for k in range(2, min(MOST_CLUSTERS, len(distance) - 1) + 1)]
    for cut in cuts:
        assert silhouette(distance, cut) == pytest.approx(width(distance, cut))
    tight = [cut for cut in cuts if is_tight(distance, cut)]
    best = max(tight, key=lambda cut: width(distance, cut))
    found = clusters(distance)
    together = best[:, None] == best if width(distance, best) >= CLEAR else True
    assert ((found.labels[:, None] == found.labels) == together).all()
    assert found.merges == pytest.approx(tree)


def test_one_alone_has_no_width_and_what_is_the_same_none():
    chain = np.array([[0, 1, 8, 7], [1, 0, 1, 7], [8, 1, 0, 7], [7, 7, 7, 0]], dtype=float)
    assert silhouette(chain, np.array([1, 1, 1, 2])) == pytest.approx((2 * 2.5 + 6) / 7 / 4)
    assert silhouette(np.zeros((4, 4)), np.array([1, 1, 2, 2])) == 0.0
    assert silhouette(chain, np.ones(4)) == 0.0


def test_the_rest_from_whom_one_stands_apart_may_be_loose():
    """Two of the three are further apart than two of all are on average, 25 / 6."""
    chain = np.array([[0, 1, 8, 7], [1, 0, 1, 7], [8, 1, 0, 7], [7, 7, 7, 0]], dtype=float)
    assert clusters(chain).labels.tolist() == [1, 1, 1, 2]


def test_two_of_a_cluster_may_be_as_far_apart_as_two_of_all():
    distance = np.full((5, 5), 9.0)
    distance[:2, :2] = distance[2:, 2:] = 1.0
    np.fill_diagonal(distance, 0.0)
    for apart, holds in (
        (6.3, True),
        (57 / 9, True),
        (6.4, False),
    ):  # the mean is (57 + apart) / 10
        distance[2, 3] = distance[3, 2] = apart
        assert (clusters(distance).labels.tolist() == [1, 1, 2, 2, 2]) == holds


def test_where_every_cut_has_a_loose_cluster_all_are_one():
    """Three groups of which two hold a triple with two members further apart than most."""
    distance = np.full((12, 12), 10.0)
    for group in (slice(0, 5), slice(5, 10), slice(10, 12)):
        distance[group, group] = 6.5
    for a, b, c in ((0, 1, 2), (5, 6, 7)):
        distance[a, b] = distance[b, c] = 1.0
        distance[a, c] = 11.0
    distance = np.triu(distance + 1e-4 * np.arange(12), 1)
    found = clusters(distance + distance.T)
    assert found.labels.tolist() == [1] * 12
    assert found.silhouette > CLEAR


def test_two_rankings_have_no_clusters():
    found = clusters(np.array([[0.0, 3.0], [3.0, 0.0]]))
    assert (found.labels.tolist(), found.silhouette) == ([1, 1], 0.0)
