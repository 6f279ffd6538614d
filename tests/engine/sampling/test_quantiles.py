"""Quantiles, means and weights against scipy's exact distributions and closed forms."""

import functools
import math

import numpy as np
import pytest
from scipy import stats

from toi.distribution import Distribution
from toi.engine.problem import Quantity, WeightLaw
from toi.engine.sampling.quantile_tables import LEVELS, Scale, standard_form, table
from toi.engine.sampling.quantiles import (
    atoms,
    beta_table,
    clipped_mean,
    mixture_table,
    quantile,
)
from toi.engine.sampling.sampler import draw
from toi.engine.sampling.weights import mean_weights, shaped_weights
from toi.records.fields.quantities import quantity

PARTS = (
    (0.5, Distribution("pert", (0, 2, 10)), stats.beta(1.8, 4.2, 0, 10)),
    (0.3, Distribution("uniform", (6, 7)), stats.uniform(6, 1)),
    (0.2, Distribution("normal", (3, 2)), stats.norm(3, 2)),
)


class ExactMixture:
    """The mixture of `PARTS`: sums over its components, inverted on a fine grid."""

    GRID = np.linspace(-8, 14, 200_001)

    def cdf(self, x):
        return sum(share * exact.cdf(x) for share, _, exact in PARTS)

    @functools.cached_property
    def on_grid(self):
        return self.cdf(self.GRID)

    def ppf(self, u):
        return np.interp(u, self.on_grid, self.GRID)

    def mean(self):
        return sum(share * exact.mean() for share, _, exact in PARTS)

    def stats(self, moments):
        first, second, third, fourth = (
            sum(share * exact.moment(k) for share, _, exact in PARTS) for k in (1, 2, 3, 4)
        )
        variance = second - first**2
        about = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
        return first, variance, about / variance**2 - 3


LAWS = {
    "mixture": (
        Distribution(
            "mixture",
            tuple(10 * share for share, _, _ in PARTS),
            components=tuple(p[1] for p in PARTS),
        ),
        ExactMixture(),
    ),
    "pert": (Distribution("pert", (1, 3, 9)), stats.beta(2, 4, 1, 8)),
    "pert at an end": (Distribution("pert", (0, 0, 1)), stats.beta(1, 5)),
    "pert at the other": (Distribution("pert", (2, 6, 6)), stats.beta(5, 1, 2, 4)),
    "triangular": (Distribution("triangular", (0, 2, 10)), stats.triang(0.2, 0, 10)),
    "narrow triangular": (Distribution("triangular", (3, 3.1, 3.5)), stats.triang(0.2, 3, 0.5)),
    "triangular at an end": (Distribution("triangular", (0, 0, 4)), stats.triang(0, 0, 4)),
    "uniform": (Distribution("uniform", (-1, 3)), stats.uniform(-1, 4)),
    "normal": (Distribution("normal", (5, 2)), stats.norm(5, 2)),
    "lognormal": (Distribution("lognormal", (0.5, 0.4)), stats.lognorm(0.4, scale=np.exp(0.5))),
    "beta": (Distribution("beta", (0.5, 2.0), (1, 3)), stats.beta(0.5, 2, 1, 2)),
}


@pytest.mark.parametrize("name", LAWS)
def test_quantiles_are_those_of_the_exact_distribution(name):
    law, exact = LAWS[name]
    u = np.linspace(0.001, 0.999, 1999)
    width = exact.ppf(0.999) - exact.ppf(0.001)
    np.testing.assert_allclose(quantile(law, u), exact.ppf(u), atol=2e-4 * width)


@pytest.mark.parametrize("name", LAWS)
def test_draws_pass_kolmogorov_smirnov_and_have_the_right_moments(name):
    law, exact = LAWS[name]
    n = 200_000
    values = draw(Quantity(f"test/{name}", law, -np.inf, np.inf), seed=0, n=n)
    assert stats.kstest(values, exact.cdf).pvalue > 1e-3
    mean, variance, kurtosis = exact.stats("mvk")
    assert abs(values.mean() - mean) < 4 * np.sqrt(variance / n)
    assert abs(values.var() - variance) < 4 * variance * np.sqrt((kurtosis + 2) / n)


@pytest.mark.parametrize("name", LAWS)
def test_a_table_changes_no_bit(name):
    shape, shift, scale = standard_form(LAWS[name][0])
    levels = np.random.default_rng(3).integers(0, LEVELS, 3_000)
    u = (levels + 0.5) / LEVELS
    direct = quantile(shape, u)
    assert table(shape)[levels].tobytes() == direct.tobytes()
    np.testing.assert_allclose(shift + scale * direct, quantile(LAWS[name][0], u), rtol=1e-9)
    clipped = Scale(shift, scale, (shift, shift + scale / 2))
    clipped.apply(direct)
    assert table(shape, clipped)[levels].tobytes() == direct.tobytes()


