"""Inputs by their labels: which kinds there are, and what is taken from elsewhere by them."""

import numpy as np
import pytest

from tests import small
from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import SCRUTINY, WEIGHTS, event_label
from toi.engine.sampling.input_labels import (
    argument_alone,
    labels_by_kind,
    mixed,
    names_all,
    rows_of_inputs,
)
from toi.engine.sampling.sampler import sampled_inputs

KINDS = (WEIGHTS, "arguments", "judgements", "forces", SCRUTINY)


def test_every_input_is_of_one_kind_and_scrutiny_where_it_is_adjusted(of_every_kind):
    kinds = labels_by_kind(of_every_kind)
    assert tuple(kinds) == KINDS
    assert [len(kinds[kind]) for kind in KINDS] == [1, 2, 6, 3, 1]
    assert kinds["arguments"] == {event_label("one"), event_label("two")}
    assert tuple(labels_by_kind(table_problem([[5.0]]))) == KINDS[:-1]


def test_inputs_of_labels_are_their_draws():
    problem = table_problem([[Distribution("uniform", (2, 8)), 5.0], [4.0, 3.0]])
    inputs = sampled_inputs(problem, 1, 30)
    names = {quantity.label for quantity in problem.judgements}
    judged = inputs.judgements.reshape(30, 4).T
    np.testing.assert_array_equal(rows_of_inputs(problem, inputs, names), judged)
    both = rows_of_inputs(problem, inputs, {WEIGHTS, *names})
    np.testing.assert_array_equal(both, [*judged, *inputs.weights.T])
    assert rows_of_inputs(problem, inputs, set()).size == 0


@pytest.mark.parametrize("some", [[0], [3], [5], [1, 2], [0, 1, 3], [0, 2, 5], range(6)], ids=str)
def test_rows_of_some_numbers_are_their_draws_whether_or_not_they_follow_one_another(
    of_every_kind, some
):
    problem, inputs = of_every_kind, sampled_inputs(of_every_kind, 1, 30)
    labels = {problem.judgements[i].label for i in some}
    cells = [(problem.judgement_theory[i], problem.judgement_criterion[i]) for i in some]
    found = rows_of_inputs(problem, inputs, labels)
    assert found.tolist() == [inputs.judgements[:, t, c].tolist() for t, c in cells]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_labelled_comes_from_the_other_and_all_else_stays(of_every_kind, kind):
    base, other = (sampled_inputs(of_every_kind, seed, 40) for seed in (0, 1))
    kinds = labels_by_kind(of_every_kind)
    found = mixed(of_every_kind, base, other, kinds[kind])
    for name, labels in kinds.items():
        source = other if name == kind else base
        expected = rows_of_inputs(of_every_kind, source, labels)
        np.testing.assert_array_equal(rows_of_inputs(of_every_kind, found, labels), expected)
    np.testing.assert_array_equal(found.peer, (other if kind == SCRUTINY else base).peer)


def test_a_single_number_is_taken_alone(of_every_kind):
    base, other = (sampled_inputs(of_every_kind, seed, 40) for seed in (0, 1))
    one = of_every_kind.judgements[3]
    at = of_every_kind.judgement_theory[3], of_every_kind.judgement_criterion[3]
    found = mixed(of_every_kind, base, other, {one.label})
    expected = base.judgements.copy()
    expected[:, at[0], at[1]] = other.judgements[:, at[0], at[1]]
    np.testing.assert_array_equal(found.judgements, expected)
    assert found.judgements.strides[0] == found.judgements.itemsize  # draws side by side
    assert found.weights is base.weights


def open_numbers(sure="exactly", c2=1):
    """Two arguments of four, and one judgement of two, are uncertain."""
    theories = [small.theory("A", {"c1": {"uniform": [2, 8]}, "c2": 5})]
    credences = {"no": 0.0, "yes": 1.0, "maybe": 0.5, "hardly": 0.001}
    arguments = [small.argument(n, c, [(["A"], "c1", "lowers", 0.1)]) for n, c in credences.items()]
    criteria = [small.criterion("c1"), small.criterion("c2")]
    weights = {"c1": 1, "c2": c2}
    return small.problem(criteria, theories, arguments, weights_sure=sure, weights=weights)


UNCERTAIN = {"judgement/A/c1", event_label("maybe"), event_label("hardly")}


@pytest.mark.parametrize("left_out", [None, *sorted(UNCERTAIN)])
def test_all_is_named_where_nothing_that_is_uncertain_is_left_out(left_out):
    assert names_all(open_numbers(), UNCERTAIN - {left_out}) == (left_out is None)


def test_weights_are_uncertain_where_more_than_one_may_vary():
    for sure, c2, named in (("exactly", 1, True), ("unknown", 1, False), ("unknown", 0, True)):
        problem = open_numbers(sure, c2=c2)
        assert names_all(problem, UNCERTAIN) == named
        assert names_all(problem, UNCERTAIN | {WEIGHTS})


def test_draws_made_elsewhere_may_vary_in_any_number():
    problem = open_numbers()
    assert not names_all(problem, UNCERTAIN, by_law=False)
    every = frozenset().union(*labels_by_kind(problem).values())
    assert names_all(problem, every, by_law=False)


def test_an_argument_is_alone_beside_what_is_certain():
    problem = open_numbers()
    yes, no, maybe, hardly = (event_label(name) for name in ("yes", "no", "maybe", "hardly"))
    place = problem.arguments.index("maybe")
    assert argument_alone(problem, {yes, no, maybe, "judgement/A/c2"}) == place
    for more in (hardly, "judgement/A/c1"):
        assert argument_alone(problem, {maybe, more}) is None
    assert argument_alone(problem, {yes, no}) is None
