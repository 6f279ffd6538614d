"""Halo: found where it was put in, and none where there was none."""

import itertools

import numpy as np
import pytest

from toi.engine.agreement.halo import halo
from toi.engine.agreement.severity import severities

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


def by_pairs(ratings, theory, criterion):
    """Mean product of two standardised deviations of a reader on a theory, pair by pair."""
    level = ratings - np.nan_to_num(severities(ratings, theory).effect)[:, None]
    level[:, (~np.isnan(level)).sum(axis=0) < 2] = np.nan
    away = np.full(level.shape, np.nan)
    for u, cell in enumerate(level.T):
        if not np.isnan(cell).all():
            away[:, u] = cell - np.nanmean(cell)
    for c in set(criterion):
        away[:, criterion == c] /= np.sqrt(np.nanmean(away[:, criterion == c] ** 2))
    found = [
        row[u] * row[v]
        for row in away
        for u, v in itertools.combinations(range(len(theory)), 2)
        if theory[u] == theory[v] and not np.isnan(row[[u, v]]).any()
    ]
    return np.mean(found)


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_mean_over_pairs_of_cells(seed):
    few = THEORY < 4
    ratings = judged(0.5, seed, readers=3, missing=0.35)[:, few]
    found = halo(ratings, THEORY[few], CRITERION[few])
    assert found == pytest.approx(by_pairs(ratings, THEORY[few], CRITERION[few]), abs=1e-12)


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