def test_a_mixture_of_numbers_takes_each_with_its_share():
    law = quantity({"mixture": [[1, 3], [2, 3], [1, 7]]})
    values, counts = np.unique(
        quantile(law, (np.arange(LEVELS) + 0.5) / LEVELS), return_counts=True
    )
    assert (values[0], values[-1]) == (3, 7)
    assert counts[0] / LEVELS == pytest.approx(0.75, abs=1e-4)
    assert counts[-1] / LEVELS == pytest.approx(0.25, abs=1e-4)
    assert clipped_mean(law, 4, 6) == pytest.approx(0.75 * 4 + 0.25 * 6)


def test_a_mixture_leaves_out_what_lies_between_its_components():
    law = quantity({"mixture": [[1, {"uniform": [0, 1]}], [3, {"uniform": [5, 6]}]]})
    values = draw(Quantity("test/gap", law, -np.inf, np.inf), seed=0, n=200_000)
    assert ((values > 1.01) & (values < 4.99)).mean() < 1e-4
    assert (values <= 1.01).mean() == pytest.approx(0.25, abs=0.004)


def test_laws_that_differ_by_place_and_width_share_a_table():
    laws = [Distribution("pert", (a, a + w / 4, a + w)) for a in (0, 2) for w in (1, 6)]
    assert len({standard_form(law)[0] for law in laws}) == 1


@pytest.mark.parametrize("name", LAWS)
def test_mean_is_closed_form_and_clips(name):
    law, exact = LAWS[name]
    assert law.mean == pytest.approx(float(exact.mean()))
    assert clipped_mean(law, -np.inf, np.inf) == law.mean
    low, high = float(exact.ppf(0.2)), float(exact.ppf(0.7))
    u = (np.arange(50_000) + 0.5) / 50_000
    expected = np.clip(exact.ppf(u), low, high).mean()
    assert clipped_mean(law, low, high) == pytest.approx(expected, abs=2e-5)


@pytest.mark.parametrize(
    ("low", "high", "mean"),
    [
        (10.0, 12.0, 10.0),
        (-5.0, -2.0, -2.0),
        (-1.0, 3.0, 1.0),
        (3.0, 5.0, 3.0),
        (-4.0, -1.0, -1.0),
    ],
)
def test_mean_of_what_clips_wholly_is_the_end(low, high, mean):
    assert clipped_mean(Distribution("uniform", (-1, 3)), low, high) == pytest.approx(mean)


def test_a_range_without_width_is_a_number():
    law = Distribution("pert", (4, 4, 4))
    assert clipped_mean(law, 0, 10) == 4
    assert (draw(Quantity("x", law, 0, 10), 0, 5) == 4).all()


def test_rank_order_centroid_is_the_published_one():
    # Barron & Barrett 1996: weights for three ranked criteria.
    weights = mean_weights(np.array([0.5, 0.3, 0.2]), WeightLaw("order"))
    np.testing.assert_allclose(weights, [11 / 18, 5 / 18, 2 / 18])


def test_mean_weights_are_the_means_of_the_draws():
    weights = np.array([0.4, 0.2, 0.4, 0.0])
    rng = np.random.default_rng(1)
    for law, shape in [
        (WeightLaw("unknown"), np.ones(4)),
        (WeightLaw("order"), np.ones(4)),
        (WeightLaw("dirichlet", 12.0), 12.0 * weights),
    ]:
        drawn = shaped_weights(weights, law, rng.standard_gamma(shape, (200_000, 4)))
        np.testing.assert_allclose(drawn.sum(axis=1), 1)
        assert (drawn[:, 3] == 0).all()
        np.testing.assert_allclose(drawn.mean(axis=0), mean_weights(weights, law), atol=2e-3)
        if law.kind == "order":
            assert (drawn[:, [0, 2]] >= drawn[:, [1]]).all()


def test_roughly_means_what_the_documents_say():
    weights = np.array([0.25, 0.25, 0.25, 0.25])
    gammas = np.random.default_rng(2).standard_gamma(30 * weights, (200_000, 4))
    drawn = shaped_weights(weights, WeightLaw("dirichlet", 30.0), gammas)
    low, high = np.quantile(drawn[:, 0], [0.05, 0.95])
    assert (round(low, 2), round(high, 2)) == (0.13, 0.39)


