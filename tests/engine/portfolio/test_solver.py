"""The solver's edges: giving up, silence, demands that clash, and samples of the scenarios."""

import os
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.portfolio.views import unconstrained
from toi.engine.milp import silenced
from toi.engine.portfolio import equal_shares as equal_shares_module
from toi.engine.portfolio import solve as solve_module
from toi.engine.portfolio.commitments import commitment_costs
from toi.engine.portfolio.equal_shares import equal_shares
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import BudgetLimit, Constraints, Preferences
from toi.engine.portfolio.programmes import choice, cutting_planes
from toi.engine.portfolio.programmes.infeasible import conflict
from toi.engine.portfolio.programmes.linear_programme import Rows, Solver
from toi.engine.portfolio.scenarios.bootstrap import bootstrap_chances
from toi.engine.portfolio.solve import solve


def test_a_solver_out_of_time_says_so():
    rng, rows, n = np.random.default_rng(0), Rows(), 60
    for _ in range(20):
        rows.add(np.arange(n), rng.random(n) - 0.5, -0.5)
    whole = np.ones(n, dtype=bool)
    solver = Solver(rng.random(n), np.zeros(n), np.ones(n), rows, whole, time_limit=0.0)
    with pytest.raises(RuntimeError, match="gave up"):
        solver.solve()


def test_rows_that_follow_are_the_same_once_what_the_solver_knows_is_forgotten():
    """As HiGHS takes rows: right sides, where each row starts, columns and values."""
    rows = Rows()
    for k in range(5):  # of 1, 2, ... entries
        assert rows.add(np.arange(k + 1), np.full(k + 1, k + 0.5), float(k)) == k
    for known in (0, 1, 3):  # one more time after another
        rows.forget(known)
        most, starts, columns, values = rows.since(3)
        assert most.tolist() == [3, 4]
        assert starts.tolist() == [0, 4]
        assert columns.tolist() == [0, 1, 2, 3, 0, 1, 2, 3, 4]
        assert values.tolist() == [3.5] * 4 + [4.5] * 5
    rows.forget(5)
    rows.add([7], [1.0], 9.0)
    assert [one.tolist() for one in rows.since(5)] == [[9], [0], [7], [1]]


def test_where_streams_cannot_be_turned_they_are_left_alone(monkeypatch, capfd):
    with silenced():
        os.write(1, b"lost")
    monkeypatch.setattr(os, "name", "nt")
    with silenced():
        os.write(1, b"kept")
    monkeypatch.undo()
    assert capfd.readouterr().out == "kept"


@pytest.mark.parametrize(("whole", "best"), [(None, 7.0), ([True, True], 6.0)])
def test_the_best_and_its_bound_by_hand_with_nothing_printed(whole, best, capfd):
    """At most 2 of each and 2.5 of both: half of the second is left where only whole ones go."""
    rows = Rows()
    rows.add([0, 1], [2.0, 2.0], 5.0)
    chosen = None if whole is None else np.array(whole)
    found = Solver(np.array([3.0, 2.0]), np.zeros(2), np.array([2.0, 2.0]), rows, chosen).solve()
    assert found[1] == pytest.approx(best)
    assert np.array([3.0, 2.0]) @ found[0] == pytest.approx(best)
    assert capfd.readouterr().out == ""


def test_rows_that_a_solver_knows_are_forgotten_and_take_12_bytes_an_entry():
    """At most 2.5 of both, then 1 of the first: the second row comes when the first is gone."""
    rows, goal = Rows(), np.array([3.0, 2.0])
    rows.add([0, 1], [1.0, 1.0], 2.5)
    solver = Solver(goal, np.zeros(2), np.full(2, 9.0), rows)
    assert solver.solve()[1] == pytest.approx(7.5)
    rows.forget(solver.done)
    rows.forget(solver.done)
    assert rows.add([0], [1.0], 1.0) == 1
    assert solver.solve()[1] == pytest.approx(3 + 2 * 1.5)
    tracemalloc.start()
    for _ in range(100):
        rows.add(np.arange(1000), np.ones(1000), 1.0)
    wide, _ = tracemalloc.get_traced_memory()
    rows.forget(len(rows.most))
    few, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert wide < 16 * 100 * 1000
    assert few < wide / 10


def test_what_the_solver_prints_while_it_chooses_is_kept_away(capfd):
    rows = Rows()
    rows.add([0], [1.0], 1.5)
    solver = Solver(np.ones(1), np.zeros(1), np.full(1, 9.0), rows, np.ones(1, dtype=bool))

    class Loud:
        def __getattr__(self, name):
            return getattr(quiet, name)

        def run(self):
            os.write(1, b"a line of its own")
            return quiet.run()

    quiet, solver.highs = solver.highs, Loud()
    assert solver.solve()[0].tolist() == [1]
    assert capfd.readouterr().out == ""


