"""Severity of readers: against ordinary least squares, and what must follow from it."""

import numpy as np
import pytest

from toi.engine.agreement.severity import clear_of_chance, severities

THEORIES = np.repeat(np.arange(8), 3)  # three cells to each


def judged(seed, missing=0.3, severe=(0.0, 1.0, -2.0, 1.0)):
    rng = np.random.default_rng(seed)
    cells = rng.normal(5, 2, size=24)
    ratings = cells + np.array(severe)[:, None] + rng.normal(0, 1, size=(len(severe), 24))
    ratings[rng.random(ratings.shape) < missing] = np.nan
    return ratings


def by_dummies(ratings, cluster):
    """Effects and cluster-robust errors by a regression on dummies, written out.

    The same to 1e-9 as statsmodels' OLS with cov_type "cluster", use_correction off, times
    K / (K - 1).
    """
    known = ~np.isnan(ratings)
    r, u = np.nonzero(known & (known.sum(axis=0) > 1))
    readers = len(ratings)
    contrasts = np.vstack([np.eye(readers - 1), -np.ones(readers - 1)])
    x = np.hstack([contrasts[r], np.eye(ratings.shape[1])[u]])
    x = x[:, x.any(axis=0)]
    y = ratings[r, u]
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    rows = x * (y - x @ beta)[:, None]
    sums = np.array([rows[cluster[u] == k].sum(axis=0) for k in set(cluster[u])])
    covariance = bread @ sums.T @ sums @ bread * len(sums) / (len(sums) - 1)
    of_readers = covariance[: readers - 1, : readers - 1]
    return contrasts @ beta[: readers - 1], np.sqrt(np.diag(contrasts @ of_readers @ contrasts.T))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("cluster", [THEORIES, THEORIES // 4], ids=["eight", "two"])
def test_effects_and_errors_are_those_of_a_regression_on_dummies(seed, cluster):
    ratings = judged(seed)
    found = severities(ratings, cluster)
    effect, error = by_dummies(ratings, cluster)
    assert found.effect == pytest.approx(effect, abs=1e-9)
    assert found.standard_error == pytest.approx(error, abs=1e-9)
    assert (found.part == 0).all()


def test_what_one_reader_judged_alone_tells_nothing():
    ratings = judged(1, missing=0.0)
    plain = severities(ratings, THEORIES)
    alone = np.full((len(ratings), 1), np.nan)
    alone[0] = 99.0
    found = severities(np.hstack([ratings, alone]), np.r_[THEORIES, 8])
    assert found.effect == pytest.approx(plain.effect)
    assert found.standard_error == pytest.approx(plain.standard_error)
    assert found.clusters.tolist() == plain.clusters.tolist()


def test_with_all_cells_it_is_the_difference_of_means():
    ratings = judged(1, missing=0.0)
    found = severities(ratings, THEORIES)
    assert found.effect == pytest.approx(ratings.mean(axis=1) - ratings.mean())


def test_who_got_the_weak_proposals_is_not_severe_for_that():
    """Two readers agree wherever they meet, but one judged what is weak besides."""
    strong, weak = np.full(6, 8.0), np.full(6, 2.0)
    ratings = np.array(
        [
            [*strong, *weak[:3], np.nan, np.nan, np.nan],
            [np.nan, np.nan, np.nan, *strong[3:], *weak],
        ]
    )
    found = severities(ratings, np.arange(12))
    assert found.effect == pytest.approx([0.0, 0.0], abs=1e-12)


def test_readers_without_a_chain_of_common_cells_are_not_compared():
    ratings = np.full((5, 4), np.nan)
    ratings[:2, :2] = [[1.0, 2.0], [3.0, 4.0]]
    ratings[2:4, 2:] = [[9.0, 5.0], [3.0, 1.0]]
    found = severities(ratings, np.arange(4))
    assert found.part.tolist() == [0, 0, 1, 1, 2]
    assert found.effect == pytest.approx([-1, 1, 2.5, -2.5, np.nan], nan_ok=True)
    assert found.clusters.tolist() == [2, 2, 2, 2, 0]


def test_errors_cover_the_severity_that_was_there():
    """Also where a reader errs alike on all cells of a theory."""
    true = np.array([0.0, 1.0, -2.0, 1.0])
    rng = np.random.default_rng(0)
    near = []
    for _ in range(300):
        halo = np.repeat(rng.normal(0, 1, size=(4, 20)), 3, axis=1)
        ratings = true[:, None] + halo + rng.normal(0, 0.5, size=(4, 60))
        found = severities(ratings, np.repeat(np.arange(20), 3))
        near += (np.abs(found.effect - true) < 1.96 * found.standard_error).tolist()
    assert 0.91 < np.mean(near) < 0.97


def test_what_is_clearer_than_chance():
    t, freedom = np.array([3.0, 3.0, -9.0, np.nan, 5.0]), np.array([5, 500, 500, 500, 0])
    # By tables of t: P(|t| > 3) is .030 with 5 degrees of freedom and .0028 with 500.
    assert clear_of_chance(t, freedom).tolist() == [False, True, True, False, False]
    assert clear_of_chance(t[:1], freedom[:1]).tolist() == [True]
    # .028 by itself: what cannot be told does not count among the differences.
    t, freedom = np.array([2.2, np.nan, 5.0]), np.array([500, 500, 0])
    assert clear_of_chance(t, freedom).tolist() == [True, False, False]
    # .046 and .058 with 500, two-sided; .006 with one degree of freedom.
    for one, degrees, clear in ((2.0, 500, True), (1.9, 500, False), (100.0, 1, True)):
        assert clear_of_chance(np.array([one]), np.array([degrees])).tolist() == [clear]


def test_chance_alone_is_seldom_called_clear():
    rng = np.random.default_rng(3)
    called = []
    for _ in range(300):
        found = severities(rng.normal(size=(6, 40)), np.repeat(np.arange(20), 2))
        t = found.effect / found.standard_error
        called.append(clear_of_chance(t, found.clusters - 1).any())
    assert np.mean(called) < 0.09  # 5 % by construction; its errors are a little short
