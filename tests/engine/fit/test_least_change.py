from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests import small
from tests.engine.fit.cases import statements
from toi.engine.fit.landscape import OverBeliefs, OverWeights, WeightedScores, weighted_scores
from toi.engine.fit.least_change import _within, of_beliefs, of_both, of_values
from toi.engine.fit.programme import Goal, seek
from toi.engine.scoring.values import theory_weights, weighted_sum
from toi.engine.sensitivity.one_at_a_time import base_case


def base(**fields):
    """Two theories: A ahead of B by 20 x .6 points on c1 after an argument, B by 10 on c2."""
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 5}), small.theory("B", {"c1": 5, "c2": 6})],
        [small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.5)])],
        **fields,
    )
    return base_case(problem, [0, 1], every_criterion=True)


ALL = np.array([True, True])


@pytest.mark.parametrize(("points", "weight"), [(5, 0.75), (0.5, 0.525)])
def test_of_values_moves_as_little_weight_as_it_takes(points, weight):
    here = base()  # A: c1 80 x .75 = 60, c2 50; B: 50, 60; level at equal weights
    assert here.score().totals[0].tolist() == pytest.approx([55, 55])
    demands = statements([(0, 1)], [points]).demands()
    found = of_values(here, demands, ALL, here.inputs.weights[0])
    assert found.met
    assert found.proven
    # 10 w1 - 10 w2 = 5 at w1 = .75
    assert found.weights == pytest.approx([weight, 1 - weight], abs=1e-6)
    assert found.cost == pytest.approx(weight - 0.5, abs=1e-6)


def test_no_credence_is_raised_above_1():
    """Half a point is left to spare where both of two are certain."""
    problem = small.problem(
        [small.criterion("c1")],
        [small.theory("A", {"c1": 4}), small.theory("B", {"c1": 5})],
        [
            small.argument("x", 0.5, [(["A"], "c1", "raises", 0.4)]),
            small.argument("y", 0.5, [(["A"], "c1", "raises", 0.3)]),
        ],
    )
    here = base_case(problem, [0, 1])
    most = OverBeliefs(here, np.array([False, True, True])).totals(np.ones((1, 3)))[0]
    demands = statements([(0, 1)], [most[0] - most[1] - 0.5]).demands()
    found = of_beliefs(here, demands)
    assert found.met
    assert found.sound.min() > 0.95
    assert found.sound.max() <= 1


def test_of_beliefs_moves_as_little_credence_as_it_takes():
    here = base()
    demands = statements([(0, 1)], [5]).demands()
    found = of_beliefs(here, demands)
    # 40 - 40 x .5 q / ... : A gains 20 points of c1 per unit of credence lost, half weight
    assert found.met
    assert found.weights == pytest.approx([0.5, 0.5])
    assert found.sound == pytest.approx([0.25], abs=2e-3)
    assert found.cost == pytest.approx(0.25, abs=2e-3)
    assert of_both(here, demands, ALL, np.array([0.5, 0.5])).cost <= 0.25 + 2e-3


@pytest.mark.parametrize("points", [0.5, 2, 5, 10, 15, 25])
def test_of_both_moves_as_little_as_it_takes(points):
    """The lead is 40 w (1 - c) - 10: of ``w (1 - c) = k`` the least is with both at sqrt(k)."""
    found = of_both(base(), statements([(0, 1)], [points]).demands(), ALL, np.array([0.5, 0.5]))
    root = np.sqrt((points + 10) / 40)
    assert found.met
    assert not found.proven
    assert found.cost == pytest.approx(2 * (root - 0.5), abs=5e-4)
    assert found.weights[0] * (1 - found.sound[0]) == pytest.approx(root**2, abs=1e-3)


def test_credences_are_sought_on_where_the_first_step_goes_too_far():
    """A has ``80 u v`` with u = 1 - .9 x, B 10: of ``u v = k`` the least is with both at sqrt(k).

    A first step, by the slopes at .8, lowers one as far as it may and the other too far.
    """
    problem = small.problem(
        [small.criterion("c1")],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 1})],
        [small.argument(name, 0.8, [(["A"], "c1", "lowers", 0.9)]) for name in ("x", "y")],
    )
    found = of_beliefs(base_case(problem, [0, 1]), statements([(0, 1)], [5]).demands())
    assert found.met
    assert found.cost == pytest.approx(2 * (0.8 - (1 - np.sqrt(15 / 80)) / 0.9), abs=1e-2)


