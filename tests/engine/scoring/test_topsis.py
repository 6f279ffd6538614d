"""TOPSIS: closeness and distances by hand, units, and what is excluded."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.scoring.tables import everyone, matrices
from tests.problems import table_problem
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.topsis import TopsisMethod, closeness
from toi.engine.scoring.score import score


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


def test_distances_by_hand():
    """On scales of 10 the ideal is (.4, .3), the worst (0, 0), times weights of .7 and .3."""
    method = TopsisMethod("scale")
    problem = table_problem([[4.0, 0], [0, 3]], weights=[7, 3], sure="exactly", method=method)
    inputs = expected_inputs(problem)
    found = method.parts(problem, inputs.weights, evaluate(problem, inputs), [0, 1])
    assert found["d_plus"][0] == pytest.approx([0.09, 0.28])
    assert found["d_minus"][0] == pytest.approx([0.28, 0.09])


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
