"""The design behind Sobol indices: taking all inputs from B gives B, taking none gives A."""

from dataclasses import replace

import numpy as np

from tests.mixed import mixed_totals
from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.sampling.input_labels import WEIGHTS
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring import subproblem
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.engine.scoring.score import score

PROBLEM = table_problem([[Distribution("uniform", (2, 8)), 5.0], [4.0, 3.0]])
CELLS = frozenset(quantity.label for quantity in PROBLEM.judgements)


def test_all_inputs_of_b_score_as_b_and_none_as_a():
    (a, b, none, cells, both), _ = mixed_totals(
        PROBLEM, [1, 0], [frozenset(), CELLS, CELLS | {WEIGHTS}], 3, 50
    )
    drawn = sampled_inputs(PROBLEM, 3, 50)
    np.testing.assert_array_equal(a, score(PROBLEM, drawn, [1, 0]).totals)
    np.testing.assert_array_equal(none, a)
    np.testing.assert_array_equal(both, b)
    assert not np.array_equal(a, b)
    np.testing.assert_array_equal(cells[:, 0], a[:, 0])  # its cells are certain
    assert (cells[:, 1] != a[:, 1]).all()


def test_no_seed_draws_again_what_another_drew_nor_b_what_a_did():
    """With too few seeds for B to have, some would meet: then an input would seem not to count."""
    drawn = [mixed_totals(PROBLEM, [0], [], seed, 4)[0] for seed in range(130)]
    assert len({points.tobytes() for totals in drawn for points in totals}) == 2 * 130


def test_it_ends_when_told_and_more_points_begin_with_the_same():
    points = BLOCK + 10
    few, gated = mixed_totals(PROBLEM, [0], [CELLS], 3, points, lambda done: done < BLOCK)
    assert few.shape == gated.shape == (3, BLOCK, 1)
    all_of_them, _ = mixed_totals(PROBLEM, [0], [CELLS], 3, points)
    np.testing.assert_array_equal(all_of_them[:, :BLOCK], few)


def test_theories_that_are_compared_with_one_another_are_never_parted(monkeypatch):
    monkeypatch.setattr(subproblem, "GROUP", 1)
    for method in (Additive(), TopsisMethod()):
        problem = replace(PROBLEM, method=method)
        (a, *_), _ = mixed_totals(problem, [1, 0], [CELLS], 3, 20)
        wanted = score(problem, sampled_inputs(problem, 3, 20), [1, 0]).totals
        np.testing.assert_array_equal(a, wanted)
