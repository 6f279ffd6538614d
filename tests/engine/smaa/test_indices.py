"""Rank robustness: against a slow count of its own, exact geometry and known spreads."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import Gate
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.engine.scoring.ranking import best_shares
from toi.engine.scoring.score import score
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.histogram import Histograms
from toi.engine.smaa.indices import indices_of, wilson_error
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.engine.smaa.rank_counts import are_distinct
from toi.engine.smaa.simulate import (
    Presampled,
    drawn_blocks,
    sampled_scores,
    simulate,
)


def slow_indices(scores, weights):
    """SMAA indices one draw at a time, with nothing but Python's own arithmetic."""
    s, t = scores.shape
    ranks, wins = np.zeros((t, t)), np.zeros((t, t))
    central, first = np.zeros((t, weights.shape[1])), np.zeros(t)
    for row, w in zip(scores.tolist(), weights, strict=True):
        for i in range(t):
            above = sum(other > row[i] for other in row)
            level = sum(other == row[i] for other in row)
            for place in range(above, above + level):
                ranks[i, place] += 1 / level
            if above == 0:
                first[i] += 1 / level
                central[i] += w / level
            for j in range(t):
                wins[i, j] += row[i] > row[j]
    with np.errstate(invalid="ignore"):
        return ranks / s, wins / s, central / first[:, None]


@pytest.mark.parametrize("grid", [None, 4])
def test_presampled_arrays_give_the_indices_of_a_slow_count(grid):
    """With a coarse grid most draws have ties, and all of them are shared."""
    draws, rng = BLOCK + 700, np.random.default_rng(5)
    cells = rng.random((draws, 5, 3))
    weights = rng.dirichlet(np.ones(3), draws)
    if grid:
        cells, weights = np.round(cells * grid) / grid, np.full_like(weights, 0.25)
    problem = table_problem([[5.0] * 3] * 5)
    blocks = drawn_blocks(problem, 0, draws, Presampled(cells, weights))
    found = simulate(problem, list(range(5)), blocks)
    scores = np.einsum("stc,sc->st", cells, 100 * weights)
    ranks, wins, central = slow_indices(scores, weights)
    np.testing.assert_allclose(found.acceptability, ranks, atol=1e-12)
    np.testing.assert_array_equal(found.beats, wins)
    np.testing.assert_allclose(found.central_weights, central, rtol=1e-12)
    np.testing.assert_allclose(found.mean, scores.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.sd, scores.std(axis=0, ddof=1), rtol=1e-9)
    np.testing.assert_allclose(found.acceptability.sum(axis=0), 1)
    np.testing.assert_allclose(found.acceptability.sum(axis=1), 1)


def test_confidence_is_that_of_leading_at_the_central_weights():
    """Weights fixed, a lead of normals is decided by their means alone."""
    laws = [[Distribution("normal", (m, 1.0)), 5.0] for m in (5.0, 5.5, 4.0)]
    problem = table_problem(laws)
    central = np.array([[0.5, 0.5], [1.0, 0.0], [np.nan, np.nan]])
    sure = confidence_factors(problem, [0, 1, 2], central, drawn_blocks(problem, 0, BLOCK))
    x = np.random.default_rng(0).normal([5.0, 5.5, 4.0], 1.0, (400_000, 3)).argmax(axis=1)
    exact = [(x == 0).mean(), (x == 1).mean()]
    for found, p in zip(sure[:2], exact, strict=True):
        assert binomtest(round(found * BLOCK), BLOCK, p).pvalue > 1e-4
    assert np.isnan(sure[2])


@pytest.mark.parametrize("method", [Additive(), Minimum(), TopsisMethod()], ids=lambda m: m.name)
@pytest.mark.parametrize("gated", [False, True])
def test_confidence_is_counted_draw_by_draw(method, gated):
    """Among draws of all but the weights, with what a gate excludes last, and ties shared."""
    laws = [[Distribution("uniform", (2, 8)), 5.0], [5.0, Distribution("uniform", (1, 9))]]
    problem = replace(table_problem([*laws, laws[0][::-1], [5.0, 5.0]]), method=method)
    if gated:
        problem = replace(problem, gates=(Gate(0, ">", 6.0, "c0 > 6"),))
    rows, central = [3, 1, 0], np.array([[0.5, 0.5], [np.nan, np.nan], [0.9, 0.1]])
    (inputs,) = drawn_blocks(problem, 0, 60)
    inputs = inputs.with_(weights=np.repeat(central[:1], 60, axis=0))
    found = confidence_factors(problem, rows, central, drawn_blocks(problem, 0, 60))
    for i in (0, 2):
        weights = np.repeat(central[[i]], 60, axis=0)
        scored = score(problem, inputs.with_(weights=weights), rows)
        assert scored.gated.any() == gated
        assert found[i] == pytest.approx(best_shares(scored.key)[:, i].mean(), abs=1e-12)
    assert np.isnan(found[1])


