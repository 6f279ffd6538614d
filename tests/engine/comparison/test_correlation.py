"""Correlations by numpy, numbers of criteria that are plain, and orders counted pair by pair."""

import itertools

import numpy as np
import pytest
import scipy.stats

from toi.engine.comparison import rank_aggregation
from toi.engine.comparison.correlation import (
    correlation,
    effective_number,
    kendall_tau_b,
    mid_ranks,
    spearman,
)
from toi.engine.comparison.rank_distance import kendall_distances


def test_correlations_are_those_of_numpy_and_unknown_for_a_constant():
    cells = np.random.default_rng(0).random((9, 3))
    cells[:, 1] = 0.4
    found = correlation(cells)
    assert found[0, 2] == pytest.approx(np.corrcoef(cells[:, 0], cells[:, 2])[0, 1])
    assert np.isnan(found[1]).all()
    assert np.isnan(correlation(np.zeros((0, 3)))).all()


def test_criteria_that_say_the_same_count_once_and_others_apiece():
    assert effective_number(np.eye(4)) == pytest.approx(4)
    assert effective_number(np.ones((4, 4))) == pytest.approx(1)
    halves = np.kron(np.eye(2), np.ones((2, 2)))  # two pairs that say the same
    assert effective_number(halves) == pytest.approx(2)
    against = np.array([[1.0, -0.5], [-0.5, 1.0]])
    assert effective_number(against) == pytest.approx(4 / 2.5)
    unknown = np.full((3, 3), np.nan)
    assert np.isnan(effective_number(unknown))
    unknown[0, 0] = 1.0
    assert effective_number(unknown) == pytest.approx(1)


def test_a_single_theory_has_no_rank_correlation():
    assert np.isnan(spearman(np.array([1.0]), np.array([2.0])))


@pytest.mark.parametrize("theories", [2, 7])
def test_rank_correlations_are_those_of_scipy_where_some_tie(theories):
    x, y = np.random.default_rng(3).integers(0, 4, (2, theories)).astype(float)
    x[0], y[0] = 9.0, -9.0  # so that neither ties all
    assert kendall_tau_b(x, y) == pytest.approx(scipy.stats.kendalltau(x, y).statistic)
    assert spearman(x, y) == pytest.approx(scipy.stats.spearmanr(x, y).statistic)
    assert mid_ranks(x).tolist() == scipy.stats.rankdata(x).tolist()
    assert np.isnan(kendall_tau_b(x, np.zeros(theories)))


def test_pairs_are_counted_one_by_one_and_half_where_one_ranking_alone_has_them_level():
    rng = np.random.default_rng(4)
    before, after = rng.integers(0, 4, (2, 5, 6)).astype(float)
    found = kendall_distances(before, after)
    for k, (a, b) in enumerate(zip(before, after, strict=True)):
        pairs = [(a[i] - a[j], b[i] - b[j]) for i, j in itertools.combinations(range(6), 2)]
        turned = sum(x * y < 0 for x, y in pairs)
        half = sum((x == 0) != (y == 0) for x, y in pairs)
        assert found[k] == turned + half / 2


def test_a_ranking_in_which_gates_exclude_all_is_half_of_all_pairs_from_any_other():
    strict, other = np.full((1, 5), -np.inf), np.arange(5.0)[None]
    assert kendall_distances(strict, other).tolist() == [5.0]
    assert kendall_distances(strict, strict).tolist() == [0.0]


def test_a_solver_that_gives_up_is_no_ranking(monkeypatch):
    class Nothing:
        x, message = None, "out of time"

    monkeypatch.setattr(rank_aggregation, "milp", lambda *_, **__: Nothing)
    circle = np.array([[0.0, 0.6, 0.4], [0.4, 0.0, 0.6], [0.6, 0.4, 0.0]])
    with pytest.raises(RuntimeError, match="out of time"):
        rank_aggregation.kemeny(circle)
