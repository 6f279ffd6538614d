"""Histograms of scores: quantiles lie among the numbers that were counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.engine.smaa.histogram import Histograms
from toi.engine.smaa.indices import percentiles

SCORES = st.lists(st.floats(0, 100), min_size=2, max_size=40)


@given(SCORES, st.floats(0, 1))
def test_a_quantile_is_never_beyond_the_least_or_the_greatest(scores, share):
    rows = np.array([scores])
    histograms = Histograms.around(rows)
    histograms.add(histograms.count(histograms.keys(rows)))
    (found,) = histograms.quantile(share)
    slack = 1e-6 * (1 + np.ptp(rows))
    assert rows.min() - slack <= found <= rows.max() + slack


def test_percentiles_leave_the_scores_as_they_are():
    """Other things are reckoned from the same draws, theory against theory."""
    scores = np.asfortranarray(np.random.default_rng(1).random((500, 3)))
    before = scores.copy()
    found = percentiles(scores, (0.05, 0.5, 0.95))
    np.testing.assert_array_equal(scores, before)
    assert found == pytest.approx(np.percentile(before, [5, 50, 95], axis=0))
