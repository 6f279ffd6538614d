"""Sums over draws with each argument sound and unsound: as if every world were worked out whole."""

import numpy as np
import pytest

from toi.engine.voi.argument_sums import FirstIf, WorthIf
from toi.engine.voi.batches import BATCHES, chunks
from toi.engine.voi.best import best_in_draw

THEORIES, ARGUMENTS, DRAWS, PIECES = 7, 4, 1000, 16
FIRST_IN = [(900, DRAWS), *[(600, DRAWS)] * 2, *[(0, DRAWS)] * 3, (0, 250)]  # draws, by theory


def worlds(most):
    """Scores as drawn, (R, S), and with each argument the other way, (A, R, S); which are sound.

    Up to `most` theories tie for the first place: as drawn late, with one argument the other way
    earlier. Only with another is the first theory ever first, in the last chunk; the last theory
    is so before any tie. The last argument changes nothing.
    """
    rng = np.random.default_rng(most)
    behind = np.full((THEORIES, DRAWS), 20.0)
    for row, (start, end) in zip(behind, FIRST_IN, strict=True):
        row[start:end] = 0.0

    def scores(some, tied):
        ranks = np.arange(THEORIES, dtype=float)[:, None]
        found = rng.permuted(np.tile(ranks, (1, len(some))), axis=0) - behind[:, some]
        for one in np.flatnonzero(tied):
            found[np.argsort(-found[:, one])[:most], one] = found[:, one].max()
        return found

    late = behind[0].copy()
    behind[0] = 20.0
    drawn = scores(np.arange(DRAWS), (np.arange(DRAWS) >= 600) & (rng.random(DRAWS) < 0.3))
    other = np.repeat(drawn[None], ARGUMENTS, axis=0)
    for i, (start, changed, tied) in enumerate([(0, 0.1, 0.0), (300, 0.4, 0.2), (600, 1.0, 0.1)]):
        behind[0] = late if i == 2 else 20.0
        some = np.flatnonzero((np.arange(DRAWS) >= start) & (rng.random(DRAWS) < changed))
        other[i][:, some] = scores(some, rng.random(len(some)) < tied)
    return drawn, other, rng.random((ARGUMENTS, DRAWS)) < 0.4


def batch_of_each():
    found = np.empty(DRAWS, dtype=int)
    for chunk in chunks(DRAWS, PIECES):
        found[chunk.draws] = chunk.batches[chunk.place]
    return found


def by_batch(values):
    """Sum values of each draw, (R, S), by batch."""
    found = np.zeros((len(values), BATCHES))
    np.add.at(found.T, batch_of_each(), values.T)
    return found


def settled(drawn, other, sound, side):
    """What holds in each draw with an argument settled: as drawn, or the other way."""
    return np.where(sound == side, drawn, other)


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_shares_of_the_first_place(most):
    """Whether sums of shares are exact, as of two who tie, or kept whole from some draw on."""
    drawn, other, sound = worlds(most)
    found = FirstIf(ARGUMENTS, THEORIES)
    for chunk in chunks(DRAWS, PIECES):
        here = best_in_draw(drawn[:, chunk.draws], None)
        for i in range(ARGUMENTS):
            there = best_in_draw(other[i][:, chunk.draws], None)
            apart = (there.dense(THEORIES) != here.dense(THEORIES)).any(axis=0)
            found.add(i, chunk, here, there, sound[i, chunk.draws].astype(float), apart)
        found.add_drawn(chunk, here)
    for side in (False, True):
        whole = found.of(slice(None), side)
        assert whole.shape == (ARGUMENTS, THEORIES, BATCHES)
        for i in range(ARGUMENTS):
            world = settled(drawn, other[i], sound[i], side)
            right = by_batch(best_in_draw(world, None).dense(THEORIES))
            np.testing.assert_allclose(whole[i], right, atol=1e-9)
        np.testing.assert_array_equal(found.of(slice(1, 3), side), whole[1:3])


def test_what_theories_are_worth():
    drawn, other, sound = worlds(1)
    changed = [np.flatnonzero((one != drawn).any(axis=1)) for one in other]
    found = WorthIf(ARGUMENTS, THEORIES)
    for chunk in chunks(DRAWS, PIECES):
        totals = chunk.by_batch(drawn[:, chunk.draws])
        found.add_drawn(chunk, totals)
        for i, which in enumerate(changed):
            change = (settled(drawn, other[i], sound[i], True) - drawn)[which][:, chunk.draws]
            found.add(i, chunk, which, totals, change)
    whole = found.of(slice(None))
    for i in range(ARGUMENTS):
        right = by_batch(settled(drawn, other[i], sound[i], True))
        np.testing.assert_allclose(whole[i], right, atol=1e-9)
    np.testing.assert_array_equal(found.of(slice(2, 4)), whole[2:])
