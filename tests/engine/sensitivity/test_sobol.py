"""Sobol estimators on plain arrays: analytic functions, SALib, slow loops, enumeration."""

import itertools

import numpy as np
import pytest
from SALib.analyze import sobol as salib

from toi.engine.sensitivity import sobol
from toi.engine.sensitivity.sobol import Variances, indices, resample_counts, variances

POINTS, RESAMPLES = 8192, 100


def ishigami(x, a=7.0, b=0.1):
    z = np.pi * (2 * x - 1)
    return np.sin(z[:, 0]) + a * np.sin(z[:, 1]) ** 2 + b * z[:, 2] ** 4 * np.sin(z[:, 0])


def ishigami_indices(a=7.0, b=0.1):
    """Ishigami and Homma 1990."""
    alone = np.array([(1 + b * np.pi**4 / 5) ** 2 / 2, a**2 / 8, 0.0])
    both = b**2 * np.pi**8 * 8 / 225  # inputs 1 and 3 together
    total = alone + both * np.array([1, 0, 1])
    whole = alone.sum() + both
    return alone / whole, total / whole


G_FUNCTION = np.array([0, 1, 4.5, 9, 99, 99, 99, 99.0])


def g_function(x):
    return np.prod((np.abs(4 * x - 2) + G_FUNCTION) / (1 + G_FUNCTION), axis=1)


def g_indices():
    """Saltelli and Sobol 1995."""
    own = 1 / (3 * (1 + G_FUNCTION) ** 2)
    whole = np.prod(1 + own) - 1
    return own / whole, own * np.prod(1 + own) / (1 + own) / whole


def design(columns, points=POINTS, seed=0):
    return np.random.default_rng(seed).random((2, points, columns))


def evaluated(function, groups, points=POINTS, seed=0, columns=None):
    """f(A), f(B) and f(AB_g), each (N, K), for groups of columns."""
    a, b = design(columns or sum(map(len, groups)), points, seed)
    mixes = [a.copy() for _ in groups]
    for mix, group in zip(mixes, groups, strict=True):
        mix[:, group] = b[:, group]
    return [np.reshape(function(x).T, (-1, points)).T for x in (a, b, *mixes)]


def estimated(values, seed=0, resamples=RESAMPLES):
    base, other, *mixed = values
    counts = resample_counts(np.random.default_rng(seed), len(base), resamples)
    return variances(base, other, mixed, counts)


def close(found, errors, truth, slack=1e-9):
    assert (np.abs(found - truth) <= 4 * errors + slack).all(), (found, truth, errors)


@pytest.mark.parametrize(
    ("function", "truth"), [(ishigami, ishigami_indices()), (g_function, g_indices())]
)
def test_indices_of_functions_whose_indices_are_known(function, truth):
    first, total = truth
    found = indices(estimated(evaluated(function, [[i] for i in range(len(first))])))
    close(found.first[:, 0], found.first_error[:, 0], first)
    close(found.total[:, 0], found.total_error[:, 0], total)
    assert found.first_error.max() < 0.05


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    first, total = ishigami_indices()
    held = []
    for seed in range(60):
        values = evaluated(ishigami, [[0], [1], [2]], points=512, seed=seed)
        found = indices(estimated(values, seed))
        for truth, (low, high) in (
            (first, found.first_interval[:, :, 0]),
            (total, found.total_interval[:, :, 0]),
        ):
            held.append((low <= truth) & (truth <= high))
    share = np.mean(held)
    assert 0.8 < share < 0.97, share  # 90 %, of 360 that are not independent


def test_grouped_inputs_of_an_additive_function():
    slopes = np.array([1.0, 2.0, 0.5, 3.0, 0.0])
    groups = [[0, 1], [2, 4], [3], [4]]
    found = indices(estimated(evaluated(lambda x: x @ slopes, groups, columns=5)))
    truth = np.array([(slopes[g] ** 2).sum() for g in groups]) / (slopes**2).sum()
    close(found.first[:, 0], found.first_error[:, 0], truth)
    close(found.total[:, 0], found.total_error[:, 0], truth)
    assert found.first[3, 0] == found.total[3, 0] == found.total_interval[1, 3, 0] == 0


