"""Which judgements may decide who is chosen; no other is worth anything to know alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from tests.strategies import problems
from toi.compile.scoring import compile_method, compile_problem
from toi.engine.sampling.sampler import RedrawnInputs, sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.voi.best import worth
from toi.engine.voi.regression.deciding_judgements import deciding_judgements
from toi.engine.voi.regression.evppi_groups import evppi_of_groups


def drawn(problem, n):
    rows, inputs = list(range(len(problem.theories))), sampled_inputs(problem, 0, n)
    found = score(problem, inputs, rows)
    return rows, inputs, worth(found.totals.T, found.gated.T if found.gated.any() else None)


def behind(high):
    """A at 60 for sure; B at 50 with a range up to `high`, and C far behind with one of its own."""
    theories = [
        small.theory("A", {"c1": 6}),
        small.theory("B", {"c1": {"uniform": [10 - high, high]}}),
        small.theory("C", {"c1": {"uniform": [1, 3]}}),
    ]
    return small.problem([small.criterion()], theories)


@pytest.mark.parametrize(("high", "deciding"), [(5.9, []), (6.1, ["B"])])
def test_what_reaches_the_first_place_may_decide(high, deciding):
    problem = behind(high)
    rows, inputs, value = drawn(problem, 2048)
    found = deciding_judgements(problem, inputs, rows, value)
    assert [problem.theories[problem.judgement_theory[i]] for i in found] == deciding


def test_the_leader_may_fall_behind_the_next():
    theories = [small.theory("A", {"c1": {"uniform": [5, 9]}}), small.theory("B", {"c1": 5.5})]
    problem = small.problem([small.criterion()], theories)
    rows, inputs, value = drawn(problem, 1024)
    assert len(deciding_judgements(problem, inputs, rows, value)) == 1
    alone = deciding_judgements(problem, inputs, rows[:1], value[:1])
    assert not len(alone)  # of one theory there is no choice


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(0, 3))
def test_no_other_judgement_changes_a_choice(case, seed):
    """Nothing is gained by any that is left out, to the last bit, and kept draws make no matter."""
    problem = replace(compile_problem(*case), gates=(), method=compile_method("additive"))
    problem = replace(problem, value_functions=(None,) * len(problem.criteria))
    rows, n = list(range(len(problem.theories))), 512
    inputs = sampled_inputs(problem, seed, n)
    value = score(problem, inputs, rows).totals.T
    found = set(deciding_judgements(problem, inputs, rows, value).tolist())
    again = deciding_judgements(problem, RedrawnInputs(problem, seed, n), rows, value)
    assert set(again.tolist()) == found
    others = [one for i, one in enumerate(problem.judgements) if i not in found]
    known = evppi_of_groups(problem, inputs, rows, value, [frozenset([q.label]) for q in others])
    assert all((one.points, one.standard_error) == (0.0, 0.0) for one in known)


def test_what_bends_is_reckoned_with():
    """B is worth nothing below 9 and 100 at 10, A 35: a straight line sees no more than 20 of B."""
    theories = [small.theory("A", {"c1": 9.35}), small.theory("B", {"c1": {"uniform": [0, 10]}})]
    curve = {"c1": [[0, 0], [9, 0], [10, 1]]}
    problem = small.problem([small.criterion()], theories, value_functions=curve)
    rows, inputs, value = drawn(problem, 4096)
    assert len(deciding_judgements(problem, inputs, rows, value)) == 1


def test_what_a_gate_cuts_off_may_decide():
    """A, first on average, is out where its own judgement is below 3: it pays to know that."""
    theories = [small.theory("A", {"c1": {"uniform": [2, 10]}}), small.theory("B", {"c1": 5})]
    theories.append(small.theory("C", {"c1": {"uniform": [0, 1]}}))
    problem = small.problem([small.criterion()], theories, gates=[{"c1 < 3": "exclude"}])
    rows, inputs, value = drawn(problem, 2048)
    found = deciding_judgements(problem, inputs, rows, value)
    assert [problem.theories[problem.judgement_theory[i]] for i in found] == ["A"]


def test_what_a_gate_lets_through_seldom_may_decide():
    """B, of whom a gate lets through 1 draw in 33, then beats A, which is first."""
    theories = [
        small.theory("A", {"c1": 5, "c2": 10}),
        small.theory("B", {"c1": 8, "c2": {"uniform": [0, 10]}}),
        small.theory("C", {"c1": 0, "c2": 9.8}),
    ]
    criteria = [small.criterion("c1"), small.criterion("c2")]
    problem = small.problem(criteria, theories, gates=[{"c2 < 9.7": "exclude"}])
    rows, inputs, value = drawn(problem, 8192)
    assert len(deciding_judgements(problem, inputs, rows, value)) == 1
