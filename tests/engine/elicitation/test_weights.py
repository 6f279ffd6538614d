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
