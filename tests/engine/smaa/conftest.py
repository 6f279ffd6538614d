"""A debate to count, what is counted of it by one thread, and others to share the work."""

import pytest

from tests.engine.argued import argued_problem
from tests.engine.smaa.counting import DRAWS, ROWS, counted
from toi import processes, threads
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa import simulate
from toi.engine.smaa.confidence import confidence_factors


@pytest.fixture(scope="module")
def problem():
    """Five theories, one that never leads, one that borrows; arguments, and a gate."""
    return argued_problem()


@pytest.fixture(scope="module")
def plain(problem):
    """Indices and confidence factors, one thread, all in memory."""
    threads.use(1)
    found, as_bytes = counted(problem, [sampled_inputs(problem, 1, DRAWS)])
    blocks = simulate.drawn_blocks(problem, 1, DRAWS)
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    threads.use(None)
    return found, as_bytes, sure.tobytes()


@pytest.fixture(params=[1, 2, 3, 8])
def crew(request, monkeypatch):
    """So many threads or processes, started at once."""
    monkeypatch.setattr(threads, "SHORT", 0)
    monkeypatch.setattr(processes, "SHORT", 0)
    monkeypatch.setattr(simulate, "AT_ONCE", BLOCK)
    threads.use(request.param)
    yield threads.Crew()
    threads.use(None)
