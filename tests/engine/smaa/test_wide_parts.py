"""Draws of wide problems, cut into parts that are shared out."""

import pytest

from tests.problems import table_problem
from toi import threads
from toi.engine.sampling.streams import BLOCK, PER_WORD
from toi.engine.smaa import wide_blocks
from toi.threads import Crew

LITTLE, MUCH = 2**10, 2**27  # bytes


@pytest.fixture(autouse=True)
def as_many_threads_as_before():
    yield
    threads.use(None)


@pytest.mark.parametrize("length", [1, 4, 150, 300, 1000, BLOCK, BLOCK + 300, 3 * BLOCK])
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
@pytest.mark.parametrize("room", [LITTLE, 2**15, MUCH])
def test_nobody_waits_for_who_has_one_part_more(length, workers, room, monkeypatch):
    """Parts follow one another, about as large, and no more than need be."""
    threads.use(workers)
    monkeypatch.setattr(wide_blocks, "SHARED", room)
    sampler = wide_blocks.WideSampler(table_problem([[1.0, 2.0]]), 0, length, Crew())
    found = sampler.cut(0, length)
    assert [one.start for one in found] == [0, *(one.stop for one in found[:-1])]
    assert found[-1].stop == length
    assert all(one.start % PER_WORD == 0 for one in found)
    for block in range(0, length, BLOCK):
        inside = [one for one in found if block <= one.start < block + BLOCK]
        assert inside[-1].stop == min(block + BLOCK, length)
        sizes = [one.stop - one.start for one in inside]
        if len(inside) > 1 and sizes[0] > wide_blocks.LEAST + PER_WORD:
            assert len(inside) % workers == 0
        least = -(-sum(sizes) // wide_blocks.LEAST)  # parts, of as many draws as are worth a start
        if room == LITTLE:
            assert len(sizes) == least
            assert sizes[0] - sizes[-1] <= PER_WORD * len(sizes)
        if room == MUCH:
            assert len(sizes) == min(workers, least)