@pytest.mark.parametrize("criteria", [1, 2])
def test_confidence_in_a_single_draw(criteria):
    problem = table_problem([[7.0] * criteria, [5.0] * criteria])
    central = np.full((2, criteria), 1 / criteria)
    sure = confidence_factors(problem, [0, 1], central, drawn_blocks(problem, 0, 1))
    assert sure.tolist() == [1, 0]


def test_those_that_always_tie_share_every_rank_and_the_confidence():
    problem = table_problem([[5.0, 5.0]] * 3)
    found = simulate(problem, [0, 1, 2], drawn_blocks(problem, 0, 300))
    np.testing.assert_allclose(found.acceptability, 1 / 3)
    np.testing.assert_array_equal(found.ties, 1 - np.eye(3))
    assert found.entropy == pytest.approx(np.log2(3))
    assert found.expected_rank == pytest.approx([2, 2, 2])
    sure = confidence_factors(
        problem, [0, 1, 2], found.central_weights, drawn_blocks(problem, 0, 9)
    )
    np.testing.assert_allclose(sure, 1 / 3)


def test_a_theory_alone_leads_and_gated_ones_tie_below_all():
    problem = table_problem([[5.0, 5.0]])
    found = simulate(problem, [0], drawn_blocks(problem, 0, 10))
    assert (found.acceptability == [[1.0]]).all()
    assert found.entropy == 0
    tally = RankAccumulator(3, 1)
    gated = np.array([[True, False, True]] * 4)
    tally.add(np.array([[9.0, 1.0, 8.0]] * 4), gated, np.ones((4, 1)), np.zeros(4))
    shares = indices_of(tally).acceptability
    np.testing.assert_array_equal(shares, [[0, 0.5, 0.5], [1, 0, 0], [0, 0.5, 0.5]])


def test_many_theories_are_ranked_beyond_what_a_byte_holds():
    scores = np.random.default_rng(1).random((5, 300))
    tally = RankAccumulator(300, 1)
    tally.add(scores, np.zeros(scores.shape, bool), np.ones((5, 1)), None)
    found = indices_of(tally)
    exact = np.zeros((300, 300))
    for row in scores:
        exact[np.argsort(-row), np.arange(300)] += 0.2
    np.testing.assert_allclose(found.acceptability, exact)
    assert found.below_nothing is None


def test_harm_is_the_share_of_draws_below_doing_nothing():
    """A cost at 6 of 10 outdoes a benefit at 5 where the benefit's weight is below 6/11."""
    problem = table_problem([[5.0, 6.0]], costs=[1])
    found = simulate(problem, [0], drawn_blocks(problem, 0, 4 * BLOCK))
    assert abs(found.below_nothing[0] - 6 / 11) < 4 * wilson_error(np.array(6 / 11), 4 * BLOCK)


def test_the_first_block_is_shown_and_sets_the_scale_of_percentiles():
    """They are exact to a thousandth of its range, here some 70 points."""
    problem, seen = table_problem([[Distribution("uniform", (2, 9))], [5.0]]), []
    blocks = drawn_blocks(problem, 0, BLOCK + 8)
    found = simulate(problem, [0, 1], blocks, look=lambda totals: seen.append(totals.copy()))
    scores = sampled_scores(problem, [0, 1], 0, BLOCK + 8).totals
    assert len(seen) == 1
    np.testing.assert_array_equal(seen[0], scores[:BLOCK])
    exact = np.percentile(scores, [10, 60], axis=0)
    np.testing.assert_allclose(found.percentiles((0.1, 0.6)), exact, atol=0.07)


def test_percentiles_come_from_the_very_draws_of_score(monkeypatch):
    laws = [[Distribution("pert", (1, 4, 9)), Distribution("triangular", (0, 2, 3))]] * 3
    problem = table_problem(laws, sure="exactly")
    found = simulate(problem, [0, 1, 2], drawn_blocks(problem, 0, BLOCK))
    totals = sampled_scores(problem, [0, 1, 2], 0, BLOCK).totals
    exact = np.quantile(totals, [0.05, 0.5, 0.95], axis=0)
    np.testing.assert_allclose(found.percentiles((0.05, 0.5, 0.95)), exact, atol=0.05)
    error = found.quantile_error(0.5)[0]
    spread = np.std(
        [np.median(np.random.default_rng(k).choice(totals[:, 0], BLOCK)) for k in range(60)]
    )
    assert 0.5 * spread < error < 2 * spread


def test_a_histogram_keeps_what_lies_far_outside_its_first_block():
    first, later = np.linspace(0, 1, 100)[None], np.full((1, 300), 50.0)
    found = Histograms.around(first)
    for numbers in (first, later, -later):
        found.add(found.count(found.keys(numbers)))
    assert found.quantile(0.01)[0] == pytest.approx(-1, abs=0.01)
    assert found.quantile(0.99)[0] == pytest.approx(2, abs=0.01)
    same = Histograms.around(np.full((1, 5), 3.0))
    same.add(same.count(same.keys(np.full((1, 5), 3.0))))
    assert same.quantile(0.5)[0] == pytest.approx(3.0, abs=1e-3)


