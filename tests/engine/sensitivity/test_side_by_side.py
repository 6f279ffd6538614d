"""Numbers changed side by side: to the bit what each does by itself, and few draws."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from tests.small import argument, criterion, problem, theory
from tests.strategies import problems
from toi.compile.scoring import compile_problem
from toi.engine.sensitivity import side_by_side
from toi.engine.sensitivity.breakeven import crossings
from toi.engine.sensitivity.given_back import given_back
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    answer_parameters,
    base_case,
    credence_parameters,
    judgement_parameters,
    overlap_parameters,
    weight_parameters,
)
from toi.engine.sensitivity.side_by_side import each_alone, score_side_by_side
from toi.engine.sensitivity.tornado import tornado
from toi.engine.voi.best import worth
from toi.engine.voi.one_number import knowing_each

LEVELS = np.array([0.0, 0.4, 1.0])
ALL = 10**4  # numbers, more than there are


@pytest.fixture
def draws(monkeypatch):
    """How many draws were scored each time."""
    scored, score = [], BaseCase.score

    def counted(self, inputs=None):
        scored.append(inputs.draws if inputs else 1)
        return score(self, inputs)

    monkeypatch.setattr(BaseCase, "score", counted)
    return scored


def every_parameter(base):
    named = (credence_parameters, judgement_parameters, answer_parameters, overlap_parameters)
    found = [one for parameters in named for one in parameters(base)]
    forces = base.inputs.force[0].tolist()
    return found + [Parameter("force", f, force) for f, force in enumerate(forces)]


@settings(max_examples=20)
@given(problems())
def test_each_number_does_what_it_does_by_itself(case):
    debate, rubric = case
    whole = compile_problem(debate, rubric)
    assert_each_by_itself(base_case(whole, range(len(whole.theories))))


def assert_each_by_itself(base, more=()):
    parameters = [*every_parameter(base), *more]
    before, seen = base.score(), Counter()
    values = [LEVELS[: 1 + k % 3] for k in range(len(parameters))]
    for felt in score_side_by_side(base, parameters, values):
        seen[felt.which] += 1
        own = values[felt.which]
        assert len(set(felt.columns.tolist())) == len(felt.columns)
        alone = base.perturbed([parameters[felt.which]] * len(own), own)
        for found, exact, kept in (
            (felt.totals, alone.totals, before.totals),
            (felt.gated, alone.gated, before.gated),
        ):
            expected = np.repeat(kept, len(own), axis=0)
            expected[:, felt.columns] = found
            np.testing.assert_array_equal(expected, exact)
    assert seen == Counter(range(len(parameters)))
    assert_all_together(base, parameters)


def assert_all_together(base, parameters):
    """Each at three values, after one another, as `perturbed` scores every one by itself."""
    shifted = LEVELS * np.linspace(0.5, 1.0, len(parameters))[:, None]
    found = each_alone(base, parameters, shifted)
    each = [one for one in parameters for _ in LEVELS]
    exact = base.perturbed(each, shifted.ravel())
    np.testing.assert_array_equal(found.totals, exact.totals)
    np.testing.assert_array_equal(found.gated, exact.gated)


@pytest.mark.parametrize("method", ["additive", "topsis", "promethee2"])
@pytest.mark.parametrize("most", [1, 30, 10**6])
def test_so_it_does_where_theories_are_compared_and_in_many_batches(
    method, most, draws, monkeypatch
):
    """Weights are felt by all; two of the three theories are compared."""
    monkeypatch.setattr(side_by_side, "MOST_NUMBERS", most)
    three = [theory(name, {"c1": 3 + i, "c2": 7 - 2 * i}) for i, name in enumerate("ABC")]
    said = [
        argument("one", 0.5, [(["A"], "c1", "lowers", 0.5), (["C"], "c2", "lowers", 0.3)]),
        argument("two", 0.4, [(["B"], "c1", "raises", 0.2)], [("one", 0.5)]),
    ]
    criteria = [criterion(), criterion("c2")]
    base = base_case(problem(criteria, three, said, method=method), [2, 0], every_criterion=True)
    weights = weight_parameters(base)
    assert len(weights) == 2
    assert_each_by_itself(base, weights)
    values = [np.array([0.0, 1.0])] * 3
    draws.clear()
    list(score_side_by_side(base, judgement_parameters(base)[:3], values))
    cells = base.inputs.judgements[0].size  # those that count
    assert max(draws) <= max(2, most // cells)  # what one number needs is not cut


def test_parts_that_are_not_compared_are_felt_by_their_whole_alone():
    parts = [theory(name, {"c1": value}) for name, value in (("P", 3), ("Q", 6))]
    whole = theory("W", parts=[{"id": "P", "share": 0.5}, {"id": "Q", "share": 0.5}])
    made = problem([criterion()], [*parts, whole, theory("X", {"c1": 5})])
    for rows in ([2, 3], [3, 2]):
        base = base_case(made, rows)
        assert_each_by_itself(base)
        judged = judgement_parameters(base)
        felt = score_side_by_side(base, judged, [LEVELS] * len(judged))
        columns = sorted(one.columns.tolist() for one in felt)
        assert columns == sorted([[rows.index(2)]] * 2 + [[rows.index(3)]])


@settings(max_examples=20)
@given(problems())
def test_knowing_a_credence_is_worth_what_the_best_choices_gain(case):
    debate, rubric = case
    whole = compile_problem(debate, rubric)
    base = base_case(whole, range(len(whole.theories)))
    if base.leader is None:
        return
    for one in knowing_each(base, base.leader, ALL):
        if one.parameter.kind == "credence":
            now = one.parameter.now
            found = base.perturbed([one.parameter] * 2, np.array([0.0, 1.0]))
            value = worth(found.totals.T, found.gated.T)
            gains = np.array([1.0 - now, now]) * (value.max(axis=0) - value[base.leader])
            np.testing.assert_array_equal(one.points, gains.sum())


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_an_answer_gives_back_additive_points_whatever_the_method(method):
    """B at 80 loses a half to a doubt of .5, which an answer of .5 and .4 weakens by a fifth."""
    cells = [theory("A", {"c1": 6}), theory("B", {"c1": 8}), theory("C", {"c1": 8})]
    said = [
        argument("doubt", 0.5, [(["B"], "c1", "lowers", 0.5)]),
        argument("answer", 0.5, [], [("doubt", 0.4)]),
    ]
    made = problem([criterion()], cells, said, method=method)
    found = given_back(base_case(made, [1, 0]))
    np.testing.assert_allclose(found, [[80 * 0.5 * 0.5 * 0.2, 0]], atol=1e-9)


def test_numbers_of_different_theories_share_their_draws(draws):
    """Sixty theories, each with an argument of its own: one draw for each value."""
    names = [f"T{i}" for i in range(60)]
    cells = [theory(name, {"c1": 5}) for name in names]
    said = [argument(f"a{name}", 0.5, [([name], "c1", "lowers", 0.5)]) for name in names]
    base = base_case(problem([criterion()], cells, said), range(60))
    parameters = credence_parameters(base)
    values = [np.array([0.0, 1.0])] * len(parameters)
    assert len(list(score_side_by_side(base, parameters, values))) == 60
    assert sum(draws) == 2


def test_crossings_and_a_tornado_of_many_theories_need_few_draws(draws):
    """Sixty theories with a judgement, a doubt and its force each: all of a kind in one draw."""
    names = [f"T{i:02}" for i in range(60)]
    cells = [theory(name, {"c1": {"uniform": [4, 6]}}) for name in names]
    cells[0] = theory("T00", {"c1": {"uniform": [5, 7]}})
    said = [
        argument(f"a{name}", 0.5, [([name], "c1", "lowers", {"uniform": [0.3, 0.7]})])
        for name in names
    ]
    base = base_case(problem([criterion()], cells, said), range(60))
    assert len(tornado(base, 0, 0)) == 180
    # Two ends of judgements, and of credences and forces, which the same theory feels; and now.
    assert sum(draws) == 2 + 4 + 1
    draws.clear()
    found = crossings(base, judgement_parameters(base), 0, range(1, 60))
    assert len(found) == 60  # others up, or T00 down
    assert sum(draws) == 2 + 1  # an end to either side, and once just beyond


def test_what_all_feel_and_what_one_feels_share_no_draw():
    """Weights stand between judgements; each is alone in its draw."""
    cells = [theory(name, {"c1": a, "c2": 9 - a}) for name, a in (("A", 3), ("B", 6), ("C", 7))]
    base = base_case(problem([criterion(), criterion("c2")], cells), range(3))
    judged, weights = judgement_parameters(base), weight_parameters(base)
    in_turn = [judged[0], weights[0], judged[1], weights[1], *judged[2:]]
    assert_each_by_itself(base, in_turn)


def test_a_force_that_acts_twice_on_a_theory_is_felt_by_it_once():
    said = argument(
        "both",
        0.5,
        [(["A"], "c1", "lowers", {"uniform": [0.2, 0.6]}), (["A"], "c2", "inherits", "e0")],
    )
    cells = [theory("A", {"c1": 6, "c2": 7}), theory("B", {"c1": 5, "c2": 5})]
    base = base_case(problem([criterion(), criterion("c2")], cells, [said]), range(2))
    assert len(base.problem.forces) == 1
    assert_each_by_itself(base)


def test_two_forces_on_a_theory_that_stands_alone_are_felt_by_it():
    said = [
        argument(f"a{k}", 0.5, [(["A"], "c1", "lowers", {"uniform": [0.2, 0.6]})]) for k in "12"
    ]
    assert_each_by_itself(base_case(problem([criterion()], [theory("A", {"c1": 6})], said), [0]))
