"""What the posterior is made of: densities, when it goes on drawing, and how chains move."""

from types import SimpleNamespace

import numpy as np
import pytest
import scipy.stats

from toi.engine.fit import posterior as module
from toi.engine.fit.posterior import Posterior, Prior
from toi.engine.problem import WeightLaw
from toi.engine.sampling.streams import BLOCK
from toi.weight_limits import Limit

NAMES = ("a", "b", "c")
EVEN = np.full(3, 1 / 3)
UNKNOWN = Prior(NAMES, EVEN, WeightLaw("unknown"))


def test_the_density_of_a_prior_is_that_of_scipy_up_to_a_constant():
    """A criterion without weight is left out; of all weights alike every one is as dense."""
    prior = Prior((*NAMES, "d"), np.array([0.5, 0.3, 0.0, 0.2]), WeightLaw("dirichlet", 9.0))
    weights = np.random.default_rng(0).dirichlet(np.ones(3), 5)
    with_none = np.insert(weights, 2, 0.0, axis=1)
    wanted = scipy.stats.dirichlet([4.5, 2.7, 1.8]).logpdf(weights.T)
    found = prior.log_density(with_none)
    np.testing.assert_allclose(found - found[0], wanted - wanted[0], atol=1e-12)
    assert np.isfinite(prior.log_density(np.array([[1.0, 0.0, 0.0, 0.0]]))).all()
    assert UNKNOWN.log_density(weights).tolist() == [0] * 5


def test_which_priors_have_a_density_that_is_known():
    limited = WeightLaw("unknown", limits=(Limit((("a", 1.0),), 0.2),))
    laws = WeightLaw("unknown"), WeightLaw("dirichlet", 9.0), WeightLaw("order"), limited
    known = [Prior(NAMES, EVEN, law).has_density for law in laws]
    assert known == [True, True, False, False]


@pytest.mark.parametrize(
    ("enough", "counting", "kind", "blocks"),
    [
        (1000, 1.0, "unknown", 2),  # two blocks are always drawn
        (2 * BLOCK, 1.0, "unknown", 2),
        (2.5 * BLOCK, 1.0, "unknown", 4),
        (4 * BLOCK, 1.0, "unknown", 4),
        (4.5 * BLOCK, 1.0, "unknown", 2),  # the four that there may be would not do: hopeless
        (4.5 * BLOCK, 1.0, "order", 4),  # but there is no density to walk by
        (1000, 0.01, "unknown", 2),
    ],
)
def test_blocks_are_drawn_until_enough_draws_count(enough, counting, kind, blocks, monkeypatch):
    """Of which a share counts alike, and what fits far worse than the best is not kept."""
    monkeypatch.setattr(module, "ENOUGH", float(enough))
    monkeypatch.setattr(module, "MOST_BLOCKS", 4)
    prior, drawn = Prior(NAMES, EVEN, WeightLaw(kind)), []

    def fit(weights):
        drawn.append(weights)
        level = np.where(np.arange(BLOCK) < counting * BLOCK, -5.0, -5.0 - module.NEGLIGIBLE - 1)
        return np.asarray(level)

    found = module._reweighed(prior, fit, seed=4)
    assert found.drawn == blocks * BLOCK == len(drawn) * BLOCK
    assert not found.walked
    kept = blocks * int(np.ceil(counting * BLOCK))
    assert found.effective == pytest.approx(kept)
    assert found.share == pytest.approx(np.full(kept, 1 / kept))
    mine = [prior.draw(4, block)[: kept // blocks] for block in range(blocks)]
    np.testing.assert_array_equal(found.weights, np.concatenate(mine))


@pytest.mark.parametrize("far", [0.0, 1e4, -1e4])
def test_shares_are_of_likelihoods_however_small_or_large(far):
    found = module._shares(far + np.log([1.0, 3.0, 4.0]))
    assert found == pytest.approx([0.125, 0.375, 0.5])


def test_the_last_quantile_is_the_greatest_whatever_the_shares_add_up_to():
    """Ten times .1 is less than 1, by rounding."""
    weights = np.arange(10.0)[:, None]
    found = Posterior(weights, np.full(10, 0.1), 10.0, 10, False)
    assert found.quantiles(weights, [1.0]).tolist() == [[9.0]]


def test_rows_are_taken_as_often_as_they_count_by_one_number():
    weights, share = np.arange(4.0)[:, None], np.array([0.5, 0.0, 0.3, 0.2])
    found = module._resampled(weights, share, 10, np.random.default_rng(1))[:, 0]
    assert np.bincount(found.astype(int), minlength=4).tolist() == [5, 0, 3, 2]
    assert found.tolist() == sorted(found)


def test_the_last_row_is_taken_where_the_shares_fall_short_by_rounding():
    """Seven sevenths add up to less than the greatest number that is drawn below 1."""
    greatest = SimpleNamespace(random=lambda: np.nextafter(1.0, 0.0))
    found = module._resampled(np.arange(7.0)[:, None], np.full(7, 1 / 7), 1, greatest)
    assert found.tolist() == [[6.0]]


def test_directions_keep_the_sum_and_leave_what_may_not_change():
    free = np.array([True, False, True, True])
    found = module._plain_directions(2000, free, np.random.default_rng(2))
    assert (found[:, 1] == 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 0, atol=1e-12)
    # Of three that sum to nothing: variances of 2/3, and each two at -1/2.
    np.testing.assert_allclose(np.cov(found[:, free].T), np.eye(3) - 1 / 3, atol=0.08)


@pytest.mark.parametrize(("up", "down"), [(0, 0), (3, 0), (0, 3), (2, 2)])
def test_a_move_along_a_line_is_drawn_from_the_density_on_it(up, down):
    """Along a - b, from .2, .3 and .5: a is from 0 to .5, with density ``a^up (.5 - a)^down``."""
    k = 4000
    weights, way = np.tile([0.2, 0.3, 0.5], (k, 1)), np.array([0.4, -0.4, 0.0])

    def density(at):
        one, other = np.log(np.maximum(at[:, :2].T, 1e-300))
        return up * one + down * other

    rng, level = np.random.default_rng(0), density(weights)
    for _ in range(6):
        weights, level = module._slice(density, weights, level, way, rng)
    np.testing.assert_allclose(weights[:, 2], 0.5)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(level, density(weights))
    assert weights.min() >= 0
    own = scipy.stats.kstest(2 * weights[:, 0], scipy.stats.beta(up + 1, down + 1).cdf)
    assert own.statistic < 1.63 / np.sqrt(k)  # of a hundred seeds one is further off


def test_of_the_draws_that_meet_most_those_are_kept_that_meet_the_same():
    """Of two statements, of three: which two is decided by how much the draws count."""
    held = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 1], [0, 1, 1], [1, 1, 0]], dtype=bool)
    share = np.array([0.0, 0.1, 0.5, 0.1, 0.2, 0.1])  # the first draw does not count
    weights = np.arange(12.0).reshape(6, 2)
    found = Posterior(weights, share, 3.0, 60, True).meeting_most(held)
    assert found.weights.tolist() == weights[3:5].tolist()
    assert found.share == pytest.approx([1 / 3, 2 / 3])
    assert found.effective == pytest.approx(9 / 5)
    assert (found.drawn, found.walked) == (60, True)
