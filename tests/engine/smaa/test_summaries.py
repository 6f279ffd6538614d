"""What is read off the counts: ranks, tiers, leads and errors, by hand and by numpy."""

import math

import numpy as np
import pytest

from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa import standings as standings_module
from toi.engine.smaa.indices import (
    indices_of,
    percentiles,
    rank_range,
    smaa_indices,
    tiers,
    wilson_error,
)
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.engine.smaa.rank_counts import are_distinct, compare_distinct, no_counts
from toi.engine.smaa.simulate import simulate
from toi.engine.smaa.standings import Standings, acceptability_of, standings


def counted(*scores):
    """The indices of scores, a draw each, none of them gated."""
    totals = np.array(scores, dtype=float)
    return smaa_indices(totals, np.zeros(totals.shape, dtype=bool))


def test_four_draws_of_three_theories_by_hand():
    found = counted([3, 2, 1], [3, 1, 2], [1, 3, 2], [2, 2, 1])
    assert found.acceptability[0].tolist() == [0.625, 0.125, 0.25]
    assert found.expected_rank == pytest.approx([1.625, 1.875, 2.5])
    assert found.margin(0, 1) == pytest.approx(0.5 + 0.25 / 2)
    assert found.margin(1, 0) == pytest.approx(1 - found.margin(0, 1))
    shares = (0.625, 0.375)  # of the first place
    assert found.entropy == pytest.approx(-sum(p * math.log2(p) for p in shares))
    assert counted([3, 2], [2, 1]).entropy == 0
    assert math.copysign(1, counted([3, 2], [2, 1]).entropy) == 1  # not "-0.0 bits"


def test_a_range_of_ranks_ends_where_the_shares_are_reached():
    rows = np.array([[0.05, 0.9, 0.05, 0.0], [0.04, 0.0, 0.0, 0.96], [0.95, 0.05, 0.0, 0.0]])
    assert rank_range(rows).tolist() == [[1, 2], [4, 4], [1, 1]]
    assert rank_range(rows, 0.5, 0.99).tolist() == [[2, 3], [4, 4], [1, 2]]
    tenths = np.full((1, 10), 0.1)  # ten times 0.1 is less than 1, by rounding
    assert rank_range(tenths, 0.3, 1.0).tolist() == [[3, 10]]


def test_a_tier_holds_its_best_and_all_that_cannot_be_told_from_it():
    """Theory 1 loses to 0 in 9 draws of 10; 2 only in 6, though it stands behind 1."""
    draws = [[10, 5, 9]] * 6 + [[10, 5, 11]] * 3 + [[4, 5, 6]]
    found = counted(*draws)
    assert tiers([0, 1, 2], found).tolist() == [1, 2, 1]
    assert tiers([0, 1, 2], found, 0.95).tolist() == [1, 1, 1]
    assert tiers([0, 1, 2], found, 0.5).tolist() == [1, 2, 2]  # 1 never beats 2
    level = counted([1, 1], [1, 1])  # half a win each
    assert tiers([0, 1], level, 0.5).tolist() == [1, 2]
    assert tiers([0, 1], level, 0.51).tolist() == [1, 1]


@pytest.mark.parametrize(("p", "n"), [(0.0, 1), (0.3, 50), (1.0, 1000)])
def test_the_standard_error_is_half_the_width_of_the_score_interval_at_one(p, n):
    """The ends solve ``(x - p)^2 = x (1 - x) / n``."""
    low, high = np.sort(np.roots([1 + 1 / n, -2 * p - 1 / n, p**2]).real)
    assert wilson_error(np.array(p), n) == pytest.approx((high - low) / 2)


def test_percentiles_of_draws_are_those_of_numpy():
    totals = np.random.default_rng(0).normal(size=(101, 3))
    shares = [0.0, 0.05, 0.333, 0.5, 1.0]
    assert percentiles(totals, shares) == pytest.approx(np.quantile(totals, shares, axis=0))


def test_mean_and_spread_of_large_numbers_over_blocks_are_those_of_numpy():
    rng = np.random.default_rng(1)
    totals = 1e6 + rng.normal(size=(600, 2))
    counts = RankAccumulator(2)
    for part in (totals[:100], totals[100:]):
        counts.add(part, np.zeros(part.shape, dtype=bool))
    found = indices_of(counts)
    assert found.draws == 600
    assert found.mean == pytest.approx(totals.mean(axis=0), rel=1e-14)
    assert found.sd == pytest.approx(totals.std(axis=0, ddof=1), rel=1e-9)
    assert counted([4.0, 2.0], [1.0, 2.0]).sd == pytest.approx([4.5**0.5, 0])
    single = counted([4.0, 2.0])
    assert single.sd.tolist() == [0, 0]
    assert single.percentiles([0.05, 0.95]).tolist() == [[4, 2], [4, 2]]


