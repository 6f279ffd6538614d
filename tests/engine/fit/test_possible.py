import numpy as np

from tests.engine.fit.cases import corners, over_weights, random_statements, statements
from toi.engine.fit.landscape import OverWeights, WeightedScores
from toi.engine.fit.possible import compatible, most_to_spare

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
