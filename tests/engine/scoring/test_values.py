"""Values, their slopes, weights that are shared, and gates, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tests.problems import table_problem
from toi.engine.problem import Gate
from toi.engine.scoring import values as values_module
from toi.engine.scoring.values import (
    TheoryWeights,
    by_theory,
    doing_nothing,
    gate_meets,
    gated,
    slope_at,
    theory_weights,
    totals_of,
    value_of,
    values_of,
    values_of_nothing,
    weighted_sum,
)

BENT = (np.array([0.0, 0.4, 1.0]), np.array([0.0, 0.8, 1.0]))
CELLS = np.array([0.0, 0.2, 0.4, 0.7, 1.0])


@pytest.fixture(scope="module")
def problem():
    """A benefit, a cost, and a criterion with a bent value function."""
    plain = table_problem([[5.0, 5.0, 5.0]] * 2, weights=[3, 2, 5], costs=[1], scale=(-2.0, 8.0))
    return replace(plain, value_functions=(None, None, BENT))


def test_values_on_each_kind_of_criterion(problem):
    assert value_of(problem, 0, CELLS).tolist() == CELLS.tolist()
    assert value_of(problem, 1, CELLS) == pytest.approx(1 - CELLS)
    assert value_of(problem, 2, CELLS) == pytest.approx([0, 0.4, 0.8, 0.9, 1])
    cells = np.random.default_rng(0).random((4, 2, 3))
    for c in range(3):
        found = values_of(problem, cells)[:, :, c]
        np.testing.assert_array_equal(found, value_of(problem, c, cells[:, :, c]))


def test_only_costs_or_only_a_value_function_are_values_of_their_own():
    cells = np.random.default_rng(0).random((4, 2, 1))
    cost = table_problem([[5.0]] * 2, costs=[0])
    bent = replace(table_problem([[5.0]] * 2), value_functions=(BENT,))
    assert values_of(cost, cells) == pytest.approx(1 - cells)
    assert values_of(bent, cells) == pytest.approx(np.interp(cells, *BENT))
    assert values_of(table_problem([[5.0]] * 2), cells) is cells


def test_slopes_are_those_of_small_steps_and_at_a_bend_of_both_sides(problem):
    assert slope_at(problem, 0, CELLS).tolist() == [1] * 5
    assert slope_at(problem, 1, CELLS).tolist() == [-1] * 5
    # Beyond the ends of the scale nothing rises: half of 2, and half of 1/3.
    expected = [1.0, 2.0, (2 + 1 / 3) / 2, 1 / 3, 1 / 6]
    assert slope_at(problem, 2, CELLS) == pytest.approx(expected)


def test_doing_nothing_has_benefits_at_their_worst_and_costs_at_their_best(problem):
    weights = np.array([[0.3, 0.2, 0.5], [0.0, 1.0, 0.0]])
    assert doing_nothing(problem, weights) == pytest.approx([20, 100])
    assert values_of_nothing(problem, 3).tolist() == [[[0, 1, 0]]] * 3


def test_weights_are_shared_over_the_criteria_that_bear(problem):
    bears = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
    here = replace(problem, bears=bears)
    weights = np.array([[0.3, 0.2, 0.5], [0.0, 1.0, 0.0]])
    found = theory_weights(here, weights)
    assert found[0, 0] == pytest.approx([0.375, 0, 0.625])
    assert found[1, 0] == pytest.approx([0, 1, 0])  # none that bears has weight
    assert found[:, 1] == pytest.approx(weights)  # none bears
    np.testing.assert_array_equal(theory_weights(here, weights, [1]), found[:, [1]])
    assert theory_weights(problem, weights) is weights
    values = np.random.default_rng(0).random((2, 2, 3))
    assert weighted_sum(found, values) == pytest.approx(100 * (found * values).sum(axis=2))
    plain = 100 * (weights[:, None] * values).sum(axis=2)
    assert weighted_sum(weights, values) == pytest.approx(plain)


@pytest.mark.parametrize("bears", [None, [[1.0, 0.0, 0.5], [0.0, 0.0, 0.0], [1.0, 0.0, 0.5]]])
def test_weights_of_a_cell_are_those_of_all(bears):
    three = table_problem([[5.0] * 3] * 3)
    here = replace(three, bears=None if bears is None else np.array(bears))
    weights = np.array([[0.3, 0.2, 0.5], [0.0, 1.0, 0.0], [0.6, 0.2, 0.2]])
    every = np.broadcast_to(by_theory(theory_weights(here, weights)), (3, 3, 3))
    cell_by_cell = TheoryWeights(here, weights)
    assert cell_by_cell.alike == (bears is None)
    for t, c in np.ndindex(3, 3):
        found = cell_by_cell.of(t, c, slice(1, 3))
        np.testing.assert_array_equal(found, every[1:, t, c])


@pytest.mark.parametrize("bears", [None, [[1, 0, 1], [1, 0, 1], [0, 0, 0], [1, 0, 1], [1, 1, 1]]])
@pytest.mark.parametrize("order", ["C", "F"])
def test_totals_are_those_of_the_weights_that_each_theory_has(bears, order):
    """Also where theories that are borne on alike stand next to one another, and where not."""
    five = table_problem([[5.0] * 3] * 5)
    here = replace(five, bears=None if bears is None else np.array(bears, dtype=float))
    rng = np.random.default_rng(2)
    weights, values = rng.dirichlet(np.ones(3), 11), rng.random((11, 5, 3)).copy(order=order)
    expected = weighted_sum(theory_weights(here, weights), values)
    np.testing.assert_array_equal(totals_of(here, weights, values), expected)
    one = np.broadcast_to(weights[:1], weights.shape)
    np.testing.assert_array_equal(
        totals_of(here, weights[:1], values), totals_of(here, one, values)
    )


@pytest.mark.parametrize(("cached", "long"), [(2, 1), (4, 4), (8, 3), (50, 20)])
@pytest.mark.parametrize("order", ["C", "F"])
def test_weights_of_one_draw_stand_for_all_however_few_are_summed_at_a_time(
    cached, long, order, monkeypatch
):
    rng = np.random.default_rng(1)
    sure, values = rng.random((1, 3)), rng.random((11, 5, 3)).copy(order=order)
    expected = 100 * sum(sure[0, c] * values[:, :, c] for c in range(3))
    monkeypatch.setattr(values_module, "CACHED", cached)
    monkeypatch.setattr(values_module, "LONG", long)
    assert weighted_sum(sure, values) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("comparison", "met"),
    [
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        (">", [False, False, True]),
        (">=", [False, True, True]),
    ],
)
def test_gates_compare_raw_values_and_forgive_rounding(problem, comparison, met):
    """On a scale from -2 to 8 a raw 1 is 0.3; what differs from it by less than 5e-10 is it."""
    cells = np.full((3, 1, 3), 0.9)
    cells[:, 0, 0] = [0.3 - 1e-6, 0.3 + 3e-11, 0.3 + 1e-6]
    assert gate_meets(problem, 0, comparison, 1.0, cells)[:, 0].tolist() == met


def test_one_gate_of_several_is_enough_to_exclude(problem):
    """Raw values are 10 times the cell, less 2: a gate below 0, another above 6."""
    here = replace(problem, gates=(Gate(0, "<", 0.0, "low"), Gate(1, ">", 6.0, "dear")))
    cells = np.full((2, 2, 3), 0.5)
    cells[0, 0, 0], cells[1, 1, 1] = 0.1, 0.9
    assert gated(here, cells).tolist() == [[True, False], [False, True]]
    assert not gated(problem, cells).any()
