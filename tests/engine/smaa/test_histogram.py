"""Histograms of scores: quantiles lie among the numbers that were counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.engine.smaa.histogram import BINS, TOP, Histograms
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


@pytest.mark.parametrize("at", [0, 3, BINS - 3])
def test_a_bin_is_taken_as_filled_evenly(at):
    """A thousand numbers spread over one bin of 0 to 100, and over that and the next."""
    width, places = 100 / BINS, (np.arange(1000) + 0.5) / 1000
    histograms = Histograms(0.0, 100.0, 2)
    rows = np.array([(at + places) * width, (at + 2 * places) * width])
    histograms.add(histograms.count(histograms.keys(rows)))
    found = {share: histograms.quantile(share) / width - at for share in (0.05, 0.25, 0.75, 0.95)}
    for share, (one, two) in found.items():
        assert one == pytest.approx(share, abs=2e-3)
        assert two == pytest.approx(2 * share, abs=4e-3)


def test_blocks_and_rows_are_added_up_and_what_lies_beyond_the_scale_counts_at_its_end():
    first, second = np.array([[1.0, 2.0], [50.0, 60.0]]), np.array([[3.0, 4.0], [-9.0, 900.0]])
    histograms = Histograms(0.0, 100.0, 2)
    histograms.add(histograms.count(histograms.keys(first)))
    histograms.add(histograms.count(histograms.keys(second[:1])), slice(0, 1))
    assert histograms.quantile(0.0) == pytest.approx([1, 50], abs=100 / BINS)
    assert histograms.quantile(1.0) == pytest.approx([4, 60], abs=100 / BINS)
    histograms.add(histograms.count(histograms.keys(second[1:])), slice(1, 2))
    assert histograms.quantile(0.0) == pytest.approx([1, 0], abs=100 / BINS)
    assert histograms.quantile(1.0) == pytest.approx([4, 100], abs=100 / BINS)


@pytest.mark.parametrize("ends", [(0.0, 100.0), (-5.0, 100.0), (0.0, 105.0), (-1e30, 1e30)])
def test_keys_keep_the_order_and_the_scale_wherever_numbers_lie(ends):
    """Also where a number is further out than any integer holds."""
    scores = np.linspace(*ends, 7)[None]
    histograms = Histograms(0.0, 100.0, 1)
    keys = histograms.keys(scores)
    out = np.empty(scores.shape, dtype=keys.dtype)
    assert histograms.keys(scores, out) is out
    assert out.tolist() == keys.tolist()
    assert (np.diff(keys) >= 0).all()
    assert keys[0, [0, -1]].tolist() == [0, TOP]


@pytest.mark.parametrize("value", [0.0, -3.0, 7.25])
def test_numbers_that_are_all_the_same_are_their_quantiles(value):
    rows = np.full((2, 5), value)
    histograms = Histograms.around(rows)
    histograms.add(histograms.count(histograms.keys(rows)))
    assert histograms.quantile(0.5) == pytest.approx([value, value], abs=1e-6)


def test_the_scale_reaches_as_far_again_on_both_sides():
    """So that what later blocks hold is told apart too."""
    histograms = Histograms.around(np.array([[10.0, 20.0]]))
    later = np.array([[1.0, 2.0, 28.0, 29.0]])
    assert len(set(histograms.keys(later)[0].tolist())) == 4
    assert histograms.keys(np.array([[-5.0, 35.0]]))[0].tolist() == [0, TOP]


def test_percentiles_leave_the_scores_as_they_are():
    """Other things are reckoned from the same draws, theory against theory."""
    scores = np.asfortranarray(np.random.default_rng(1).random((500, 3)))
    before = scores.copy()
    found = percentiles(scores, (0.05, 0.5, 0.95))
    np.testing.assert_array_equal(scores, before)
    assert found == pytest.approx(np.percentile(before, [5, 50, 95], axis=0))
