"""Shares, prices and what a line lacks, where they are plain."""

import numpy as np
import pytest


def test_a_line_lacks_what_parts_it_from_the_one_that_takes_all():
    from toi.engine.portfolio.problem import Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    preferences = Preferences(np.array([[90.0, 40.0, 39.0]]), np.full(3, 0.1), returns="none")
    found = solve(preferences, unconstrained(3))
    assert found.shares == pytest.approx([1, 0, 0])
    assert found.price == pytest.approx(90)
    assert found.short == pytest.approx([0, 50, 51])


def test_where_nothing_is_spent_a_line_brings_the_mean_of_its_own_worst_tenth():
    from toi.engine.portfolio.problem import Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    worth = np.random.default_rng(0).normal([1, 1], [20, 40], (2000, 2))
    found = solve(Preferences(worth, np.full(2, 0.1), risk=1.0), unconstrained(2))
    worst = np.sort(worth, axis=0)[:200].mean(axis=0)
    assert found.shares.sum() == 0
    assert found.marginal == pytest.approx(worst)
    assert found.short == pytest.approx(-worst)


def test_lines_that_are_alike_get_the_same():
    from toi.engine.portfolio.problem import Group, Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    crowded = (Group("kind", tuple(range(6)), 0.4),)
    found = solve(Preferences(np.full((1, 6), 50.0), np.full(6, 0.1), crowded), unconstrained(6))
    assert found.shares == pytest.approx(np.full(6, 1 / 6))
