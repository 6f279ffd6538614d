"""The least concession by hand: one number alone, two together, several, or nothing that does.

A leads B by ``w . d``, with d what the two differ in on each criterion.
"""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.comparison.aligned import positions
from toi.engine.comparison.concession import concession, led_by, paths
from toi.engine.comparison.rubric_pair import RubricPair
from toi.engine.problem import Gate


def leads_by(*by, arguments=()):
    """A debate in which A is 5 everywhere and B less by these."""
    names = [f"c{i}" for i in range(len(by))]
    theories = {
        "A": dict.fromkeys(names, 5),
        "B": {c: 5 - d for c, d in zip(names, by, strict=True)},
    }
    return small.problem(
        [small.criterion(name) for name in names],
        [small.theory(name, values) for name, values in theories.items()],
        arguments,
    )


def pair(one, other):
    (a, b), rows = positions([one, other], [0, 1])
    return RubricPair(a, b, rows, np.zeros(len(a.problem.arguments), dtype=bool))


def weighed(problem, a, b):
    return pair(replace(problem, weights=np.array(a)), replace(problem, weights=np.array(b)))


def least(here):
    return concession(here, np.arange(len(here.differences), 0, -1.0))


@pytest.mark.parametrize(("b", "share"), [([0.2, 0.8], 0.75), ([0.0, 1.0], 0.5)])
def test_of_two_weights_the_one_that_has_to_move_less(b, share):
    """4 w0 > 3 w1: from .6 the first falls to .3, on its way to that of b.

    Where b has but the second weight, that would do as well, from .4 at .8.
    """
    here = weighed(leads_by(4, -3), [0.6, 0.4], b)
    found = least(here)
    assert [path.member for path in found.paths] == [0]
    assert not found.paths[0].settled
    assert found.share == pytest.approx(share)
    moved = found.made(here)
    assert moved.weights[0] == pytest.approx([3 / 7, 4 / 7])
    assert led_by(here, moved, np.array([False, True])).tolist() == [True]


@pytest.mark.parametrize(
    ("a", "threshold", "share"),
    [(0.43, 0.4275, 0.01), (0.6, 0.3, 0.99), (0.6, 0.3, 1.0 - 1e-6)],
)
def test_the_least_is_found_wherever_on_the_way_it_lies(a, threshold, share):
    """4 w0 > 3 w1, of which the first falls to its threshold at the share of its way."""
    b = a - (a - threshold) / share
    found = least(weighed(leads_by(4, -3), [a, 1 - a], [b, 1 - b]))
    assert [path.member for path in found.paths] == [0]
    assert found.share == pytest.approx(share)


def test_a_weight_alone_goes_to_the_share_that_b_gives_it():
    """4 w0 > 3 w1 below 3/7 of all weight, which .303 beside .4 is not, but .303 of all is."""
    here = weighed(leads_by(4, -3), [0.6, 0.4], [0.303, 0.697])
    found = least(here)
    assert [path.member for path in found.paths] == [0]
    assert not found.paths[0].settled
    assert found.share == pytest.approx((0.6 - 3 / 7) / (0.6 - 0.303))
    assert found.made(here).weights[0] == pytest.approx([3 / 7, 4 / 7])


def test_that_share_is_of_all_that_b_weighs_on_whatever_scale_the_two_are_compared():
    """Three of five weights are alike once b's are taken 1.4 times: .2 of 1.4 is where the first
    goes. With x of all weight on it A leads by 4 x - .9 (1 - x), which is 0 at 9 / 49.
    """
    theirs = np.array([0.2, 0.9, 0.1, 0.1, 0.1]) / 1.4
    here = weighed(leads_by(4, -0.8, -1, -1, -1), [0.4, 0.3, 0.1, 0.1, 0.1], theirs)
    assert here.scale == pytest.approx(1.4)
    found = least(here)
    assert [path.member for path in found.paths] == [0]
    assert found.share == pytest.approx((0.4 - 9 / 49) / (0.4 - 1 / 7))


def test_what_has_all_weight_goes_to_no_share_alone_since_no_others_could_take_up_the_rest():
    """w0 > w1 + w2 until all three have gone their way."""
    found = least(weighed(leads_by(1, -1, -1), [1.0, 0.0, 0.0], [0.4, 0.3, 0.3]))
    assert [path.member for path in found.paths] == [0, 1, 2]
    assert found.share == 1.0


def test_no_number_goes_further_than_where_b_has_it():
    """The first weight alone would do at .36, not at b's .37: so both go, 1.5 = 1.52 s."""
    found = least(weighed(leads_by(4, -3, 0), [0.6, 0.3, 0.1], [0.37, 0.5, 0.13]))
    assert [path.member for path in found.paths] == [0, 1]
    assert found.share == pytest.approx(1.5 / 1.52)


def test_two_that_do_it_only_together_go_the_same_share():
    """.5 = 1.1 (.2 + .3 s) at s = .28 / .33; neither does it alone, of whatever share."""
    weights = [0.5, 0.1, 0.1, 0.3], [0.45, 0.25, 0.25, 0.05]
    found = least(weighed(leads_by(1, -1.1, -1.1, 0), *weights))
    assert sorted(path.member for path in found.paths) == [1, 2]
    assert found.share == pytest.approx(0.28 / 0.33)


def test_more_than_two_go_all_the_way_those_first_that_carry_most():
    """w0 - w1 - w2 goes from .6 to -.12: any two leave A ahead; the fourth weight is not needed."""
    here = weighed(leads_by(1, -1, -1, 0), [0.72, 0.09, 0.09, 0.1], [0.40, 0.24, 0.27, 0.09])
    found = concession(here, np.array([1.0, 2.0, 3.0, 0.5]))
    assert [path.member for path in found.paths] == [2, 1, 0]
    assert found.share == 1.0
    assert found.made(here).weights[0] == pytest.approx(np.array([0.40, 0.24, 0.27, 0.1]) / 1.01)


def test_what_no_number_decides_has_no_concession():
    """B leads by a gate: with no number to move, and with one that does not matter."""
    plain = leads_by(4, -3)
    gated = replace(plain, gates=(Gate(1, "<", 6.0, "c1 < 6"),))
    assert least(pair(plain, gated)) is None
    assert least(pair(plain, replace(gated, weights=np.array([0.7, 0.3])))) is None


def credences(settled):
    """A hit of .9 on A's 5, believed by a third or by all; half of an answer takes it away."""
    arguments = [
        small.argument("hit", 0.5, [(["A"], "c0", "lowers", 0.9)]),
        small.argument("answer", 1, against=[("hit", 0.5)], kind="rebuttal"),
    ]
    one = leads_by(2, arguments=arguments)
    hit = one.arguments.index("hit")
    sound = [np.where(np.arange(2) == hit, q, one.credence) for q in (1 / 3, 1.0)]
    is_settled = np.arange(2) == (hit if settled else -1)
    return pair(
        replace(one, credence=sound[0]), replace(one, credence=sound[1], settled=is_settled)
    )


@pytest.mark.parametrize("settled", [False, True])
def test_a_credence_goes_as_far_as_the_hit_has_to(settled):
    """A falls from 5 to B's 3 at a strength of 4 / 9: half of a credence of 8 / 9, if answered.

    Where either side settles the hit, its strength goes: from 1 / 6, after the answer, to 1.
    """
    here = credences(settled)
    (path,) = paths(here)
    assert path.settled == settled
    assert path.start[0] == pytest.approx(1 / 6 if settled else 1 / 3)
    found = least(here)
    at = 4 / 9 if settled else 8 / 9
    assert found.share == pytest.approx((at - path.start[0]) / path.length)
