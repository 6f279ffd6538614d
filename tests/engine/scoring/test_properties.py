"""What must hold of every debate and rubric, not only the shipped ones."""

import itertools
from dataclasses import replace

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import debates, problems, reordered, rubrics, shuffled
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import contributions
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.given_back import given_back
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.records.rubric import Rubric


def scored(debate, rubric):
    problem = compile_problem(debate, rubric)
    inputs = expected_inputs(problem)
    return problem, inputs, evaluate(problem, inputs)


def totals(debate, rubric):
    problem, _, found = scored(debate, rubric)
    return dict(zip(problem.theories, found.totals[0], strict=True))


def with_rubric(rubric, **fields):
    return Rubric.model_validate({**rubric.model_dump(by_alias=True), **fields})


@given(problems())
def test_contributions_sum_to_the_total_for_every_theory(case):
    problem, inputs, found = scored(*case)
    points = contributions(problem, inputs, found)
    whole = points.case + points.arguments.sum(axis=2) + points.scrutiny + points.conditions
    np.testing.assert_allclose(whole.sum(axis=1), found.totals[0], atol=1e-9)


@given(problems(), st.randoms())
def test_order_of_records_and_criteria_changes_nothing(case, random):
    debate, rubric = case
    other = reordered(debate, random)
    weights = shuffled(rubric.weights, random)
    assert totals(other, with_rubric(rubric, weights=weights)) == totals(debate, rubric)


@given(problems(), st.sampled_from([0.125, 3.0, 1000.0]))
def test_scaling_the_weights_changes_nothing(case, factor):
    debate, rubric = case
    scaled = {name: w * factor for name, w in rubric.weights.items()}
    before, after = totals(debate, rubric), totals(debate, with_rubric(rubric, weights=scaled))
    for theory, score in before.items():
        assert abs(after[theory] - score) < 1e-9


@given(
    problems(conditions=False, parts=False, value_functions=False, gates=False, not_bearing=False)
)
def test_a_theory_at_least_as_good_on_every_criterion_never_ranks_below(case):
    problem, _, found = scored(*case)
    for a, b in itertools.permutations(range(len(problem.theories)), 2):
        if (found.values[0, a] >= found.values[0, b]).all():
            assert found.totals[0, a] >= found.totals[0, b] - 1e-12


@given(problems(conditions=False, signs=("lowers",)), st.data())
def test_accepting_a_purely_negative_argument_never_raises_its_target(case, data):
    debate, rubric = case
    negative = [
        a
        for a in debate.arguments.values()
        if not a.against
        and all(debate.criteria[e.criterion].direction == "benefit" for e in a.effects)
    ]
    assume(negative and not rubric.gates)
    chosen = data.draw(st.sampled_from(negative))
    low, high = (
        totals(debate, with_rubric(rubric, credences={"arguments": {chosen.id: q}})) for q in (0, 1)
    )
    for theory in debate.members([t for e in chosen.effects for t in e.on]):
        assert high[theory] <= low[theory] + 1e-9


@given(
    problems(conditions=False, both_ways=False, value_functions=False, gates=False, scrutiny=False)
)
def test_the_deterministic_score_is_the_mean_over_all_argument_worlds(case):
    debate, rubric = case
    assume(not _reached_twice(debate))
    problem, inputs, found = scored(debate, rubric)
    worlds = np.array(list(itertools.product([0.0, 1.0], repeat=len(problem.arguments))))
    chance = np.prod(np.where(worlds == 1, problem.credence, 1 - problem.credence), axis=1)
    repeated = {
        name: np.repeat(getattr(inputs, name), len(worlds), axis=0)
        for name in ("weights", "judgements", "answer_force", "force")
    }
    every = evaluate(problem, replace(inputs, sound=worlds, **repeated))
    np.testing.assert_allclose(chance @ every.totals, found.totals[0], atol=1e-9)


def _reached_twice(debate):
    """Whether an argument, or an answer to an answer, reaches a cell by two ways."""
    for argument in debate.arguments.values():
        seen = []
        queue = [argument]
        while queue:
            now = queue.pop()
            seen += [(t, e.criterion) for e in now.effects for t in debate.leaves(e.on)]
            queue += [debate.arguments[a.argument] for a in now.against]
        if len(seen) != len(set(seen)):
            return True
    return False


def slow_strength(debate, problem, name, forces):
    """DF-QuAD with attackers only, as the paper defines it: recursively, one at a time."""
    a = problem.arguments.index(name)
    if problem.settled[a]:
        return problem.credence[a]
    remaining = 1.0
    for other in debate.arguments.values():
        for attack in other.against:
            if attack.argument == name:
                strength = slow_strength(debate, problem, other.id, forces)
                remaining *= abs(1.0 - forces[other.id, name] * strength)
    return problem.credence[a] * remaining


@given(problems())
def test_strengths_equal_a_slow_recursion(case):
    debate, _ = case
    problem, inputs, found = scored(*case)
    forces = {
        (problem.arguments[by], problem.arguments[to]): inputs.answer_force[0, e]
        for e, (by, to) in enumerate(zip(problem.answer_by, problem.answer_to, strict=True))
    }
    for a, name in enumerate(problem.arguments):
        expected = slow_strength(debate, problem, name, forces)
        np.testing.assert_allclose(found.strength[0, a], expected, atol=1e-12)


@given(problems())
def test_cells_and_scores_stay_on_their_scales(case):
    _, _, found = scored(*case)
    assert ((found.cells >= 0) & (found.cells <= 1)).all()
    assert ((found.totals >= -1e-9) & (found.totals <= 100 + 1e-9)).all()


@given(problems())
def test_what_an_answer_gives_back_is_what_removing_it_takes_away(case):
    debate, rubric = case
    problem, inputs, found = scored(debate, rubric)
    points = given_back(BaseCase(problem, inputs, list(range(len(problem.theories)))))
    for e, (by, to) in enumerate(zip(problem.answer_by, problem.answer_to, strict=True)):
        argument = debate.arguments[problem.arguments[by]]
        left = tuple(a for a in argument.against if a.argument != problem.arguments[to])
        without = {**debate.arguments, argument.id: argument.model_copy(update={"against": left})}
        after = totals(replace(debate, arguments=without), rubric)
        for t, theory in enumerate(problem.theories):
            assert abs(found.totals[0, t] - after[theory] - points[e, t]) < 1e-9


@given(debates(conditions=False), st.data())
def test_a_whole_scores_between_its_parts_cell_by_cell(debate, data):
    rubric = data.draw(rubrics(debate))
    problem, _, found = scored(debate, rubric)
    if "W" in problem.theories:
        row = {name: found.cells[0, i] for i, name in enumerate(problem.theories)}
        low, high = np.minimum(row["T1"], row["T2"]), np.maximum(row["T1"], row["T2"])
        assert ((low - 1e-12 <= row["W"]) & (row["W"] <= high + 1e-12)).all()
