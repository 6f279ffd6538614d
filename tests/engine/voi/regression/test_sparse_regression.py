"""Regression of each choice on its own functions: against least squares, one choice at a time."""

import numpy as np
import pytest

from toi import threads
from toi.engine.voi.regression import sparse_regression
from toi.engine.voi.regression.sparse_regression import Moments, Tiles

DRAWS = 900


def fitted(functions, worth, reach):
    moments = Moments(Tiles(reach))
    for part in (slice(0, 500), slice(500, None)):
        moments.add(functions[:, part], worth[:, part], threads.Crew())
    return moments.fit()


def drawn(functions, choices, share, seed=0):
    """Functions, of which a share bear on each choice, and what choices are then worth."""
    rng = np.random.default_rng(seed)
    reach = rng.random((functions, choices)) < share
    x = rng.normal(2.0, 3.0, (functions, DRAWS))
    slopes = rng.normal(0.0, 1.0, (choices, functions)) * reach.T
    worth = slopes @ x + rng.normal(0.0, 1.0, (choices, DRAWS)) + 7.0
    return x, worth, reach


@pytest.mark.parametrize(("functions", "share"), [(5, 0.5), (33, 1.0), (100, 0.1), (100, 0.0)])
def test_each_choice_is_predicted_as_by_least_squares_on_what_bears_on_it(functions, share):
    x, worth, reach = drawn(functions, 7, share)
    wanted = []
    for own, of_choice in zip(reach.T, worth, strict=True):
        with_one = np.vstack([np.ones(DRAWS), x[own]])
        wanted.append(np.linalg.lstsq(with_one.T, of_choice, rcond=None)[0] @ with_one)
    fit = fitted(x, worth, reach)
    assert fit.best == int(worth.mean(axis=1).argmax())
    expected = np.argmax(wanted, axis=0)
    np.testing.assert_array_equal(fit.choices(x, threads.Crew()), expected)
    assert len(set(expected.tolist())) > 1 or share == 0.0


def test_the_slopes_of_all_tiles_are_those_of_least_squares():
    x, worth, reach = drawn(70, 3, 0.4)
    fit = fitted(x, worth, reach)
    found = np.zeros((3, 70))
    for rows, choices, slopes in zip(fit.tiles.rows, fit.tiles.choices, fit.slopes, strict=True):
        found[np.ix_(choices, fit.tiles.order[rows])] = slopes
    for own, slopes, of_choice in zip(reach.T, found, worth, strict=True):
        with_one = np.vstack([np.ones(DRAWS), x[own]])
        wanted = np.linalg.lstsq(with_one.T, of_choice, rcond=None)[0]
        assert slopes[own] == pytest.approx(wanted[1:], abs=1e-6)
        assert not slopes[~own].any()


def test_functions_that_no_choice_hangs_on_together_have_no_products():
    """Four choices with 40 functions each: pairs within each choice, and none between."""
    reach = np.repeat(np.eye(4, dtype=bool), 64, axis=0)
    tiles = Tiles(np.random.default_rng(0).permutation(reach))
    assert len(tiles.rows) == 8
    assert tiles.pairs == 4 * 3


def test_functions_that_nothing_hangs_on_are_left_out():
    reach = np.zeros((3, 2), dtype=bool)
    reach[1, 1] = True
    x = np.arange(12.0).reshape(3, 4) ** 2
    fit = fitted(x, np.stack([np.full(4, 5.0), x[1]]), reach)
    assert fit.tiles.order.tolist() == [1]
    assert fit.intercept == pytest.approx([5.0, 0.0], abs=1e-6)


def test_what_is_always_so_in_these_draws_has_no_slope_and_spoils_no_other():
    """An event of credence .9998 that is sound in every draw: its variance is rounding."""
    x, worth, reach = drawn(40, 3, 1.0)
    with_one = fitted(np.vstack([x, np.full(DRAWS, 1 / 3)]), worth, np.ones((41, 3), dtype=bool))
    without = fitted(x, worth, reach)
    for found, wanted in zip(with_one.slopes, without.slopes, strict=True):
        np.testing.assert_allclose(found[:, : wanted.shape[1]], wanted, rtol=1e-6)
    assert (with_one.slopes[1][:, -1] == 0.0).all()


def test_functions_that_say_the_same_twice_share_a_slope():
    """Of two that are alike to the bit any slopes that add up will do; other slopes stay."""
    x, worth, reach = drawn(5, 3, 1.0)
    [twice] = fitted(np.vstack([x, x[4:]]), worth, np.ones((6, 3), dtype=bool)).slopes
    [once] = fitted(x, worth, reach).slopes
    np.testing.assert_allclose(twice[:, :4], once[:, :4], rtol=1e-5)
    np.testing.assert_allclose(twice[:, 4] + twice[:, 5], once[:, 4], rtol=1e-5)


@pytest.mark.parametrize("spread", [1e-2, 1e-3, 3e-4, 1e-4])
def test_a_large_table_of_shares_that_hardly_vary_is_solved_too(spread, monkeypatch):
    """Shares add up to 1, so that each hangs on the others; with rounding they have no order."""
    monkeypatch.setattr(sparse_regression, "LARGE", 0)
    x, worth, _ = drawn(3, 2, 1.0)
    shares = 1.0 + spread * np.random.default_rng(1).normal(size=(40, DRAWS))
    every = np.vstack([x, shares / shares.sum(axis=0)])
    fit = fitted(every, worth, np.ones((43, 2), dtype=bool))
    best = fitted(x, worth, np.ones((3, 2), dtype=bool)).choices(x, threads.Crew())
    assert (fit.choices(every, threads.Crew()) == best).mean() > 0.9
