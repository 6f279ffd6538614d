"""Weights within limits: against rejection, exact geometry, and block by block."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from toi.engine.problem import WeightLaw
from toi.engine.sampling import weight_draws
from toi.engine.sampling.hit_and_run import draw_weights, prepare_walk
from toi.engine.sampling.streams import BLOCK
from toi.engine.sampling.weight_draws import expected_weights, weights_block
from toi.engine.sampling.weight_polytope import feasible_region
from toi.records.weight_uncertainty import read_constraint

NAMES = tuple("abcdefgh")
WEIGHTS = np.array([25, 15, 15, 10, 10, 10, 10, 5]) / 100


def limits(*texts):
    return tuple(limit for text in texts for limit in read_constraint(text))


def walked(law, names=NAMES, weights=WEIGHTS, seed=1):
    """A block by hit-and-run, whatever the law would take, (n, BLOCK)."""
    above = feasible_region(names, law.limits)
    generator = np.random.default_rng(seed)
    walk = prepare_walk(above, weight_draws._alpha(weights, law), generator)
    return draw_weights(walk, BLOCK, generator)


def rejected(law, names=NAMES, weights=WEIGHTS, tries=400_000):
    """Dirichlet variates within the limits, by numpy, (n, S)."""
    tried = np.random.default_rng(5).dirichlet(weight_draws._alpha(weights, law), tries).T
    for limit in law.limits:
        total = sum(factor * tried[names.index(name)] for name, factor in limit.factors)
        tried = tried[:, total >= limit.bound]
    return tried


LAWS = {
    "uniform, ordered": WeightLaw("unknown", limits=limits("a >= b >= c >= d")),
    "uniform, thin": WeightLaw("unknown", limits=limits("0.3 <= a <= 0.32", "b >= c")),
    "near the weights": WeightLaw("dirichlet", 30, limits("a >= b >= c")),
    "far from them": WeightLaw("dirichlet", 30, limits("a >= b", "f >= 0.15", "g >= a")),
    "very sure": WeightLaw("dirichlet", 300, limits("a >= b >= c")),
    "alpha below 1": WeightLaw("dirichlet", 4, limits("a >= b >= c", "d + e >= 0.3")),
}


@pytest.mark.parametrize("name", LAWS)
def test_hit_and_run_draws_what_rejection_draws(name):
    """Each weight by Kolmogorov and Smirnov; means, squares and products by their errors."""
    law = LAWS[name]
    one, two = walked(law), rejected(law)
    for a, b in zip(one, two, strict=True):
        # Below 1e-8 a weight is 0 to all purposes, and drawn as uniform.
        assert stats.ks_2samp(np.maximum(a, 1e-8), np.maximum(b, 1e-8)).pvalue > 1e-4

    def moments(x):
        return np.vstack([x, *(x[i] * x[i:] for i in range(len(x)))])

    one, two = moments(one), moments(two)
    error = np.sqrt(one.var(axis=1) / one.shape[1] + two.var(axis=1) / two.shape[1])
    assert (np.abs(one.mean(axis=1) - two.mean(axis=1)) < 4.5 * error).all()


def test_draws_side_by_side_are_independent():
    """Neighbours are not correlated, and the mean varies from block to block as it should."""
    law = LAWS["uniform, thin"]
    blocks = [walked(law, seed=seed) for seed in range(8)]
    for row in blocks[0][1:]:
        assert abs(np.corrcoef(row[1:], row[:-1])[0, 1]) < 4 / np.sqrt(BLOCK)
    means = np.array([block.mean(axis=1) for block in blocks])
    expected = np.mean([block.var(axis=1) for block in blocks], axis=0) / BLOCK
    ratio = (means.var(axis=0, ddof=1) / expected).mean()
    assert ratio < stats.chi2(7).ppf(0.9999) / 7


def test_two_criteria_are_uniform_on_a_segment():
    law = WeightLaw("unknown", limits=limits("a >= 2 b", "a <= 0.95"))
    names, weights = ("a", "b"), np.array([0.5, 0.5])
    exact = stats.uniform(2 / 3, 0.95 - 2 / 3)
    for found in (
        weights_block(names, weights, law, 0, 0)[:, 0],
        walked(law, names, weights)[0],
    ):
        assert stats.kstest(found, exact.cdf).pvalue > 1e-3


def test_three_criteria_have_the_moments_of_a_triangle():
    """Above `a = 0.4` lies a triangle; the mean of one is its centroid.

    Its covariance is the sum of (corner - centroid) squared over 12.
    """
    law = WeightLaw("unknown", limits=limits("a >= 0.4"))
    names, weights = ("a", "b", "c"), np.full(3, 1 / 3)
    corners = np.array([[1, 0, 0], [0.4, 0.6, 0], [0.4, 0, 0.6]]).T
    away = corners - corners.mean(axis=1, keepdims=True)
    for found in (weights_block(names, weights, law, 3, 1).T, walked(law, names, weights)):
        error = found.std(axis=1) / np.sqrt(BLOCK)
        assert (np.abs(found.mean(axis=1) - corners.mean(axis=1)) < 4 * error).all()
        np.testing.assert_allclose(np.cov(found), away @ away.T / 12, atol=0.001)


def test_equalities_leave_a_slice_of_the_dirichlet():
    """With one weight fixed, the others are a smaller Dirichlet, scaled."""
    law = WeightLaw("dirichlet", 20, limits("c = 0.4"))
    names, weights = ("a", "b", "c"), np.array([0.3, 0.5, 0.2])
    found = weights_block(names, weights, law, 0, 0)
    np.testing.assert_allclose(found[:, 2], 0.4, atol=1e-12)
    assert stats.kstest(found[:, 0] / 0.6, stats.beta(6, 10).cdf).pvalue > 1e-3


def test_an_equality_that_only_follows_is_seen():
    law = WeightLaw("unknown", limits=limits("a >= b", "b >= c", "c >= a", "d >= 0.1"))
    found = weights_block(("a", "b", "c", "d"), np.full(4, 0.25), law, 0, 0)
    np.testing.assert_allclose(found[:, 0], found[:, 2], atol=1e-12)
    # Uniform on the segment from d = 0.1 to d = 1.
    assert stats.kstest(found[:, 3], stats.uniform(0.1, 0.9).cdf).pvalue > 1e-3


def test_a_single_point_is_exact():
    law = WeightLaw("dirichlet", 30, limits("a = 0.5", "b = 2 c", "d <= 0.05", "d >= 0.05"))
    names, weights = ("a", "b", "c", "d"), np.full(4, 0.25)
    found = weights_block(names, weights, law, 0, 3)
    assert (found == np.array([0.5, 0.3, 0.15, 0.05])).all()
    assert (expected_weights(names, weights, law) == found[0]).all()


@pytest.mark.parametrize("name", ["near the weights", "far from them"])
def test_a_block_is_the_same_on_its_own(name):
    law = LAWS[name]
    one, two, other = (weights_block(NAMES, WEIGHTS, law, 0, k) for k in (2, 3, 2))
    assert one.tobytes() == other.tobytes()
    assert not (one == two).any(axis=1).any()
    assert not (one == weights_block(NAMES, WEIGHTS, law, 1, 2)).all()
    weight_draws._planned.cache_clear()
    assert weights_block(NAMES, WEIGHTS, law, 0, 2).tobytes() == one.tobytes()


@pytest.mark.parametrize("name", ["near the weights", "far from them"])
def test_a_criterion_of_weight_0_changes_nothing(name):
    law = LAWS[name]
    names, weights = ("aa", *NAMES, "z"), np.array([0, *WEIGHTS, 0])
    found = weights_block(names, weights, law, 0, 0)
    assert (found[:, 1:-1] == weights_block(NAMES, WEIGHTS, law, 0, 0)).all()
    assert (found[:, [0, -1]] == 0).all()
    mean = expected_weights(names, weights, law)
    assert (mean[1:-1] == expected_weights(NAMES, WEIGHTS, law)).all()


@pytest.mark.parametrize("law", [WeightLaw("unknown"), WeightLaw("dirichlet", 20.0)])
def test_a_criterion_of_weight_0_is_drawn_as_0(law):
    found = weights_block(("a", "b", "c"), np.array([0.0, 0.25, 0.75]), law, 0, 0)
    assert (found[:, 0] == 0).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(len(found)))
    assert (found[:, 1:] > 0).all()


def test_draws_that_meet_the_limits_anyway_are_those_without_limits():
    law = LAWS["near the weights"]
    free = weights_block(NAMES, WEIGHTS, WeightLaw("dirichlet", 30), 0, 0)
    kept = weights_block(NAMES, WEIGHTS, law, 0, 0)
    inside = (free[:, 0] >= free[:, 1]) & (free[:, 1] >= free[:, 2])
    assert (kept[inside] == free[inside]).all()
    assert (kept[~inside] != free[~inside]).any(axis=1).all()


def test_mean_weights_are_the_mean_of_the_first_block():
    law = LAWS["near the weights"]
    mean = expected_weights(NAMES, WEIGHTS, law)
    block = weights_block(NAMES, WEIGHTS, law, 0, 0)
    np.testing.assert_allclose(mean, block.mean(axis=0), rtol=1e-12)


@st.composite
def feasible(draw):
    """Limits that some random weights meet, half of them with equality."""
    n = draw(st.integers(2, 6))
    parts = draw(st.lists(st.integers(0, 20), min_size=n, max_size=n).filter(any))
    point = [part / sum(parts) for part in parts]
    texts = []
    for _ in range(draw(st.integers(1, 5))):
        factors = draw(st.lists(st.integers(-4, 4), min_size=n, max_size=n).filter(any))
        total = sum(f * p for f, p in zip(factors, point, strict=True))
        slack = draw(st.sampled_from([0, 0, 0.05, 0.5]))
        form = "".join(
            f" {'-' if f < 0 else '+'} {abs(f)} * {name}"
            for name, f in zip(NAMES, factors, strict=False)
            if f
        )
        texts.append(f"{form} + 1 + 1 + 1 + 1 >= {_sum(total + 4 - slack - 1e-11)}")
    concentration = draw(st.sampled_from([None, 3, 40]))
    return n, texts, concentration


def _sum(value):
    """A number that may be above 1, as a sum of numbers that are not."""
    whole = int(value)
    return " + ".join(["1"] * whole + [f"{value - whole:.12f}"])


@given(feasible())
@settings(max_examples=25)
def test_every_draw_meets_every_limit(case):
    n, texts, concentration = case
    kind = "unknown" if concentration is None else "dirichlet"
    law = WeightLaw(kind, concentration or 0.0, limits(*texts))
    names = NAMES[:n]
    found = weights_block(names, np.full(n, 1 / n), law, 0, 0)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-9)
    for limit in law.limits:
        total = sum(factor * found[:, names.index(name)] for name, factor in limit.factors)
        assert (total >= limit.bound - 1e-9).all()
