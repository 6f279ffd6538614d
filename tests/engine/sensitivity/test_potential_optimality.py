"""What it takes for a theory to lead, against enumeration and by scoring."""

import itertools
import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.command import run
from tests.engine.sensitivity.helpers import SimpleDebate, setting_of, whole_base_case
from tests.strategies import problems
from toi.analyses.flips.to_lead_compute import run_to_lead
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.compile.scoring import compile_problem
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.counterfactual import at_points, by_weights_and_credences, rank_alone
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.sensitivity.potential_optimality import MARGIN, by_weights, gains_over, rivals_of
from toi.io.rubric.settings import apply_settings

DOMINATED = {"T1": (8, 2), "T2": (4, 4), "T3": (2, 8)}  # T2 is below the line from T1 to T3
BETWEEN = {"T1": (8, 2), "T2": (6, 6), "T3": (2, 8)}


def everything(here):
    return np.ones(len(here.problem.criteria), dtype=bool)


def test_two_criteria_by_hand():
    """T2 passes T1 where 6 > 8 w + 2 (1 - w): w < 2/3; from w = 0.9 that is 0.2333 to go."""
    here = SimpleDebate(BETWEEN, {"a": 90, "b": 10}).base_case()
    found = by_weights(here, 1, everything(here))
    assert found.nearest[0] == pytest.approx([2 / 3, 1 / 3], abs=1e-6)
    assert found.margin == pytest.approx(10)  # 60 against 50, where T1 and T3 are level


def test_criteria_that_may_have_no_weight_get_none():
    """T2 leads T1 by 9 c - 4 a - 2 b: with c alone it would, and without it never does."""
    values = {"T1": (8, 6, 0), "T2": (4, 4, 9)}
    here = SimpleDebate(values, {"a": 40, "b": 40, "c": 20}).base_case()
    found = by_weights(here, 1, everything(here))
    assert found.nearest[0] == pytest.approx([0.4 - 3 / 65, 0.4, 0.2 + 3 / 65], abs=1e-6)
    assert found.best == pytest.approx([0, 0, 1])
    assert found.margin == pytest.approx(90)
    bare = by_weights(here, 1, np.array([True, True, False]))
    assert bare.nearest == ()
    assert bare.best == pytest.approx([0, 1, 0])
    assert bare.margin == pytest.approx(-20)
    assert bare.mixture == pytest.approx([1, 0])


def test_infeasible_is_a_proof():
    """The mean of T1 and T3 in some shares beats T2 on both criteria: no weights can help."""
    here = SimpleDebate(DOMINATED, {"a": 90, "b": 10}).base_case()
    found = by_weights(here, 1, everything(here))
    assert found.nearest == ()
    values = 10 * np.array(list(DOMINATED.values()))
    assert found.mixture @ values == pytest.approx(values[1] - found.margin)
    assert found.mixture.sum() == pytest.approx(1)


@given(problems(gates=False, not_bearing=False))
@settings(max_examples=15)
def test_weights_against_enumeration(case):
    """The nearest weights and the greatest lead, against all weights in steps of 1/60."""
    here = whole_base_case(*case)
    n, steps = len(here.problem.criteria), 60
    cuts = itertools.product(range(steps + 1), repeat=n - 1)
    grid = np.array([(*c, steps - sum(c)) for c in cuts if sum(c) <= steps]) / steps
    for theory in range(len(here.rows)):
        rivals = rivals_of(here, theory)
        leads = (grid @ gains_over(here, theory, rivals).T).min(axis=1)
        found = by_weights(here, theory, everything(here))
        widest = np.abs(gains_over(here, theory, rivals)).max()
        assert leads.max() <= found.margin + 1e-9 <= leads.max() + widest * n / steps + 1e-6
        values = 100 * evaluate(here.problem, here.inputs).values[0, here.rows]
        assert (found.mixture @ values - values[theory] >= -found.margin - 1e-7).all()
        wins = leads >= MARGIN
        cost = np.abs(grid - here.inputs.weights[0]).sum(axis=1) / 2
        if found.nearest:
            own = np.abs(found.nearest[0] - here.inputs.weights[0]).sum() / 2
            assert not wins.any() or own <= cost[wins].min() + 1e-9
            nearest = at_points(here, found.nearest[0][None], here.inputs.sound)
            assert rank_alone(here.score(nearest).key[0], theory) == 1
        else:
            assert not wins.any()


@given(problems(gates=False, both_ways=False, not_bearing=False), st.integers(0, 4))
@settings(max_examples=12)
def test_weights_and_credences_against_a_grid(case, which):
    """On two criteria and two arguments no point of a grid is cheaper than what is found."""
    debate, rubric = case
    assume(len(debate.criteria) == 2 and 1 <= len(debate.arguments) <= 2)
    here = whole_base_case(debate, rubric)
    theory = which % len(here.rows)
    arguments = here.inputs.sound.shape[1]
    steps = np.linspace(0, 1, 11)
    weights = np.array([(w, 1 - w) for w in steps for _ in range(len(steps) ** arguments)])
    sound = np.array([q for _ in steps for q in itertools.product(steps, repeat=arguments)])
    key = here.score(at_points(here, weights, sound)).key
    wins = (key >= key[:, [theory]]).sum(axis=1) == 1
    best = by_weights(here, theory, everything(here)).best
    found = by_weights_and_credences(here, theory, everything(here), best)[0]
    cost = np.abs(weights - here.inputs.weights[0]).sum(axis=1) / 2
    cost += np.abs(sound - here.inputs.sound[0]).sum(axis=1)
    if wins.any():
        assert found.rank == 1
        assert found.cost <= cost[wins].min() + 1e-6
    if found.rank == 1:
        again = here.score(at_points(here, found.weights[None], found.sound[None]))
        assert rank_alone(again.key[0], theory) == 1


