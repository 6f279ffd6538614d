"""Halo: found where it was put in, and none where there was none."""

import numpy as np
import pytest

from toi.engine.agreement.halo import halo

THEORY, CRITERION = (axis.ravel() for axis in np.indices((60, 5)))


def judged(rho, seed=0, readers=6, missing=0.2):
    """Readers whose errors on a theory correlate rho, on scales of different spread."""
    rng = np.random.default_rng(seed)
    common = np.repeat(rng.normal(size=(readers, 60)), 5, axis=1)
    own = rng.normal(size=(readers, 300))
    error = np.sqrt(rho) * common + np.sqrt(1 - rho) * own
    ratings = rng.normal(5, 2, size=300) + error * np.array([1.0, 2.0, 0.5, 1.0, 1.0])[CRITERION]
    ratings += np.arange(readers)[:, None] / 3  # severity is no halo
    ratings[rng.random(ratings.shape) < missing] = np.nan
    return ratings


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.8])
def test_it_is_the_correlation_that_was_put_in(rho):
    found = [halo(judged(rho, seed), THEORY, CRITERION) for seed in range(5)]
    assert np.mean(found) == pytest.approx(rho, abs=0.05)


def test_two_readers_who_differ_on_the_whole_alone():
    ratings = np.array([[1.0, 1, 5, 5], [3, 3, 3, 3]])
    theory, criterion = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    assert halo(ratings, theory, criterion) == pytest.approx(1.0)


def test_nothing_to_tell_it_from():
    assert np.isnan(halo(np.array([[1.0, 2.0], [np.nan, np.nan]]), np.zeros(2, int), np.arange(2)))
    assert halo(np.full((2, 2), 3.0), np.zeros(2, int), np.arange(2)) == 0.0