def in_order_of_salib(values):
    """One output's values as SALib reads them: A, the mixes and B, point by point."""
    base, other, *mixed = values
    return np.column_stack([base, *mixed, other]).ravel()


def test_salib_estimates_the_same_from_centred_values():
    base, other, *mixed = evaluated(ishigami, [[0], [1], [2]], points=1024)
    centre = np.mean([base, other])
    ours = indices(estimated([base, other, *mixed]))
    for g, ab in enumerate(mixed):
        one = salib.first_order(base - centre, ab - centre, other - centre)
        assert ours.first[g, 0] == pytest.approx(float(one[0]), abs=1e-12)


@pytest.mark.parametrize("at_once", [2**20, 1])
def test_resamples_by_matrix_product_are_those_of_a_slow_loop(at_once, monkeypatch):
    monkeypatch.setattr(sobol, "PRODUCT", at_once)
    values = evaluated(lambda x: np.stack([ishigami(x), x[:, 0] ** 2], axis=1), [[0], [1, 2]], 60)
    base, other, *mixed = values
    counts = resample_counts(np.random.default_rng(3), 60, 20)
    found = variances(base, other, mixed, counts)
    centre = (base.mean(axis=0) + other.mean(axis=0)) / 2
    first, total = [], []
    for row in counts:
        again = np.repeat(np.arange(60), row.astype(int))
        a, b = base[again] - centre, other[again] - centre
        whole = np.concatenate([a, b]).var(axis=0)
        first.append([(b * (ab[again] - centre - a)).mean(axis=0) / whole for ab in mixed])
        total.append([((ab[again] - centre - a) ** 2).mean(axis=0) / 2 / whole for ab in mixed])
    np.testing.assert_allclose(found.first / found.whole[:, None, :], first, atol=1e-12)
    np.testing.assert_allclose(found.total / found.whole[:, None, :], total, atol=1e-12)
    slow = np.quantile(np.array(first)[1:], [0.05, 0.95], axis=0)
    np.testing.assert_allclose(indices(found).first_interval, slow, atol=1e-12)


def test_indices_are_shares_of_the_whole_with_the_spread_of_their_resamples():
    """The second output does not vary; the first not in the last resample, which says nothing."""
    rng = np.random.default_rng(2)
    first, total = rng.random((2, 6, 3, 2))
    whole = rng.random((6, 2)) + 1
    whole[:, 1] = whole[5, 0] = 0
    found = indices(Variances(first, total, whole))
    for parts, index, error, interval in (
        (first, found.first, found.first_error, found.first_interval),
        (total, found.total, found.total_error, found.total_interval),
    ):
        shares = parts[:5, :, 0] / whole[:5, :1]
        again = np.vstack([shares[1:], shares[:1]])  # the last stands as the estimate does
        assert index[:, 0] == pytest.approx(shares[0])
        assert error[:, 0] == pytest.approx(again.std(axis=0, ddof=1))
        low_and_high = np.quantile(again, [0.05, 0.95], axis=0)
        np.testing.assert_allclose(interval[:, :, 0], low_and_high)
        assert np.isnan(index[:, 1]).all()
        assert np.isnan(interval[:, :, 1]).all()


@pytest.mark.parametrize(("size", "varies"), [(1e-6, True), (1e-14, False)])
def test_what_varies_by_rounding_alone_is_constant_whatever_its_size(size, varies):
    for scale in (1e-3, 1.0, 1e3):
        base = scale * (1 + size * np.random.default_rng(0).random((30, 1)))
        found = variances(base, base[::-1], [base], np.ones((1, 30)))
        assert (found.whole[0, 0] > 0) == varies