@pytest.mark.parametrize("far", [50.0, 2.5, -50.0])
def test_scores_far_beyond_those_of_the_first_block_are_ranked_and_counted(far):
    first, later = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[far, far + 1e-3]] * 6)
    tally = RankAccumulator(2)
    for scores in (first, later):
        tally.add(scores, np.zeros(scores.shape, bool), None, np.zeros(len(scores)))
    found = indices_of(tally)
    assert found.beats[1, 0] == 7 / 8
    assert found.below_nothing.tolist() == [0.75 * (far < 0)] * 2
    end = 2 if far > 0 else -1  # as much beyond the first block as that is wide
    assert found.percentiles([0.5]) == pytest.approx(end, abs=1e-3)


def test_a_score_that_is_now_and_then_below_doing_nothing_is_counted_where_it_is():
    scores = np.array([[1.0, 2.0], [-1.0, 0.0], [3.0, -1e-12], [-2.0, 4.0]])
    tally = RankAccumulator(2)
    tally.add(scores, np.zeros(scores.shape, bool), None, np.zeros(4))
    assert indices_of(tally).below_nothing.tolist() == [0.5, 0.25]


def test_scores_closer_than_an_integer_step_are_compared_in_full_and_rounding_is_level():
    scores = np.array([[10.0, 10.0 + 1e-8, 90.0], [50.0, 50.0 + 1e-12, 1.0]])
    tally = RankAccumulator(3, 1)
    tally.add(scores, np.zeros(scores.shape, bool), np.ones((2, 1)), None)
    found = indices_of(tally)
    np.testing.assert_array_equal(found.beats[0], [0, 0, 0.5])
    np.testing.assert_array_equal(found.beats[1], [0.5, 0, 0.5])
    np.testing.assert_array_equal(found.ties[0], [0, 0.5, 0])


def test_counting_stops_when_told_and_says_how_many_were_counted():
    problem = table_problem([[5.0, 4.0], [4.0, 5.0]])
    blocks = drawn_blocks(problem, 0, 10 * BLOCK)
    found = simulate(problem, [0, 1], blocks, lambda done: done < 2 * BLOCK)
    assert found.draws == 2 * BLOCK


def test_a_theory_more_leaves_the_others_scores_alone():
    laws = [[Distribution("pert", (1, 4, 9)), Distribution("uniform", (0, 8))] for _ in range(3)]
    small, large = table_problem(laws[:2]), table_problem(laws)
    before = sampled_scores(small, [0, 1], 7, 300).totals
    after = sampled_scores(large, [0, 1], 7, 300).totals
    assert before.tobytes() == after.tobytes()
    assert sampled_scores(small, [0, 1], 8, 300).totals.tobytes() != before.tobytes()


def test_drawn_weights_alone_leave_judgements_as_they_are():
    problem = table_problem([[Distribution("uniform", (2, 8)), 5.0]])
    weights = np.random.default_rng(0).dirichlet(np.ones(2), 20)
    (plain,), (found,) = (
        [(block.judgements.copy(), block.weights.copy()) for block in drawn_blocks(*given)]
        for given in ((problem, 0, 20), (problem, 0, 20, Presampled(None, weights)))
    )
    np.testing.assert_array_equal(found[0], plain[0])
    np.testing.assert_array_equal(found[1], weights)


def test_confidence_where_theories_are_compared_is_that_of_scoring_so():
    """Sure numbers, by nearness to the ideal: each leads at its central weights, or does not."""
    numbers = [[9.0, 2.0], [2.0, 9.0], [5.0, 6.0]]
    problem = replace(table_problem(numbers), method=TopsisMethod())
    central = np.array([[0.9, 0.1], [0.9, 0.1], [np.nan, np.nan]])
    sure = confidence_factors(problem, [0, 1, 2], central, drawn_blocks(problem, 0, 3))
    np.testing.assert_array_equal(sure, [1, 0, np.nan])


@pytest.mark.parametrize(
    ("numbers", "distinct"),
    [
        ([1.0, 2.0, 3.0, 4.0], True),
        ([1.0, 1.0, 3.0, 4.0], False),
        ([3.0, 1.0, 4.0, 3.0], False),
        ([1.0, 4.0, 3.0, 4.0], False),
    ],
)
def test_numbers_that_are_level_are_found_whichever_they_are(numbers, distinct):
    keys = np.tile(np.array([4.0, 3.0, 2.0, 1.0])[:, None], (1, 5))
    assert are_distinct(keys)
    keys[:, 3] = numbers
    assert are_distinct(keys) == distinct