@pytest.mark.parametrize("law", [(-50_000, 300), (-200, 20), (-700, 1), (-600, 200)])
def test_lognormals_at_the_ends_of_floats_are_drawn_as_they_are(law):
    """No level gives 0 times infinity; half of all lie below exp(mu) where that is a float."""
    wild = Quantity("wild", Distribution("lognormal", law), 0.0, 10.0)
    drawn = draw(wild, 0, 4096)
    assert np.isfinite(drawn).all()
    assert ((drawn >= 0) & (drawn <= 10)).all()
    middle = 1.0 if law[0] < -1000 else 0.5  # nearly all of the first is below any float
    assert np.mean(drawn <= math.exp(law[0])) == pytest.approx(middle, abs=0.03)
    shape, shift, scale = standard_form(wild.law)
    levels = np.append(np.arange(0, LEVELS, 997), LEVELS - 1)
    tabled = table(shape)[levels]
    exact = quantile(wild.law, (levels + 0.5) / LEVELS)
    np.testing.assert_allclose(shift + scale * tabled, exact, rtol=1e-9)


@pytest.mark.parametrize(
    ("law", "low", "high", "mean"),
    [
        # low + integral of 1 - F, where F is (x - 2)^2 / ((end - 2) (mode - 2)) up to the mode.
        ((2.0, 6.0, 12.0), 3.0, 5.0, 3 + 2 - (27 - 1) / 120),
        ((2.0, 2.4, 3.0), 2.1, 2.3, 2.1 + 0.2 - (0.027 - 0.001) / 1.2),
        # From the mode on 1 - F is (end - x)^2 / ((end - 2) (end - mode)).
        ((2.0, 6.0, 12.0), 7.0, 9.0, 7 + (125 - 27) / 180),
        ((2.0, 2.6, 3.0), 2.7, 2.9, 2.7 + (0.027 - 0.001) / 1.2),
    ],
)
def test_mean_of_a_triangular_law_that_is_clipped_on_one_side_of_its_mode(law, low, high, mean):
    found = clipped_mean(Distribution("triangular", law), low, high)
    assert found == pytest.approx(mean, abs=1e-12)


@pytest.mark.parametrize("spread", [0.1, 0.5])
def test_mean_of_a_narrow_law_in_wide_limits_sees_all_of_it(spread):
    """The rest of 1,000 units is level; of a lognormal one end alone clips."""
    narrow = Distribution("normal", (5.0, spread))
    assert clipped_mean(narrow, -500.0, 500.0) == pytest.approx(5.0, abs=1e-9)
    assert clipped_mean(narrow, 5.0, 500.0) == pytest.approx(
        5 + spread / math.sqrt(2 * math.pi), abs=1e-9
    )
    log = Distribution("lognormal", (0.5, spread))
    assert clipped_mean(log, 0.0, 500.0) == pytest.approx(log.mean, abs=1e-6)


def test_mean_of_a_law_narrower_than_floats_tell_is_that_of_its_number():
    """The distance to the ends, in spreads, is beyond the largest float: no warning of it."""
    assert clipped_mean(Distribution("normal", (0.0, 1e-300)), -1.0, 1e10) == pytest.approx(0)
    assert clipped_mean(Distribution("lognormal", (0.0, 1e-308)), -1.0, 0.9) == pytest.approx(0.9)


def test_a_number_in_a_range_is_a_step_of_it():
    law = quantity({"mixture": [[1, 3], [1, {"uniform": [0, 6]}]]})
    u = np.array([0.1, 0.2, 0.26, 0.5, 0.74, 0.8, 0.9])
    np.testing.assert_allclose(quantile(law, u), [1.2, 2.4, 3, 3, 3, 3.6, 4.8], atol=1e-6)
    values, cdf = mixture_table(law)
    assert (np.diff(values) >= 0).all()
    assert (np.diff(cdf) >= 0).all()


def test_atoms_are_numbers_themselves_and_quantiles_of_ranges():
    levels = np.array([0.25, 0.75])
    for given, values, shares in (
        (7, [7], [1]),
        ({"uniform": [2, 4]}, [2.5, 3.5], [0.5, 0.5]),
        ({"mixture": [[1, 3], [3, {"uniform": [0, 8]}]]}, [3, 2, 6], [0.25, 0.375, 0.375]),
    ):
        found = atoms(quantity(given), levels)
        assert found[0] == pytest.approx(values)
        assert found[1] == pytest.approx(shares)


def test_tables_of_laws_that_mirror_each_other_do_so():
    for a, b in ((1.0, 5.0), (2.5, 3.5)):
        np.testing.assert_allclose(beta_table(a, b), 1 - beta_table(b, a)[::-1], atol=1e-12)


def test_a_table_that_many_share_cannot_be_written_over():
    values = table(Distribution("uniform", (0.0, 1.0)))
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 1.0