def test_counts_of_resamples_are_multinomial():
    counts = resample_counts(np.random.default_rng(0), 20, 400)
    assert (np.abs(counts[1:].mean(axis=0) - 1) < 5 / np.sqrt(400)).all()
    counts = resample_counts(np.random.default_rng(0), 500, 300)
    assert counts.shape == (1 + 300, 500)
    assert (counts[0] == 1).all()
    assert (counts.sum(axis=1) == 500).all()
    drawn = counts[1:]
    assert (drawn != 1).any(axis=1).all()  # none is the sample itself
    assert abs(drawn.var() - (1 - 1 / 500)) < 4 * np.sqrt(3 / drawn.size)
    assert abs((drawn == 0).mean() - (1 - 1 / 500) ** 500) < 4 * np.sqrt(0.25 / drawn.size)


def test_a_large_mean_costs_no_precision():
    values = evaluated(ishigami, [[0], [1], [2]], points=1024)
    plain, moved = (indices(estimated([v + c for v in values])) for c in (0.0, 1e6))
    np.testing.assert_allclose(plain.first, moved.first, atol=1e-7)
    np.testing.assert_allclose(plain.total_interval, moved.total_interval, atol=1e-7)


def test_what_does_not_vary_has_no_indices_and_warns_of_nothing():
    def three(x):
        rounding = 0.1 + 0.2 * x[:, 1] - 0.2 * x[:, 1]
        return np.stack([np.full(len(x), 0.1), rounding, x[:, 0]], axis=1)

    found = indices(estimated(evaluated(three, [[0], [1]], points=256)))
    for array in (found.first, found.total, found.first_error, found.total_interval[0]):
        assert np.isnan(array[:, :2]).all()
        assert np.isfinite(array[:, 2]).all()


def test_an_output_that_seldom_varies_keeps_finite_intervals():
    """One point in 256: a third of the resamples do not hold it."""

    def rare(x):
        return (np.arange(len(x)) == 7).astype(float)

    base, other, mixed = evaluated(rare, [[0]], points=256)
    found = indices(estimated([base, other * 0, mixed * 0]))
    assert np.isfinite(found.total_interval).all()


# Who is first: three theories whose scores hang on four coins.
CHANCES = np.array([0.5, 0.3, 0.8, 0.6])


def winners(coins):
    """Indicator of each of three theories being first, (N, 3); ties are shared."""
    scores = np.stack(
        [2 * coins[:, 0] + coins[:, 1], 1.5 + coins[:, 2] - coins[:, 0], 3 * coins[:, 3] - 1], 1
    )
    best = scores == scores.max(axis=1, keepdims=True)
    return best / best.sum(axis=1, keepdims=True)


def enumerated(group):
    """First-order and total index of some coins, over all 16 worlds."""
    worlds = np.array(list(itertools.product([0, 1], repeat=4)))
    weight = np.prod(np.where(worlds, CHANCES, 1 - CHANCES), axis=1)
    values = winners(worlds)
    whole = (weight @ values**2 - (weight @ values) ** 2).sum()

    def explained(known):
        """Sum over theories of Var(E[1_t | the known coins])."""
        keys = [tuple(world[known]) for world in worlds]
        found = -((weight @ values) ** 2).sum()
        for key in set(keys):
            here = np.array([k == key for k in keys])
            found += ((weight[here] @ values[here]) ** 2).sum() / weight[here].sum()
        return found

    others = [i for i in range(4) if i not in group]
    return explained(group) / whole, 1 - explained(others) / whole


def test_who_is_first_against_all_worlds():
    groups = [[0], [1], [2], [3], [0, 3], [1, 2]]
    values = evaluated(lambda x: winners(x < CHANCES), groups, points=60_000, columns=4)
    found = indices(estimated(values).together())
    first, total = np.array([enumerated(group) for group in groups]).T
    close(found.first[:, 0], found.first_error[:, 0], first)
    close(found.total[:, 0], found.total_error[:, 0], total)
    assert found.first_error.max() < 0.01