def test_credences_that_need_no_change_have_none():
    """The second argument acts on B where it does not count."""
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 5}), small.theory("B", {"c1": 5, "c2": 6})],
        [
            small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("y", 1 / 3, [(["B"], "c1", "raises", 0.2)]),
            small.argument("z", 0.7, [(["A"], "c2", "lowers", 0.5)]),
        ],
    )
    here = base_case(replace(problem, weights=np.array([1.0, 0.0])), [0, 1], every_criterion=True)
    # A has 80 (1 - x / 2), B 50 + 10 y: they are 60 and 53 1/3.
    found = of_beliefs(here, statements([(0, 1)], [10]).demands())
    assert found.sound[0] == pytest.approx(0.5 - (10 / 3) / 40, abs=1e-3)
    assert found.sound[1:].tolist() == [1 / 3, 0.7]


@pytest.mark.parametrize("seed", range(4))
def test_what_needs_no_change_is_as_it_was_to_the_last_bit(seed):
    rng = np.random.default_rng(seed)
    credences, forces = rng.random((2, 6)).round(3).tolist()
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 3}), small.theory("B", {"c1": 6, "c2": 5})],
        [
            small.argument(f"x{i}", one, [(["AB"[i % 2]], f"c{1 + i % 3 // 2}", "lowers", force)])
            for i, (one, force) in enumerate(zip(credences, forces, strict=True))
        ],
    )
    here = base_case(problem, [0, 1], every_criterion=True)
    totals = here.score().totals[0]
    found = of_beliefs(here, statements([(0, 1)], [totals[0] - totals[1] + 5]).demands())
    assert found.met
    moved = np.abs(found.sound - credences)
    assert 1 <= (moved > 1e-6).sum() < 6
    assert (moved[moved <= 1e-6] == 0).all()


@pytest.mark.parametrize(
    ("weights", "within"),
    [([0.5, 0.3, 0.2], [5 / 7, 0.0, 2 / 7]), ([0.0, 1.0, 0.0], [0.5, 0.0, 0.5])],
)
def test_a_search_starts_from_the_same_proportions_of_what_may_have_weight(weights, within):
    found = _within(np.array(weights), np.array([True, False, True]))
    assert found.tolist() == pytest.approx(within)


@pytest.mark.parametrize(
    ("now", "points", "weights"),
    [
        ([0.5, 0.3, 0.2], 28, [0.8, 0.0, 0.2]),
        ([0.2, 0.5, 0.3], 22, [0.7, 0.0, 0.3]),
        ([0.0, 1.0, 0.0], 39, None),
        ([0.0, 1.0, 0.0], 10, None),  # all is moved, to whichever
    ],
)
def test_weights_that_may_not_be_given_are_taken_away(now, points, weights):
    """A leads by 40 w0 - 20 w2; of the second nothing may be left."""
    problem = small.problem(
        [small.criterion(name) for name in ("c1", "c2", "c3")],
        [
            small.theory("A", {"c1": 8, "c2": 5, "c3": 3}),
            small.theory("B", {"c1": 4, "c2": 5, "c3": 5}),
        ],
    )
    here = base_case(replace(problem, weights=np.array(now)), [0, 1], every_criterion=True)
    demands, allowed = statements([(0, 1)], [points]).demands(), np.array([True, False, True])
    found = of_values(here, demands, allowed, np.array([0.5, 0.0, 0.5]))
    assert found.met
    assert found.weights[1] == 0
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights @ [40, 0, -20] >= points
    assert found.cost == pytest.approx(now[1] if weights is not None else 1.0, abs=1e-6)
    if weights is not None:
        assert found.weights == pytest.approx(weights, abs=1e-6)


def test_what_cannot_be_is_said():
    here = base()
    demands = statements([(0, 1)], [50]).demands()
    for found in (
        of_values(here, demands, ALL, np.array([0.5, 0.5])),
        of_beliefs(here, demands),
        of_both(here, demands, ALL, np.array([0.5, 0.5])),
    ):
        assert not found.met


def test_both_together_reach_what_neither_does():
    here = base()
    demands = statements([(0, 1)], [15]).demands()  # c1 alone with x unsound: 80 - 50
    near = np.array([0.5, 0.5])
    assert not of_values(here, demands, ALL, near).met
    assert not of_beliefs(here, demands).met
    found = of_both(here, demands, ALL, near)
    assert found.met
    totals = OverBeliefs(here, np.ones(3, dtype=bool)).totals(
        np.r_[found.weights, found.sound][None]
    )[0]
    assert totals[0] - totals[1] >= 15


