"""Peers in draws: as often as they were examined, and each by a clock of its own."""

import numpy as np
import pytest

from tests import small
from toi.engine.sampling.peer_draws import _waits, peer_draws
from toi.engine.sampling.sampler import sampled_inputs

EXAMINED = {"A": 0.2, "B": 0.9, "C": 0.6, "D": 1.0}


def problem(names):
    """Theories that are peers of one another, of which B is hit."""
    theories = [
        small.theory(
            name,
            {"c1": 8},
            scrutiny={"value": EXAMINED[name], "why": "because"},
            peers=["listed"],
        )
        for name in names
    ]
    hit = small.argument("b", 1, [(["B"], "c1", "lowers", 0.5)])
    return small.problem([small.criterion()], theories, [hit], scrutiny="adjusted")


def drawn(problem, name, n=65536):
    return sampled_inputs(problem, 0, n).peer[:, problem.row[name]]


def test_peers_are_drawn_by_how_closely_they_were_examined():
    three = problem("ABC")
    for name, others in (("A", "BC"), ("C", "AB")):
        peer, weight = drawn(three, name), sum(EXAMINED[other] for other in others)
        assert np.mean(peer == -1) == pytest.approx(EXAMINED[name], abs=0.006)
        for other in others:
            share = (1 - EXAMINED[name]) * EXAMINED[other] / weight
            assert np.mean(peer == three.row[other]) == pytest.approx(share, abs=0.008)


def test_one_peer_more_leaves_the_other_draws_as_they_were():
    before, after = problem("ABC"), problem("ABCD")
    old, new = drawn(before, "A"), drawn(after, "A")
    other = new != after.row["D"]
    assert 0.5 < other.mean() < 1
    np.testing.assert_array_equal(old[other], new[other])


def test_what_was_examined_wholly_borrows_nothing():
    four = problem("ABCD")
    assert (drawn(four, "D", 1000) == -1).all()
    assert [one.theory for one in peer_draws(four, 0)] == [four.row[name] for name in "ABC"]


@pytest.mark.parametrize("at_once", [0, 2**18])
def test_few_draws_are_those_with_which_many_begin(monkeypatch, at_once):
    four = problem("ABCD")
    many = {name: drawn(four, name, 4096)[:1500] for name in "ABC"}
    monkeypatch.setattr("toi.engine.sampling.peer_draws.AT_ONCE", at_once)
    for name, peers in many.items():
        np.testing.assert_array_equal(drawn(four, name, 1500), peers)


def test_a_clock_of_rate_1_rings_as_an_exponential_does():
    waits = _waits()
    assert waits.min() > 0
    assert waits.mean() == pytest.approx(1, abs=1e-4)
    assert np.median(waits) == pytest.approx(np.log(2), abs=1e-4)
    assert waits.var() == pytest.approx(1, abs=1e-3)
