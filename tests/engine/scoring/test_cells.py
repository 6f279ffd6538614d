"""Cells by hand: two orders of pulling, what hangs on others, and how wholes share themselves."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.problems import table_problem
from toi.engine.problem import Condition, Whole
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.cells import (
    both_sides,
    conditional,
    derive,
    part_shares,
    pulled,
)
from toi.engine.scoring.evaluate import evaluate

BASE = np.array([0.0, 0.3, 0.8, 1.0])


def test_a_cell_is_the_mean_of_lowering_first_and_raising_first():
    low, high = np.array([0.5, 1.0, 0.2, 0.9]), np.array([0.4, 0.7, 1.0, 0.1])
    lowered_first = 1 - (1 - BASE * low) * high
    raised_first = (1 - (1 - BASE) * high) * low
    assert pulled(BASE, low, high) == pytest.approx((lowered_first + raised_first) / 2)
    assert pulled(BASE, low, 1.0) == pytest.approx(BASE * low)
    assert pulled(BASE, 1.0, high) == pytest.approx(1 - (1 - BASE) * high)


def test_what_is_borrowed_worsens_a_benefit_from_above_and_a_cost_from_below():
    problem = table_problem([[5.0, 5.0]], costs=[1])
    own, borrowed = (np.array([0.5]), np.array([0.6])), np.array([0.2])
    low, high = both_sides(problem, 0, own, borrowed)
    assert (low[0], high[0]) == pytest.approx((0.1, 0.6))
    low, high = both_sides(problem, 1, own, borrowed)
    assert (low[0], high[0]) == pytest.approx((0.5, 0.12))


def test_a_condition_is_in_proportion_and_never_beyond_the_end():
    hangs = Condition(0, (1,), 0.25, (0.5, 0.0))
    own, mean = np.array([0.4, 0.9]), np.array([0.25, 1.0])
    # 0.4 (0.75 + 0.25 / 2); 0.9 (0.75 + 0.25 * 2) is above 1
    assert conditional(hangs, 0, own, mean) == pytest.approx([0.35, 1])
    assert conditional(hangs, 1, own, mean) is own


def test_a_whole_is_shared_among_the_parts_that_a_criterion_bears_on():
    problem = table_problem([[5.0, 5.0, 5.0]] * 3)
    whole = Whole(0, (1, 2), (0.25, 0.75))
    assert part_shares(problem, whole).T.tolist() == [[0.25, 0.75]] * 3
    bears = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    found = part_shares(replace(problem, bears=bears), whole)
    assert found.T.tolist() == [[0.25, 0.75], [1.0, 0.0], [0.25, 0.75]]


def test_wholes_and_conditions_follow_in_their_order_and_costs_hang_on_nothing():
    """Theory 0 is made of 1 and 2; theory 3 hangs by half on 0, whose cells are then known."""
    problem = replace(
        table_problem([[5.0, 5.0]] * 4, costs=[1]),
        derivations=(Whole(0, (1, 2), (0.25, 0.75)), Condition(3, (0,), 0.5, (0.5, 0.5))),
    )
    base = np.full((1, 4, 2), 0.5)
    argued = base.copy()
    argued[0, 1], argued[0, 2] = 0.1, 0.3
    examined = argued.copy()
    examined[0, 2] = 0.2
    before, after, seen, cells = derive(problem, base, argued, examined)
    assert before[0, 0] == pytest.approx([0.5, 0.5])
    assert after[0, 0] == pytest.approx([0.25, 0.25])
    assert seen[0, 0] == pytest.approx([0.175, 0.175])
    assert seen[0, 3] == pytest.approx([0.5, 0.5])
    assert cells[0, 3] == pytest.approx([0.5 * (0.5 + 0.5 * 0.175 / 0.5), 0.5])
    assert base.tolist() == [[[0.5, 0.5]] * 4]  # as it was given


def test_no_draws_are_no_cells():
    """As where a start page asks what settling each of no arguments would do."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 5})],
        [small.argument("a", 0.5, [(["A"], "c1", "lowers", 0.5)])],
    )
    none = expected_inputs(problem).repeat(0)
    assert evaluate(problem, none).totals.shape == (0, 1)
