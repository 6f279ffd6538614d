"""Agreement of readers: against published tables, other libraries, closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.engine.agreement.alpha import bootstrap_alpha, krippendorff_alpha
from toi.engine.agreement.icc import icc_agreement, icc_consistency
from toi.engine.agreement.pairs import mean_over_pairs, pooled_mean, within_sd
from toi.engine.agreement.votes import effective_votes, group_shares, grouped_correlation
from toi.engine.comparison.correlation import spearman

NONE = np.nan

# Krippendorff, Computing Krippendorff's Alpha-Reliability: four observers, twelve units.
FOUR_OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ]
)
# The example of the encyclopedias: three coders, fifteen units.
THREE_CODERS = np.array(
    [
        [NONE, NONE, NONE, NONE, NONE, 3, 4, 1, 2, 1, 1, 3, 3, NONE, 3],
        [1, NONE, 2, 1, 3, 3, 4, 3, NONE, NONE, NONE, NONE, NONE, NONE, NONE],
        [NONE, NONE, 2, 1, 3, 4, 4, NONE, 2, 1, 1, 3, 3, NONE, 4],
    ]
)
# Shrout & Fleiss 1979, table 2: four judges, six targets.
FOUR_JUDGES = np.array(
    [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]], dtype=float
)


def some_ratings(seed, readers=4, units=9, missing=0.3):
    rng = np.random.default_rng(seed)
    ratings = rng.normal(5, 2, size=units) + rng.normal(0, 1, size=(readers, units))
    ratings[rng.random(ratings.shape) < missing] = np.nan
    return ratings


@given(st.integers(0, 10**6), st.floats(0.1, 100), st.floats(-1000, 1000))
def test_alpha_does_not_depend_on_the_scale(seed, size, shift):
    ratings = some_ratings(seed)
    assert krippendorff_alpha(shift + size * ratings) == pytest.approx(
        krippendorff_alpha(ratings), abs=1e-6
    )


@pytest.mark.parametrize(("size", "shift"), [(1.0, 1e8), (1e-9, 0.0), (1e9, 1.0)])
def test_alpha_keeps_its_precision_far_from_nought_and_near_it(size, shift):
    ratings = some_ratings(4)
    plain = krippendorff_alpha(ratings)
    assert krippendorff_alpha(shift + size * ratings) == pytest.approx(plain, abs=1e-6)
    assert 0 < plain < 1


def test_alpha_at_its_ends():
    assert krippendorff_alpha(np.array([[1.0, 4, 7], [1, 4, 7]])) == 1
    opposite = np.array([[0.0, 1.0], [1.0, 0.0]])  # D_o is 1; of 12 ordered pairs 8 differ
    assert krippendorff_alpha(opposite) == pytest.approx(1 - 1 / (8 / 12))
    for nothing in (np.full((3, 4), 2.7), np.full((2, 3), np.nan), np.array([[1.0, 2.0]])):
        assert np.isnan(krippendorff_alpha(nothing))


def test_alpha_of_readers_who_guess_is_nought():
    rng = np.random.default_rng(5)
    found = [krippendorff_alpha(rng.normal(size=(3, 40))) for _ in range(400)]
    error = np.std(found) / np.sqrt(len(found))
    assert abs(np.mean(found)) < 4 * error


def test_a_resample_is_alpha_of_its_units():
    """Of two units half of the resamples are both; a unit twice is what it is alone."""
    two = np.array([[1.0, 7.0], [3.0, 8.0], [4.0, 6.0]])
    twice, both = krippendorff_alpha(two[:, [0, 0]]), krippendorff_alpha(two)
    assert krippendorff_alpha(two[:, [1, 1]]) == pytest.approx(twice)
    found = bootstrap_alpha(two, 0, "here")
    assert np.unique(found.round(9)) == pytest.approx(sorted([twice, both]), abs=1e-9)
    assert np.mean(np.abs(found - both) < 1e-9) == pytest.approx(0.5, abs=0.04)
    one = bootstrap_alpha(np.array([[1.0, 5.0], [3.0, NONE], [4.0, NONE]]), 0, "here", 3)
    assert one == pytest.approx([krippendorff_alpha(two[:, :1])] * 3)


def test_bootstrap_resamples_whole_units():
    ratings = some_ratings(3, units=12)
    rng = np.random.default_rng(0)
    picks = rng.integers(12, size=(4000, 12))
    naive = np.quantile([krippendorff_alpha(ratings[:, pick]) for pick in picks], (0.05, 0.95))
    found = bootstrap_alpha(ratings, 0, "here", 4000)
    assert np.quantile(found, (0.05, 0.95)) == pytest.approx(naive, abs=0.03)
    assert bootstrap_alpha(ratings, 0, "here", 4000) == pytest.approx(found, abs=0)
    assert not np.array_equal(bootstrap_alpha(ratings, 1, "here", 4000), found)
    assert np.isnan(bootstrap_alpha(np.full((2, 3), np.nan), 0, "here", 5)).all()


def test_icc_counts_the_level_at_which_somebody_reads():
    """In the manual of R's `rel`: 2/3 for pairs that are always two apart."""
    two_apart = np.array([[2.0, 4, 6], [4, 6, 8]])
    assert icc_agreement(two_apart) == pytest.approx(2 / 3)
    assert icc_consistency(two_apart) == pytest.approx(1)


