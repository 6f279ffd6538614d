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


RULED = replace(
    PLAIN, gates=(Gate(0, "<", 3.0, "c1 < 3"),), value_functions=(BENT, (BENT[0], BENT[0]))
)


def pair(plain=PLAIN, **changes):
    """A problem, and the same with some fields changed."""
    (a, b), rows = positions([plain, replace(plain, **changes)], [0, 1])
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


def test_rules_that_both_have_are_no_difference():
    """One gate and one value function of two are the same."""
    again = (np.array(BENT[0]), np.array(BENT[1])), BENT
    here = pair(RULED, gates=(*RULED.gates, Gate(1, "<", 4.0, "c2 < 4")), value_functions=again)
    assert [(one.group, one.at) for one in here.differences] == [
        ("value_functions", (1,)),
        ("gates", (1,)),
    ]


def test_scrutiny_of_one_alone_is_a_difference():
    judged = {"c1": 8}, {"scrutiny": {"value": 0.2, "why": "."}, "peers": ["B"]}
    theories = [small.theory("A", judged[0], **judged[1]), small.theory("B", {"c1": 6})]
    hit = small.argument("hit", 0.5, [(["B"], "c1", "lowers", 0.9)])
    problems = [
        small.problem([small.criterion()], theories, [hit], scrutiny=how)
        for how in ("as-read", "adjusted")
    ]
    (a, b), rows = positions(problems, [0, 1])
    here = RubricPair(a, b, rows, np.zeros(1, dtype=bool))
    assert [one.group for one in here.differences] == ["scrutiny"]
    found = here.scores(np.array([[False], [True]])).totals
    alone = [exact_ranking(one, [0, 1]).totals for one in problems]
    assert found == pytest.approx(np.array(alone))
    assert found[0, 0] > found[1, 0]