def test_the_error_of_a_percentile_is_that_of_normal_scores():
    """Asymptotically ``sqrt(q (1 - q) / S) / f(x_q)``; at the median ``1.2533 / sqrt(S)``."""
    totals = np.random.default_rng(2).normal(size=(20000, 1))
    found = smaa_indices(totals, np.zeros(totals.shape, dtype=bool))
    assert found.quantile_error(0.5)[0] == pytest.approx(1.2533 / 20000**0.5, rel=0.2)
    least = smaa_indices(totals[:3], np.zeros((3, 1), dtype=bool))
    assert 0 < least.quantile_error(0.0)[0] + least.quantile_error(0.9)[0] < np.ptp(totals[:3])


def test_weights_are_those_of_the_draws_in_which_a_theory_leads():
    counts = RankAccumulator(2, 2)
    weights = np.array([[0.9, 0.1], [0.5, 0.5], [0.7, 0.3]])
    totals = np.array([[2.0, 1.0], [2.0, 1.0], [3.0, 1.0]])
    nothing = np.array([1.5, 0.5, 3.0])
    counts.add(totals, np.zeros((3, 2), dtype=bool), weights, nothing)
    found = indices_of(counts)
    assert found.central_weights[0] == pytest.approx([0.7, 0.3])
    assert np.isnan(found.central_weights[1]).all()
    assert found.below_nothing == pytest.approx([0, 2 / 3])


def test_a_gated_theory_ties_with_the_gated_below_all_others():
    counts = RankAccumulator(3)
    counts.add(np.array([[9.0, 1.0, 8.0]]), np.array([[True, False, True]]))
    found = indices_of(counts)
    assert found.acceptability.tolist() == [[0, 0.5, 0.5], [1, 0, 0], [0, 0.5, 0.5]]
    assert found.mean.tolist() == [9, 1, 8]


def test_leading_in_a_single_draw_or_in_half_a_one_is_enough_for_central_weights():
    counts = RankAccumulator(3, 2)
    weights = np.array([[0.9, 0.1], [0.5, 0.5]])
    totals = np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 2.0]])
    counts.add(totals, np.zeros((2, 3), dtype=bool), weights)
    assert indices_of(counts).central_weights == pytest.approx(weights[[0, 1, 1]])


@pytest.mark.parametrize("grid", [3, 1000])
def test_many_theories_stand_as_few_do_and_one_as_among_all(grid, monkeypatch):
    """With a coarse grid most draws have ties; a gate excludes one in ten."""
    rng = np.random.default_rng(5)
    totals, gated = rng.integers(0, grid, (300, 6)) / grid, rng.random((300, 6)) < 0.1
    few = standings(totals, gated)
    monkeypatch.setattr(standings_module, "FEW", 5)
    many = standings(totals, gated)
    assert isinstance(many, Standings)
    np.testing.assert_allclose(many.acceptability, few.acceptability, atol=1e-12)
    for one in range(6):
        found = many.margins(one)
        assert found == pytest.approx([few.margin(one, t) if t != one else 0.5 for t in range(6)])
        alone = acceptability_of(one, totals, gated)
        np.testing.assert_allclose(alone, few.acceptability[one], atol=1e-12)


def test_counting_ends_where_it_is_told_to():
    wide = Distribution("uniform", (2.0, 8.0))
    problem = table_problem([[wide, 5], [5, wide]])
    for blocks, told in ((1, [BLOCK]), (2, [BLOCK, 2 * BLOCK])):
        asked = []

        def goes_on(done, blocks=blocks, asked=asked):
            asked.append(done)
            return len(asked) < blocks

        drawn = sampled_inputs(problem, 0, 3 * BLOCK)
        found = simulate(problem, [0, 1], [drawn], goes_on)
        assert (asked, found.draws) == (told, told[-1])


@pytest.mark.parametrize(
    ("theories", "kind"),
    [(256, np.uint8), (257, np.uint16), (65_536, np.uint16), (65_537, np.uint32)],
)
def test_ranks_are_held_in_the_smallest_numbers_that_hold_them_all(theories, kind):
    assert no_counts(theories, 1).dtype == kind
    assert np.iinfo(kind).max >= theories - 1


def test_a_single_tie_among_many_draws_is_told():
    keys = np.random.default_rng(0).permuted(np.arange(4 * 1500).reshape(4, 1500), axis=1)
    keys = keys.astype(np.int32)
    assert are_distinct(keys)
    assert compare_distinct(keys) is not None
    for draw in (0, 700, 1499):
        level = keys.copy()
        level[2, draw] = level[0, draw]
        assert not are_distinct(level)
        assert compare_distinct(level) is None
