"""The least change of weights and credences that puts a theory first: in closed form, and parts."""

import numpy as np
import pytest

from tests import small
from toi.engine.sensitivity import counterfactual
from toi.engine.sensitivity.counterfactual import _Search, at_points, by_weights_and_credences
from toi.engine.sensitivity.one_at_a_time import base_case

BOTH = np.array([True, True])


@pytest.fixture(scope="module")
def here():
    """A leads B by ``w (60 - 72 c) - 30`` points, with c the credence of `x`; C is far behind.

    `z` acts on C alone.
    """
    return base_case(
        small.problem(
            [small.criterion("c1"), small.criterion("c2")],
            [
                small.theory("A", {"c1": 8, "c2": 5}),
                small.theory("B", {"c1": 5, "c2": 8}),
                small.theory("C", {"c1": 1.5, "c2": 0.2}),
            ],
            [
                small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.9)]),
                small.argument("z", 0.3, [(["C"], "c1", "raises", 0.01)]),
            ],
        ),
        [0, 1, 2],
        every_criterion=True,
    )


def test_the_least_of_both_together_and_with_more_of_a_lead(here, monkeypatch):
    """Of ``w u = k`` with u = 60 - 72 c the cost w + u / 72 is least at u = sqrt(72 k)."""
    monkeypatch.setattr(counterfactual, "WIDER_MARGINS", (0.1,))
    found = by_weights_and_credences(here, 0, BOTH, np.array([1.0, 0.0]))
    for point, lead in zip(found, (0.0, 0.1), strict=True):
        least = 2 * np.sqrt((30 + lead) / 72) - 0.5 - 24 / 72
        assert point.rank == 1
        assert least - 1e-4 <= point.cost <= least + 5e-3
        assert point.weights.sum() == pytest.approx(1)
        at = here.score(at_points(here, point.weights[None], point.sound[None])).totals[0]
        assert at[0] - at[1] >= lead * 0.999
        assert point.sound[1] == pytest.approx(0.3, abs=0 if lead == 0 else 1e-6)
        moved = np.abs(point.weights - 0.5).sum() / 2 + np.abs(point.sound - [0.5, 0.3]).sum()
        assert point.cost == pytest.approx(moved, abs=1e-9)


def test_where_none_leads_one_of_the_best_rank_reached(here):
    """C passes A where `x` takes enough, and B never."""
    (found,) = by_weights_and_credences(here, 2, BOTH, np.array([0.5, 0.5]))
    assert (found.rank, _Search(here, 2, BOTH).best_rank) == (2, 3)
    at = here.score(at_points(here, found.weights[None], found.sound[None])).totals[0]
    assert at[0] < at[2] < at[1]


def test_starts_are_the_weights_of_now_and_those_that_suit_with_credences_that_do(here):
    search = _Search(here, 0, BOTH)
    starts = search.starts(np.array([1.0, 0.0]))
    kind = [0.0, 0.0]  # `x` is against A, and what raises C as well
    assert [start.tolist() for start in starts] == [
        [0.5, 0.5, 0.5, 0.3],
        [0.5, 0.5, *kind],
        [1.0, 0.0, 0.5, 0.3],
        [1.0, 0.0, *kind],
    ]
    assert _Search(here, 2, BOTH).starts(np.array([0.5, 0.5]))[1].tolist() == [0.5, 0.5, 1.0, 1.0]
    others = _Search(here, 1, BOTH).starts(np.array([0.0, 1.0]))
    # Where c1 has no weight, nothing acts: credences stay.
    assert [start.tolist() for start in others[1:]] == [
        [0.5, 0.5, 1.0, 0.0],
        [0.0, 1.0, 0.5, 0.3],
        [0.0, 1.0, 0.5, 0.3],
    ]


@pytest.mark.parametrize("credences", [(0.4, 0.7), (0.0, 1.0)])
def test_slopes_are_those_of_small_steps(here, credences):
    search, point = _Search(here, 0, BOTH), np.array([0.6, 0.4, *credences])
    slopes, leads = search._slopes(point)

    def at(points):
        totals = here.score(at_points(here, points[:, :2], points[:, 2:])).totals
        return totals[:, [0]] - totals[:, 1:]

    steps = np.eye(4) * 1e-5
    wanted = (at(point + steps) - at(point - steps)).T / 2e-5
    np.testing.assert_allclose(slopes.toarray(), wanted, atol=1e-4)
    np.testing.assert_allclose(leads, at(point[None])[0])


def test_what_the_lead_does_not_need_is_put_back(here):
    """Of a point at which A leads by far `z` is put back; neither the weights nor `x` can be."""
    search = _Search(here, 0, BOTH)
    search._merit(np.array([1.0, 0.0, 0.0, 1.0]))
    assert search.best.tolist() == [1.0, 0.0, 0.0, 1.0]
    search.put_back()
    assert search.best.tolist() == [1.0, 0.0, 0.0, 0.3]  # without x's it is level at half of each
    assert (search.best_rank, search.best_cost) == (1, 1.0)


def test_weights_that_the_lead_does_not_need_go_back_together():
    """On c2 both are alike, so that belief in `x` alone decides."""
    base = base_case(
        small.problem(
            [small.criterion("c1"), small.criterion("c2")],
            [small.theory("A", {"c1": 8, "c2": 5}), small.theory("B", {"c1": 5.2, "c2": 5})],
            [small.argument("x", 0.8, [(["A"], "c1", "lowers", 0.5)])],
        ),
        [0, 1],
        every_criterion=True,
    )
    search = _Search(base, 0, BOTH)
    search._merit(np.array([0.7, 0.3, 0.4]))
    search.put_back()
    assert search.best.tolist() == [0.5, 0.5, 0.4]


def test_a_descent_moves_what_is_still_as_it_was(here):
    """From the base case, where weights alone would never do: 24 w - 30 is below 0."""
    search = _Search(here, 0, BOTH)
    search.descend(search.now)
    least = 2 * np.sqrt(30 / 72) - 0.5 - 24 / 72
    assert search.best_rank == 1
    assert least - 1e-4 <= search.best_cost <= least + 1e-2


def test_of_two_changes_either_of_which_will_do_the_smaller_is_put_back():
    """A leads by 80 (1 - x / 2) - 52 (1 - y / 2): not at .8 and .1, but at .7 and at .4."""
    base = base_case(
        small.problem(
            [small.criterion("c1")],
            [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 5.2})],
            [
                small.argument("x", 0.8, [(["A"], "c1", "lowers", 0.5)]),
                small.argument("y", 0.1, [(["B"], "c1", "lowers", 0.5)]),
            ],
        ),
        [0, 1],
        every_criterion=True,
    )
    search = _Search(base, 0, np.array([True]))
    assert base.score().totals[0].tolist() == pytest.approx([48, 49.4])
    search._merit(np.array([1.0, 0.7, 0.4]))
    search.put_back()
    assert search.best.tolist() == [1.0, 0.8, 0.4]
    assert (search.best_rank, search.best_cost) == (1, pytest.approx(0.3))
