"""Ranks, standings and percentiles: by sorting, by comparing each with each, by however many."""

import numpy as np
import pytest

from tests.engine.smaa.counting import bytes_of
from toi.engine.smaa import indices, rank_accumulator, rank_counts, standings
from toi.engine.smaa.indices import indices_of
from toi.engine.smaa.rank_accumulator import RankAccumulator


@pytest.mark.parametrize("theories", [20, 21])
def test_ranks_are_those_of_sorting_each_draw(theories):
    scores = np.random.default_rng(5).random((1500, theories))
    found = indices.smaa_indices(scores, np.zeros(scores.shape, dtype=bool))
    places = (-scores).argsort(axis=1).argsort(axis=1)
    held = [(places == place).mean(axis=0) for place in range(theories)]
    np.testing.assert_allclose(found.acceptability, np.transpose(held))
    beats = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    np.testing.assert_allclose(found.beats, beats)


@pytest.mark.parametrize("grid", [None, 3, 40])
@pytest.mark.parametrize("gates", [False, True])
def test_sorting_counts_what_comparing_each_with_each_does(grid, gates, crew, monkeypatch):
    """With a coarse grid most draws have ties, with a fine one some."""
    rng = np.random.default_rng(2)
    scores = rng.random((1500, 9)) if grid is None else rng.integers(0, grid, (1500, 9)) / grid
    gated, weights = rng.random(scores.shape) < 0.2 * gates, rng.random((1500, 2))

    def found():
        counts = RankAccumulator(9, 2, crew)
        for part in (slice(0, 1100), slice(1100, 1500)):
            counts.add(scores[part], gated[part], weights[part], scores[part, 0])
        return bytes_of(indices_of(counts))

    compared = found()
    monkeypatch.setattr(rank_accumulator, "FEW", 2)
    monkeypatch.setattr(rank_counts, "FEW", 2)
    monkeypatch.setattr(rank_counts, "COLUMNS", 4)
    assert found() == compared


@pytest.mark.parametrize("grid", [3, 1000])
def test_standings_and_percentiles_are_the_same_whoever_shares_the_work(grid, crew, monkeypatch):
    rng = np.random.default_rng(6)
    totals, gated = rng.integers(0, grid, (1500, 9)) / grid, rng.random((1500, 9)) < 0.1
    for module in (standings, indices, rank_counts):
        monkeypatch.setattr(module, "FEW", 2)

    def found(crew):
        places = standings.standings(totals, gated, crew)
        middle = indices.percentiles(totals, (0.05, 0.5), crew)
        return [one.tobytes() for one in (places.acceptability, places.places.better, middle)]

    assert found(crew) == found(None)


@pytest.mark.parametrize("theories", [4, 5, 6])
def test_only_blocks_that_touch_no_shared_table_are_counted_side_by_side(theories, monkeypatch):
    monkeypatch.setattr(rank_accumulator, "FEW", 5)
    counts, scores = RankAccumulator(theories, 0), np.random.default_rng(0).random((9, theories))
    block = scores, np.zeros(scores.shape, dtype=bool), None, scores[:, 0]
    counts.add(*block)
    before = bytes_of(indices_of(counts))
    counts.count(*block)
    assert (bytes_of(indices_of(counts)) == before) == counts.by_itself == (theories <= 5)
