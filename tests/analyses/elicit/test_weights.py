"""Weights from orders, swings, points and pairs: closed values, other code, and what must hold."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm.weights.subjective import AHP

from tests.published.weights import HOUSE, reciprocal
from tests.strategies import problems
from toi.compile.scoring import compile_problem
from toi.engine.elicitation.question_value import question_values
from toi.engine.elicitation.weights import (
    RANDOM_INDEX,
    consistency,
    from_points,
    principal_weights,
    rank_order_centroid,
    triples,
)
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.records.credences import Settled

SCALE = [*(1 / k for k in range(9, 1, -1)), *range(1, 10)]
judged = st.sampled_from(SCALE)


@st.composite
def matrices(draw, most=7):
    n = draw(st.integers(2, most))
    return reciprocal([draw(st.lists(judged, min_size=k, max_size=k)) for k in range(n - 1, 0, -1)])


def test_it_is_the_eigenvector_and_not_the_geometric_mean():
    matrix = reciprocal(HOUSE)
    mean = from_points(np.exp(np.log(matrix).mean(axis=1)))
    assert abs(principal_weights(matrix) - mean).max() > 0.005


@given(matrices())
def test_the_eigenvector_is_that_of_other_libraries(matrix):
    values, vectors = np.linalg.eig(matrix)
    largest = values.real.argmax()
    vector = np.abs(vectors[:, largest].real)
    weights = principal_weights(matrix)
    assert weights == pytest.approx(vector / vector.sum(), abs=1e-9)
    assert weights == pytest.approx(AHP(matrix=matrix)(), abs=1e-9)
    n = len(matrix)
    wanted = max(values.real.max() - n, 0) / (n - 1) if n > 2 else 0
    assert consistency(matrix)[0] == pytest.approx(wanted, abs=1e-9)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=9))
def test_comparisons_that_agree_give_back_the_weights_behind_them(points):
    points = np.array(points, dtype=float)
    matrix = points[:, None] / points[None, :]
    assert principal_weights(matrix) == pytest.approx(from_points(points))
    assert consistency(matrix) == pytest.approx((0, 0), abs=1e-9)
    assert all(distance < 1e-9 for distance, _ in triples(matrix))


def test_the_random_index_is_the_table_that_is_named():
    """About the mean consistency of random matrices, which later tables found anew."""
    assert len(RANDOM_INDEX) == 15
    later = AHP.RI_M  # Rao Tummala and Ling 1998
    assert pytest.approx(later, abs=0.06) == RANDOM_INDEX
    rng = np.random.default_rng(0)
    drawn = (reciprocal([rng.choice(SCALE, k) for k in (3, 2, 1)]) for _ in range(900))
    found = [consistency(matrix)[0] for matrix in drawn]
    error = np.std(found) / np.sqrt(len(found))
    assert np.mean(found) == pytest.approx(RANDOM_INDEX[3], abs=4 * error + 0.01)


def test_more_criteria_than_the_table_has():
    n = 17
    matrix = reciprocal([[2.0] * (n - 1 - i) for i in range(n - 1)])
    index, ratio = consistency(matrix)
    assert ratio == pytest.approx(index / RANDOM_INDEX[-1])


@given(matrices(6))
def test_the_worst_three_are_the_worst_whichever_way_they_are_taken(matrix):
    found = triples(matrix)
    brute = {
        frozenset(t): abs(np.log(matrix[t[0], t[1]] * matrix[t[1], t[2]] / matrix[t[0], t[2]]))
        for t in permutations(range(len(matrix)), 3)
    }
    assert len(found) == len(brute)
    for distance, three in found:
        assert distance == pytest.approx(brute[frozenset(three)], abs=1e-9)
    if found:
        assert found[0][0] == pytest.approx(max(brute.values()))


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ([1, 2], [3 / 4, 1 / 4]),
        ([1, 2, 3], [11 / 18, 5 / 18, 2 / 18]),
        ([1, 2, 3, 4], [25 / 48, 13 / 48, 7 / 48, 3 / 48]),
        ([3, 1, 2], [2 / 18, 11 / 18, 5 / 18]),
        ([1, 1], [1 / 2, 1 / 2]),
        ([1, 2, 2], [11 / 18, 7 / 36, 7 / 36]),
        ([5, 9, 9], [11 / 18, 7 / 36, 7 / 36]),
    ],
)
def test_rank_order_centroids(places, wanted):
    """Barron and Barrett 1996; criteria that tie share what their places get."""
    assert rank_order_centroid(np.array(places)) == pytest.approx(wanted)


def test_the_centroid_is_the_mean_of_all_weights_in_that_order():
    rng = np.random.default_rng(0)
    drawn = -np.sort(-rng.dirichlet(np.ones(5), 20_000), axis=1)
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    found = rank_order_centroid(np.array([1, 2, 3, 4, 5]))
    assert (abs(found - drawn.mean(axis=0)) < 4 * error).all()
    assert found == pytest.approx([0.4567, 0.2567, 0.1567, 0.09, 0.04], abs=6e-5)


def settled(rubric, name, value):
    """The rubric with one argument's strength fixed."""
    said = {**rubric.credences.arguments, name: Settled(settled=value)}
    return rubric.model_copy(
        update={"credences": rubric.credences.model_copy(update={"arguments": said})}
    )


def scores(debate, rubric, shown):
    problem = compile_problem(debate, rubric)
    found = evaluate(problem, expected_inputs(problem))
    return found.totals[0, [problem.row[name] for name in shown]]


@given(problems(gates=False))
def test_what_an_argument_is_worth_is_what_settling_it_gains(drawn):
    """Against rubrics that settle each argument, one after the other."""
    debate, rubric = drawn
    problem = compile_problem(debate, rubric)
    shown = list(debate.shown(["listed"]))
    strength = evaluate(problem, expected_inputs(problem)).strength[0]
    found = question_values(problem, [problem.row[name] for name in shown])
    for a, name in enumerate(problem.arguments):
        p = strength[a]
        yes, no = (scores(debate, settled(rubric, name, value), shown) for value in (1, 0))
        mixed = p * yes + (1 - p) * no
        wanted = p * yes.max() + (1 - p) * no.max() - mixed.max()
        pairs = [
            p * max(yes[i], yes[j]) + (1 - p) * max(no[i], no[j]) - max(mixed[i], mixed[j])
            for i in range(len(shown))
            for j in range(i)
        ]
        assert found[a] == pytest.approx(wanted + np.mean(pairs), abs=1e-9)


@given(problems())
def test_what_was_asked_or_is_certain_is_worth_nothing(drawn):
    debate, rubric = drawn
    problem = compile_problem(debate, rubric)
    shown = [problem.row[name] for name in debate.shown(["listed"])]
    everything = range(len(problem.arguments))
    assert (question_values(problem, shown, everything) == 0).all()
    found = question_values(problem, shown)
    strength = evaluate(problem, expected_inputs(problem)).strength[0]
    assert (found >= 0).all()
    assert (found[(strength == 0) | (strength == 1)] < 1e-9).all()
    if len(found):
        assert question_values(problem, shown, {0})[1:] == pytest.approx(found[1:])