@given(problems(gates=False, not_bearing=False), st.integers(0, 4))
@settings(max_examples=12)
def test_the_settings_of_every_route_put_the_theory_first(case, which):
    debate, rubric = case
    setting = setting_of(debate, rubric)
    rows = rows_of(setting.problem, debate.shown(["listed"]))
    theory = setting.problem.theories[rows[which % len(rows)]]
    found = run_to_lead(setting, rows, theory)
    content = rubric.model_dump(by_alias=True, exclude_unset=True, mode="json")
    for route in filter(None, (found.weights, found.together)):
        assert route.verified
        after = compile_problem(debate, apply_settings(content, route.set, debate))
        assert after.theories[rows[base_case(after, rows).leader]] == theory
    if found.weights and found.together:
        assert found.together.cost <= found.weights.cost + 1e-6
    assert found.leads or found.weights or found.margin < MARGIN


def test_on_the_shipped_data():
    """Those that weights alone cannot help, with the proof; and one route as it is typed."""
    setting = prepare(open_debate(None), "balanced")
    rows = rows_of(setting.problem, setting.debate.shown(["listed"]))
    here = base_case(setting.problem, rows)
    values = 100 * evaluate(here.problem, here.inputs).values[0, here.rows]
    weighed = here.inputs.weights[0] > 0
    for theory in range(0, len(rows), 4):
        found = by_weights(here, theory, weighed)
        assert bool(found.nearest) == (found.margin >= MARGIN)
        if not found.nearest:
            assert (found.mixture @ values - values[theory])[weighed].min() > 0
    last = setting.problem.theories[rows[int(np.argmin(here.key))]]
    found = run_to_lead(setting, rows, last)
    route = found.weights or found.together
    if route is None:
        assert found.best_rank > 1
        return
    done = run("score", *(p for one in route.set for p in ("--set", one)), "-f", "json")
    assert json.loads(done.out)["results"][0]["id"] == last


def test_the_leader_needs_nothing():
    debate = SimpleDebate(BETWEEN, {"a": 90, "b": 10})
    found = run_to_lead(setting_of(debate.debate, debate.rubric), [0, 1, 2], "t1")
    assert (found.leads, found.rank, found.weights, found.together) == (True, 1, None, None)


def test_what_a_gate_excludes_cannot_lead():
    debate = SimpleDebate(BETWEEN, {"a": 90, "b": 10}, gates=[{"a < 5": "exclude"}])
    found = run_to_lead(setting_of(debate.debate, debate.rubric), [0, 1, 2], "T3")
    assert not found.leads
    assert "a < 5" in found.reason
    other = run_to_lead(setting_of(debate.debate, debate.rubric), [0, 1, 2], "T2")
    changes = [(one.id, one.to, one.rounded) for one in other.weights.changes]
    assert changes == [
        ("a", pytest.approx(2 / 3, abs=1e-6), 0.66),
        ("b", pytest.approx(1 / 3, abs=1e-6), 0.34),
    ]


def test_other_methods_say_why_nothing_is_sought():
    debate = SimpleDebate(BETWEEN, {"a": 90, "b": 10}, method="topsis")
    found = run_to_lead(setting_of(debate.debate, debate.rubric), [0, 1, 2], "T2")
    assert "topsis" in found.reason
    assert found.weights is None


def test_weights_go_to_other_criteria_only_when_asked():
    """On criterion c, which has no weight, T2 is best by far."""
    values = {"T1": (8, 6, 0), "T2": (4, 4, 9)}
    debate = SimpleDebate(values, {"a": 50, "b": 50, "c": 0})
    setting = setting_of(debate.debate, debate.rubric)
    found = run_to_lead(setting, [0, 1], "T2")
    assert (found.weights, found.free) == (None, ("a", "b"))
    assert found.beaten_by == {"T1": pytest.approx(1)}
    wider = run_to_lead(setting, [0, 1], "T2", every_criterion=True)
    # What c takes comes from a, on which T1 is furthest ahead: 4 + 5 c = 8 (1/2 - c) + 3.
    changes = {one.id: one.to for one in wider.weights.changes}
    assert changes == {k: pytest.approx(v, abs=1e-6) for k, v in {"a": 7 / 26, "c": 3 / 13}.items()}


def test_where_no_programme_is_solved_the_starts_themselves_are_tried(monkeypatch):
    """T2 of `BETWEEN` leads from w = 2/3 down: the weights to start from do, at a higher cost."""
    here = SimpleDebate(BETWEEN, {"a": 90, "b": 10}).base_case()
    suiting = np.array([0.5, 0.5])
    right, *_ = by_weights_and_credences(here, 1, everything(here), suiting)
    assert right.weights == pytest.approx([2 / 3, 1 / 3], abs=1e-4)
    monkeypatch.setattr("scipy.optimize.linprog", lambda *a, **k: SimpleNamespace(success=False))
    found, *_ = by_weights_and_credences(here, 1, everything(here), suiting)
    assert found.weights == pytest.approx(suiting)
