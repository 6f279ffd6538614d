"""Cells of one criterion drawn some at a time are those of whole draws."""

import numpy as np
import pytest

from tests import small
from toi.engine.sampling.column_draws import ColumnDraws
from toi.engine.sampling.pert_rows import Scratch
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.streams import BLOCK

LAWS = [
    {"pert": [2, 4, 9]},
    {"pert": [-3, 1, 6]},  # of which a part is off the scale
    {"pert": [2, 2, 30]},
    {"uniform": [1, 6]},
    5,
    {"pert": [0, 10, 10]},
]


@pytest.fixture(scope="module")
def problem():
    theories = [small.theory(f"T{i}", {"c1": law}) for i, law in enumerate(LAWS)]
    return small.problem([small.criterion(scale=[1, 11])], theories)


def _draws(problem):
    judged = dict(zip(problem.judgement_theory.tolist(), problem.judgements, strict=True))
    return ColumnDraws(judged, 3, low=1.0, span=10.0)


@pytest.mark.parametrize("theories", [[0, 1, 2], [5], [4], [3], [0, 3], [4, 3], [2, 4, 0, 3, 1, 5]])
@pytest.mark.parametrize("first", [0, 64, BLOCK])
def test_cells_are_those_of_whole_draws(problem, theories, first):
    whole = sampled_inputs(problem, 3, first + 40).judgements[first:, theories, 0].T
    found = np.empty((len(theories), 40))
    _draws(problem).fill(theories, first, found, Scratch(8, 40))
    assert found.tobytes() == np.ascontiguousarray(whole).tobytes()


def test_tables_that_are_read_are_those_of_the_perts(problem):
    """Of PERT a is ``1 + 4 (mode - low) / (high - low)``, and b is 6 less that."""
    a = {1 + 4 * 2 / 7, 1 + 4 * 4 / 9, 1.0, 5.0}
    found = _draws(problem).tables
    assert sorted(found) == [pytest.approx((one, 6 - one)) for one in sorted(a)]


def test_a_number_that_is_not_there_is_0(problem):
    found = np.full((2, 40), np.nan)
    _draws(problem).fill([0, len(LAWS)], 0, found, Scratch(8, 40))
    assert not found[1].any()
    assert found[0].any()
