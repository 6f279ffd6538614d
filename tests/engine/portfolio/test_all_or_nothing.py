"""Synergies, smallest grants and a number of lines against all splits on a grid."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import unconstrained
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import (
    Constraints,
    Group,
    LineSynergy,
    Preferences,
)
from toi.engine.portfolio.programmes.choice import GAP, is_choice, settled
from toi.engine.portfolio.returns import gained
from toi.engine.portfolio.solve import solve

STEPS = 20
GRID = np.array([x for x in itertools.product(range(STEPS + 1), repeat=4) if sum(x) <= STEPS])
GRID = GRID / STEPS


def drawn(seed, risk=0.0, **more):
    rng = np.random.default_rng(seed)
    worth = rng.uniform(5, 30, 4) + rng.normal(0, 6, (40, 4))
    return Preferences(worth, np.full(4, 0.15), risk=risk, **more)


def best_on_the_grid(preferences, constraints):
    """The value of the best split in steps of 5 %, worked out from the definitions alone."""
    splits = GRID
    if constraints.smallest is not None:
        small = (splits > 0) & (splits < constraints.smallest - 1e-9)
        splits = splits[~small.any(axis=1)]
    if constraints.most is not None:
        splits = splits[(splits > 0).sum(axis=1) <= constraints.most]
    effort = gained(preferences.returns, splits, preferences.half_return)
    outcomes = effort @ preferences.worth.T
    for pair in preferences.synergies:
        members = list(pair.members)
        together = preferences.worth[:, members].sum(axis=1)
        outcomes += pair.strength * np.outer(effort[:, members].min(axis=1), together)
    count = round(preferences.tail * outcomes.shape[1])
    worst = np.sort(outcomes, axis=1)[:, :count].mean(axis=1)
    return float(((1 - preferences.risk) * outcomes.mean(axis=1) + preferences.risk * worst).max())


def room(**more):
    return Constraints(np.zeros(4), np.ones(4), **more)


GRANTS = {"smallest": np.array([0.2, 0.15, 0.3, 0.1])}


@pytest.mark.parametrize("risk", [0.0, 0.5])
@pytest.mark.parametrize("strengths", [(0.6, 0.3), (-0.5, 0.4), (-0.3, -1.0)])
@pytest.mark.parametrize("asked", [{}, GRANTS, {"most": 3}, {**GRANTS, "most": 2}])
def test_no_split_on_the_grid_is_better_and_the_bound_holds(risk, strengths, asked):
    pairs = (LineSynergy("a", (0, 1), strengths[0]), LineSynergy("b", (2, 3), strengths[1]))
    preferences = drawn(round(100 * abs(sum(strengths)) + risk), risk, synergies=pairs)
    found = solve(preferences, room(**asked))
    best = best_on_the_grid(preferences, room(**asked))
    assert best - 1e-3 <= found.value <= found.bound + 1e-6
    assert found.value <= best + 0.6  # a step of the grid
    assert found.bound - found.value < 0.01
    given = found.shares > 0
    assert (found.shares >= asked.get("smallest", np.zeros(4)) - 1e-9)[given].all()
    assert given.sum() <= asked.get("most", 4)


def test_three_lines_that_need_each_other_get_something_or_none_does():
    worth = np.array([[10.0, 10.0, 10.0, 14.0]])
    alone = solve(Preferences(worth, np.full(4, 2.0)), room())
    assert alone.shares[3] > 0.8
    trio = (LineSynergy("trio", (0, 1, 2), 1.0),)
    together = solve(Preferences(worth, np.full(4, 2.0), synergies=trio), room())
    assert together.shares[:3] == pytest.approx(np.full(3, together.shares[0]), abs=1e-6)
    assert together.shares[:3].sum() > 0.9


def test_what_matches_brings_so_much_more_and_nothing_without_both():
    pair = (LineSynergy("pair", (0, 1), 0.5),)
    view = Preferences(np.array([[10.0, 20.0]]), np.full(2, 0.1), returns="none", synergies=pair)
    assert outcome_of(view, np.array([0.3, 0.5])).expected == pytest.approx(3 + 10 + 0.5 * 0.3 * 30)
    assert outcome_of(view, np.array([0.0, 1.0])).expected == pytest.approx(20)


def test_lines_that_gain_from_one_another_leave_nothing_to_choose():
    pair = (LineSynergy("pair", (0, 1), 0.5),)
    view = Preferences(np.array([[10.0, 20.0]]), np.full(2, 0.1), synergies=pair)
    assert not is_choice(view, unconstrained(2))
    assert is_choice(replace(view, synergies=(replace(pair[0], strength=-0.5),)), unconstrained(2))


def test_a_split_with_grants_of_the_smallest_size_is_settled():
    view = Preferences(np.array([[10.0, 20.0]]), np.full(2, 0.1))
    here = replace(unconstrained(2), smallest=np.array([0.4, 0.2]))
    assert settled(np.array([0.4, 0.6]), view, here)
    assert settled(np.array([0.0, 0.2]), view, here)
    assert not settled(np.array([0.39, 0.61]), view, here)
    assert settled(np.array([0.4, 0.6]), view, replace(here, most=2))
    assert not settled(np.array([0.4, 0.6]), view, replace(here, most=1))


def test_a_synergy_with_a_line_that_is_worth_nothing_alone_does_not_act():
    pair = (LineSynergy("pair", (0, 1), 5.0),)
    view = Preferences(np.array([[-1.0, 20.0]]), np.full(2, 0.1), synergies=pair)
    assert view.acting == ()
    assert solve(view, Constraints(np.zeros(2), np.ones(2))).shares[0] == 0


def test_substitutes_are_not_both_funded_where_one_does():
    pair = (LineSynergy("pair", (0, 1), -1.0),)
    view = Preferences(np.array([[20.0, 19.0, 5.0]]), np.full(3, 1.0), synergies=pair)
    shares = solve(view, Constraints(np.zeros(3), np.ones(3))).shares
    assert shares[0] > 0.9
    assert shares[1] == 0


@pytest.mark.parametrize(
    ("worth", "half"), [((20, 14), (0.1, 0.1)), ((14, 20), (0.1, 0.1)), ((100, 20), (0.05, 1.0))]
)
def test_of_two_substitutes_that_both_get_something_one_has_less_effort(worth, half):
    """The poorer, or that whose returns diminish sooner, whichever of them is named first."""
    worth, half = np.array(worth, dtype=float), np.array(half)
    first = np.linspace(0, 1, 2001)
    effort = gained("log", np.column_stack([first, 1 - first]), half)
    values = effort @ worth - 0.3 * worth.sum() * effort.min(axis=1)
    for members in ((0, 1), (1, 0)):
        pair = (LineSynergy("pair", members, -0.3),)
        found = solve(Preferences(worth[None, :], half, synergies=pair), unconstrained(2))
        assert found.shares.min() > 0.05
        assert found.value == pytest.approx(values.max(), abs=1e-3)
        assert found.shares[0] == pytest.approx(first[values.argmax()], abs=3e-3)


def test_the_one_line_that_is_chosen_is_the_best_with_all_of_the_budget():
    """The other brings more as long as it gets less than half."""
    view = Preferences(np.array([[10.0, 28.6]]), np.array([2.0, 0.1]))
    found = solve(view, replace(unconstrained(2), most=1))
    assert found.shares == pytest.approx([1, 0])


@pytest.mark.parametrize("seed", [11, 14])
def test_choices_are_looked_at_until_no_other_can_be_worth_more(seed):
    """Two of eight lines, after more than three looks."""
    rng = np.random.default_rng(seed)
    view = Preferences(rng.uniform(10, 14, (1, 8)), rng.uniform(0.02, 1.5, 8))
    found = solve(view, replace(unconstrained(8), most=2, smallest=np.full(8, 0.3)))
    assert found.value - 1e-9 <= found.bound <= found.value * (1 + 3 * GAP)


def test_a_line_with_a_floor_is_among_those_that_get_something():
    view = Preferences(np.array([[30.0, 29.0, 28.0, 5.0]]), np.full(4, 0.2))
    here = replace(room(most=2), lower=np.array([0.0, 0.0, 0.0, 0.1]))
    found = solve(view, here)
    assert found.shares == pytest.approx([0.9, 0, 0, 0.1], abs=1e-6)
    grants = replace(here, most=None, smallest=np.full(4, 0.4))
    assert solve(view, grants).shares == pytest.approx([0.6, 0, 0, 0.4], abs=1e-6)


def test_of_two_lines_that_share_returns_the_better_is_chosen():
    shared = (Group("kind", (0, 1), 0.2),)
    view = Preferences(np.array([[10.0, 20.0, 14.0]]), np.full(3, 0.2), shared)
    found = solve(view, replace(unconstrained(3), most=1))
    assert found.shares == pytest.approx([0, 1, 0])
    assert found.value == pytest.approx(20 * float(gained("log", 1.0, 0.2)), abs=1e-4)


def test_a_floor_on_the_return_binds_caution():
    rng = np.random.default_rng(0)
    worth = np.array([20.0, 12.0]) + rng.normal(0, 1, (500, 2)) * np.array([25.0, 2.0])
    view = Preferences(worth, np.full(2, 5.0), risk=1.0)
    careful = solve(view, Constraints(np.zeros(2), np.ones(2)))
    usual = outcome_of(view, careful.shares).expected
    asked = solve(view, Constraints(np.zeros(2), np.ones(2), least_return=usual + 2.0))
    seen = outcome_of(view, asked.shares)
    assert seen.expected == pytest.approx(usual + 2.0, abs=1e-3)
    assert seen.downside < outcome_of(view, careful.shares).downside


def test_the_worst_cases_are_those_of_the_tail():
    worth = np.random.default_rng(1).normal(30, 5, (1000, 1))
    for tail in (0.05, 0.1, 0.5):
        view = Preferences(worth, np.ones(1), returns="none", risk=1.0, tail=tail)
        worst = np.sort(worth[:, 0])[: round(1000 * tail)].mean()
        assert solve(view, Constraints(np.zeros(1), np.ones(1))).value == pytest.approx(worst)
