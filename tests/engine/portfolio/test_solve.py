"""Shares, prices and what a line lacks, where they are plain."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import unconstrained
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import (
    BudgetLimit,
    Group,
    LineSynergy,
    Preferences,
)
from toi.engine.portfolio.programmes import cutting_planes
from toi.engine.portfolio.returns import slope
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


def test_harm_hedges_only_for_money():
    """Of ``min(20 g - 12 h, 10 h - 10 g)`` the most is where both are the same: 30 g = 22 h."""
    worth = np.array([[20.0, -12.0], [-10.0, 10.0]])
    view = Preferences(worth, np.full(2, 0.1), returns="none", risk=1.0, tail=0.5)
    assert view.harmful.tolist() == [False, True]
    found = solve(view, unconstrained(2))
    assert found.shares == pytest.approx([22 / 52, 30 / 52], abs=1e-6)
    assert found.value == pytest.approx(80 / 52)
    assert found.bound == pytest.approx(80 / 52)


def test_of_two_lines_that_are_alike_each_gets_their_mean():
    view = Preferences(np.array([[9.0, 9.0, 5.0]]), np.full(3, 0.1))
    found = evened(np.array([0.5, 0.3, 0.2]), [view], unconstrained(3))
    assert found == pytest.approx([0.4, 0.4, 0.2])


def test_lines_of_the_same_mean_are_alike_only_without_caution():
    view = Preferences(np.array([[9.0, 3.0, 5.0], [3.0, 9.0, 5.0]]), np.full(3, 0.1))
    shares = np.array([0.5, 0.3, 0.2])
    assert evened(shares, [view], unconstrained(3)) == pytest.approx([0.4, 0.4, 0.2])
    assert evened(shares, [replace(view, risk=1.0)], unconstrained(3)).tolist() == shares.tolist()


def test_two_lines_that_are_alike_are_so_whatever_the_first_of_their_mean_is_like():
    worth = np.array([[9.0, 3.0, 3.0, 5.0], [3.0, 9.0, 9.0, 5.0]])
    view = Preferences(worth, np.full(4, 0.1), risk=1.0)
    found = evened(np.array([0.4, 0.3, 0.1, 0.2]), [view], unconstrained(4))
    assert found == pytest.approx([0.4, 0.2, 0.2, 0.2])


def test_another_unit_in_lines_that_are_worth_little_brings_the_same():
    found = solve(Preferences(np.array([[0.9, 0.6]]), np.full(2, 0.3)), unconstrained(2))
    assert found.shares.min() > 0.1
    assert found.marginal == pytest.approx(found.price, rel=0.01)


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


@pytest.mark.parametrize(("risk", "asked"), [(0.0, {"least_return": 14.0}), (0.6, {})])
def test_what_is_kept_of_one_view_is_not_taken_for_another(risk, asked):
    """Lines are worth what the other was: floors on the return and worst cases are others."""
    worth = np.array([[60.0, 12.0], [-30.0, 10.0]])
    one = Preferences(worth, np.full(2, 0.1), returns="none", risk=risk, tail=0.5)
    other = replace(one, worth=worth[:, ::-1].copy())
    here = replace(unconstrained(2), **asked)
    kept, fresh = solve(other, here, solve(one, here).points), solve(other, here)
    assert kept.value == pytest.approx(fresh.value, abs=1e-3)
    assert kept.shares == pytest.approx(fresh.shares, abs=5e-3)


def test_what_is_kept_without_caution_is_not_taken_for_a_cautious_view():
    worth = np.array([[60.0, 12.0], [-30.0, 10.0]])
    bold = Preferences(worth, np.full(2, 0.1), returns="none", tail=0.5)
    careful, here = replace(bold, risk=1.0), replace(unconstrained(2), least_return=13.0)
    kept, fresh = solve(careful, here, solve(bold, here).points), solve(careful, here)
    assert kept.shares == pytest.approx(fresh.shares, abs=5e-3)
    assert kept.shares == pytest.approx([0.5, 0.5], abs=5e-3)  # 15 x + 11 (1 - x) is 13


def test_a_rough_split_has_no_price():
    found = solve(
        Preferences(np.array([[9.0, 4.0]]), np.full(2, 0.1)), unconstrained(2), rough=True
    )
    assert found.price == 0
    assert found.marginal.tolist() == [0, 0]


def test_a_line_of_a_crowded_kind_lacks_what_the_kind_takes():
    kind = (Group("kind", (0, 1, 3), 0.15),)
    view = Preferences(np.array([[40.0, 38.0, 20.0, 12.0]]), np.full(4, 0.1), kind)
    found = solve(view, unconstrained(4))
    assert found.shares[3] == 0
    alone = solve(replace(view, groups=()), unconstrained(4))
    assert found.short[3] > alone.short[3] + 1
    for change, gets in ((-0.3, False), (0.3, True)):
        worth = view.worth + np.array([0, 0, 0, found.short[3] + change])
        assert (solve(replace(view, worth=worth), unconstrained(4)).shares[3] > 0) == gets


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
        {"synergies": (LineSynergy("either", (0, 3), -0.15, smaller=3),)},
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
    assert found.bound - found.value < (1e-3 if "groups" in more else 1e-4)
    larger, less = (solve(view, unconstrained(4, 1 + step)).value for step in (0.02, -0.02))
    assert (larger - less) / 0.04 == pytest.approx(found.price, rel=0.02)


def test_of_many_scenarios_the_worst_tenth_is_right_to_a_thousandth_of_a_point():
    worth = np.random.default_rng(4).normal([30, 26, 22, 18], [9, 3, 6, 2], (1000, 4))
    found = solve(Preferences(worth, np.array([0.1, 0.2, 0.3, 0.4]), risk=0.9), unconstrained(4))
    assert found.value - 1e-9 <= found.bound < found.value + 1e-4


def test_another_unit_brings_the_same_under_a_floor_on_the_return():
    """Halfway between what a cautious and a bold view expect of their own splits."""
    bold = Preferences(SPREAD, np.array([0.1, 0.2, 0.3, 0.4]))
    view = replace(bold, risk=1.0)
    usual, most = (
        outcome_of(bold, solve(v, unconstrained(4)).shares).expected for v in (view, bold)
    )
    found = solve(view, replace(unconstrained(4), least_return=(usual + most) / 2))
    assert outcome_of(view, found.shares).expected > usual + 0.01
    given = found.shares > 0
    assert given.sum() >= 2
    assert found.marginal[given] == pytest.approx(found.price, rel=0.05)


def test_a_limit_has_a_price_of_its_own_for_the_lines_it_is_on():
    view = Preferences(SPREAD, np.full(4, 0.2))
    found = solve(view, replace(unconstrained(4), limits=(FIRST_TWO,)))
    assert found.shares[:2].sum() == pytest.approx(0.4)
    assert found.marginal[0] == pytest.approx(found.marginal[1], rel=0.01)
    assert found.marginal[2:] == pytest.approx(found.price, rel=0.01)
    wider = replace(FIRST_TWO, most=0.41)
    more = solve(view, replace(unconstrained(4), limits=(wider,))).value - found.value
    assert found.marginal[0] - found.price == pytest.approx(more / 0.01, rel=0.1)


def test_each_of_two_limits_has_its_own_price():
    view = Preferences(np.array([[30.0, 26.0, 22.0]]), np.full(3, 0.2))
    limits = tuple(BudgetLimit(f"{i}", np.eye(3)[i], most) for i, most in ((0, 0.3), (1, 0.2)))
    found = solve(view, replace(unconstrained(3), limits=limits))
    assert found.shares == pytest.approx([0.3, 0.2, 0.5], abs=1e-6)
    own = view.worth[0] * 0.2 / (0.2 + found.shares)  # of what another unit brings, log returns
    assert found.price == pytest.approx(own[2], rel=0.01)
    assert found.marginal == pytest.approx(own, rel=0.01)
    for line, limit in enumerate(limits):
        wider = replace(limit, most=limit.most + 0.002)
        some = tuple(wider if one is limit else one for one in limits)
        more = solve(view, replace(unconstrained(3), limits=some)).value - found.value
        assert found.marginal[line] - found.price == pytest.approx(more / 0.002, rel=0.05)


def test_a_line_that_a_floor_holds_up_lacks_nothing():
    """For what it gets: without the floor it would get nothing, for lack of more."""
    view = Preferences(np.array([[30.0, 1.0]]), np.full(2, 0.2))
    held = replace(unconstrained(2), lower=np.array([0.0, 0.1]))
    found, free = solve(view, held), solve(view, unconstrained(2))
    assert found.shares == pytest.approx([0.9, 0.1])
    assert found.short.tolist() == [0, 0]
    assert free.shares[1] == 0
    assert free.short[1] > 1


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


def test_a_line_worth_nothing_where_it_counts_still_spreads_the_returns_of_its_kind():
    """Caution looks at the first scenario alone, in which only the kind's returns diminish."""
    worth, kind = np.array([[10.0, 0.0], [10.0, 20.0]]), (Group("kind", (0, 1), 0.3),)
    view = Preferences(worth, np.full(2, 0.4), kind, risk=1.0, tail=0.5)
    found = solve(view, unconstrained(2))
    assert found.shares == pytest.approx([1, 0])
    assert found.marginal == pytest.approx(np.full(2, 10 * slope(view.returns, 1.0, 0.3)))
