"""Blocks of draws that are made a stretch at a time: the same to the bit as if made at once."""

import tracemalloc

import numpy as np
import pytest

from tests import small
from tests.engine.smaa.counting import DRAWS, ROWS, counted
from toi import processes
from toi.engine.sampling.sampler import numbers, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import joined, score
from toi.engine.smaa import stretched_blocks
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.simulate import sampled_scores, simulate
from toi.engine.smaa.stretched_blocks import StretchedBlocks

N = BLOCK + 100  # a block, and a part of the next, of several stretches each


@pytest.fixture
def made(monkeypatch):
    cells = [
        small.theory(name, {"c1": {"uniform": [2, 8]}, "c2": {"uniform": [low, 9]}})
        for name, low in (("A", 1), ("B", 3), ("C", 5))
    ]
    criteria = [small.criterion(), small.criterion("c2")]
    doubt = small.argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.5)])
    made = small.problem(criteria, cells, [doubt], method="topsis", weights_sure="roughly")
    monkeypatch.setattr(stretched_blocks, "WIDE", 64 * 64 * numbers(made))  # 64 draws at once
    return made


@pytest.mark.parametrize("width", [1, 2])
def test_several_blocks_of_several_stretches_are_scored_and_counted_alike(made, width, monkeypatch):
    monkeypatch.setattr(processes, "width", lambda: width)
    rows, blocks = [0, 1, 2], StretchedBlocks(made, 5, N)
    assert [block.draws for block in blocks] == [BLOCK, 100]
    at_once = sampled_inputs(made, 5, N)
    wanted = score(made, at_once, rows)
    found = joined([block.scores(rows, [made.method]) for block in blocks])
    np.testing.assert_array_equal(found.totals, wanted.totals)
    np.testing.assert_array_equal(np.concatenate([b.weights for b in blocks]), at_once.weights)
    counted, plain = (simulate(made, rows, some) for some in (blocks, [at_once]))
    np.testing.assert_array_equal(counted.acceptability, plain.acceptability)
    np.testing.assert_array_equal(counted.central_weights, plain.central_weights)
    np.testing.assert_array_equal(
        confidence_factors(made, rows, plain.central_weights, blocks),
        confidence_factors(made, rows, plain.central_weights, [at_once]),
    )


def test_draws_are_yielded_as_they_are_made_at_once(made):
    at_once, [_, last] = sampled_inputs(made, 5, N), StretchedBlocks(made, 5, N)
    parts = list(last.some_at_a_time())
    assert [part.draws for part in parts] == [64, 36]
    judged = np.concatenate([part.judgements for part in parts])
    np.testing.assert_array_equal(judged, at_once.judgements[BLOCK:])


def test_stretches_of_draws_change_no_bit(problem, plain, crew, monkeypatch):
    monkeypatch.setattr(stretched_blocks, "WIDE", 64 * numbers(problem) * 1000)
    blocks = StretchedBlocks(problem, 1, DRAWS)
    found, as_bytes = counted(problem, blocks)
    assert as_bytes == plain[1]
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    assert sure.tobytes() == plain[2]


def test_theories_that_are_compared_are_scored_in_less_memory_than_their_draws_take(made):
    draws, rows = 3000, [0, 1, 2]
    wanted = score(made, sampled_inputs(made, 5, draws), rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toi.engine.smaa.simulate.WIDE", 8 * draws * numbers(made) - 1)
        tracemalloc.start()
        found = sampled_scores(made, rows, 5, draws)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    np.testing.assert_array_equal(found.totals, wanted.totals)
    assert most < 8 * draws * numbers(made)