def test_the_budget_is_named_wherever_it_is_part_of_what_clashes():
    """Floors of 0.6 and 0.5 are more than there is, and the first is above its cap too."""
    room = Constraints(np.array([0.6, 0.5]), np.array([0.5, 1.0]))
    assert set(conflict(room)) == {("budget", 0), ("floor", 0), ("floor", 1)}


def test_a_floor_of_many_budgets_clashes_with_the_budget_alone():
    room = Constraints(np.array([15.0, 0.0]), np.full(2, 20.0))
    assert set(conflict(room)) == {("budget", 0), ("floor", 0)}


def test_of_a_large_budget_nearly_all_may_be_asked_for_one_line():
    kind = BudgetLimit("a floor of a kind", np.array([-1.0, 0.0]), -18.0)
    assert conflict(Constraints(np.zeros(2), np.full(2, 20.0), (kind,), budget=20.0)) == []


def test_smallest_grants_and_a_number_of_lines_clash_by_name():
    """Two lines must get 0.5 or more, or nothing; each of both has a floor, one may be held."""
    lower, grants = np.array([0.1, 0.1]), np.full(2, 0.6)
    found = conflict(Constraints(lower, np.ones(2), smallest=grants))
    assert set(found) >= {("grant", 0), ("grant", 1), ("budget", 0)}
    assert conflict(Constraints(lower, np.ones(2), smallest=np.full(2, 0.5))) == []


def test_a_floor_on_the_return_has_its_price():
    worth = np.array([[60.0, 12.0], [-30.0, 10.0]])
    view = Preferences(worth, np.full(2, 0.1), returns="none", risk=1.0, tail=0.5)
    room = replace(unconstrained(2), least_return=13.0)
    split = solve(view, room)
    assert split.shares @ worth.mean(axis=0) >= 13 - 1e-6
    (cost,) = commitment_costs(view, room, split, np.ones(2))
    assert cost.kind == "return"
    assert cost.cost == pytest.approx(solve(view, unconstrained(2)).value - split.value, abs=1e-4)
    assert cost.cost > 0.1


def test_equal_shares_under_two_limits_meet_both():
    """Lines 0 and 1 have at most 0.4 together, 1 and 2 at most 0.5: 0.2, 0.2, 0.3, 0.3."""
    limits = (
        BudgetLimit("a", np.array([1.0, 1, 0, 0]), 0.4),
        BudgetLimit("b", np.array([0.0, 1, 1, 0]), 0.5),
    )
    found = equal_shares(replace(unconstrained(4), limits=limits))
    assert found == pytest.approx([0.2, 0.2, 0.3, 0.3], abs=1e-6)


def test_a_bootstrap_sample_draws_scenarios_with_replacement():
    one = bootstrap_chances(7, 0, 500)
    assert one.sum() == pytest.approx(1)
    counts = one * 500
    assert counts == pytest.approx(np.round(counts))
    assert (one == 0).mean() == pytest.approx(np.exp(-1), abs=0.07)  # (1 - 1/S)^S are left out
    np.testing.assert_array_equal(one, bootstrap_chances(7, 0, 500))
    assert not np.array_equal(one, bootstrap_chances(7, 1, 500))
    of_three = np.mean([bootstrap_chances(7, number, 3) for number in range(300)], axis=0)
    assert of_three == pytest.approx(np.full(3, 1 / 3), abs=0.06)  # each as often as another


@pytest.mark.parametrize(("asked", "risk"), [({}, 0.0), ({}, 0.7), ({"most": 2}, 0.0)])
def test_a_rough_split_is_worth_nearly_as_much(asked, risk):
    rng = np.random.default_rng(3)
    view = Preferences(
        rng.normal(rng.uniform(0, 20, 30), 6, (200, 30)), np.full(30, 0.2), risk=risk
    )
    room = Constraints(np.zeros(30), np.ones(30), **asked)
    rough, exact = solve(view, room, rough=True), solve(view, room)
    assert outcome_of(view, rough.shares).value >= 0.98 * exact.value
    assert (rough.shares > 0).sum() <= asked.get("most", 30)
    again = solve(view, room, rough.points)  # begins with what the rough one saw
    assert again.value == pytest.approx(exact.value, rel=2e-3)


@pytest.mark.parametrize("seed", [0, 1, 24])
def test_a_rough_choice_may_miss_some_percent_and_its_bound_says_so(seed):
    """Of thirty lines it looks at twelve; with the last two seeds the best are not among them."""
    rng = np.random.default_rng(seed)
    view = Preferences(rng.uniform(10, 14, (1, 30)), rng.uniform(0.01, 0.4, 30))
    room = Constraints(np.zeros(30), np.ones(30), most=3)
    rough, exact = solve(view, room, rough=True), solve(view, room)
    found = outcome_of(view, rough.shares).value
    assert 0.95 * exact.value <= found <= exact.value + 1e-6
    assert exact.value <= rough.bound


