"""The weights that limits leave: regions whose corners and dimension are known."""

import numpy as np
import pytest

from toi.engine.sampling.weight_polytope import feasible_region, sum_of
from toi.records.weight_uncertainty import read_constraint

NAMES = ("a", "b", "c", "d")


def region(*texts):
    return feasible_region(NAMES, [limit for text in texts for limit in read_constraint(text)])


# What is asked for, the dimension that is left, and all corners of it.
CASES = [
    ([], 3, np.eye(4)),
    (
        ["a >= b >= c >= d"],
        3,
        [[1, 0, 0, 0], [0.5, 0.5, 0, 0], [1 / 3, 1 / 3, 1 / 3, 0], [0.25] * 4],
    ),
    (["a = 0.4"], 2, [[0.4, 0.6, 0, 0], [0.4, 0, 0.6, 0], [0.4, 0, 0, 0.6]]),
    (["a = b"], 2, [[0.5, 0.5, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]),
    (["a + b >= 1"], 1, [[1, 0, 0, 0], [0, 1, 0, 0]]),
    (["a = 0.4", "b = 2 c", "d = 0"], 0, [[0.4, 0.4, 0.2, 0]]),
    (
        ["0.25 <= a <= 0.75", "b + c <= 0.25"],
        3,
        [
            [0.25, 0.25, 0, 0.5],
            [0.25, 0, 0.25, 0.5],
            [0.25, 0, 0, 0.75],
            [0.75, 0.25, 0, 0],
            [0.75, 0, 0.25, 0],
            [0.75, 0, 0, 0.25],
        ],
    ),
]


@pytest.mark.parametrize(("texts", "dimension", "corners"), CASES)
def test_corners_are_of_the_region_and_reach_in_all_its_directions(texts, dimension, corners):
    found, known = region(*texts), np.array(corners, dtype=float)
    for corner in found.vertices.T:
        assert np.abs(known - corner).sum(axis=1).min() < 1e-12
    assert found.dimension == dimension
    middle = found.vertices - found.vertices.mean(axis=1, keepdims=True)
    assert np.linalg.matrix_rank(middle, tol=1e-9) == dimension
    assert found.is_flat == (dimension < 3)
    constant = found.equal @ known.T
    np.testing.assert_allclose(constant, constant[:, :1] * np.ones(len(known)), atol=1e-12)
    assert found.equal[0].tolist() == [1.0] * 4
    assert np.linalg.matrix_rank(found.equal) == 4 - dimension
    if len(found.forms):
        assert (found.forms @ known.T >= -1e-12).all()
        assert ((found.forms @ known.T).max(axis=1) > 0).all()


def test_what_is_within_is_within_and_what_lies_on_a_border_too():
    found = region("a >= b", "c >= 0.25")
    inside = np.array([[0.5, 0.2, 0.3, 0], [0.3, 0.3, 0.4, 0], [0.5, 0.25, 0.25, 0]])
    outside = np.array([[0.2, 0.3, 0.5, 0], [0.6, 0.2, 0.2, 0]])
    assert found.holds(np.vstack([inside, outside]).T).tolist() == [True] * 3 + [False] * 2
    assert sum_of(np.array([2.0, 0, -1, 0]), inside.T) == pytest.approx([0.7, 0.2, 0.75])


def test_what_cannot_be_met_is_said():
    with pytest.raises(ValueError, match="no weights"):
        region("a >= 0.6", "b >= 0.6")


def spans(found):
    middle = found.vertices - found.vertices.mean(axis=1, keepdims=True)
    return np.linalg.matrix_rank(middle, tol=1e-9) == found.dimension


def test_a_side_on_which_every_weight_is_largest_is_not_taken_for_all_of_the_region():
    """A triangle: a and c are largest in its first corner, b in the second, none in the last."""
    corners = np.array([[0.6, 0.1, 0.3], [0.1, 0.6, 0.3], [0.5, 0.5, 0.0]])
    texts = "c <= 0.3", "3 a <= 1 + 0.5 + c", "3 b <= 1 + 0.5 + c"
    limits = [limit for text in texts for limit in read_constraint(text)]
    found = feasible_region(("a", "b", "c"), limits)
    assert found.dimension == 2
    assert not found.is_flat
    assert spans(found)
    for corner in found.vertices.T:
        assert np.abs(corners - corner).sum(axis=1).min() < 1e-12


@pytest.mark.parametrize("most", [0.3, 0.4, 0.5])
@pytest.mark.parametrize("n", [4, 5, 6])
def test_corners_reach_in_all_directions_where_many_weights_are_largest_in_one(n, most):
    """Of weights that may each be the half two are largest in one corner."""
    names = "abcdef"[:n]
    limits = [limit for name in names for limit in read_constraint(f"{name} <= {most}")]
    found = feasible_region(names, limits)
    assert found.dimension == n - 1
    assert spans(found)


def test_corners_reach_in_all_directions_of_a_region_that_nothing_is_level_in():
    limits = [
        one for text in ("b <= 0.25", "a <= 0.5", "b + c <= 0.7") for one in read_constraint(text)
    ]
    found = feasible_region(("a", "b", "c"), limits)
    assert found.dimension == 2
    assert spans(found)
