"""PROMETHEE: preferences, flows by hand, and many theories sorted as each against each."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.scoring.tables import FUNCTIONS, everyone, matrices
from tests.problems import table_problem
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import promethee
from toi.engine.scoring.methods.preferences import Preference, signed_preference
from toi.engine.scoring.methods.promethee import Promethee, flows, incomparable, net_flow
from toi.engine.scoring.score import score


@pytest.mark.parametrize("s", [1e-300, 1e-200, 1e-12])
def test_a_gaussian_without_room_for_its_bend_is_a_step(s):
    found = signed_preference(np.array([0.0, 0.5, -2.0]), Preference("gaussian", s=s))
    assert found.tolist() == [0.0, 1.0, -1.0]


def test_the_gaussian_by_hand():
    found = signed_preference(np.array([0.0, 3.0, -3.0, 6.0]), Preference("gaussian", s=3.0))
    bend, twice = 1 - np.exp(-0.5), 1 - np.exp(-2.0)
    np.testing.assert_allclose(found, [0, bend, -bend, twice], rtol=1e-12)


def test_a_bend_of_nearly_nothing_is_a_step():
    found = signed_preference(np.array([0.0, 0.5, -2.0]), Preference("gaussian", s=1e-300))
    np.testing.assert_array_equal(found, [0, 1, -1])


@pytest.mark.parametrize("preference", FUNCTIONS, ids=lambda p: p.function)
def test_a_preference_grows_from_0_to_1_and_is_odd(preference):
    d = np.linspace(-20, 20, 4001)
    found = signed_preference(d, preference)
    assert (np.diff(found) >= -1e-15).all()
    assert found[-1] == pytest.approx(1)
    np.testing.assert_array_equal(found, -signed_preference(-d, preference))


def test_a_difference_equal_to_a_threshold_does_not_pass_it():
    for size, at in (("q", 0.0), ("p", 0.5)):
        level = Preference("level", q=0.2, p=0.7)
        difference = np.array([getattr(level, size), getattr(level, size) + 1e-15])
        np.testing.assert_array_equal(signed_preference(difference, level), [at, at])


def test_linear_without_room_between_its_thresholds_is_a_step():
    found = signed_preference(np.array([1.0, 1.5]), Preference("linear", q=1.0, p=1.0))
    np.testing.assert_array_equal(found, [0, 1])


def test_thresholds_of_a_raw_scale_are_shares_of_its_width():
    found = Preference("linear", q=1.0, p=2.0, s=3.0).rescaled(4.0)
    assert found == Preference("linear", q=0.25, p=0.5, s=0.75)


@pytest.mark.parametrize(
    ("preference", "better"),
    [
        (Preference("u-shape", q=3.0), 1.0),
        (Preference("u-shape", q=4.0), 0.0),
        (Preference("v-shape", p=8.0), 0.5),
        (Preference("linear", q=2.0, p=6.0), 0.5),
        (Preference("level", q=3.0, p=5.0), 0.5),
        (Preference("gaussian", s=4.0), 1 - np.exp(-0.5)),
    ],
    ids=lambda one: getattr(one, "function", ""),
)
def test_thresholds_are_on_the_raw_scale_and_costs_count_the_other_way(preference, better):
    """From 10 to 30 four apart; on the cost the lower one is preferred. C is excluded."""
    method = Promethee(default=Preference("usual"), preferences={"c0": preference})
    cells = [[18.0, 20.0], [14.0, 12.0], [30.0, 10.0]]
    table = table_problem(cells, [3, 1], "exactly", costs=[1], scale=(10.0, 30.0), method=method)
    problem = replace(table, gates=(Gate(0, ">", 25.0, "c0 > 25"),))
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    parts = method.parts(problem, inputs.weights, found, [0, 1, 2])
    of_a, of_b = 0.75 * better, 0.25
    assert parts["phi_plus"][0, :2] == pytest.approx([of_a, of_b])
    assert parts["phi_minus"][0, :2] == pytest.approx([of_b, of_a])
    scores = method.scores(problem, inputs.weights, found, [0, 1, 2])[0]
    assert scores[:2] == pytest.approx([50 * (1 + of_a - of_b), 50 * (1 + of_b - of_a)])
    assert scores[2] > 99


def test_costs_have_thresholds_on_the_raw_scale_too():
    """A costs 3 less than B, of which 1 counts for nothing and 5 in full: a half."""
    cells = [[4.0], [7.0]]
    method = Promethee(Preference("linear", q=1.0, p=5.0))
    problem = table_problem(cells, [1], "exactly", costs=[0], method=method)
    inputs = expected_inputs(problem)
    found = method.scores(problem, inputs.weights, evaluate(problem, inputs), [0, 1])
    assert found[0] == pytest.approx([50 * 1.5, 50 * 0.5])


def test_thresholds_do_not_hang_on_where_a_scale_begins():
    """Differences of 3 and 2, of which 1 counts for nothing and 4 in full: 2/3 and 1/3."""
    found = []
    for begins in (0, 2):
        theories = [small.theory(n, {"c1": v + begins}) for n, v in (("A", 8), ("B", 5), ("C", 3))]
        made = small.problem([small.criterion(scale=[begins, begins + 10])], theories)
        made = replace(made, method=Promethee(Preference("linear", q=1.0, p=4.0)))
        found.append(score(made, expected_inputs(made), [0, 1, 2]).totals[0])
    flows = np.array([(2 / 3 + 1) / 2, (1 / 3 - 2 / 3) / 2, -(1 + 1 / 3) / 2])
    for totals in found:
        np.testing.assert_allclose(totals, 50 * (flows + 1))


def test_net_flows_add_up_to_nothing():
    raw, weights, _ = matrices()
    for preference in FUNCTIONS:
        flow = net_flow(weights, raw, everyone(raw), [preference] * 4)
        np.testing.assert_allclose(flow.sum(axis=1), 0, atol=1e-12)


def test_flows_by_hand():
    """By .7 the first column prefers A to B to C, by .3 the second the other way round."""
    method = Promethee(Preference("usual"))
    cells = [[2.0, 0], [1, 1], [0, 2]]
    problem = table_problem(cells, weights=[7, 3], sure="exactly", method=method)
    inputs = expected_inputs(problem)
    found = method.parts(problem, inputs.weights, evaluate(problem, inputs), [0, 1, 2])
    assert found["phi_plus"][0] == pytest.approx([0.7, 0.5, 0.3])
    assert found["phi_minus"][0] == pytest.approx([0.3, 0.5, 0.7])


def test_promethee_one_leaves_pairs_unordered_that_gain_and_lose_more():
    """Two flows that are both larger: neither is preferred; level flows leave no doubt.

    The first is preferred to all: it leaves more, and fewer enter it.
    """
    leaving, entering = np.array([0.7, 0.6, 0.5, 0.6, 0.2]), np.array([0.1, 0.4, 0.3, 0.2, 0.2])
    assert incomparable(leaving, entering) == [(1, 2), (1, 4), (2, 4)]


def test_flows_that_differ_by_rounding_alone_leave_no_doubt():
    leaving, entering = np.array([0.6, 0.6 + 1e-10, 0.5]), np.array([0.4, 0.5, 0.4 - 1e-10])
    assert incomparable(leaving, entering) == [(1, 2)]


@pytest.mark.parametrize("preference", [*FUNCTIONS, Preference("linear", q=2.0, p=2.0)])
def test_many_theories_flow_as_each_against_each(preference, monkeypatch):
    """Sorted or compared pair by pair; some are level, some excluded, one all but level.

    In the second draw all are far from one another, in the third only two are not excluded, and
    in the last all are.
    """
    rng = np.random.default_rng(0)
    gains = rng.integers(0, 12, (6, 15, 3)) / 2 + rng.random((6, 15, 3)) * (rng.random(3) < 0.5)
    gains[:, 3] = gains[:, 4] + 1e-10
    gains[1] = rng.permuted(np.tile(np.arange(15.0)[:, None] * 9, 3), axis=0)
    gains[4, 5:] = rng.random((10, 3)) * 6
    compared, weights = rng.random((6, 15)) < 0.8, rng.dirichlet(np.ones(3), 6)
    compared[2], compared[5] = np.arange(15) < 2, False
    for preferences in ([preference] * 3, [preference, Preference("usual"), preference]):
        given = weights, gains, compared, preferences
        monkeypatch.setattr(promethee, "MANY", 15)
        pairs = net_flow(*given), *flows(*given)
        monkeypatch.setattr(promethee, "MANY", 10)
        for one, other in zip(pairs, (net_flow(*given), *flows(*given)), strict=True):
            np.testing.assert_allclose(other, one, atol=1e-12)


def test_many_theories_that_are_alike_tie_exactly(monkeypatch):
    gains = np.random.default_rng(1).random((2, 12, 2))
    gains[:, 7] = gains[:, 2]
    monkeypatch.setattr(promethee, "MANY", 10)
    for preference in FUNCTIONS:
        found = net_flow(np.full((2, 2), 0.5), gains, np.ones((2, 12), bool), [preference] * 2)
        assert (found[:, 7] == found[:, 2]).all()
