"""Weights of pairwise comparisons: what each squaring gives."""

import numpy as np
import pytest

from toi.engine.elicitation import weights


def test_squarings_that_run_out_leave_the_mean_over_ways_of_that_length(monkeypatch):
    """After one, each weight is the sum over all ways of two comparisons: A A e."""
    matrix = np.array([[1, 3, 1 / 2], [1 / 3, 1, 5], [2, 1 / 5, 1]])
    full = weights.principal_weights(matrix)
    assert matrix @ full / full == pytest.approx(np.full(3, (matrix @ full / full)[0]))
    monkeypatch.setattr(weights, "_MOST_SQUARINGS", 1)
    ways = matrix @ matrix @ np.ones(3)
    assert weights.principal_weights(matrix) == pytest.approx(ways / ways.sum())


def test_consistency_by_the_largest_eigenvalue():
    """Saaty's table has 0.58 for three."""
    matrix = np.array([[1, 3, 1 / 2], [1 / 3, 1, 5], [2, 1 / 5, 1]])
    largest = np.linalg.eigvals(matrix).real.max()
    index, ratio = weights.consistency(matrix)
    assert index == pytest.approx((largest - 3) / 2)
    assert ratio == pytest.approx(index / 0.58)
    shares = np.array([0.5, 0.3, 0.2])
    assert weights.consistency(shares[:, None] / shares) == pytest.approx((0, 0), abs=1e-12)
    assert weights.consistency(matrix[:2, :2]) == (0, 0)


def test_of_three_comparisons_the_distance_is_what_two_of_them_make_of_the_third():
    matrix = np.array([[1, 3, 1 / 2], [1 / 3, 1, 5], [2, 1 / 5, 1]])
    assert weights.triples(matrix) == [(pytest.approx(np.log(3 * 5 / 0.5)), (0, 1, 2))]


def test_places_have_the_centroid_of_all_weights_in_that_order():
    """Of three: 11/18, 5/18 and 2/18; those that share a place share what it gets."""
    found = weights.rank_order_centroid(np.array([2, 1, 3]))
    assert found == pytest.approx(np.array([5, 11, 2]) / 18)
    shared = weights.rank_order_centroid(np.array([1, 1, 2]))
    assert shared == pytest.approx(np.array([8, 8, 2]) / 18)


def test_points_are_weights_by_their_parts_of_the_sum():
    assert weights.from_points(np.array([100.0, 60, 40])).tolist() == [0.5, 0.3, 0.2]


def test_the_three_comparisons_that_fit_least_come_first():
    """Four criteria, consistent but for one comparison, that of the first with the last."""
    shares = np.array([4.0, 3, 2, 1])
    matrix = shares[:, None] / shares
    matrix[0, 3], matrix[3, 0] = 8, 1 / 8
    worst = weights.triples(matrix)
    assert [three for _, three in worst] == [(0, 1, 3), (0, 2, 3), (0, 1, 2), (1, 2, 3)]
    assert [distance for distance, _ in worst] == pytest.approx([np.log(2)] * 2 + [0] * 2)
