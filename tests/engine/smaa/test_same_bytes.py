"""The same bytes however the work is cut: by threads, by slices of theories, by sorting."""

import numpy as np
import pytest

from tests import small
from tests.problems import table_problem
from toi import threads
from toi.distribution import Distribution
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.sampler import empty_inputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK, Stream
from toi.engine.sensitivity import pick_freeze
from toi.engine.smaa import confidence, indices, rank_counts, simulate, wide_blocks
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.indices import RankAccumulator

DRAWS = BLOCK + 1100
ROWS = [2, 0, 1, 4, 3]


@pytest.fixture(scope="module")
def problem():
    """Five theories that arguments hit, one that borrows, and a gate that now and then excludes."""
    values = {"c1": {"pert": [2, 4, 9]}, "c2": {"uniform": [1, 6]}}
    return small.problem(
        [small.criterion(), small.criterion("c2", direction="cost")],
        [small.theory(name, values) for name in "ABCDE"],
        [
            small.argument("one", 0.5, [(["A", "B"], "c1", "lowers", {"uniform": [0.2, 0.6]})]),
            small.argument("two", 0.4, [(["A", "C"], "c2", "raises", 0.5)], [("one", 0.5)]),
        ],
        weights={"c1": 2, "c2": 1},
        weights_sure="roughly",
        gates=[{"c1 < 1": "exclude"}],
    )


def bytes_of(found):
    """All that is counted, as bytes."""
    arrays = (found.acceptability, found.beats, found.ties, found.central_weights)
    some = (found.mean, found.sd, found.below_nothing, found.percentiles((0.05, 0.5)))
    return [array.tobytes() for array in (*arrays, *some)]


def counted(problem, blocks):
    found = simulate.simulate(problem, ROWS, blocks)
    return found, bytes_of(found)


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
    """So many threads, started at once."""
    monkeypatch.setattr(threads, "SHORT", 0)
    threads.use(request.param)
    yield threads.Crew()
    threads.use(None)


def test_draws_counts_and_confidence_are_the_same_with_any_number_of_threads(problem, plain, crew):
    found, as_bytes = counted(problem, simulate.drawn_blocks(problem, 1, DRAWS))
    assert as_bytes == plain[1]
    blocks = simulate.drawn_blocks(problem, 1, DRAWS)
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    assert sure.tobytes() == plain[2]


def test_mixed_points_are_the_same_with_any_number_of_threads(problem, crew):
    groups = list(labels_by_kind(problem).values())
    many = pick_freeze.mixed_totals(problem, ROWS, groups, 1, BLOCK + 50)
    threads.use(1)
    one = pick_freeze.mixed_totals(problem, ROWS, groups, 1, BLOCK + 50)
    assert [found.tobytes() for found in many] == [found.tobytes() for found in one]


def test_slices_of_theories_change_no_bit(problem, plain, crew, monkeypatch):
    for name, value in (("WIDE", 0), ("SLICE", 2), ("LEAST", 512), ("MOST", 512)):
        monkeypatch.setattr(wide_blocks, name, value)
    monkeypatch.setattr(confidence, "RIVALS", 2)
    assert wide_blocks.is_wide(problem, [problem.method])
    sampler = wide_blocks.WideSampler(problem, 1, DRAWS, crew)
    blocks = list(wide_blocks.wide_blocks(sampler, DRAWS))
    found, as_bytes = counted(problem, blocks)
    assert as_bytes == plain[1]
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    assert sure.tobytes() == plain[2]
    scores = simulate.sampled_scores(problem, ROWS, 1, DRAWS)
    fewer = simulate.sampled_scores(problem, ROWS, 1, 700)
    assert fewer.totals.tobytes() == scores.totals[:700].tobytes()
    monkeypatch.setattr(wide_blocks, "WIDE", 2**40)
    exact = simulate.sampled_scores(problem, ROWS, 1, DRAWS)
    assert scores.totals.tobytes() == exact.totals.tobytes()
    assert scores.gated.tobytes() == exact.gated.tobytes()


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
        return bytes_of(counts.result())

    compared = found()
    monkeypatch.setattr(indices, "FEW", 2)
    monkeypatch.setattr(rank_counts, "FEW", 2)
    monkeypatch.setattr(rank_counts, "COLUMNS", 4)
    assert found() == compared


def test_a_stretch_of_a_stream_is_what_a_longer_one_has_there():
    whole = Stream(3, "x").integers(0, 3 * BLOCK)
    for first, n in ((0, 10), (BLOCK - 8, 16), (BLOCK, BLOCK), (4, 2 * BLOCK)):
        assert (Stream(3, "x").integers(first, n) == whole[first : first + n]).all()


def test_a_table_that_is_read_first_gives_the_same_draws():
    """Long stretches read each table through; short ones, of which there are many, do not."""
    problem = table_problem(
        [[Distribution("pert", (1, 4, 9)), Distribution("triangular", (0, 2, 3))]]
    )
    whole = sampled_inputs(problem, 0, 10 * BLOCK).judgements
    sampler = simulate.Sampler(problem, 0, 10 * BLOCK)
    for first in (0, 512, 9 * BLOCK + 1024):
        inputs = empty_inputs(problem, 512)
        sampler.fill(first, inputs)
        assert inputs.judgements.tobytes() == whole[first : first + 512].tobytes()
