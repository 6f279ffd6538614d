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


def test_lines_worth_no_more_than_nothing_do_harm_and_alone_they_are_plain():
    from toi.engine.portfolio.problem import Group, Preferences

    worth = np.array([[0.5, 0.0, -1.0, 9.0]])
    shared = (Group("kind", (3,), 0.2),)
    view = Preferences(worth, np.full(4, 0.1), returns="none", groups=shared)
    assert view.harmful.tolist() == [False, True, True, False]
    assert view.plain.tolist() == [True, True, True, False]


def test_of_two_lines_that_are_alike_each_gets_their_mean():
    from toi.engine.portfolio.problem import Preferences, unconstrained
    from toi.engine.portfolio.solve import evened

    view = Preferences(np.array([[9.0, 9.0, 5.0]]), np.full(3, 0.1))
    found = evened(np.array([0.5, 0.3, 0.2]), view, unconstrained(3))
    assert found == pytest.approx([0.4, 0.4, 0.2])


def test_a_floor_on_the_return_is_of_the_worths_that_are_asked_about():
    """With tangents and programmes kept from another view, and lines that are level at the end."""
    from dataclasses import replace

    from toi.engine.portfolio.problem import Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    worth = np.array([[60.0, 12.0], [-30.0, 10.0]])
    chances = np.array([0.6, 0.4])
    one = Preferences(worth, np.full(2, 0.1), risk=1.0, tail=0.5, probability=chances)
    other = replace(one, worth=worth + [2.0, -1.0])
    here = replace(unconstrained(2), least_return=4.0)
    first = solve(one, here)
    kept, fresh = solve(other, here, first.points), solve(other, here)
    assert kept.value == pytest.approx(fresh.value, abs=1e-3)
    assert kept.shares == pytest.approx(fresh.shares, abs=5e-3)
