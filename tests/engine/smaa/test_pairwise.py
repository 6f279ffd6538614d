"""Theories compared in pairs: on the draws of the ranking, and by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toi
from tests.problems import table_problem
from tests.strategies import problems
from toi.analyses.shared.session import prepare
from toi.compile.scoring import compile_method, compile_problem
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.engine.smaa.pairwise import PairwiseComparison, pairwise_comparison
from toi.engine.smaa.simulate import sampled_scores


@given(problems(), st.sampled_from(["additive", "topsis"]))
def test_pairs_are_compared_on_the_draws_of_the_ranking(drawn, method):
    problem = replace(compile_problem(*drawn), method=compile_method(method))
    shown = list(range(len(problem.theories)))
    scores = sampled_scores(problem, shown, 0, 256)
    totals, key = scores.totals, np.where(scores.gated, -np.inf, scores.totals)
    found = pairwise_comparison(problem, [1, 0], shown, 0, 256)
    beats, ties = found.beats(0, 1)
    assert beats == np.mean(key[:, 1] > key[:, 0])
    assert ties == np.mean(key[:, 1] == key[:, 0])
    assert found.beats(1, 0)[0] + beats + ties == pytest.approx(1)
    assert found.gap(0, 1) == pytest.approx(totals[:, 1] - totals[:, 0])
    if found.dominates(0, 1) == 1.0 and method == "additive":
        assert (totals[:, 1] >= totals[:, 0] - 1e-9).all()
    assert found.dominates(0, 1) + found.dominates(1, 0) <= 1


def test_values_are_those_of_the_evaluation():
    """Values stand on the criteria that have a weight, in their order."""
    problem = prepare(toi.load(everything=False), "proponent").problem
    rows = [problem.row[name] for name in ("T04", "T09")]
    found = pairwise_comparison(problem, rows, rows, 0, 64)
    assert found.values.shape == (64, 2, int((problem.weights > 0).sum()))
    one = evaluate(problem, expected_inputs(problem))
    weighed = one.values[0][rows][:, problem.weights > 0]
    assert found.values.mean(axis=0) == pytest.approx(weighed, abs=0.1)


def test_a_criterion_that_only_a_gate_looks_at_has_no_part_in_who_dominates():
    """A is better where there is weight, B on what has none."""
    problem = table_problem([[6.0, 4.0], [5.0, 5.0]])
    problem = replace(problem, weights=np.array([1.0, 0.0]), gates=(Gate(1, "<", 2.0, "c1 < 2"),))
    found = pairwise_comparison(problem, [0, 1], [0, 1], 0, 8)
    assert found.values.shape == (8, 2, 1)
    assert (found.dominates(0, 1), found.dominates(1, 0)) == (1, 0)


def test_one_dominates_where_it_is_nowhere_worse_and_somewhere_better():
    """Four draws of two values: better, better by half, level, and better by one, worse by one."""
    one = np.array([[5.0, 5.0], [5.0, 5.0], [5.0, 5.0], [5.0, 5.0]])
    other = np.array([[4.0, 3.0], [5.0, 3.0], [5.0, 5.0], [4.0, 6.0]])
    values, none = np.stack([one, other], axis=1) / 10, np.zeros((4, 2))
    found = PairwiseComparison(none, none, values)
    assert (found.dominates(0, 1), found.dominates(1, 0)) == (0.5, 0.0)


def test_theories_that_a_method_compares_are_scored_among_all_that_are_shown():
    """By TOPSIS: its best and worst are of all three. An additive score needs no third."""
    laws = [[8.0, 3.0], [5.0, 6.0], [1.0, 9.0]]
    for method, among in ((TopsisMethod(), [0, 1, 2]), (Additive(), [1, 0])):
        problem = table_problem(laws, method=method)
        scored = sampled_scores(problem, among, 0, 4).totals
        found = pairwise_comparison(problem, [1, 0], [0, 1, 2], 0, 4)
        assert found.totals.tolist() == scored[:, [among.index(1), among.index(0)]].tolist()


def test_who_stands_above_and_who_ties_is_counted_draw_by_draw():
    key = np.array([[2.0, 1.0], [3.0, 1.0], [1.0, 4.0], [5.0, 5.0]])
    found = PairwiseComparison(key, key, key[:, :, None])
    assert found.beats(0, 1) == (0.5, 0.25)
    assert found.beats(1, 0) == (0.25, 0.25)
