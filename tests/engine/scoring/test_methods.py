"""Methods against what must hold of them, and at their edges."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import scipy.stats
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests import small
from tests.problems import table_problem
from tests.strategies import problems, reordered
from toi.compile.scoring import compile_problem
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import promethee
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.methods.preferences import Preference, signed_preference
from toi.engine.scoring.methods.promethee import Promethee, flows, incomparable, net_flow
from toi.engine.scoring.methods.topsis import TopsisMethod, closeness
from toi.engine.scoring.score import score
from toi.records.rubric import Rubric

FUNCTIONS = [
    Preference("usual"),
    Preference("u-shape", q=1.0),
    Preference("v-shape", p=2.0),
    Preference("level", q=0.5, p=3.0),
    Preference("linear", q=0.5, p=3.0),
    Preference("gaussian", s=2.0),
]
METHODS = [
    Additive(),
    Geometric(),
    Minimum(),
    *(TopsisMethod(n) for n in ("vector", "range", "scale")),
    *(Promethee(preference) for preference in FUNCTIONS),
]
CASES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def matrices(draws=3, theories=6, criteria=4, seed=0):
    """Raw values (S, T, C) in halves, so that thresholds are met exactly, and weights (S, C)."""
    random = np.random.default_rng(seed)
    raw = random.integers(1, 20, (draws, theories, criteria)) / 2.0
    weights = random.dirichlet(np.ones(criteria), draws)
    return raw, weights, np.array([False, True, False, True])


def everyone(raw):
    return np.ones(raw.shape[:2], dtype=bool)


@pytest.mark.parametrize("s", [1e-300, 1e-200, 1e-12])
def test_a_gaussian_without_room_for_its_bend_is_a_step(s):
    found = signed_preference(np.array([0.0, 0.5, -2.0]), Preference("gaussian", s=s))
    assert found.tolist() == [0.0, 1.0, -1.0]


def test_the_gaussian_by_hand():
    found = signed_preference(np.array([0.0, 3.0, -3.0, 6.0]), Preference("gaussian", s=3.0))
    bend, twice = 1 - np.exp(-0.5), 1 - np.exp(-2.0)
    np.testing.assert_allclose(found, [0, bend, -bend, twice], rtol=1e-12)


def test_a_bend_of_nearly_nothing_is_a_step():
    found = signed_preference(np.array([0.0, 0.5, -2.0]), Preference("gaussian", s=1e-300))
    np.testing.assert_array_equal(found, [0, 1, -1])


@pytest.mark.parametrize("preference", FUNCTIONS, ids=lambda p: p.function)
def test_a_preference_grows_from_0_to_1_and_is_odd(preference):
    d = np.linspace(-20, 20, 4001)
    found = signed_preference(d, preference)
    assert (np.diff(found) >= -1e-15).all()
    assert found[-1] == pytest.approx(1)
    np.testing.assert_array_equal(found, -signed_preference(-d, preference))


def test_a_difference_equal_to_a_threshold_does_not_pass_it():
    for size, at in (("q", 0.0), ("p", 0.5)):
        level = Preference("level", q=0.2, p=0.7)
        difference = np.array([getattr(level, size), getattr(level, size) + 1e-15])
        np.testing.assert_array_equal(signed_preference(difference, level), [at, at])


def test_linear_without_room_between_its_thresholds_is_a_step():
    found = signed_preference(np.array([1.0, 1.5]), Preference("linear", q=1.0, p=1.0))
    np.testing.assert_array_equal(found, [0, 1])


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


def test_net_flows_add_up_to_nothing():
    raw, weights, _ = matrices()
    for preference in FUNCTIONS:
        flow = net_flow(weights, raw, everyone(raw), [preference] * 4)
        np.testing.assert_allclose(flow.sum(axis=1), 0, atol=1e-12)


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


def test_promethee_one_leaves_pairs_unordered_that_gain_and_lose_more():
    """Two flows that are both larger: neither is preferred; level flows leave no doubt.

    The first is preferred to all: it leaves more, and fewer enter it.
    """
    leaving, entering = np.array([0.7, 0.6, 0.5, 0.6, 0.2]), np.array([0.1, 0.4, 0.3, 0.2, 0.2])
    assert incomparable(leaving, entering) == [(1, 2), (1, 4), (2, 4)]


def test_flows_by_hand():
    """By .7 the first column prefers A to B to C, by .3 the second the other way round."""
    method = Promethee(Preference("usual"))
    cells = [[2.0, 0], [1, 1], [0, 2]]
    problem = table_problem(cells, weights=[7, 3], sure="exactly", method=method)
    inputs = expected_inputs(problem)
    found = method.parts(problem, inputs.weights, evaluate(problem, inputs), [0, 1, 2])
    assert found["phi_plus"][0] == pytest.approx([0.7, 0.5, 0.3])
    assert found["phi_minus"][0] == pytest.approx([0.3, 0.5, 0.7])


@pytest.mark.parametrize(
    ("preference", "better"),
    [
        (Preference("u-shape", q=3.0), 1.0),
        (Preference("u-shape", q=4.0), 0.0),
        (Preference("v-shape", p=8.0), 0.5),
        (Preference("linear", q=2.0, p=6.0), 0.5),
        (Preference("level", q=3.0, p=5.0), 0.5),
        (Preference("gaussian", s=4.0), 1 - np.exp(-0.5)),
    ],
    ids=lambda one: getattr(one, "function", ""),
)
def test_thresholds_are_on_the_raw_scale_and_costs_count_the_other_way(preference, better):
    """From 10 to 30 four apart; on the cost the lower one is preferred. C is excluded."""
    method = Promethee(default=Preference("usual"), preferences={"c0": preference})
    cells = [[18.0, 20.0], [14.0, 12.0], [30.0, 10.0]]
    table = table_problem(cells, [3, 1], "exactly", costs=[1], scale=(10.0, 30.0), method=method)
    problem = replace(table, gates=(Gate(0, ">", 25.0, "c0 > 25"),))
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    parts = method.parts(problem, inputs.weights, found, [0, 1, 2])
    of_a, of_b = 0.75 * better, 0.25
    assert parts["phi_plus"][0, :2] == pytest.approx([of_a, of_b])
    assert parts["phi_minus"][0, :2] == pytest.approx([of_b, of_a])
    scores = method.scores(problem, inputs.weights, found, [0, 1, 2])[0]
    assert scores[:2] == pytest.approx([50 * (1 + of_a - of_b), 50 * (1 + of_b - of_a)])
    assert scores[2] > 99


@pytest.mark.parametrize("normalisation", ["vector", "range", "scale"])
def test_closeness_number_by_number(normalisation):
    """On 10 to 30, of a benefit and a cost; what is excluded sets neither norm nor ideal."""
    cells = np.array([[18.0, 20.0], [14.0, 12.0], [30.0, 10.0], [16.0, 25.0]])
    method = TopsisMethod(normalisation)
    table = table_problem(cells, [3, 1], "exactly", costs=[1], scale=(10.0, 30.0), method=method)
    problem = replace(table, gates=(Gate(0, ">", 25.0, "c0 > 25"),))
    inputs = expected_inputs(problem)
    found = method.scores(problem, inputs.weights, evaluate(problem, inputs), range(4))[0]
    counted, away = [0, 1, 3], np.zeros((2, 4))
    for c, weight, good in ((0, 0.75, max), (1, 0.25, min)):
        x = (cells[:, c] - 10) / 20 if normalisation == "scale" else cells[:, c]
        divisor = {
            "vector": np.sqrt(sum(x[t] ** 2 for t in counted)),
            "range": max(x[counted]) - min(x[counted]),
            "scale": 1.0,
        }[normalisation]
        bad = min if good is max else max
        for row, ideal in zip(away, (good(x[counted]), bad(x[counted])), strict=True):
            row += (weight * (x - ideal) / divisor) ** 2
    to_best, to_worst = np.sqrt(away)
    assert found == pytest.approx(100 * to_worst / (to_best + to_worst))


def test_flows_that_differ_by_rounding_alone_leave_no_doubt():
    leaving, entering = np.array([0.6, 0.6 + 1e-10, 0.5]), np.array([0.4, 0.5, 0.4 - 1e-10])
    assert incomparable(leaving, entering) == [(1, 2)]


def test_distances_by_hand():
    """On scales of 10 the ideal is (.4, .3), the worst (0, 0), times weights of .7 and .3."""
    method = TopsisMethod("scale")
    problem = table_problem([[4.0, 0], [0, 3]], weights=[7, 3], sure="exactly", method=method)
    inputs = expected_inputs(problem)
    found = method.parts(problem, inputs.weights, evaluate(problem, inputs), [0, 1])
    assert found["d_plus"][0] == pytest.approx([0.09, 0.28])
    assert found["d_minus"][0] == pytest.approx([0.28, 0.09])


@pytest.mark.parametrize("preference", [*FUNCTIONS, Preference("linear", q=2.0, p=2.0)])
def test_many_theories_flow_as_each_against_each(preference, monkeypatch):
    """Sorted or compared pair by pair; some are level, some excluded, one all but level.

    In the second draw all are far from one another, in the third only two are not excluded, and
    in the last all are.
    """
    rng = np.random.default_rng(0)
    gains = rng.integers(0, 12, (6, 15, 3)) / 2 + rng.random((6, 15, 3)) * (rng.random(3) < 0.5)
    gains[:, 3] = gains[:, 4] + 1e-10
    gains[1] = rng.permuted(np.tile(np.arange(15.0)[:, None] * 9, 3), axis=0)
    gains[4, 5:] = rng.random((10, 3)) * 6
    compared, weights = rng.random((6, 15)) < 0.8, rng.dirichlet(np.ones(3), 6)
    compared[2], compared[5] = np.arange(15) < 2, False
    for preferences in ([preference] * 3, [preference, Preference("usual"), preference]):
        given = weights, gains, compared, preferences
        monkeypatch.setattr(promethee, "MANY", 15)
        pairs = net_flow(*given), *flows(*given)
        monkeypatch.setattr(promethee, "MANY", 10)
        for one, other in zip(pairs, (net_flow(*given), *flows(*given)), strict=True):
            np.testing.assert_allclose(other, one, atol=1e-12)


def test_many_theories_that_are_alike_tie_exactly(monkeypatch):
    gains = np.random.default_rng(1).random((2, 12, 2))
    gains[:, 7] = gains[:, 2]
    monkeypatch.setattr(promethee, "MANY", 10)
    for preference in FUNCTIONS:
        found = net_flow(np.full((2, 2), 0.5), gains, np.ones((2, 12), bool), [preference] * 2)
        assert (found[:, 7] == found[:, 2]).all()


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


def test_thresholds_of_a_raw_scale_are_shares_of_its_width():
    found = Preference("linear", q=1.0, p=2.0, s=3.0).rescaled(4.0)
    assert found == Preference("linear", q=0.25, p=0.5, s=0.75)


def test_thresholds_do_not_hang_on_where_a_scale_begins():
    """Differences of 3 and 2, of which 1 counts for nothing and 4 in full: 2/3 and 1/3."""
    found = []
    for begins in (0, 2):
        theories = [small.theory(n, {"c1": v + begins}) for n, v in (("A", 8), ("B", 5), ("C", 3))]
        made = small.problem([small.criterion(scale=[begins, begins + 10])], theories)
        made = replace(made, method=Promethee(Preference("linear", q=1.0, p=4.0)))
        found.append(score(made, expected_inputs(made), [0, 1, 2]).totals[0])
    flows = np.array([(2 / 3 + 1) / 2, (1 / 3 - 2 / 3) / 2, -(1 + 1 / 3) / 2])
    for totals in found:
        np.testing.assert_allclose(totals, 50 * (flows + 1))


def test_closeness_by_hand_and_without_those_that_are_not_compared():
    raw = np.array([[[10.0, 3.0], [7.0, 4.0], [5.0, 9.0]]])
    weights, cost = np.array([[0.6, 0.4]]), np.array([False, False])
    low, high = raw.min(axis=1, keepdims=True), raw.max(axis=1, keepdims=True)
    for normalisation, scaled in (
        ("range", (raw - low) / (high - low)),
        ("vector", raw / np.sqrt((raw**2).sum(axis=1, keepdims=True))),
    ):
        v = weights[:, None, :] * scaled
        best, worst = v.max(axis=1, keepdims=True), v.min(axis=1, keepdims=True)
        to_best = np.sqrt(((best - v) ** 2).sum(axis=2))
        to_worst = np.sqrt(((v - worst) ** 2).sum(axis=2))
        found = closeness(weights, raw, everyone(raw), cost, normalisation)
        np.testing.assert_allclose(found, to_worst / (to_best + to_worst))
        more = np.concatenate([raw, [[[50.0, 60.0]]]], axis=1)  # one that is out
        compared = np.array([[True, True, True, False]])
        again = closeness(weights, more, compared, cost, normalisation)[:, :3]
        np.testing.assert_allclose(again, found)


def test_closeness_is_of_raw_values_on_scales_that_begin_above_0():
    raw = np.array([[[10.0, 3.0], [7.0, 4.0], [5.0, 9.0]]])
    criteria = [small.criterion("c1", scale=[2, 12]), small.criterion("c2", scale=[2, 12])]
    theories = [
        small.theory(name, {"c1": a, "c2": b})
        for name, (a, b) in zip("ABC", raw[0].tolist(), strict=True)
    ]
    made = replace(small.problem(criteria, theories), method=TopsisMethod("vector"))
    found = score(made, expected_inputs(made), [0, 1, 2]).totals
    expected = closeness(np.full((1, 2), 0.5), raw, everyone(raw), made.is_cost, "vector")
    np.testing.assert_allclose(found, 100 * expected)


def test_costs_have_thresholds_on_the_raw_scale_too():
    """A costs 3 less than B, of which 1 counts for nothing and 5 in full: a half."""
    cells = [[4.0], [7.0]]
    method = Promethee(Preference("linear", q=1.0, p=5.0))
    problem = table_problem(cells, [1], "exactly", costs=[0], method=method)
    inputs = expected_inputs(problem)
    found = method.scores(problem, inputs.weights, evaluate(problem, inputs), [0, 1])
    assert found[0] == pytest.approx([50 * 1.5, 50 * 0.5])


@pytest.mark.parametrize("normalisation", ["vector", "range"])
def test_the_unit_of_a_criterion_changes_no_closeness(normalisation):
    raw, weights, is_cost = matrices()
    near = closeness(weights, raw, everyone(raw), is_cost, normalisation)
    in_other_units = raw * np.array([1e-3, 1.0, 1e3, 1e-6])
    found = closeness(weights, in_other_units, everyone(raw), is_cost, normalisation)
    np.testing.assert_allclose(found, near)


@pytest.mark.parametrize(("normalisation", "level"), [("vector", 0.0), ("range", 2.0)])
def test_what_is_level_but_for_the_excluded_is_measured_as_it_is(normalisation, level):
    """Of all but the last, the first column is level, the second 0 to 1: divided by 1."""
    raw = np.array([[[level, 1.0], [level, 0.0], [level + 3, 0.0]]])
    compared = np.array([[True, True, False]])
    costs = np.zeros(2, dtype=bool)
    near = closeness(np.full((1, 2), 0.5), raw, compared, costs, normalisation)[0]
    assert near == pytest.approx([1, 0, 3 / (3 + np.sqrt(10))])
