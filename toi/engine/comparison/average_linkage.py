"""Average linkage: a tree of what lies near one another, and where it is cut.

As SciPy's, to the bit, whose loading takes longer than the clustering of a thousand.
"""

import numpy as np

from toi.engine.problem import Floats, Ints


def average_linkage(distance: Floats) -> Floats:
    """Join the nearest clusters until one is left, each as far apart as their members on average.

    By chains of nearest neighbours (Murtagh 1983): two that are nearest to each other are
    joined whenever they are met, which gives the tree of joining the nearest of all first.

    Parameters
    ----------
    distance : (R, R) float
        Symmetric.

    Returns
    -------
    (R - 1, 4) float
        As SciPy's ``linkage``: the two that are joined, their distance, the new size. What row
        k makes is number R + k.
    """
    n = len(distance)
    apart = distance.copy()
    np.fill_diagonal(apart, np.inf)  # what has been joined to another is as far away
    sizes, chain, merges = np.ones(n), [0], np.empty((max(n - 1, 0), 4))
    for merge in merges:
        chain = chain or [int(np.argmax(sizes > 0))]
        x, y = _nearest_pair(apart, chain)
        merge[:3] = x, y, apart[x, y]
        apart[y] = apart[:, y] = (sizes[x] * apart[x] + sizes[y] * apart[y]) / (sizes[x] + sizes[y])
        apart[x] = apart[:, x] = apart[y, y] = np.inf
        sizes[x], sizes[y] = 0.0, sizes[x] + sizes[y]
    return _numbered(merges[np.argsort(merges[:, 2], kind="stable")])


def _nearest_pair(apart: Floats, chain: list[int]) -> tuple[int, int]:
    """Follow nearest neighbours to two that are each other's, lower first; take them off."""
    while True:
        last = chain[-1]
        near = int(np.argmin(apart[last]))
        if len(chain) > 1 and apart[last, chain[-2]] <= apart[last, near]:
            x, y = sorted((last, chain[-2]))
            del chain[-2:]
            return x, y
        chain.append(near)


def _numbered(merges: Floats) -> Floats:
    """Name clusters by the rows that made them, rather than by a member, and count them."""
    n = len(merges) + 1
    above = list(range(n))  # of each member, one of the same cluster; in the end itself
    name, size = list(range(n)), [1] * n

    def found(member: int) -> int:
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for k, merge in enumerate(merges):
        x, y = found(int(merge[0])), found(int(merge[1]))
        above[x] = y
        size[y] += size[x]
        merge[:2] = sorted((name[x], name[y]))
        merge[3] = size[y]
        name[y] = n + k
    return merges


def cut_at(merges: Floats, height: float) -> Ints:
    """Return the clusters of members no further apart than `height`, (R,).

    Numbered from 1, in order of their first members.
    """
    n = len(merges) + 1
    top = list(range(2 * n - 1))
    for k in reversed(range(n - 1)):
        if merges[k, 2] <= height:
            one, other = merges[k, :2].astype(int).tolist()
            top[one] = top[other] = top[n + k]
    number = {cluster: k for k, cluster in enumerate(dict.fromkeys(top[:n]), 1)}
    return np.array([number[cluster] for cluster in top[:n]], dtype=np.int64)
