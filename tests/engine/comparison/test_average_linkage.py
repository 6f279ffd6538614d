"""Average linkage and its cuts are SciPy's, level distances too."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from toi.engine.comparison.average_linkage import _numbered, average_linkage, cut_at


@pytest.mark.parametrize("members", [1, 2, 3, 12, 40])
@pytest.mark.parametrize("levels", [2, 5, 1_000_000])
def test_as_scipy(members, levels):
    random = np.random.default_rng(members)
    upper = np.triu(random.integers(0, levels, (members, members)) / levels, 1)
    distance = upper + upper.T
    merges = average_linkage(distance)
    if members == 1:
        assert merges.shape == (0, 4)
        return
    theirs = linkage(squareform(distance), method="average")
    assert merges.tolist() == theirs.tolist()
    for height in [*merges[:, 2], -1.0]:
        cut = fcluster(theirs, height, criterion="distance")
        named = {name: k for k, name in enumerate(dict.fromkeys(cut.tolist()), 1)}
        assert cut_at(merges, height).tolist() == [named[name] for name in cut.tolist()]


def test_a_whole_that_rounding_puts_before_its_part_is_named_by_it():
    """Rows are members; the second joins 0 to what the first made of 1 and 2."""
    merges = _numbered(np.array([[1.0, 2.0, 0.5, 0.0], [0.0, 1.0, 0.5, 0.0]]))
    assert merges.tolist() == [[1.0, 2.0, 0.5, 2.0], [0.0, 3.0, 0.5, 3.0]]
