"""Batches of draws: which belong to which, and the errors that follow, by hand."""

import math

import numpy as np
import pytest

from toi.engine.sampling.streams import BLOCK
from toi.engine.voi.batches import (
    BATCHES,
    chunks,
    counts,
    halves,
    halves_of,
    jackknife,
    pieces,
    ratio,
)
from toi.engine.voi.best import best_in_draw, worth


@pytest.mark.parametrize("draws", [1, 5, BATCHES, 1000, BLOCK, 2 * BLOCK + 300])
@pytest.mark.parametrize("pieces", [1, 3, 32, BATCHES])
def test_every_draw_is_of_one_batch_and_batches_are_alike(draws, pieces):
    batch = []
    for chunk in chunks(draws, pieces):
        assert chunk.draws == slice(len(batch), len(batch) + chunk.size)  # in order, none left out
        assert len(chunk.batches) <= pieces
        batch += chunk.batches[chunk.place].tolist()
    assert len(batch) == draws
    found = np.bincount(batch, minlength=BATCHES)
    assert found.tolist() == counts(draws).tolist()
    assert found.max() - found.min() <= -(-draws // BLOCK)  # one, of each block
    for start in range(0, draws, BLOCK):  # from the first batch to the last in each block
        assert (np.diff(batch[start : start + BLOCK]) >= 0).all()


def test_sums_go_to_the_batches_of_their_draws():
    rng = np.random.default_rng(0)
    values, sums, place = rng.random((2, 9000)), np.zeros((2, BATCHES)), []
    for chunk in chunks(9000):
        chunk.add(sums, values[:, chunk.draws])
        place += chunk.batches[chunk.place].tolist()
    for row, found in zip(values, sums, strict=True):
        assert found == pytest.approx(np.bincount(place, row))


def batched(*values):
    """Sums and sizes of batches of one draw each."""
    sums, size = np.zeros((2, BATCHES))
    sums[: len(values)], size[: len(values)] = values, 1
    return sums, size


def test_the_error_of_a_mean_is_that_of_its_draws():
    """Of 1, 2 and 6: a variance of 7, over three draws."""
    sums, size = batched(1, 2, 6)
    for mean, error in (ratio(sums, size), jackknife(lambda m: m, size, sums)):
        assert mean == pytest.approx(3)
        assert error == pytest.approx((7 / 3) ** 0.5)


def test_a_function_of_means_has_the_error_of_leaving_out_one_batch_at_a_time():
    """The square of a mean of 1, 2 and 6 is 9; without one of them 16, 12.25 or 2.25."""
    sums, size = batched(1, 2, 6)
    found, error = jackknife(lambda m: m**2, size, sums)
    assert found == pytest.approx(9)
    left = np.array([16, 12.25, 2.25])
    assert error == pytest.approx((2 / 3 * ((left - left.mean()) ** 2).sum()) ** 0.5)


def test_of_two_batches_there_is_an_error_and_of_one_there_is_none():
    for estimate in (ratio, lambda sums, size: jackknife(lambda m: m, size, sums)):
        assert estimate(*batched(1, 3)) == pytest.approx((2, 1))
        mean, error = estimate(*batched(4))
        assert mean == 4
        assert np.isnan(error)


def test_first_places_are_counted_by_batch_and_kind():
    """Three draws of three batches: A, both, B; the second is of the other kind."""
    found = best_in_draw(np.array([[2.0, 1, 0], [1, 1, 1]]), None)
    assert found.together.tolist() == [1, 2, 1]
    assert found.dense(2).tolist() == [[1, 0.5, 0], [0, 0.5, 1]]
    [chunk] = chunks(3, BATCHES)
    first = np.zeros((2, 2, BATCHES))
    first[:, :, chunk.batches] = found.by_batch(chunk, 2, np.array([0, 1, 0]))
    of_draw = chunk.batches[chunk.place]
    assert first[0][:, of_draw].tolist() == [[1, 0, 0], [0, 0, 1]]
    assert first[1][:, of_draw].tolist() == [[0, 0.5, 0], [0, 0.5, 0]]
    plain = found.by_batch(chunk, 2)
    assert plain[0].tolist() == found.dense(2).tolist()
    assert not plain[1].any()


def test_what_a_gate_excludes_is_worth_the_least_and_best_only_where_all_are_out():
    totals = np.array([[9.0, 9, 9], [5, 5, 5], [1, 1, 1]])
    gated = np.array([[True, False, True], [False, False, True], [False, False, True]])
    assert worth(totals, gated).tolist() == [[1, 9, 1], [5, 5, 1], [1, 1, 1]]
    assert best_in_draw(totals, gated).dense(3)[:, :2].tolist() == [[0, 1], [1, 0], [0, 0]]


def test_error_of_a_ratio_by_hand():
    """Batches of 2 and 3 draws that sum to 2 and 9: a mean of 2.2, off by -2.4 and 2.4."""
    sums, size = np.zeros(BATCHES), np.zeros(BATCHES)
    sums[:2], size[:2] = [2, 9], [2, 3]
    mean, error = ratio(sums, size)
    assert mean == pytest.approx(2.2)
    assert error == pytest.approx(math.sqrt(2 * 2 * 2.4**2) / 5)


def test_halves_are_all_batches_once():
    one, other = halves()
    assert [*range(BATCHES)[one], *range(BATCHES)[other]] == list(range(BATCHES))
    assert one.stop == BATCHES // 2


@pytest.mark.parametrize("size", [1000, BLOCK // 2, BLOCK, 3 * BLOCK])
def test_which_half_a_draw_is_of_does_not_hang_on_how_many_come_at_a_time(size):
    """The first half of each block is one half, the second the other; the last block is short."""
    total = 2 * BLOCK + 301
    wanted = [0] * (BLOCK // 2) + [1] * (BLOCK // 2)
    wanted = [*wanted, *wanted, *[0] * 150, *[1] * 151]
    found = []
    for first in range(0, total, size):
        n = min(size, total - first)
        for half, part in halves_of(n, first, total):
            assert part.start == len(found) - first  # in order, none left out
            assert part.stop > part.start
            found += [half] * (part.stop - part.start)
    assert found == wanted


@pytest.mark.parametrize("most", [7, 1000])
def test_pieces_of_a_half_are_the_draws_that_are_of_it_everywhere(most):
    for half, part in halves_of(301):
        cut = list(pieces(301, half, most))
        assert all(0 < one.stop - one.start <= most for one in cut)
        assert [i for one in cut for i in range(301)[one]] == list(range(301)[part])
