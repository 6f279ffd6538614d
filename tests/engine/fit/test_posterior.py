import numpy as np
import pytest

from tests.engine.fit.cases import statements
from toi.engine.fit import posterior as posterior_module
from toi.engine.fit.landscape import WeightedScores
from toi.engine.fit.posterior import ENOUGH, Posterior, Prior, posterior
from toi.engine.problem import WeightLaw

NAMES = ("a", "b", "c")


def grid(n=400):
    """Weights of three criteria, evenly over the simplex."""
    i, j = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    keep = i + j < n
    a, b = (i[keep] + 1 / 3) / n, (j[keep] + 1 / 3) / n
    return np.stack([a, b, 1 - a - b], axis=1)


def exact(values, said, noise, power=(0, 0, 0)):
    """Mean and standard deviation of the weights, by integration."""
    weights = grid()
    level = said.log_likelihood(said.leads(100 * weights @ values.T), noise)
    level = level + np.log(weights) @ np.array(power)
    share = np.exp(level - level.max())
    share /= share.sum()
    mean = share @ weights
    return mean, np.sqrt(share @ (weights - mean) ** 2)


@pytest.mark.parametrize("noise", [5.0, 1.0])
def test_weights_are_those_of_integration(noise):
    values = np.random.default_rng(5).random((4, 3))
    said = statements([(0, 1), (1, 2), (2, 3)], level=[1])
    prior = Prior(NAMES, np.full(3, 1 / 3), WeightLaw("unknown"))
    found = posterior(prior, WeightedScores(values), said, noise, seed=0)
    assert found.effective >= ENOUGH
    wanted, spread = exact(values, said, noise)
    mean = found.mean(found.weights)
    np.testing.assert_allclose(mean, wanted, atol=4 * spread.max() / np.sqrt(found.effective))
    sd = np.sqrt(found.mean((found.weights - mean) ** 2))
    np.testing.assert_allclose(sd, spread, rtol=0.15)


def test_a_region_too_thin_for_draws_is_walked_to():
    values, point, noise = np.random.default_rng(5).random((4, 3)), np.array([0.3, 0.3, 0.4]), 0.02
    values[1:] += (values[0] - values[1:]) @ point[:, None]  # all level at the point
    said = statements([(0, 1), (1, 2)], level=[0, 1])
    prior = Prior(NAMES, np.full(3, 1 / 3), WeightLaw("unknown"))
    found = posterior(prior, WeightedScores(values), said, noise, seed=0)
    assert found.walked
    leads = said.leads(100 * found.weights @ values.T)
    # Two leads are two coordinates of the weights, so each is normal by itself.
    np.testing.assert_allclose(leads.mean(axis=0), 0, atol=4 * noise / np.sqrt(1000))
    np.testing.assert_allclose(leads.std(axis=0), noise, rtol=0.1)
    assert abs(np.corrcoef(leads.T)[0, 1]) < 0.13


def test_a_prior_counts_and_walking_agrees_with_it(monkeypatch):
    values = np.random.default_rng(6).random((4, 3))
    said, law = statements([(0, 1), (2, 3)]), WeightLaw("dirichlet", 9.0)
    prior = Prior(NAMES, np.array([0.5, 0.3, 0.2]), law)
    wanted, spread = exact(values, said, 2.0, power=9 * prior.weights - 1)
    for most in (32, 0):  # blocks: with none to spare, it walks at once
        monkeypatch.setattr("toi.engine.fit.posterior.MOST_BLOCKS", most)
        monkeypatch.setattr("toi.engine.fit.posterior.ENOUGH", 1000.0 if most else np.inf)
        found = posterior(prior, WeightedScores(values), said, 2.0, seed=1)
        assert found.walked == (most == 0)
        tolerance = 4 * spread.max() / np.sqrt(1000)
        np.testing.assert_allclose(found.mean(found.weights), wanted, atol=tolerance)


def test_criteria_that_may_not_count_stay_at_nothing():
    values = np.random.default_rng(7).random((4, 3))
    prior = Prior(NAMES, np.array([0.5, 0.0, 0.5]), WeightLaw("unknown"))
    said = statements([(0, 1), (1, 2), (2, 3)], level=[0, 1, 2])
    found = posterior(prior, WeightedScores(values), said, 0.1, seed=0)
    assert found.walked
    assert (found.weights[:, 1] == 0).all()
    np.testing.assert_allclose(found.weights.sum(axis=1), 1)


def test_quantiles_count_each_draw_as_often_as_its_share():
    weights = np.array([[0.3], [0.1], [0.2], [0.4]])
    found = Posterior(weights, np.array([0.1, 0.2, 0.6, 0.1]), 2.0, 4, False)
    levels = [0.05, 0.2, 0.21, 0.79, 0.85, 0.95]
    assert found.quantiles(weights, levels)[:, 0].tolist() == [0.1, 0.1, 0.2, 0.2, 0.3, 0.4]


def test_some_of_the_weights_come_as_often_as_they_count():
    weights = np.array([[0.3], [0.1], [0.2], [0.4]])
    found = Posterior(weights, np.array([0.1, 0.2, 0.6, 0.1]), 2.0, 4, False).some(1000, seed=3)
    counts = [int((found == one).sum()) for one in weights]
    assert counts == pytest.approx([100, 200, 600, 100], abs=1)  # systematic: no more than one off


def test_chains_that_find_no_way_in_time_stay_where_they_are(monkeypatch):
    """Only where they stand is the density high enough: a step that leaves it as it is."""

    def nowhere(weights):
        return np.full(len(weights), -np.inf)

    monkeypatch.setattr(posterior_module, "SHRINKS", 3)
    weights, level = np.array([[0.2, 0.8], [0.5, 0.5]]), np.zeros(2)
    rng, way = np.random.default_rng(0), np.array([1.0, -1.0])
    for density, stays in ((nowhere, True), (lambda weights: np.zeros(len(weights)), False)):
        found, at = posterior_module._slice(density, weights, level, way, rng)
        assert (found == weights).all() == stays
        assert at.tolist() == [0, 0]
        np.testing.assert_allclose(found.sum(axis=1), 1)
