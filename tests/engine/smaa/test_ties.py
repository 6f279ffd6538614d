"""Who is level, where theories are many: kept of the draws in which any are."""

import numpy as np
import pytest

from toi.engine.scoring.score import parts
from toi.engine.smaa import rank_accumulator, rank_counts
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.engine.smaa.rank_counts import all_places, count_ranks, first_weights, sort_rows
from toi.threads import Crew

LEVEL = [3, 40, 41]  # draws


@pytest.fixture
def scores(monkeypatch):
    monkeypatch.setattr(rank_counts, "SORTED", 16)
    found = np.random.default_rng(5).permuted(np.tile(np.arange(150.0)[:, None], (1, 50)), axis=0)
    for draw in LEVEL:
        found[:7, draw] = found[:, draw].max()
    return found


def counted(scores):
    """How many score more than each, and how many others the same: each against each."""
    more = (scores[None] > scores[:, None]).sum(axis=1)
    return more, (scores[None] == scores[:, None]).sum(axis=1) - 1


def test_it_is_kept_of_the_draws_in_which_any_are(scores):
    found = all_places(scores, np.zeros(scores.shape, dtype=bool), Crew())
    better, others = counted(scores)
    np.testing.assert_array_equal(found.better, better)
    assert found.level.draws.tolist() == LEVEL
    np.testing.assert_array_equal(found.level.others, others[:, LEVEL])


def test_ranks_and_weights_are_shared_by_those_who_are_level(scores):
    found = all_places(scores, np.zeros(scores.shape, dtype=bool), Crew())
    better, others = counted(scores)
    ranks = np.zeros((150, 150))
    for t, s in np.ndindex(better.shape):
        ranks[t, better[t, s] : better[t, s] + others[t, s] + 1] += 1 / (1 + others[t, s])
    np.testing.assert_allclose(count_ranks(found), ranks, atol=1e-12)
    weights = np.random.default_rng(6).random((50, 2))
    leads = (better == 0) / (1.0 + others)
    np.testing.assert_allclose(first_weights(found, weights), leads @ weights, atol=1e-12)


def test_some_draws_by_themselves(scores):
    whole = all_places(scores, np.zeros(scores.shape, dtype=bool), Crew())
    total = sum(count_ranks(whole.at(draws)) for draws in parts(50, 20))
    np.testing.assert_allclose(total, count_ranks(whole), atol=1e-12)
    assert [whole.at(draws).level.draws.tolist() for draws in parts(50, 20)] == [[3], [], [0, 1]]


def test_numbers_that_differ_by_their_last_bits_alone_are_told_apart():
    """As are the signs, those without end, and the smallest, whose bits begin with zeros."""
    rng = np.random.default_rng(7)
    close = np.nextafter(np.repeat(rng.normal(size=40), 3), np.tile([-9.0, 0.0, 9.0], 40))
    tiny = [5e-324, 1e-323, -5e-324, 0.0, np.inf, -np.inf, -1e300, 1e300, 2.0, 2.0]
    given = rng.permuted(np.tile([*close, *tiny], (9, 1)), axis=1)
    order, close = sort_rows(given)
    np.testing.assert_array_equal(np.sort(order, axis=1), np.tile(np.arange(130), (9, 1)))
    in_order = np.take_along_axis(given, order, axis=1)
    np.testing.assert_array_equal(in_order, np.sort(given, axis=1))
    assert close.tolist() == list(range(9))


def test_rows_of_which_no_two_numbers_are_close_are_not_told(scores):
    _, close = sort_rows(scores.T.copy())
    assert close.tolist() == LEVEL


@pytest.mark.parametrize("gated", [False, True])
def test_scores_of_zero_are_level_whatever_their_sign(gated):
    scores = np.array([[0.0, -0.0, 1.0, -1.0]] * 3).T
    found = all_places(scores, np.full(scores.shape, gated), Crew())
    assert found.better[:, 0].tolist() == ([0, 0, 0, 0] if gated else [1, 1, 0, 3])
    assert found.level.others[:, 0].tolist() == ([3, 3, 3, 3] if gated else [1, 1, 0, 0])


@pytest.mark.parametrize("few", [128, 1])  # theories that are compared each with each; sorted
@pytest.mark.parametrize("least", [0.0, 1.0, 73.0])
def test_scores_that_differ_by_rounding_alone_are_level_wherever_a_key_ends(
    least, few, monkeypatch
):
    """The middle of the first block's range is where one key ends and the next begins."""
    monkeypatch.setattr(rank_accumulator, "FEW", few)
    middle = least + 3.0
    scores = [least, np.nextafter(middle, 99.0), np.nextafter(middle, -99.0), least + 6.0]
    found = RankAccumulator(len(scores))
    found.add(np.tile(scores, (64, 1)), np.zeros((64, 4), dtype=bool))
    assert found.ties[1, 2] == 64
    assert found.wins[1, 2] == 0
    assert found.ranks[1:3].tolist() == [[0, 32, 32, 0]] * 2
