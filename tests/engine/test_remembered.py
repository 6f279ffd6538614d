"""A changed problem keeps what is remembered and still holds, and works out the rest anew."""

from dataclasses import fields, replace

import numpy as np
import pytest

from tests import small
from toi.engine.problem import Lines
from toi.engine.remembered import replaced
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.methods.minimum import Minimum


@pytest.fixture(scope="module")
def problem():
    """Two theories, one of which borrows from the other; two arguments make one point.

    One of them is answered.
    """
    little = {"scrutiny": {"value": 0.2, "why": "because"}, "peers": ["listed"]}
    return small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}, **little), small.theory("B", {"c1": 6})],
        [
            small.argument("a", 0.5, [(["B"], "c1", "lowers", 0.5)], line="l"),
            small.argument("b", 0.8, [(["A", "B"], "c1", "lowers", 0.3)], line="l"),
            small.argument("answer", 0.6, against=[("a", 0.5)], kind="rebuttal"),
        ],
        [small.line("l", 0.5)],
        scrutiny="adjusted",
    )


CHANGES = {
    "settled": lambda problem: ~problem.settled,
    "hit_raises": lambda problem: ~problem.hit_raises,
    "hit_share": lambda problem: problem.hit_share / 2,
    "is_cost": lambda problem: ~problem.is_cost,
    "lines": lambda problem: Lines(("l",), np.ones(1), problem.lines.line, problem.lines.general),
    "scrutiny": lambda problem: None,
    "method": lambda problem: Minimum(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_evaluated_as_one_that_remembers_nothing(problem, name):
    evaluate(problem, expected_inputs(problem))  # so that there is something to remember
    changes = {name: CHANGES[name](problem)}
    fresh = replace(problem, **changes)
    inputs = expected_inputs(fresh)
    found, known = evaluate(replaced(problem, **changes), inputs), evaluate(fresh, inputs)
    for field in fields(found):
        assert np.array_equal(getattr(found, field.name), getattr(known, field.name)), field.name


def test_joint_pulls_are_handed_on_where_rules_alone_change(problem):
    known = joint_hits(problem)
    assert joint_hits(replaced(problem, settled=~problem.settled, method=Minimum())) is known
    assert joint_hits(replaced(problem, lines=None)) is not known
