"""One number changed at a time: which there are, what changes with each, what is linear in it."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.problem import Condition
from toi.engine.scoring.score import score
from toi.engine.sensitivity.one_at_a_time import (
    Parameter,
    answer_parameters,
    base_case,
    credence_parameters,
    judgement_parameters,
    linear_in,
    overlap_parameters,
    perturbed,
    weight_parameters,
)

CRITERIA = [small.criterion("c1"), small.criterion("c2")]
ARGUMENTS = [
    small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.8)]),
    small.argument("other", 0.6, [(["B"], "c2", "raises", 0.2)]),
    small.argument("reply", 0.7, against=[("hit", 0.5)], kind="rebuttal"),
]


def theories(**fields):
    return [
        small.theory("A", {"c1": 8, "c2": 2}, **fields),
        small.theory("B", {"c1": 5, "c2": 6}, **fields),
        small.theory("C", {"c1": 1, "c2": 1}, **fields),
    ]


def problem(arguments=ARGUMENTS, lines=(), **fields):
    return small.problem(
        CRITERIA, theories(), arguments, lines, weights={"c1": 3, "c2": 1}, **fields
    )


@pytest.fixture(scope="module")
def here():
    return base_case(problem(), [0, 1, 2])


def test_each_number_has_its_value_and_its_range(here):
    assert weight_parameters(here) == [
        Parameter("weight", 0, 0.75, 0.0, 1.0),
        Parameter("weight", 1, 0.25, 0.0, 1.0),
    ]
    assert credence_parameters(here) == [
        Parameter("credence", a, q, 0.0, 1.0) for a, q in enumerate([0.5, 0.6, 0.7])
    ]
    values = [0.8, 0.2, 0.5, 0.6, 0.1, 0.1]
    assert judgement_parameters(here) == [
        Parameter("judgement", i, pytest.approx(v), 0.0, 1.0) for i, v in enumerate(values)
    ]
    assert answer_parameters(here) == [Parameter("answer", 0, 0.5, 0.0, 1.0)]
    assert overlap_parameters(here) == []
    whole = base_case(replace(here.problem, weights=np.array([1.0, 0.0])), [0, 1, 2], True)
    assert weight_parameters(whole) == [
        Parameter("weight", 0, 1.0, 1.0, 1.0),
        Parameter("weight", 1, 0.0, 0.0, 1.0),
    ]


def test_each_draw_has_one_number_changed_and_the_rest_as_it_was(here):
    changes = [
        (Parameter("weight", 1, 0.25), 0.5),
        (Parameter("credence", 2, 0.7), 0.1),
        (Parameter("judgement", 3, 0.6), 0.9),
        (Parameter("force", 1, 0.2), 0.3),
        (Parameter("answer", 0, 0.5), 1.0),
    ]
    parameters, values = zip(*changes, strict=True)
    found = perturbed(here.problem, here.inputs, parameters, np.array(values))
    plain = here.inputs
    wanted = {
        "weights": (0, plain.weights[0], [0.5, 0.5]),
        "sound": (1, plain.sound[0], [0.5, 0.6, 0.1]),
        "judgements": (2, plain.judgements[0], [[0.8, 0.2], [0.5, 0.9], [0.1, 0.1]]),
        "force": (3, plain.force[0], [0.8, 0.3]),
        "answer_force": (4, plain.answer_force[0], [1.0]),
    }
    for name, (draw, same, changed) in wanted.items():
        array = getattr(found, name)
        assert len(array) == 5
        for k in range(5):
            assert array[k] == pytest.approx(np.array(changed if k == draw else same))
    assert found.overlap is None


def test_several_numbers_may_be_changed_in_one_draw(here):
    changed = [Parameter("weight", 0, 0.75), Parameter("credence", 0, 0.5)]
    changed.append(Parameter("credence", 1, 0.6))
    found = perturbed(here.problem, here.inputs, changed, np.array([0.4, 0.9, 0.0]), [2, 2, 0])
    assert found.weights == pytest.approx(np.array([[0.75, 0.25], [0.75, 0.25], [0.4, 0.6]]))
    assert found.sound.tolist() == [[0.5, 0.0, 0.7], [0.5, 0.6, 0.7], [0.9, 0.6, 0.7]]
    assert perturbed(here.problem, here.inputs, [], np.zeros(0)).draws == 0


def test_the_first_of_those_ranked_first_leads_and_nobody_where_all_are_gated(here):
    assert here.leader == 1
    assert here.key == pytest.approx(score(here.problem, here.inputs, [0, 1, 2]).totals[0])
    level = replace(here, rows=[2, 1, 1])
    assert level.leader == 1
    gated = base_case(problem(gates=[{"c1 < 9": "exclude"}]), [0, 1, 2])
    assert gated.leader is None


IN_LINE = [
    small.argument("more", 0.5, [(["A"], "c1", "lowers", 0.3)], line="l"),
    small.argument("too", 0.5, [(["A"], "c1", "lowers", 0.4)], line="l"),
]
BENT = (np.array([0.0, 0.4, 1.0]), np.array([0.0, 0.8, 1.0]))
EVERY = {"weight", "credence", "judgement", "answer"}
SCRUTINY = {"scrutiny": {"value": 0.5, "why": "because"}, "peers": ["listed"]}


@pytest.mark.parametrize(
    ("fields", "changes", "kinds"),
    [
        ({}, {}, EVERY),
        ({"arguments": [*ARGUMENTS, *IN_LINE]}, {}, {"weight", "judgement"}),
        ({"scrutiny": "adjusted"}, {}, {"weight", "judgement"}),
        ({"gates": [{"c1 < 1": "exclude"}]}, {}, {"weight"}),
        ({}, {"derivations": (Condition(0, (1,), 0.5, (0.5, 0.5)),)}, {"weight"}),
        ({}, {"value_functions": (None, BENT)}, {"weight"}),
        ({}, {"bears": np.array([[1.0, 1], [1, 0], [1, 1]])}, EVERY - {"weight"}),
        ({"method": "geometric"}, {}, set()),
    ],
)
def test_in_which_numbers_every_score_is_linear(fields, changes, kinds):
    arguments = fields.pop("arguments", ARGUMENTS)
    lines = [small.line("l", 0.5)] if len(arguments) > len(ARGUMENTS) else []
    made = small.problem(CRITERIA, theories(**SCRUTINY), arguments, lines, **fields)
    here = replace(base_case(made, [0, 1, 2]), problem=replace(made, **changes))
    every = [
        *(Parameter("weight", c, 0.5) for c in range(2)),
        *credence_parameters(here),
        *judgement_parameters(here),
        *answer_parameters(here),
    ]
    assert linear_in(here, every).tolist() == [one.kind in kinds for one in every]


def test_an_argument_that_reaches_a_cell_by_two_ways_is_bent_and_no_other():
    """`by` lowers the cell of `hit`, which it answers; `far` answers what acts on another."""
    arguments = [
        small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.8)]),
        small.argument("other", 0.6, [(["A"], "c2", "lowers", 0.2)]),
        small.argument(
            "by", 0.7, [(["A"], "c1", "lowers", 0.1)], against=[("hit", 0.5)], kind="rebuttal"
        ),
        small.argument(
            "far", 0.7, [(["A"], "c1", "lowers", 0.1)], against=[("other", 0.5)], kind="rebuttal"
        ),
        small.argument("deep", 0.7, against=[("by", 0.5), ("far", 0.3)], kind="rebuttal"),
    ]
    here = base_case(problem(arguments), [0, 1, 2])
    names = here.problem.arguments
    linear = dict(zip(names, linear_in(here, credence_parameters(here)).tolist(), strict=True))
    assert linear == {"hit": True, "other": True, "by": False, "far": True, "deep": False}
    settled = replace(here.problem, settled=np.array([name == "hit" for name in names]))
    linear = linear_in(replace(here, problem=settled), credence_parameters(here))
    # What is settled is answered no more: `deep` still reaches the cell by `by` and by `far`.
    assert dict(zip(names, linear.tolist(), strict=True)) == {
        **dict.fromkeys(names, True),
        "deep": False,
    }
