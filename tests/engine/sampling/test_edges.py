"""Edges of drawing: no weights left, inputs by their labels, a slice that never finds its way."""

import numpy as np
import pytest

from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.sampling import hit_and_run
from toi.engine.sampling.input_labels import WEIGHTS, columns_of
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.weight_polytope import feasible_region
from toi.records.weight_uncertainty import read_constraint


def test_limits_that_leave_no_weights_are_refused():
    limits = [*read_constraint("a >= 0.6"), *read_constraint("b >= 0.6")]
    with pytest.raises(ValueError, match="no weights meet all limits"):
        feasible_region(("a", "b"), limits)


def test_inputs_of_labels_are_their_draws_and_constant_ones_are_left_out():
    problem = table_problem([[Distribution("uniform", (2, 8)), 5.0], [4.0, 3.0]])
    inputs = sampled_inputs(problem, 1, 30)
    names = {quantity.label for quantity in problem.judgements}
    np.testing.assert_array_equal(
        columns_of(problem, inputs, names), inputs.judgements[None, :, 0, 0]
    )
    both = columns_of(problem, inputs, {WEIGHTS, *names})
    np.testing.assert_array_equal(both[1:], inputs.weights.T)
    assert columns_of(problem, inputs, set()).size == 0


def test_a_slice_that_finds_no_way_stays_where_it_is(monkeypatch):
    """Then the chain holds its place, which is a step that leaves the density as it is."""
    slack = np.array([[0.2, 0.5], [0.8, 0.5]])
    line = hit_and_run.Chord(np.array([3.0, 2.0]), slack, np.array([1.0, -1.0]))
    assert (hit_and_run._slice(line, np.random.default_rng(0)) != 0).all()
    monkeypatch.setattr(hit_and_run, "SHRINKS", 0)
    assert hit_and_run._slice(line, np.random.default_rng(0)).tolist() == [0, 0]


def test_only_a_density_without_end_counts_where_a_line_ends():
    """Up, the first weight of alpha .5 ends the line; down, the second, of alpha 3."""
    slack = np.array([[0.2, 0.6], [0.8, 0.4]])
    line = hit_and_run.Chord(np.array([0.5, 3.0]), slack, np.array([-1.0, 1.0]))
    low, high = line.powers()
    np.testing.assert_array_equal(line.high, [0.2, 0.6])
    np.testing.assert_array_equal(high, [0.5, 0.5])
    np.testing.assert_array_equal(low, [1, 1])
