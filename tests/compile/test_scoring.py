"""Records become arrays: who shares a force, what bears on what."""

import numpy as np
import pytest

from tests import small
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.score import score
from toi.records.argument import Argument

BECAUSE = {"basis": "inferred", "why": "because"}


def inherited(share=1.0, **fields):
    """One critique: it hits A with a force of its own, B and C with part of the same."""
    effects = [
        {"id": "first", "on": ["A"], "criterion": "c1", "lowers": {"uniform": [0.2, 0.8]}},
        {"id": "heir", "on": ["B", "C"], "criterion": "c1", "inherits": "first", "share": share},
    ]
    if share == 1.0:
        del effects[1]["share"]
    given = {"id": "x", "kind": "critique", "title": "t", "gist": "g", "speaker": "post"}
    critique = Argument.model_validate(
        {
            **given,
            "credence": {"value": 1, **BECAUSE},
            "effects": [effect | BECAUSE for effect in effects],
        }
    )
    theories = [small.theory(name, {"c1": 10}) for name in "ABC"]
    return small.problem([small.criterion()], theories, [critique], **fields)


def scores(problem):
    found = evaluate(problem, expected_inputs(problem)).totals[0]
    return dict(zip(problem.theories, found.tolist(), strict=True))


def test_an_heir_has_the_same_force_times_its_share_in_every_draw():
    problem = inherited(share=0.5)
    assert len(problem.forces) == 1
    a, b, c = 1 - evaluate(problem, sampled_inputs(problem, 0, 100)).totals.T / 100
    np.testing.assert_allclose(b, a / 2)
    np.testing.assert_array_equal(b, c)


def test_a_force_of_ones_own_for_an_effect_moves_its_heirs_too():
    own = {"forces": {"x.first": {"value": 0.6}}}
    assert scores(inherited(share=0.5, overrides=own)) == pytest.approx({"A": 40, "B": 70, "C": 70})


def test_a_force_of_ones_own_for_a_theory_moves_that_theory_alone():
    own = {"forces": {"x.heir.B": {"value": 0.6}}}
    assert scores(inherited(overrides=own)) == pytest.approx({"A": 50, "B": 40, "C": 50})


def test_a_force_of_ones_own_for_an_heir_leaves_the_others():
    own = {"forces": {"x.heir": {"value": 0.6}}}
    assert scores(inherited(overrides=own)) == pytest.approx({"A": 50, "B": 40, "C": 40})


def one_that_does_not_bear(**fields):
    """A is judged 2 on a criterion that does not bear on it, and is half of W; B on both."""
    theories = [
        small.theory("A", {"c1": 8, "c2": 2}),
        small.theory("B", {"c1": 4, "c2": 6}),
        small.theory("W", parts=[{"id": "A", "share": 0.5}, {"id": "B", "share": 0.5}]),
    ]
    said = theories[0].model_dump(by_alias=True)
    said["judgements"]["c2"]["bears"] = False
    theories[0] = type(theories[0]).model_validate(said)
    weights = {"c1": 3, "c2": 1}
    criteria = [small.criterion("c1"), small.criterion("c2")]
    return small.problem(criteria, theories, weights=weights, **fields)


def test_what_does_not_bear_counts_as_judged_unless_it_is_left_out():
    assert scores(one_that_does_not_bear()) == pytest.approx({"A": 65, "B": 45, "W": 55})


def test_left_out_the_weights_are_shared_over_what_bears():
    """Half of W bears on c2: it has the weights 3 and 1/2, and B's cell alone."""
    whole = 100 * (3 * 0.6 + 0.5 * 0.6) / 3.5
    found = scores(one_that_does_not_bear(not_bearing="left-out"))
    assert found == pytest.approx({"A": 80, "B": 45, "W": whole})


@pytest.mark.parametrize(("method", "a"), [("geometric", 80), ("minimum", 80)])
def test_other_methods_of_a_theory_alone_leave_it_out_too(method, a):
    problem = one_that_does_not_bear(not_bearing="left-out", method=method)
    found = score(problem, expected_inputs(problem), [0])
    assert found.totals[0, 0] == pytest.approx(a)
