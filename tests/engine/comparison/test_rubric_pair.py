"""All that two positions differ in is found, and nothing else; hybrids go from one to the other."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.comparison.aligned import positions
from toi.engine.comparison.rubric_pair import RubricPair
from toi.engine.problem import Gate
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.methods.minimum import Minimum

PLAIN = small.problem(
    [small.criterion(), small.criterion("c2")],
    [small.theory("A", {"c1": 8, "c2": 3}), small.theory("B", {"c1": 4, "c2": 6})],
    [
        small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)], line="l"),
        small.argument("too", 0.5, [(["A"], "c1", "lowers", 0.4)], line="l"),
    ],
    [small.line("l", 0.5)],
)
BENT = (np.array([0.0, 0.4, 1.0]), np.array([0.0, 0.8, 1.0]))


def pair(**changes):
    """The plain problem, and the same with some fields changed."""
    (a, b), rows = positions([PLAIN, replace(PLAIN, **changes)], [0, 1])
    return RubricPair(a, b, rows, np.zeros(2, dtype=bool))


KINDS = [
    ({}, []),
    ({"weights": np.array([0.9, 0.1])}, ["weights", "weights"]),
    ({"credence": np.array([0.5, 0.7])}, ["credences"]),
    ({"value_functions": (BENT, None)}, ["value_functions"]),
    ({"gates": (Gate(0, "<", 3.0, "c1 < 3"),)}, ["gates"]),
    ({"method": Minimum()}, ["method"]),
    ({"bears": np.array([[1.0, 0.0], [1.0, 1.0]])}, ["not_bearing"]),
    ({"lines": replace(PLAIN.lines, overlap=np.array([0.9]))}, ["overlap"]),
]


@pytest.mark.parametrize(("changes", "groups"), KINDS)
def test_each_kind_of_difference_is_found_and_hybrids_go_from_one_to_the_other(changes, groups):
    here = pair(**changes)
    assert [one.group for one in here.differences] == groups
    k = len(groups)
    found = here.scores(np.array([[False] * k, [True] * k]))
    for row, problem in enumerate((PLAIN, replace(PLAIN, **changes))):
        alone = exact_ranking(problem, [0, 1])
        assert found.totals[row] == pytest.approx(alone.totals)
        assert found.gated[row].tolist() == alone.gated.tolist()
