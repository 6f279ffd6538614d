"""The solver of splits against closed forms, other formulations, brute force and a paper."""

import ctypes
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, linprog

from toi.engine.milp import silenced
from toi.engine.portfolio.cvar import tail_mean, tail_slopes, tail_weights
from toi.engine.portfolio.frontier import frontier
from toi.engine.portfolio.infeasible import conflict
from toi.engine.portfolio.linear_programme import Infeasible
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import (
    BudgetLimit,
    Constraints,
    Group,
    LineSynergy,
    Preferences,
    unconstrained,
)
from toi.engine.portfolio.rebalancing import trades
from toi.engine.portfolio.returns import gained, slope
from toi.engine.portfolio.solve import solve, tidy

POINT = 1e-4  # of value
SHARE = 2e-3
few = settings(max_examples=12)


def certain(*worth, half=0.1, **more):
    """A view in which everything is known."""
    worth = np.array([worth], dtype=float)
    return Preferences(worth, np.full(worth.shape[1], half), **more)


def drawn(seed, scenarios, lines, **more):
    """A view with worths that hang together."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(0, 6, (scenarios, 1))
    worth = rng.uniform(-5, 20, lines) + shared * rng.uniform(-1, 1.5, lines)
    worth += rng.normal(0, 4, (scenarios, lines))
    return Preferences(worth, rng.uniform(0.05, 0.4, lines), **more)


worths = st.lists(st.integers(-200, 600).map(lambda x: x / 10), min_size=1, max_size=6)
halves = st.sampled_from([0.05, 0.1, 0.4, 2.0])


def filled(worth, half, inverse, budget):
    """Water-filling: where `inverse(rise)` is how much is spent until another unit brings it."""
    worth = np.array(worth, dtype=float)

    def spent(price):
        rise = np.minimum(price / np.where(worth > 0, worth, 1.0), 1.0)
        return np.where(worth > price, inverse(rise, half), 0.0)

    top = worth.max()
    if top <= 0:
        return np.zeros_like(worth)
    return spent(brentq(lambda p: spent(p).sum() - budget, 1e-9 * top, top, xtol=1e-12))


@few
@given(worths, halves)
def test_risk_neutral_log_returns_are_water_filling(worth, half):
    view, room = certain(*worth, half=half), unconstrained(len(worth))
    found = solve(view, room)
    wanted = filled(worth, half, lambda rise, h: h * (1 / rise - 1), 1.0)
    best = float(np.maximum(worth, 0) @ (half * np.log1p(wanted / half)))
    assert found.value == pytest.approx(best, abs=POINT)
    clear = max(worth) > 0.5
    if clear:
        assert found.shares == pytest.approx(wanted, abs=SHARE * max(1, half / 0.1))
    assert found.value <= found.bound + 1e-9
    assert found.bound - found.value < 1e-3


def test_square_root_and_undiminished_returns():
    worth, half = (30.0, 20.0, 10.0, -5.0), 0.1
    found = solve(certain(*worth, returns="sqrt"), unconstrained(4))
    wanted = filled(worth, half, lambda rise, h: h / 3 * (1 / rise**2 - 1), 1.0)
    assert found.shares == pytest.approx(wanted, abs=SHARE)
    assert solve(certain(*worth, returns="none"), unconstrained(4)).shares.tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize("returns", ["log", "sqrt"])
def test_half_is_where_another_unit_brings_half(returns):
    assert slope(returns, 0.0, 0.3) == 1
    assert slope(returns, 0.3, 0.3) == pytest.approx(0.5)
    step = 1e-6
    rise = (gained(returns, 0.2 + step, 0.3) - gained(returns, 0.2, 0.3)) / step
    assert rise == pytest.approx(float(slope(returns, 0.2, 0.3)), rel=1e-4)
    assert gained(returns, 0.0, 0.3) == 0


def test_groups_are_filled_as_their_conditions_say():
    """Within a full group all is shared: sum y = f_g(X), and the multipliers agree."""
    view = certain(40, 38, 30, 20, half=0.1, groups=(Group("g", (0, 1, 2), 0.15),))
    found = solve(view, unconstrained(4))
    effort = gained("log", found.shares, 0.1)
    together = float(gained("log", found.shares[:3].sum(), 0.15))
    assert effort[:3].sum() == pytest.approx(together, abs=1e-5)
    inside = found.shares > 0
    assert found.marginal[inside] == pytest.approx(found.price, abs=0.05)
    assert (found.marginal[~inside] <= found.price + 0.05).all()


def test_a_line_in_two_halves_gains_nothing():
    whole = solve(certain(30, 20), unconstrained(2))
    split = certain(30, 30, 20, groups=(Group("one", (0, 1), 0.1),))
    found = solve(split, unconstrained(3))
    assert found.value == pytest.approx(whole.value, abs=POINT)
    assert found.shares[:2].sum() == pytest.approx(whole.shares[0], abs=SHARE)
    loose = solve(replace(split, groups=()), unconstrained(3))
    assert loose.value > whole.value + 1


def test_what_overlaps_counts_once_for_the_better_line():
    view = certain(10, 30, groups=(Group("g", (0, 1), 0.1),))
    found = outcome_of(view, np.array([0.5, 0.5])).effort
    most = 0.1 * np.log1p(10)
    own = 0.1 * np.log1p(5)
    assert found == pytest.approx([most - own, own])


def test_what_overlaps_in_two_kinds_counts_where_it_takes_least_from_the_others():
    """The line of both kinds is worth most by itself, but less than the two that it crowds."""
    groups = (Group("g", (0, 1), 0.1), Group("h", (1, 2), 0.1))
    found = outcome_of(certain(10, 12, 10, groups=groups), np.full(3, 1 / 3)).effort
    own, most = 0.1 * np.log1p(10 / 3), 0.1 * np.log1p(20 / 3)
    assert found == pytest.approx([own, most - own, own])


def test_what_overlaps_is_shared_evenly_where_lines_need_each_other():
    pair, kind = (LineSynergy("pair", (0, 1), 1.0),), (Group("g", (0, 1), 0.1),)
    found = outcome_of(certain(10, 12, groups=kind, synergies=pair), np.full(2, 0.5)).effort
    assert found == pytest.approx(np.full(2, 0.1 * np.log1p(10) / 2))


def test_to_the_cautious_what_overlaps_counts_for_the_line_of_the_better_worst_case():
    """The first is worth more on average, and harm in the worse half of the cases."""
    worth, kind = np.array([[40.0, 10.0], [-10.0, 10.0]]), (Group("g", (0, 1), 0.1),)
    for risk, better in ((0.0, 0), (1.0, 1)):
        view = Preferences(worth, np.full(2, 0.1), kind, risk=risk, tail=0.5)
        found = outcome_of(view, np.array([0.5, 0.5])).effort
        assert found[better] == pytest.approx(0.1 * np.log1p(5))
    assert found[0] == pytest.approx(0, abs=1e-9)


# -- downside


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=40))
def test_tail_mean_is_the_mean_of_the_worst_tenth(values):
    values = np.array(values)
    chances = np.full(len(values), 1 / len(values))
    repeated = np.sort(np.repeat(values, 10))[: len(values)]
    assert tail_mean(values, chances, 0.1) == pytest.approx(repeated.mean(), abs=1e-9)
    weights = tail_weights(values, chances, 0.1)
    assert weights.sum() == pytest.approx(1)
    assert (weights <= chances / 0.1 + 1e-12).all()


def test_what_is_added_where_outcomes_tie_counts_where_it_is_worst():
    """Of two outcomes of 5 and two of 9, the worst quarter is either of the first two."""
    outcomes, chances = np.array([5.0, 5, 9, 9]), np.full(4, 0.25)
    added = np.array([[1.0, -2], [-1, 2], [-9, -9], [-9, -9]])
    assert tail_slopes(outcomes, chances, 0.25, added) == pytest.approx([-1, -2])


def whole_programme(view, budget=1.0, tangents=400):
    """The programme of Rockafellar & Uryasev with a row per scenario and many tangents."""
    s, t = view.worth.shape
    risk, chances = view.risk, view.chances
    # x (t), y (t), level, shortfalls (s)
    c = np.concatenate(
        [np.zeros(t), (1 - risk) * view.mean, [risk], np.full(s, -risk / 0.1) * chances]
    )
    rows, most = [np.concatenate([np.ones(t), np.zeros(t + 1 + s)])], [budget]
    for i, at in itertools.product(range(t), np.linspace(0, budget, tangents)):
        rise = float(slope(view.returns, at, view.half_return[i]))
        row = np.zeros(2 * t + 1 + s)
        row[i], row[t + i] = -rise, 1
        rows.append(row)
        most.append(float(gained(view.returns, at, view.half_return[i])) - rise * at)
    for i in range(s):  # shortfall >= level - outcome
        row = np.zeros(2 * t + 1 + s)
        row[t : 2 * t], row[2 * t], row[2 * t + 1 + i] = -view.worth[i], 1, -1
        rows.append(row)
        most.append(0.0)
    bounds = [(0, budget)] * t + [(0, None)] * t + [(None, None)] + [(0, None)] * s
    found = linprog(-c, A_ub=np.array(rows), b_ub=most, bounds=bounds)
    return -found.fun


@pytest.mark.parametrize(("seed", "risk"), [(0, 0.3), (1, 0.7), (2, 1.0), (3, 0.0)])
def test_cuts_find_what_the_whole_programme_finds(seed, risk):
    view = drawn(seed, 60, 4, risk=risk)
    good = ~view.harmful
    view = Preferences(view.worth[:, good], view.half_return[good], risk=risk)
    found = solve(view, unconstrained(int(good.sum())))
    assert found.value == pytest.approx(whole_programme(view), abs=2e-3)
    assert found.bound - found.value < 2e-3


def test_caution_gives_up_mean_for_downside():
    view = drawn(5, 400, 5, groups=(Group("g", (0, 1, 2), 0.2),))
    steps = frontier(view, unconstrained(5), risks=(0.0, 0.3, 0.7, 1.0))
    for before, after in itertools.pairwise(steps):
        assert after.expected <= before.expected + 1e-3
        assert after.downside >= before.downside - 1e-3


# -- demands


def test_what_compiled_code_prints_while_lines_are_chosen_is_kept_away(capfd):
    """HiGHS leaves a line of its own on standard output, now and then."""
    with silenced():
        ctypes.CDLL(None).puts(b"from compiled code")
    print("from here")
    assert capfd.readouterr().out == "from here\n"


def test_at_most_k_lines_is_the_best_of_all_choices():
    groups = (Group("g", (0, 1, 2), 0.2),)
    view = drawn(7, 40, 5, groups=groups, risk=0.4)
    for most in (1, 2):
        room = replace(unconstrained(5), most=most)
        found = solve(view, room)
        best = -np.inf
        for chosen in itertools.combinations(range(5), most):
            upper = np.isin(np.arange(5), chosen).astype(float)
            best = max(best, solve(view, Constraints(np.zeros(5), upper)).value)
        assert (found.shares > 0).sum() <= most
        assert found.value == pytest.approx(best, abs=2e-3)
        assert found.bound >= found.value - 1e-6
        assert found.bound - found.value < 0.05


def test_floors_caps_and_limits_hold():
    view = certain(30, 20, 10, 5)
    limits = (BudgetLimit("a kind", np.array([0.0, 0, -1, -1]), -0.5),)
    room = Constraints(np.array([0.0, 0.1, 0, 0]), np.array([0.2, 1, 1, 1]), limits)
    found = solve(view, room).shares
    assert found[0] == pytest.approx(0.2, abs=1e-6)
    assert found[1] >= 0.1 - 1e-9
    assert found[2] + found[3] == pytest.approx(0.5, abs=1e-4)
    exposed = BudgetLimit("exposure", np.array([9.0, 8, 1, 1]) - 4, 0.0)
    found = solve(view, replace(unconstrained(4), limits=(exposed,))).shares
    assert found @ np.array([9, 8, 1, 1]) <= 4 * found.sum() + 1e-6


@pytest.mark.parametrize(
    ("room", "names"),
    [
        (
            Constraints(np.array([0.6, 0.5, 0]), np.ones(3)),
            {("budget", 0), ("floor", 0), ("floor", 1)},
        ),
        (Constraints(np.array([0.6, 0, 0]), np.array([0.5, 1, 1])), {("floor", 0), ("cap", 0)}),
        (
            Constraints(
                np.array([0.1, 0, 0]),
                np.array([1, 0.2, 1]),
                (BudgetLimit("k", np.array([0, -1.0, 0]), -0.3),),
            ),
            {("limit", 0), ("cap", 1)},
        ),
        (
            Constraints(np.array([0.1, 0.1, 0]), np.ones(3), most=1),
            {("floor", 0), ("floor", 1), ("most", 0)},
        ),
    ],
)
def test_demands_in_each_others_way_are_named_and_no_others(room, names):
    assert set(conflict(room)) == names
    with pytest.raises(Infeasible):
        solve(certain(3, 2, 1), room)


def test_demands_that_can_be_met_conflict_with_nothing():
    assert conflict(Constraints(np.array([0.6, 0.4, 0]), np.ones(3))) == []
    assert conflict(Constraints(np.array([0.6, 0, 0]), np.array([0.6, 1, 1]))) == []


# -- what must hold of any split


@few
@given(st.integers(0, 50), st.floats(0.2, 2), st.floats(1.05, 3))
def test_a_larger_budget_is_never_worth_less(seed, budget, more):
    view = drawn(seed, 20, 4, groups=(Group("g", (0, 1), 0.2),))
    less = solve(view, unconstrained(4, budget))
    large = solve(view, unconstrained(4, budget * more))
    assert large.value >= less.value - POINT
    assert less.shares.sum() <= budget + 1e-9


@few
@given(st.integers(0, 50), st.permutations(range(5)))
def test_the_order_of_lines_does_not_matter(seed, order):
    view = drawn(seed, 30, 5, risk=0.3)
    other = Preferences(view.worth[:, order], view.half_return[order], risk=0.3)
    one, two = solve(view, unconstrained(5)), solve(other, unconstrained(5))
    assert two.value == pytest.approx(one.value, abs=1e-3)
    assert two.shares == pytest.approx(one.shares[order], abs=0.02)


def test_price_is_what_more_budget_brings():
    view = drawn(3, 50, 5, groups=(Group("g", (0, 1, 2), 0.2),))
    here = solve(view, unconstrained(5))
    more = solve(view, unconstrained(5, 1.02))
    assert (more.value - here.value) / 0.02 == pytest.approx(here.price, rel=0.03)


def test_short_is_what_a_line_lacks():
    view = certain(30, 25, 20, 4, groups=(Group("g", (0, 1), 0.15), Group("h", (2, 3), 0.3)))
    found = solve(view, unconstrained(4))
    assert found.shares[3] == 0
    assert found.short[3] > 0
    for change, gets in ((-0.3, False), (0.3, True)):
        worth = view.worth + np.array([0, 0, 0, found.short[3] + change])
        assert (solve(replace(view, worth=worth), unconstrained(4)).shares[3] > 0) == gets


def test_what_does_no_good_gets_nothing_and_money_stays():
    found = solve(certain(-3, -1, 0), unconstrained(3))
    assert found.shares.tolist() == [0, 0, 0]
    assert found.value == 0
    mixed = solve(certain(5, -1), Constraints(np.zeros(2), np.array([0.3, 1])))
    assert mixed.shares == pytest.approx([0.3, 0], abs=1e-6)


def test_harm_that_a_floor_forces_counts_in_full():
    found = solve(certain(10, -4), Constraints(np.array([0, 0.25]), np.ones(2)))
    assert found.shares[1] == pytest.approx(0.25)
    assert found.value == pytest.approx(10 * 0.1 * np.log1p(7.5) - 4 * 0.25, abs=POINT)


@pytest.mark.parametrize("risk", [0.0, 0.5, 1.0])
def test_degenerate_views(risk):
    alone = solve(certain(7, risk=risk), unconstrained(1))
    assert alone.shares == pytest.approx([1], abs=1e-6)
    level = solve(certain(5, 5, 5, 5, risk=risk), unconstrained(4))
    assert level.shares == pytest.approx(np.full(4, 0.25), abs=SHARE)
    shut = solve(certain(5, 5, risk=risk), Constraints(np.zeros(2), np.zeros(2)))
    assert shut.shares.tolist() == [0, 0]


def test_without_spread_caution_changes_nothing():
    worth = np.repeat([[30.0, 20, 10]], 50, axis=0)
    splits = [
        solve(Preferences(worth, np.full(3, 0.1), risk=r), unconstrained(3)).shares for r in (0, 1)
    ]
    assert splits[0] == pytest.approx(splits[1], abs=SHARE)


def test_scenarios_may_differ_in_probability():
    worth = np.array([[10.0, 0.5], [0.5, 10.0]])
    view = Preferences(worth, np.full(2, 0.1), probability=np.array([0.9, 0.1]))
    same = certain(*(np.array([0.9, 0.1]) @ worth))
    assert solve(view, unconstrained(2)).shares == pytest.approx(
        solve(same, unconstrained(2)).shares
    )


@pytest.mark.parametrize("risk", [0.0, 0.4, 1.0])
def test_attention_to_scenarios_adds_up_and_grows_with_caution_where_it_goes_ill(risk):
    view = drawn(3, 40, 3, risk=risk)
    found = outcome_of(view, np.full(3, 1 / 3))
    assert found.attention.sum() == pytest.approx(1)
    worst = np.argmin(found.outcomes)
    own = float(np.broadcast_to(view.chances, 40)[worst])
    assert found.attention[worst] == pytest.approx((1 - risk) * own + risk * own / view.tail)


def test_moves_lead_from_today_to_the_split():
    view = certain(30, 20, 10, -5)
    today, target = np.array([0.0, 0.1, 0.4, 0.3]), solve(view, unconstrained(4)).shares
    found = trades(view, today, target)
    gap = outcome_of(view, target).value - outcome_of(view, today).value
    assert sum(move.gain for move in found) == pytest.approx(gap)
    assert found[-1].closed == pytest.approx(1)
    assert found[0].to == 0
    assert found[0].taken[3] == pytest.approx(min(0.3, target[0] - 0.2))
    here = today + sum((-move.taken for move in found), np.zeros(4))
    for move in found:
        here[move.to] += move.taken.sum() + move.unspent
    assert here == pytest.approx(target)


def test_moves_may_leave_money_unspent():
    view = certain(10, -5)
    found = trades(view, np.array([0.2, 0.8]), np.array([0.2, 0.0]))
    assert [move.to for move in found] == [None]
    assert found[0].gain == pytest.approx(4)


def test_same_view_same_split():
    view = drawn(1, 200, 8, risk=0.5)
    one, two = solve(view, unconstrained(8)), solve(view, unconstrained(8))
    assert one.shares.tolist() == two.shares.tolist()


def test_what_is_next_to_nothing_goes_to_the_others():
    shares = np.array([0.6, 0.3996, 0.0004])
    assert tidy(shares, unconstrained(3)) == pytest.approx([0.6 / 0.9996, 0.3996 / 0.9996, 0])
    capped = replace(unconstrained(3), upper=np.array([0.6, 1, 1]))
    assert tidy(shares, capped)[0] == 0.6
    limit = BudgetLimit("no more", np.array([1.0, 1.0, 0.0]), 0.9996)
    assert tidy(shares, replace(unconstrained(3), limits=(limit,))).sum() == pytest.approx(0.9996)
