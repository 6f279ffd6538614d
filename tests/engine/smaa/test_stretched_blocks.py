"""Some draws of a block at a time: the same bytes as with all at hand."""

from tests.engine.smaa.counting import DRAWS, ROWS, counted
from toi.engine.sampling.sampler import numbers
from toi.engine.smaa import stretched_blocks
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.stretched_blocks import StretchedBlocks


def test_stretches_of_draws_change_no_bit(problem, plain, crew, monkeypatch):
    monkeypatch.setattr(stretched_blocks, "WIDE", 64 * numbers(problem) * 1000)
    blocks = StretchedBlocks(problem, 1, DRAWS)
    found, as_bytes = counted(problem, blocks)
    assert as_bytes == plain[1]
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    assert sure.tobytes() == plain[2]