@pytest.mark.parametrize("credences", [(0.3, 0.9, 0.6), (1.0, 0.0, 0.5)])
def test_slopes_are_those_of_small_steps(credences):
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 5}), small.theory("B", {"c1": 5, "c2": 6})],
        [
            small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("y", 0.5, against=[("x", 0.7)], kind="rebuttal"),
            small.argument("z", 0.5, [(["B"], "c2", "raises", 0.4), (["A"], "c1", "raises", 0.2)]),
        ],
    )
    here = base_case(problem, [0, 1], every_criterion=True)
    landscape = OverBeliefs(here, np.ones(5, dtype=bool))
    point = np.array([0.6, 0.4, *credences])
    steps = np.eye(5) * 1e-5
    wanted = (landscape.totals(point + steps) - landscape.totals(point - steps)).T / 2e-5
    np.testing.assert_allclose(landscape.slopes(point), wanted, atol=1e-4)


class Bearing:
    """As much of a problem as weights need."""

    bears = np.array([[1.0, 1, 1], [1, 0, 1], [0, 0, 0]])


def test_scores_by_weights_are_the_engine_s_where_criteria_do_not_bear():
    rng = np.random.default_rng(8)
    values, weights = rng.random((3, 3)), rng.dirichlet(np.ones(3), 5)
    wanted = weighted_sum(theory_weights(Bearing, weights), np.tile(values, (5, 1, 1)))
    scores = WeightedScores(values, Bearing.bears)
    np.testing.assert_allclose(scores.totals(weights), wanted)
    step = 1e-6 * np.eye(3)
    ahead, behind = scores.totals(weights[0] + step), scores.totals(weights[0] - step)
    np.testing.assert_allclose(scores.slopes(weights[0]), (ahead - behind).T / 2e-6, atol=1e-4)


def test_weighted_scores_are_those_of_the_base_case():
    here = base()
    found = weighted_scores(here).totals(here.inputs.weights)
    np.testing.assert_allclose(found, here.score().totals)


def failed(*arguments, **options):
    return SimpleNamespace(success=False)


def test_where_no_programme_is_solved_a_search_ends_where_it_began(monkeypatch):
    here, start = base(), np.array([0.5, 0.5])
    landscape = OverWeights(weighted_scores(here), ALL)
    demands = statements([(0, 1)], [5]).demands()
    monkeypatch.setattr("scipy.optimize.linprog", failed)
    found = seek(landscape, demands, Goal(cost=np.array([1.0, 0.0])), start)
    assert found.point.tolist() == [0.5, 0.5]
    assert not found.met


def test_half_a_point_that_is_lacking_is_worth_its_price():
    """From one start alone: what lacks less than a point is no better than what lacks more."""
    here, start = base(), np.array([0.5, 0.5])
    landscape = OverWeights(weighted_scores(here), ALL)
    demands = statements([(0, 1)], [0.5]).demands()
    found = seek(landscape, demands, Goal(near=(np.full(2, 0.5), start)), start)
    assert found.met
    assert found.point == pytest.approx([0.525, 0.475], abs=1e-6)


def test_what_no_single_step_meets_is_met_after_several():
    """A leads by 65 - 20 c - 55, which is 9 at a credence of .05: further off than a step goes."""
    here, start = base(), np.array([0.5, 0.5, 0.5])
    landscape = OverBeliefs(here, np.array([False, False, True]))
    demands = statements([(0, 1)], [9]).demands()
    found = seek(landscape, demands, Goal(near=(np.ones(3), start)), start)
    assert found.met
    assert found.point == pytest.approx([0.5, 0.5, 0.05], abs=1e-3)


def test_slopes_of_weights_alone_are_those_of_all():
    """Credences that may not change have none; the weights' are the same."""
    here, point = base(), np.array([0.3, 0.7, 0.5])
    some, every = (OverBeliefs(here, np.array(free)) for free in ([True, True, False], [True] * 3))
    found, whole = some.slopes(point), every.slopes(point)
    np.testing.assert_array_equal(found[:, :2], whole[:, :2])
    assert (found[:, 2] == 0).all()
    assert whole[0, 2] < 0


@pytest.mark.parametrize("apart", [1e-2, 1e-4, 1e-6])
def test_a_lead_of_next_to_nothing_is_found_where_there_is_one(apart):
    """A leads B where c1 weighs more than c3, by however little: .25 goes from one to the other."""
    problem = small.problem(
        [small.criterion(name, scale=[0, 1]) for name in ("c1", "c2", "c3")],
        [
            small.theory("A", {"c1": 0.5 + apart, "c2": 0.5, "c3": 0.5}),
            small.theory("B", {"c1": 0.5, "c2": 0.5, "c3": 0.5 + apart}),
        ],
    )
    here = base_case(replace(problem, weights=np.array([0, 0.5, 0.5])), [0, 1], True)
    demands = statements([(0, 1)]).demands()
    found = of_values(here, demands, np.ones(3, dtype=bool), np.array([0, 0.5, 0.5]))
    assert found.met
    assert found.cost == pytest.approx(0.25, abs=2e-2)