def mean_squares(table):
    """Of a two-way table of k readers and n units, by sums of squares: units, readers, rest."""
    k, n = table.shape
    total = ((table - table.mean()) ** 2).sum()
    units = k * ((table.mean(axis=0) - table.mean()) ** 2).sum()
    readers = n * ((table.mean(axis=1) - table.mean()) ** 2).sum()
    return units / (n - 1), readers / (k - 1), (total - units - readers) / ((n - 1) * (k - 1))


@pytest.mark.parametrize("shape", [(2, 2), (3, 5), (5, 3)])
def test_icc_by_an_analysis_of_variance(shape):
    """Units that miss a reader are left out."""
    table = np.random.default_rng(sum(shape)).normal(size=shape) / 100
    (k, n), (units, readers, rest) = shape, mean_squares(table)
    ratings = np.column_stack([np.where(np.arange(k), 9.0, NONE), table])
    agreement = (units - rest) / (units + (k - 1) * rest + k * (readers - rest) / n)
    assert icc_agreement(ratings) == pytest.approx(agreement, abs=1e-12)
    consistency = (units - rest) / (units + (k - 1) * rest)
    assert icc_consistency(ratings) == pytest.approx(consistency, abs=1e-12)


def test_icc_needs_two_readers_and_two_whole_units():
    assert np.isnan(icc_agreement(np.array([[1.0, 2.0, 3.0]])))
    assert np.isnan(icc_agreement(np.array([[1.0, np.nan], [2.0, 3.0]])))
    assert np.isnan(icc_agreement(np.full((2, 3), 4.0)))


@pytest.mark.parametrize("rho", [0.0, 0.3, 1.0])
def test_votes_of_readers_who_count_the_same(rho):
    """k readers whose errors all correlate alike are worth k / (1 + (k - 1) rho)."""
    k = 6
    everybody = grouped_correlation(np.zeros(k, dtype=int), rho)
    assert effective_votes(everybody) == pytest.approx(k / (1 + (k - 1) * rho))
    assert effective_votes(everybody) == pytest.approx(k**2 / everybody.sum())


def test_votes_lie_between_the_groups_and_the_readers():
    team = np.array([0, 0, 0, 1, 2, 2])
    shares = group_shares(np.ones((6, 1), dtype=bool), team)[:, 0]
    found = [effective_votes(grouped_correlation(team, rho), shares) for rho in (0, 0.5, 1)]
    assert found[2] == pytest.approx(3)  # who always errs together is one
    assert 6 >= found[0] > found[1] > found[2]
    assert effective_votes(grouped_correlation(team, 1.0, 1.0), shares) == pytest.approx(1)


def test_shares_are_equal_per_group_and_then_per_reader():
    known = np.array([[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 0]], dtype=bool)
    shares = group_shares(known, np.array([7, 7, 8]))
    assert shares.tolist() == [[0.25, 0.5, 0, 0], [0.25, 0, 0, 0], [0.5, 0.5, 1, 0]]
    ratings = np.where(known, [[2.0], [4.0], [9.0]], np.nan)
    assert pooled_mean(ratings, np.array([7, 7, 8])) == pytest.approx(
        [6.0, 5.5, 9.0, np.nan], nan_ok=True
    )


def test_distance_between_readers():
    assert within_sd(np.array([[1.0, 5, 3], [3, 5, NONE]])) == pytest.approx(1.0)  # sqrt(2 / 2)
    assert np.isnan(within_sd(np.array([[1.0, NONE], [NONE, 2.0]])))


def test_orders_are_compared_over_what_both_judged():
    ratings = np.array([[1.0, 2, 3, NONE], [10, 20, 30, 5], [3, NONE, 2, 1], [NONE, 4, 4, 4]])
    pairs = mean_over_pairs(ratings, spearman, 3)
    assert pairs == pytest.approx((1 + 0.5) / 2)  # 1st with 2nd, 2nd with 3rd; the 4th ties all
    assert np.isnan(mean_over_pairs(ratings, spearman, 5))
