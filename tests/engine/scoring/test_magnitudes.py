"""What pulls take away: shares, several pulls of one argument, and how far lines overlap."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.argued import argued_problem
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring import magnitudes
from toi.engine.scoring.evaluate import evaluate, strength_and_remaining
from toi.engine.scoring.joint_pulls import ALONE, JointPull, Pull, joint_hits
from toi.engine.scoring.magnitudes import PullTerms, magnitude, overlap
from toi.engine.scoring.strengths import strengths

FORCE = np.array([[0.8, 0.6], [0.5, 0.4]])
SOUND = np.array([[0.7, 0.2], [0.3, 0.9]])
LEFT = np.array([[0.9, 1.0], [0.5, 0.8]])  # by replies, of each argument if it is sound
TERMS = PullTerms(FORCE, SOUND * LEFT, SOUND, LEFT)


@pytest.fixture(scope="module")
def problem():
    said = [(["A"], "c1", "lowers", 0.5)]
    return small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8})],
        [small.argument(name, 0.5, said, line="l") for name in ("one", "two")],
        [small.line("l", 0.25)],
    )


def test_a_single_pull_is_force_by_share_by_strength(problem):
    for share in (1.0, 0.5):
        one = JointPull(ALONE, (((Pull(1, 0, share),),),))
        found = magnitude(problem, one, TERMS)
        assert found == pytest.approx(FORCE[0] * share * SOUND[1] * LEFT[1])


def test_pulls_of_one_argument_multiply_up_in_the_one_event_that_it_is_sound(problem):
    both = JointPull(ALONE, (((Pull(0, 0, 1.0), Pull(0, 1, 0.5)),),))
    if_sound = 1 - (1 - FORCE[0] * LEFT[0]) * (1 - 0.5 * FORCE[1] * LEFT[0])
    assert magnitude(problem, both, TERMS) == pytest.approx(SOUND[0] * if_sound)


def test_two_arguments_are_joined_by_the_overlap_of_their_line_or_of_each_draw(problem):
    first, second = (FORCE[i] * SOUND[i] * LEFT[i] for i in range(2))
    pulls = FORCE * LEFT
    apart = 1 - (1 - first) * (1 - second)
    more, less = pulls.max(axis=0), pulls.min(axis=0)
    top = pulls.argmax(axis=0)
    q, other = SOUND[top, [0, 1]], SOUND[1 - top, [0, 1]]
    one = more * q + less * other * (1 - q)
    families = (((Pull(0, 0, 1.0),),), ((Pull(1, 1, 1.0),),))
    in_line, alone = JointPull(0, families), JointPull(ALONE, families)
    assert magnitude(problem, alone, TERMS) == pytest.approx(apart)
    assert magnitude(problem, in_line, TERMS) == pytest.approx(0.75 * apart + 0.25 * one)
    drawn = PullTerms(FORCE, SOUND * LEFT, SOUND, LEFT, np.array([[0.0, 1.0]]))
    assert magnitude(problem, in_line, drawn) == pytest.approx([apart[0], one[1]])
    assert overlap(problem, alone, drawn) == 0.0


@pytest.mark.parametrize("at_once", [1, 3, 2**20])
def test_single_pulls_however_many_are_worked_out_at_a_time(at_once, monkeypatch):
    """Of hits of one force some act by a part of it."""
    whole = small.problem(
        [small.criterion()],
        [small.theory(name, {"c1": 10}) for name in "ABCD"],
        [small.argument("one", 0.5, [(list("ABCD"), "c1", "lowers", 0.6)])],
    )
    assert whole.hit_theory.tolist() == [0, 1, 2, 3]
    share = np.array([1.0, 0.5, 0.25, 0.1])
    monkeypatch.setattr(magnitudes, "AT_ONCE", at_once)
    problem = replace(whole, hit_share=share)
    found = evaluate(problem, expected_inputs(problem)).cells[0, :, 0]
    assert found == pytest.approx(1 - 0.5 * 0.6 * share)


def test_pulls_one_by_one_in_many_draws_are_those_found_together_in_few():
    many = [(["A"], "c1", "lowers", 0.5), (["B"], "c1", "raises", {"uniform": [0.2, 0.8]})]
    here = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 4})],
        [
            small.argument(name, 0.5, many, line=line)
            for name, line in zip("xyz", "lln", strict=True)
        ],
        [small.line("l", 0.25), small.line("n", 0.5)],
    )
    here = replace(here, hit_share=np.where(here.hit_theory, 0.3, 1.0))
    inputs = sampled_inputs(here, 0, magnitudes.MANY)
    together = strength_and_remaining(here, inputs)[1]
    for some in (slice(0, magnitudes.MANY // 2), slice(magnitudes.MANY // 2, None)):
        few = strength_and_remaining(here, inputs.at(some))[1]
        np.testing.assert_array_equal(together[:, some], few)


def test_pulls_worked_out_many_at_a_time_are_those_of_each(monkeypatch):
    problem = argued_problem()
    monkeypatch.setattr(magnitudes, "AT_ONCE", 1200)  # two of them in 600 draws
    inputs = sampled_inputs(problem, 3, 600)
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    terms = magnitudes.pull_terms(problem, inputs, strength)
    pulls = joint_hits(problem).pulls
    found = magnitudes.remaining_shares(problem, terms, 600)
    each = [1.0 - magnitudes.magnitude(problem, pull, terms) for pull in pulls]
    assert len(each) > 1
    assert found.tobytes() == np.array([*each, np.ones(600)]).tobytes()
