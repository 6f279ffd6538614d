"""Shares, prices and what a line lacks, where they are plain."""

from dataclasses import replace

import numpy as np
import pytest

from toi.engine.portfolio import cutting_planes
from toi.engine.portfolio.problem import (
    BudgetLimit,
    Group,
    LineSynergy,
    Preferences,
    unconstrained,
)
from toi.engine.portfolio.solve import evened, solve


def test_a_line_lacks_what_parts_it_from_the_one_that_takes_all():
    preferences = Preferences(np.array([[90.0, 40.0, 39.0]]), np.full(3, 0.1), returns="none")
    found = solve(preferences, unconstrained(3))
    assert found.shares == pytest.approx([1, 0, 0])
    assert found.price == pytest.approx(90)
    assert found.short == pytest.approx([0, 50, 51])


def test_where_nothing_is_spent_a_line_brings_the_mean_of_its_own_worst_tenth():
    worth = np.random.default_rng(0).normal([1, 1], [20, 40], (2000, 2))
    found = solve(Preferences(worth, np.full(2, 0.1), risk=1.0), unconstrained(2))
    worst = np.sort(worth, axis=0)[:200].mean(axis=0)
    assert found.shares.sum() == 0
    assert found.marginal == pytest.approx(worst)
    assert found.short == pytest.approx(-worst)


def test_without_caution_the_worst_cases_do_not_matter():
    worth = np.array([[100.0, 10.0], [-60.0, 10.0]])
    found = solve(Preferences(worth, np.full(2, 0.1), returns="none"), unconstrained(2))
    assert found.shares == pytest.approx([1, 0])
    assert found.value == pytest.approx(20)


def test_lines_that_are_alike_get_the_same():
    crowded = (Group("kind", tuple(range(6)), 0.4),)
    found = solve(Preferences(np.full((1, 6), 50.0), np.full(6, 0.1), crowded), unconstrained(6))
    assert found.shares == pytest.approx(np.full(6, 1 / 6))


def test_lines_worth_no_more_than_nothing_do_harm_and_alone_they_are_plain():
    worth = np.array([[0.5, 0.0, -1.0, 9.0]])
    shared = (Group("kind", (3,), 0.2),)
    view = Preferences(worth, np.full(4, 0.1), returns="none", groups=shared)
    assert view.harmful.tolist() == [False, True, True, False]
    assert view.plain.tolist() == [True, True, True, False]


def test_of_two_lines_that_are_alike_each_gets_their_mean():
    view = Preferences(np.array([[9.0, 9.0, 5.0]]), np.full(3, 0.1))
    found = evened(np.array([0.5, 0.3, 0.2]), view, unconstrained(3))
    assert found == pytest.approx([0.4, 0.4, 0.2])


def test_a_floor_on_the_return_is_of_the_worths_that_are_asked_about():
    """With tangents and programmes kept from another view, and lines that are level at the end."""
    worth = np.array([[60.0, 12.0], [-30.0, 10.0]])
    chances = np.array([0.6, 0.4])
    one = Preferences(worth, np.full(2, 0.1), risk=1.0, tail=0.5, probability=chances)
    other = replace(one, worth=worth + [2.0, -1.0])
    here = replace(unconstrained(2), least_return=4.0)
    first = solve(one, here)
    kept, fresh = solve(other, here, first.points), solve(other, here)
    assert kept.value == pytest.approx(fresh.value, abs=1e-3)
    assert kept.shares == pytest.approx(fresh.shares, abs=5e-3)


SPREAD = np.random.default_rng(4).normal([30, 26, 22, 18], [9, 3, 6, 2], (40, 4))
FIRST_TWO = BudgetLimit("two", np.array([1.0, 1.0, 0.0, 0.0]), 0.4)


@pytest.mark.parametrize("risk", [0.0, 0.6])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"groups": (Group("kind", (0, 1, 2), 0.3),)},
        {"groups": (Group("kind", (0, 1), 0.2), Group("other", (1, 2, 3), 0.4))},
        {"synergies": (LineSynergy("both", (1, 2), 0.4),)},
        {"synergies": (LineSynergy("either", (0, 3), -0.4, smaller=3),)},
    ],
)
def test_another_unit_brings_the_same_wherever_something_goes(risk, more):
    """The conditions of an optimum, and the price is what more of the budget brings."""
    view = Preferences(SPREAD, np.array([0.1, 0.2, 0.3, 0.4]), risk=risk, **more)
    found = solve(view, unconstrained(4))
    given = found.shares > 0
    assert given.sum() >= 3
    near = 0.05 if risk else 0.01  # the worst tenth ends between two scenarios, here or there
    assert found.marginal[given] == pytest.approx(found.price, rel=near)
    assert (found.marginal[~given] < found.price).all()
    larger, less = (solve(view, unconstrained(4, 1 + step)).value for step in (0.02, -0.02))
    assert (larger - less) / 0.04 == pytest.approx(found.price, rel=0.02)


def test_a_limit_has_a_price_of_its_own_for_the_lines_it_is_on():
    view = Preferences(SPREAD, np.full(4, 0.2))
    found = solve(view, replace(unconstrained(4), limits=(FIRST_TWO,)))
    assert found.shares[:2].sum() == pytest.approx(0.4)
    assert found.marginal[0] == pytest.approx(found.marginal[1], rel=0.01)
    assert found.marginal[2:] == pytest.approx(found.price, rel=0.01)
    wider = replace(FIRST_TWO, most=0.41)
    more = solve(view, replace(unconstrained(4), limits=(wider,))).value - found.value
    assert found.marginal[0] - found.price == pytest.approx(more / 0.01, rel=0.1)


def test_a_line_on_a_limit_lacks_more_than_one_that_is_on_none():
    """Two lines that are alike get nothing; for one of them another would have to give way."""
    view = Preferences(np.array([[30.0, 20.0, 2.0, 2.0]]), np.full(4, 0.1))
    limit = BudgetLimit("two", np.array([1.0, 0.0, 1.0, 0.0]), 0.3)
    room = replace(unconstrained(4), limits=(limit,))
    found = solve(view, room)
    assert found.shares[2:].tolist() == [0, 0]
    for line in (2, 3):
        for change, gets in ((-0.2, False), (0.2, True)):
            worth = view.worth + np.eye(4)[line] * (found.short[line] + change)
            again = solve(replace(view, worth=worth), room)
            assert (again.shares[line] > 0) == gets
    assert found.short[2] > found.short[3] + 1


def test_a_price_is_there_where_rounds_run_out_on_a_crowded_kind(monkeypatch):
    """Only the kind's returns diminish, and its last tangents have no price yet."""
    monkeypatch.setattr(cutting_planes, "ROUNDS", 1)
    kind = (Group("kind", (0, 1), 0.13),)
    found = solve(Preferences(np.array([[30.0, 20.0]]), np.full(2, 1e9), kind), unconstrained(2))
    assert found.rounds == 1
    assert found.tangent_error > 1e-5
    assert found.price > 0
