"""All that two positions differ in is found, and nothing else; hybrids go from one to the other."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.distribution import point
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


def at(quantity, value):
    return replace(quantity, law=point(value))


JUDGED = (*PLAIN.judgements[:2], at(PLAIN.judgements[2], 6.5), PLAIN.judgements[3])
KINDS = [
    ({}, []),
    ({"weights": np.array([0.9, 0.1])}, [("weights", (0,)), ("weights", (1,))]),
    ({"credence": np.array([0.5, 0.7])}, [("credences", (1,))]),
    ({"judgements": JUDGED}, [("overrides", (1, 0))]),
    ({"forces": (PLAIN.forces[0], at(PLAIN.forces[1], 0.7))}, [("overrides", (1,))]),
    ({"value_functions": (BENT, None)}, [("value_functions", (0,))]),
    ({"gates": (Gate(0, "<", 3.0, "c1 < 3"),)}, [("gates", (0,))]),
    ({"method": Minimum()}, [("method", (0,))]),
    ({"bears": np.array([[1.0, 0.0], [1.0, 1.0]])}, [("not_bearing", (0,))]),
    ({"lines": replace(PLAIN.lines, overlap=np.array([0.9]))}, [("overlap", (0,))]),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("changes", "differences"), KINDS)
def test_each_kind_of_difference_is_found_and_hybrids_go_from_one_to_the_other(
    changes, differences, turned
):
    problems = [PLAIN, replace(PLAIN, **changes)][:: -1 if turned else 1]
    (a, b), rows = positions(problems, [0, 1])
    here = RubricPair(a, b, rows, np.zeros(2, dtype=bool))
    assert [(one.group, one.at) for one in here.differences] == differences
    k = len(differences)
    found = here.scores(np.array([[False] * k, [True] * k]))
    for row, problem in enumerate(problems):
        alone = exact_ranking(problem, [0, 1])
        assert found.totals[row] == pytest.approx(alone.totals)
        assert found.gated[row].tolist() == alone.gated.tolist()


def test_what_one_of_them_settles_takes_its_answers_along():
    """The answer to the second of two arguments has no force under b, which settles it."""
    answered = small.problem(
        [small.criterion(), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 3}), small.theory("B", {"c1": 4, "c2": 6})],
        [
            small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)]),
            small.argument("reply", 0.5, against=[("hit", 0.4)], kind="rebuttal"),
            small.argument("too", 0.5, [(["A"], "c1", "lowers", 0.4)]),
            small.argument("well", 0.8, against=[("too", 0.5)], kind="rebuttal"),
        ],
    )
    settled = replace(answered, settled=np.array([False, False, True, False]))
    (a, b), rows = positions([answered, settled], [0, 1])
    here = RubricPair(a, b, rows, np.zeros(4, dtype=bool))
    assert [(one.group, one.at) for one in here.differences] == [("credences", (2,))]
    found = here.scores(np.array([[False], [True]])).totals
    alone = [exact_ranking(one, [0, 1]).totals for one in (answered, settled)]
    assert found == pytest.approx(np.array(alone))
    assert found[0, 0] > found[1, 0]


def test_one_weight_of_four_is_one_difference():
    """Of b the first is twice what a has, and all of b adds up to 1."""
    four = small.problem(
        [small.criterion(f"c{i}") for i in range(4)],
        [
            small.theory(name, {f"c{i}": v + i for i in range(4)})
            for name, v in (("A", 3), ("B", 5))
        ],
    )
    here = RubricPair(
        *positions(
            [replace(four, weights=np.array(w) / sum(w)) for w in ([1, 1, 1, 1], [2, 1, 1, 1])],
            [0, 1],
        )[0],
        [0, 1],
        np.zeros(0, dtype=bool),
    )
    assert [(one.group, one.at) for one in here.differences] == [("weights", (0,))]
    ends = here.drawn(np.array([[False], [True]])).weights
    assert ends == pytest.approx(np.array([[0.25] * 4, [0.4, 0.2, 0.2, 0.2]]))


def test_hybrids_without_any_weight_count_all_alike():
    """Of a the weight that it lacks, and of b the one that that lacks."""
    here = pair(replace(PLAIN, weights=np.array([1.0, 0.0])), weights=np.array([0.0, 1.0]))
    found = here.drawn(np.array([[True, False], [False, True], [True, True]])).weights
    assert found == pytest.approx(np.array([[0.5, 0.5], [0.5, 0.5], [0.0, 1.0]]))


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
