"""Methods against what must hold of them, and at their edges."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import scipy.stats
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.engine.scoring.tables import FUNCTIONS, everyone, matrices
from tests.strategies import problems, reordered
from toi.compile.scoring import compile_problem
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.methods.preferences import Preference
from toi.engine.scoring.methods.promethee import Promethee, net_flow
from toi.engine.scoring.methods.topsis import TopsisMethod, closeness
from toi.engine.scoring.score import score
from toi.records.rubric import Rubric

METHODS = [
    Additive(),
    Geometric(),
    Minimum(),
    *(TopsisMethod(n) for n in ("vector", "range", "scale")),
    *(Promethee(preference) for preference in FUNCTIONS),
]
CASES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CASES
@given(arrays(np.float64, st.integers(2, 12), elements=st.integers(0, 5).map(float)), st.randoms())
def test_rank_correlations_agree_with_scipy(x, random):
    y = np.array([random.choice([v, random.randint(0, 5)]) for v in x], dtype=np.float64)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    assert kendall_tau_b(x, y) == pytest.approx(scipy.stats.kendalltau(x, y).statistic, abs=1e-12)
    assert spearman(x, y) == pytest.approx(scipy.stats.spearmanr(x, y).statistic, abs=1e-12)


def test_a_ranking_that_ties_everything_has_no_correlation():
    level, other = np.ones(4), np.arange(4.0)
    assert np.isnan(kendall_tau_b(level, other))
    assert np.isnan(spearman(other, level))


# What must hold of every debate and rubric.


def scored(debate, rubric, method):
    problem = replace(compile_problem(debate, rubric), method=method)
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    shown = list(range(len(problem.theories)))
    return problem, found, problem.method.scores(problem, inputs.weights, found, shown)[0]


@CASES
@given(method=st.sampled_from(METHODS), case=problems(), random=st.randoms())
def test_order_of_records_changes_nothing(method, case, random):
    debate, rubric = case
    other = reordered(debate, random)
    np.testing.assert_array_equal(scored(other, rubric, method)[2], scored(*case, method)[2])


@CASES
@given(method=st.sampled_from(METHODS), case=problems(), data=st.data())
def test_order_of_theories_moves_scores_along(method, case, data):
    problem = replace(compile_problem(*case), method=method)
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    order = data.draw(st.permutations(range(len(problem.theories))))
    straight = problem.method.scores(problem, inputs.weights, found, list(range(len(order))))[0]
    moved = problem.method.scores(problem, inputs.weights, found, list(order))[0]
    np.testing.assert_allclose(moved, straight[list(order)], atol=1e-9)


@CASES
@given(
    method=st.sampled_from(METHODS), case=problems(), factor=st.sampled_from([0.125, 3.0, 1000.0])
)
def test_scaling_the_weights_changes_nothing(method, case, factor):
    debate, rubric = case
    weights = {name: w * factor for name, w in rubric.weights.items()}
    scaled = Rubric.model_validate({**rubric.model_dump(by_alias=True), "weights": weights})
    before, after = scored(debate, rubric, method)[2], scored(debate, scaled, method)[2]
    np.testing.assert_allclose(after, before, atol=1e-9)


@CASES
@given(method=st.sampled_from(METHODS), case=problems(value_functions=False, not_bearing=False))
def test_a_dominated_theory_never_ranks_above_its_dominator(method, case):
    problem, found, scores = scored(*case, method)
    weighed = problem.weights > 0
    for a, b in itertools.permutations(range(len(scores)), 2):
        both = not found.gated[0, [a, b]].any()
        if both and (found.values[0, a, weighed] >= found.values[0, b, weighed]).all():
            assert scores[a] >= scores[b] - 1e-9


@CASES
@given(method=st.sampled_from(METHODS), case=problems())
def test_scores_stay_between_0_and_100(method, case):
    scores = scored(*case, method)[2]
    assert ((scores >= -1e-9) & (scores <= 100 + 1e-9)).all()


@CASES
@given(method=st.sampled_from(METHODS), case=problems(conditions=False, parts=False))
def test_an_excluded_theory_changes_nothing_for_the_others(method, case):
    problem, found, scores = scored(*case, method)
    free = [t for t in range(len(scores)) if not found.gated[0, t]]
    weights = expected_inputs(problem).weights
    np.testing.assert_allclose(
        problem.method.scores(problem, weights, found, free)[0], scores[free], atol=1e-9
    )


@CASES
@given(method=st.sampled_from(METHODS), case=problems())
def test_chunks_change_no_bit(method, case):
    problem = replace(compile_problem(*case), method=method)
    inputs = sampled_inputs(problem, 3, 50)
    rows = list(range(len(problem.theories)))
    whole = score(problem, inputs, rows, values=True)
    parts = score(problem, inputs, rows, values=True, chunk=7)
    for name in ("totals", "gated", "values"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))


@CASES
@given(method=st.sampled_from(METHODS), case=problems())
def test_each_draw_is_scored_as_if_it_were_alone(method, case):
    problem = replace(compile_problem(*case), method=method)
    inputs = sampled_inputs(problem, 3, 20)
    rows = list(range(len(problem.theories)))
    totals = score(problem, inputs, rows).totals
    for s in range(20):
        one = inputs.at(slice(s, s + 1))
        alone = problem.method.scores(problem, one.weights, evaluate(problem, one), rows)[0]
        np.testing.assert_allclose(totals[s], alone, atol=1e-9)


def test_equals_tie_to_the_bit_in_every_draw():
    raw, weights, is_cost = matrices(draws=200)
    raw = raw + np.random.default_rng(1).random(raw.shape)
    raw[:, 4] = raw[:, 1]
    near = closeness(weights, raw, everyone(raw), is_cost, "vector")
    np.testing.assert_array_equal(near[:, 4], near[:, 1])
    for preference in FUNCTIONS:
        flow = net_flow(weights, raw, everyone(raw), [preference] * 4)
        np.testing.assert_array_equal(flow[:, 4], flow[:, 1])


# Edges, by hand.


def comparing(raw, compared=None, is_cost=None, weights=None):
    """Closeness and usual net flow for one draw of a small table."""
    raw = np.array([raw], dtype=np.float64)
    criteria = raw.shape[2]
    weights = np.full((1, criteria), 1 / criteria) if weights is None else np.array([weights])
    compared = everyone(raw) if compared is None else np.array([compared])
    is_cost = np.zeros(criteria, dtype=bool) if is_cost is None else np.array(is_cost)
    near = closeness(weights, raw, compared, is_cost, "vector")[0]
    flow = net_flow(weights, raw, compared, [Preference()] * criteria)[0]
    return near.tolist(), flow.tolist()


def test_one_theory_is_neither_best_nor_worst():
    assert comparing([[3, 4]]) == ([0.5], [0.0])


def test_where_all_are_equal_nobody_is_ahead():
    assert comparing([[3, 4], [3, 4], [3, 4]]) == ([0.5] * 3, [0.0] * 3)
    assert comparing([[0, 0], [0, 0]]) == ([0.5] * 2, [0.0] * 2)


def test_a_constant_criterion_changes_nothing():
    alone, flow = comparing([[1.0], [2.0], [4.0]])
    near, halved = comparing([[1, 7], [2, 7], [4, 7]])
    assert near == pytest.approx(alone)
    assert halved == pytest.approx([f / 2 for f in flow])
    assert comparing([[1, 0], [2, 0], [4, 0]])[0] == pytest.approx(alone)


def test_best_and_worst_on_everything():
    assert comparing([[9, 8], [1, 2]]) == ([1.0, 0.0], [1.0, -1.0])
    assert comparing([[9], [1]], is_cost=[True])[0] == [0.0, 1.0]


def test_all_excluded_leaves_nothing_to_compare_with():
    near, flow = comparing([[9, 8], [1, 2]], compared=[False, False])
    assert near == pytest.approx([0.5, 0.5])
    assert flow == [0.0, 0.0]


def test_an_excluded_theory_is_measured_against_the_others():
    near, flow = comparing([[9.0], [1.0], [5.0]], compared=[False, True, True])
    assert near[1:] == [0.0, 1.0]
    assert flow == [1.0, -1.0, 1.0]


def test_a_weight_of_0_is_ignored():
    values = np.array([[[0.0, 0.49], [0.25, 0.0]]])
    weights = np.array([[0.0, 1.0]])
    np.testing.assert_allclose(Geometric().of_values(weights, values), [[49, 0]])
    np.testing.assert_allclose(Minimum().of_values(weights, values), [[49, 0]])
    assert comparing([[9, 1], [1, 2]], weights=[0.0, 1.0]) == ([0.0, 1.0], [-1.0, 1.0])


def test_product_and_minimum_by_hand():
    values = np.array([[[0.25, 1.0], [0.0, 1.0], [-0.5, 1.0]]])
    weights = np.array([[0.5, 0.5]])
    np.testing.assert_allclose(Geometric().of_values(weights, values), [[50, 0, 0]])
    np.testing.assert_allclose(Minimum().of_values(weights, values), [[25, 0, -50]])


@CASES
@given(case=problems(value_functions=False, gates=False))
def test_doing_nothing_by_each_method(case):
    debate, rubric = case
    for method in METHODS:
        problem = replace(compile_problem(debate, rubric), method=method)
        found = problem.method.of_nothing(problem, expected_inputs(problem).weights)
        weighed = problem.weights > 0
        benefits = (weighed & ~problem.is_cost).any()
        if method.compares:
            assert found is None
        elif method.name != "additive":
            assert found == pytest.approx(0 if benefits else 100)


@pytest.mark.parametrize("method", [Additive(), Geometric(), Minimum()])
def test_criterion_by_criterion_a_score_is_what_all_at_once_make_it(method):
    rng = np.random.default_rng(2)
    weights, values = rng.dirichlet(np.ones(3), 5), rng.random((5, 4, 3))
    one, each = (np.full((4, 5), method.start) for _ in range(2))
    for c in range(3):
        method.take_in(one, weights[:, c], values[:, :, c].T)
        method.take_in_each(list(each), weights[:, c], values[:, :, c].T)
    for total in (one, each):
        method.finish(total)
        np.testing.assert_allclose(total.T, method.of_values(weights, values))
