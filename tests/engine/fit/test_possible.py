import numpy as np
import pytest

from tests.engine.fit.cases import corners, over_weights, random_statements, statements
from toi.engine.fit import possible
from toi.engine.fit.landscape import OverWeights, WeightedScores
from toi.engine.fit.possible import _certain, compatible, most_to_spare

MIDDLE = np.full((1, 3), 1 / 3)


def test_whether_some_weights_do_and_what_they_share_are_as_at_all_corners():
    rng = np.random.default_rng(1)
    seen = {True: 0, False: 0}
    for _ in range(30):
        values = rng.random((5, 3))
        landscape, demands = over_weights(values), random_statements(rng, 5, 3).demands()
        at = corners(values, demands)
        best = most_to_spare(landscape, demands, MIDDLE)
        assert best.met == (len(at) > 0)
        seen[best.met] += 1
        if not best.met:
            continue
        found = compatible(landscape, demands, best.point[None])
        np.testing.assert_allclose(found.low, at.min(axis=0), atol=1e-6)
        np.testing.assert_allclose(found.high, at.max(axis=0), atol=1e-6)
        totals = landscape.totals(at)
        leads = (totals[:, :, None] - totals[:, None, :]).min(axis=0)
        np.testing.assert_array_equal(found.certain, leads > 0)
    assert min(seen.values()) > 5


@pytest.mark.parametrize("apart", [1e-2, 1e-3, 1e-4, 1e-5])
def test_a_demand_is_not_given_up_because_its_points_are_few(apart):
    """The first two differ by next to nothing: a lead among the others is worth far more."""
    values = np.array([[0.5 + apart, 0.5, 0.5], [0.5, 0.5, 0.5 + apart], [0.9, 0, 0], [0, 0, 0.9]])
    landscape, demands = over_weights(values), statements([(0, 1)]).demands()
    at = corners(values, demands)
    best = most_to_spare(landscape, demands, MIDDLE)
    assert best.met
    found = compatible(landscape, demands, best.point[None])
    np.testing.assert_allclose(found.low, at.min(axis=0), atol=1e-5)
    np.testing.assert_allclose(found.high, at.max(axis=0), atol=1e-5)
    totals = landscape.totals(at)
    leads = (totals[:, :, None] - totals[:, None, :]).min(axis=0)
    np.testing.assert_array_equal(found.certain, leads > 0)


def test_what_holds_wherever_was_looked_may_fail_elsewhere():
    """Of the six corners of ``w0 + w1 >= .6`` some are the end of no weight, and not looked at.

    There, at one of four, a theory falls behind another that it leads at all the others.
    """
    gain = np.array([0.2, 0.5, -0.5, 0.5])  # of one over another, below 0 at (.6, 0, .4, 0) alone
    high = np.array([1.0, -1.0, 1.0, -1.0])  # where both are high there, and low elsewhere
    others = [[i, 1 - i, 2 + j, 3 - j] for i in (0, 1) for j in (0, 1)]
    behind = [0.5 + 0.2 * high[some] for some in others]
    ahead = [0.5 + 0.2 * high[some] + 0.3 * gain[some] for some in others]
    values = np.array([[1, 1, 0, 0], [0.6] * 4, *ahead, *behind, [0.1] * 4])
    landscape, demands = over_weights(values), statements([(0, 1)]).demands()
    at = np.array(
        [
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0.6, 0, 0.4, 0],
            [0.6, 0, 0, 0.4],
            [0, 0.6, 0.4, 0],
            [0, 0.6, 0, 0.4],
        ]
    )
    totals = landscape.totals(at)
    certain = (totals[:, :, None] - totals[:, None, :]).min(axis=0) > 1e-9
    certain[0, 1] = True  # as is demanded
    found = compatible(landscape, demands, np.array([[0.35, 0.35, 0.15, 0.15]]))
    np.testing.assert_array_equal(found.certain, certain)
    assert found.low == pytest.approx(at.min(axis=0), abs=1e-6)
    assert found.high == pytest.approx(at.max(axis=0), abs=1e-6)


def test_what_is_refuted_needs_no_proof_and_a_search_begins_at_the_best(monkeypatch):
    values = np.array([[0.9, 0.1], [0.1, 0.9], [0.3, 0.7]])
    landscape = over_weights(values)
    monkeypatch.setattr(possible, "MOST_PROVEN", 0)
    inside = np.array([[0.5, 0.5], [1.0, 0.0], [0.0, 1.0]])
    assert compatible(landscape, statements([]).demands(), inside).every_pair
    monkeypatch.setattr(possible, "seek", lambda *given: given[-1])
    demands = statements([(0, 1), (1, 2)], [5, 0]).demands()
    starts = np.random.default_rng(1).dirichlet([1, 1], 50)
    spare = (demands.leads(landscape.totals(starts)) - demands.least).min(axis=1)
    assert (most_to_spare(landscape, demands, starts) == starts[spare.argmax()]).all()


def test_what_follows_needs_no_proof_of_its_own(monkeypatch):
    """Each is better than the next on everything: three proofs for six pairs; with two, no more."""
    values = np.array([[0.9, 0.8], [0.7, 0.7], [0.5, 0.2], [0.1, 0.1]])
    landscape, demands = over_weights(values), statements([(0, 3)]).demands()
    inside = np.array([[0.5, 0.5]])
    monkeypatch.setattr(possible, "MOST_PROVEN", 3)
    found = compatible(landscape, demands, inside)
    assert found.every_pair
    np.testing.assert_array_equal(found.certain, np.triu(np.ones((4, 4), dtype=bool), 1))
    monkeypatch.setattr(possible, "MOST_PROVEN", 2)
    found = compatible(landscape, demands, inside)
    assert not found.every_pair
    np.testing.assert_array_equal(np.argwhere(found.certain), [[1, 2], [1, 3], [2, 3]])


def test_the_widest_point_has_as_much_to_spare_as_any():
    rng = np.random.default_rng(2)
    values = rng.random((6, 4))
    landscape, demands = over_weights(values), statements([(0, 1), (2, 3)]).demands()
    best = most_to_spare(landscape, demands, np.full((1, 4), 0.25))
    others = rng.dirichlet(np.ones(4), 20000)
    spare = demands.leads(landscape.totals(others)) - demands.least
    assert best.spare.min() >= spare.min(axis=1).max() - 1e-9


def test_scores_that_leave_criteria_out_are_searched_as_well():
    rng = np.random.default_rng(3)
    draws = rng.dirichlet(np.ones(3), 4000)
    for _ in range(10):
        values, bears = rng.random((5, 3)), (rng.random((5, 3)) < 0.7).astype(float)
        landscape = OverWeights(WeightedScores(values, bears), np.ones(3, dtype=bool))
        demands = random_statements(rng, 5, 2).demands()
        spare = (demands.leads(landscape.totals(draws)) - demands.least).min(axis=1)
        best = most_to_spare(landscape, demands, draws[:200])
        assert best.spare.min() >= spare.max() - 0.05


def test_who_leads_somebody_is_not_certain_to_lead_others():
    """A leads B whatever the weights; it leads C but for those on the third criterion."""
    values = np.array([[0.65, 0.7, 0.45], [0.6, 0.1, 0.39], [0.4, 0.6, 0.5]])
    demands = statements([(0, 1)]).demands()
    found, every_pair = _certain(over_weights(values), demands, np.array([[1.0, 0.0, 0.0]]))
    assert every_pair
    assert np.argwhere(found).tolist() == [[0, 1]]
