from types import SimpleNamespace

import numpy as np
import pytest

from tests import small
from tests.engine.fit.cases import statements
from toi.engine.fit.landscape import OverBeliefs, OverWeights, WeightedScores, weighted_scores
from toi.engine.fit.least_change import of_beliefs, of_both, of_values
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


def test_of_values_moves_as_little_weight_as_it_takes():
    here = base()  # A: c1 80 x .75 = 60, c2 50; B: 50, 60; level at equal weights
    assert here.score().totals[0].tolist() == pytest.approx([55, 55])
    demands = statements([(0, 1)], [5]).demands()
    found = of_values(here, demands, ALL, np.array([0.9, 0.1]))
    assert found.met
    assert found.proven
    # 10 w1 - 10 w2 = 5 at w1 = .75
    assert found.weights == pytest.approx([0.75, 0.25], abs=1e-6)
    assert found.cost == pytest.approx(0.25, abs=1e-6)


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


def test_slopes_are_those_of_small_steps():
    here = base()
    landscape = OverBeliefs(here, np.ones(3, dtype=bool))
    point = np.array([0.6, 0.4, 0.3])
    steps = np.eye(3) * 1e-5
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


def test_slopes_of_weights_alone_are_those_of_all():
    """Credences that may not change have none; the weights' are the same."""
    here, point = base(), np.array([0.3, 0.7, 0.5])
    some, every = (OverBeliefs(here, np.array(free)) for free in ([True, True, False], [True] * 3))
    found, whole = some.slopes(point), every.slopes(point)
    np.testing.assert_array_equal(found[:, :2], whole[:, :2])
    assert (found[:, 2] == 0).all()
    assert whole[0, 2] < 0