def test_a_rough_choice_looks_at_all_lines_where_a_floor_of_a_kind_needs_a_poor_one():
    view = Preferences(np.array([[*np.linspace(30, 20, 29), 1.0]]), np.full(30, 0.1))
    kind = BudgetLimit("the floor of a kind", np.array([*[0.0] * 29, -1.0]), -0.03)
    room = Constraints(np.zeros(30), np.ones(30), (kind,), smallest=np.full(30, 0.03))
    shares = solve(view, room, rough=True).shares
    assert shares[-1] == pytest.approx(0.03)
    assert (shares > 0).sum() > 12


def test_rounds_that_run_out_leave_a_bound_from_above(monkeypatch):
    """One round of tangents: what it promises is more than can be had, and it says by how much."""
    view = Preferences(np.array([[30.0, 20.0, 10.0]]), np.full(3, 0.15))
    here = unconstrained(3)
    exact = solve(view, here)
    monkeypatch.setattr(cutting_planes, "ROUNDS", 1)
    short = solve(view, here)
    assert short.rounds == 1
    assert short.tangent_error > exact.tangent_error
    assert short.value <= exact.value + 1e-9
    assert short.bound >= exact.value - 1e-9


def test_choices_that_are_not_settled_in_time_still_have_their_bound(monkeypatch):
    rng = np.random.default_rng(5)
    view = Preferences(rng.normal(15, 6, (20, 5)), np.full(5, 0.3), risk=0.6)
    here = Constraints(np.zeros(5), np.ones(5), most=3, smallest=np.full(5, 0.2))
    exact = solve(view, here)
    monkeypatch.setattr(choice, "ROUNDS", 1)
    short = solve(view, here)
    assert (short.shares > 0).sum() <= 3
    assert short.value <= exact.value + 1e-3
    assert short.bound >= exact.value - 1e-3


def test_equal_shares_keep_to_floors_and_caps_when_rounds_run_out(monkeypatch):
    limit = BudgetLimit("two", np.array([1.0, 1.0, 0.0, 0.0]), 0.3)
    here = Constraints(np.array([0.2, 0, 0, 0]), np.array([1, 1, 0.3, 1.0]), (limit,))
    exact = equal_shares(here)
    assert exact[:2].sum() == pytest.approx(0.3)
    monkeypatch.setattr(equal_shares_module, "ROUNDS", 1)
    short = equal_shares(here)
    assert (short >= here.lower).all()
    assert (short <= here.upper).all()
    assert short.sum() == pytest.approx(1)


@pytest.mark.parametrize("risk", [0.0, 0.3])
def test_of_many_lines_those_let_in_later_make_the_split_of_all_at_once(risk, monkeypatch):
    """Returns diminish so soon that more get something than are likely at first."""
    rng, n = np.random.default_rng(7), 105
    worth = rng.uniform(5, 9, n) + rng.normal(0, 3, (20, n))
    view = Preferences(worth, np.full(n, 0.02), risk=risk)
    floors = BudgetLimit("at least", np.where(np.arange(n) < 3, -1.0, 0.0), -0.1)
    here = Constraints(np.zeros(n), np.ones(n), (floors,))
    few = solve(view, here)
    again = solve(view, here, few.points)
    monkeypatch.setattr(solve_module, "MANY", n + 1)
    every = solve(view, here)
    assert (few.shares > 0).sum() > solve_module.LIKELY + 3
    for found in (few, again):
        assert found.value == pytest.approx(every.value, abs=1e-4)
        assert found.shares == pytest.approx(every.shares, abs=5e-3)


def test_of_many_lines_a_poor_one_has_its_floor():
    floor = np.zeros(solve_module.MANY + 1)
    floor[-1] = 0.05
    view = Preferences(np.linspace(30, 1, len(floor))[None, :], np.full(len(floor), 0.5))
    shares = solve(view, Constraints(floor, np.ones(len(floor)))).shares
    assert shares[-1] == pytest.approx(0.05)
    assert shares.sum() == pytest.approx(1)


def test_a_smallest_grant_that_is_met_anyway_changes_nothing():
    view = Preferences(np.array([[30.0, 29.0]]), np.full(2, 0.3))
    free = solve(view, unconstrained(2))
    asked = solve(view, replace(unconstrained(2), smallest=np.full(2, 0.2)))
    assert asked.shares.tolist() == free.shares.tolist()
    assert asked.value == free.value
