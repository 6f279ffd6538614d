"""How draws are cut into parts that are made together: of one process as of several."""

import sys
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toi import processes, threads
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa.part_by_part import PartByPart, cut

NUMBERS = st.integers(1, 70 * BLOCK)
BLOCKS = st.integers(1, 9)


@pytest.fixture(autouse=True)
def as_many_as_there_are():
    yield
    threads.use(None)


def lengths(n, most):
    found = cut(n, most)
    assert [0, *(part.stop for part in found)] == [*(part.start for part in found), n]
    assert all(part.start % BLOCK == 0 for part in found)
    assert all(0 < part.stop - part.start <= most for part in found)
    return [-(-(part.stop - part.start) // BLOCK) for part in found]


@given(NUMBERS, BLOCKS)
def test_one_process_makes_as_many_together_as_it_may(n, together):
    threads.use(1)
    *all_but_one, last = lengths(n, together * BLOCK)
    assert set(all_but_one) <= {together}
    assert last <= together


@pytest.mark.skipif(sys.platform != "linux", reason="shared out by fork")
@given(NUMBERS, BLOCKS, st.integers(2, 8))
@example(BLOCK, 1, 2)  # nothing to share out
@example(5 * BLOCK, 5, 2)
@example(21 * BLOCK, 5, 3)  # four parts of five would leave two of three waiting
def test_several_make_about_the_same_number_of_blocks(n, together, workers):
    threads.use(workers)
    found = lengths(n, together * BLOCK)
    if n > together * BLOCK:
        first, *others = found
        assert first == 1
        by_worker = [sum(others[i::workers]) for i in range(workers)]
        assert max(by_worker) - min(by_worker) <= 1
    else:
        assert len(found) == 1


class Slices(PartByPart):
    def made(self, draws):
        return draws


@pytest.mark.parametrize(("each", "shared"), [(0.9, None), (1.1, range(1, 2))])
def test_the_rest_is_shared_out_only_where_the_rest_alone_is_long_work(each, shared, monkeypatch):
    """Two parts of the same length, of which one is done: the other takes as long again."""
    threads.use(1)
    made = Slices(2 * BLOCK, BLOCK)
    clock = iter([0.0, each * processes.SHORT])
    monkeypatch.setattr(processes, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(processes, "width", lambda: 2)
    assert made.others_make(1, processes.Pace()) == shared
