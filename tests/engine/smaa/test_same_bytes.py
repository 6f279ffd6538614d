"""The same bytes however the work is cut: by threads, by slices of theories, by sorting."""

import weakref
from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.children import children
from tests.problems import table_problem
from toi import processes, threads
from toi.distribution import Distribution, point
from toi.engine.problem import Quantity
from toi.engine.sampling import scaled_draws
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.sampler import RedrawnInputs, empty_inputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK, one_stream
from toi.engine.scoring import magnitudes
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.strengths import strengths
from toi.engine.sensitivity import pick_freeze
from toi.engine.smaa import (
    cell_by_cell,
    indices,
    rank_counts,
    simulate,
    standings,
    wide_blocks,
    wide_columns,
    wide_leads,
)
from toi.engine.smaa.cell_by_cell import CellByCell, is_separate
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.indices import RankAccumulator
from toi.engine.voi import batches, evppi, regret
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.regret import lead_variances
from toi.threads import Crew

DRAWS = BLOCK + 1100
ROWS = [2, 0, 1, 4, 3]


@pytest.fixture(scope="module")
def problem():
    """Five theories that arguments hit, and a gate that now and then excludes.

    D never comes first; E was hardly examined, and borrows of A.
    """
    values = {"c1": {"pert": [2, 4, 9]}, "c2": {"uniform": [1, 6]}}
    low = {"c1": {"uniform": [0.5, 2]}, "c2": {"uniform": [6, 9]}}
    unexamined = {"scrutiny": {"value": 0.3, "why": "new"}, "peers": ["A"]}
    return small.problem(
        [small.criterion(), small.criterion("c2", direction="cost")],
        [
            *(small.theory(name, values) for name in "ABC"),
            small.theory("D", low),
            small.theory("E", values, **unexamined),
        ],
        [
            small.argument("one", 0.5, [(["A", "B"], "c1", "lowers", {"uniform": [0.2, 0.6]})]),
            small.argument("two", 0.4, [(["A", "C"], "c2", "raises", 0.5)], [("one", 0.5)]),
        ],
        weights={"c1": 2, "c2": 1},
        weights_sure="roughly",
        gates=[{"c1 < 1": "exclude"}],
        scrutiny="adjusted",
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
    """So many threads or processes, started at once."""
    monkeypatch.setattr(threads, "SHORT", 0)
    monkeypatch.setattr(processes, "SHORT", 0)
    monkeypatch.setattr(simulate, "AT_ONCE", BLOCK)
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
    for name, value in (("WIDE", 0), ("LEAST", 512), ("SHARED", 0)):
        monkeypatch.setattr(wide_blocks, name, value)
    for name, value in (("RIVALS", 2), ("VALUES", 2**14)):
        monkeypatch.setattr(wide_leads, name, value)
    monkeypatch.setattr(wide_columns, "NUMBERS", 1024)
    assert wide_blocks.is_wide(problem, [problem.method])
    sampler = wide_blocks.WideSampler(problem, 1, DRAWS, crew)
    blocks = list(wide_blocks.wide_blocks(sampler, DRAWS))
    found, as_bytes = counted(problem, blocks)
    assert as_bytes == plain[1]
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    assert sure.tobytes() == plain[2]
    for rows in (ROWS[:3], ROWS[4:]):  # of the first all lead now and then; the last is D
        central = found.central_weights[[ROWS.index(row) for row in rows]]
        exact = simulate.drawn_blocks(problem, 1, 700)
        short = wide_blocks.wide_blocks(wide_blocks.WideSampler(problem, 1, 700, crew), 700)
        wide = confidence_factors(problem, rows, central, short)
        assert wide.tobytes() == confidence_factors(problem, rows, central, exact).tobytes()
    scores = simulate.sampled_scores(problem, ROWS, 1, DRAWS)
    fewer = simulate.sampled_scores(problem, ROWS, 1, 700)
    assert fewer.totals.tobytes() == scores.totals[:700].tobytes()
    monkeypatch.setattr(wide_blocks, "WIDE", 2**40)
    exact = simulate.sampled_scores(problem, ROWS, 1, DRAWS)
    assert scores.totals.tobytes() == exact.totals.tobytes()
    assert scores.gated.tobytes() == exact.gated.tobytes()


def test_effects_of_arguments_are_the_same_from_draws_that_are_not_kept(problem, monkeypatch):
    n, arguments = 1500, range(len(problem.arguments))
    groups = list(labels_by_kind(problem).values())

    def found(inputs):
        effects = ArgumentEffects(problem, inputs, ROWS, arguments, theory=1)
        estimates = [
            effects.evppi(),
            effects.p_first(True),
            effects.p_first(False),
            *effects.shares_of_first(),
            *effects.shares_of_score(),
        ]
        told = [array for one in estimates for array in (one.value, one.standard_error)]
        return [one.tobytes() for one in (*told, *lead_variances(problem, inputs, ROWS, 0, groups))]

    kept = found(sampled_inputs(problem, 1, n))
    monkeypatch.setattr(batches, "FEW_CELLS", 0)
    monkeypatch.setattr(batches, "MOST_CELLS", 2**13)
    monkeypatch.setattr(evppi, "MOST", 1)
    monkeypatch.setattr(regret, "MOST", 0)
    assert batches.pieces_of(len(problem.theories) * len(problem.criteria)) < batches.PIECES
    assert found(RedrawnInputs(problem, 1, n)) == kept


BEARS = [[True, True], [True, False], [False, True], [True, True], [False, False]]


@pytest.mark.parametrize("bears", [None, np.array(BEARS)])
def test_scores_made_cell_by_cell_are_those_of_whole_draws(problem, bears, crew, monkeypatch):
    """The last chunk is short, some cells nothing hits, one has no range, and one no judgement."""
    bends = (np.array([0.0, 0.3, 1.0]), np.array([0.0, 0.8, 1.0]))
    changed = {"gates": (), "scrutiny": None, "bears": bears, "value_functions": (bends, None)}
    judgements = (Quantity("sure", point(7), 0, 10), *problem.judgements[1:-1])
    places = {"judgement_theory": problem.judgement_theory[:-1]}
    places["judgement_criterion"] = problem.judgement_criterion[:-1]
    asked = replace(problem, judgements=judgements, **changed, **places)
    assert is_separate(asked)
    assert not is_separate(problem)
    monkeypatch.setattr(cell_by_cell, "AT_ONCE", BLOCK)
    _, found = counted(asked, CellByCell(asked, ROWS, 1, DRAWS))
    assert found == counted(asked, simulate.drawn_blocks(asked, 1, DRAWS))[1]


@pytest.mark.parametrize("known", [0, 2 * BLOCK + 100, 4 * BLOCK])
def test_processes_count_several_blocks_each_some_of_which_are_scored_already(known, monkeypatch):
    law, other = Distribution("triangular", (0, 2, 3)), Distribution("uniform", (1, 2))
    asked, rows, draws = table_problem([[law], [other], [1.5]]), [0, 1, 2], 4 * BLOCK + 5
    threads.use(1)
    whole = simulate.simulate(asked, rows, simulate.drawn_blocks(asked, 0, draws))
    monkeypatch.setattr(processes, "SHORT", 0)
    monkeypatch.setattr(cell_by_cell, "AT_ONCE", 2 * BLOCK)
    threads.use(2)
    scored = simulate.sampled_scores(asked, rows, 0, known) if known else None
    blocks, told = CellByCell(asked, rows, 0, draws), []
    found = simulate.simulate(asked, rows, blocks, lambda n: not told.append(n), scored)
    threads.use(None)
    assert bytes_of(found) == bytes_of(whole)
    ends = (0.0, 1.0)
    assert found.percentiles(ends).tobytes() == whole.percentiles(ends).tobytes()
    assert told == [BLOCK, 2 * BLOCK, 4 * BLOCK, draws]


def test_as_many_blocks_are_scored_together_as_fit_into_memory(problem, monkeypatch):
    alone, rows = table_problem([[1.0, 2.0]] * 5), [0, 1, 2]
    a_block = 8 * BLOCK * (2 + 1 + 3)  # weights, what no pull leaves out, scores
    monkeypatch.setattr(cell_by_cell, "AT_ONCE", 3 * BLOCK)
    for memory, blocks in ((a_block - 1, 1), (2 * a_block, 2), (9 * a_block, 3)):
        monkeypatch.setattr(cell_by_cell, "MEMORY", memory)
        assert CellByCell(alone, rows, 0, 1).size == blocks * BLOCK
    monkeypatch.setattr(cell_by_cell, "MEMORY", 2 * a_block)
    argued = replace(problem, scrutiny=None)
    assert CellByCell(argued, rows, 0, 1).size == BLOCK  # where there are arguments too


def test_who_has_heard_enough_ends_all_processes(monkeypatch):
    asked = table_problem([[Distribution("uniform", (0, 1))], [0.5]])
    monkeypatch.setattr(processes, "SHORT", 0)
    monkeypatch.setattr(cell_by_cell, "AT_ONCE", BLOCK)
    threads.use(2)
    before = children()
    blocks = CellByCell(asked, [0, 1], 0, 1000 * BLOCK)
    found = simulate.simulate(asked, [0, 1], blocks, lambda done: done < 3 * BLOCK)
    threads.use(None)
    assert found.draws == 3 * BLOCK
    assert children() <= before


@pytest.mark.parametrize("theories", [20, 21])
def test_ranks_are_those_of_sorting_each_draw(theories):
    scores = np.random.default_rng(5).random((1500, theories))
    found = indices.smaa_indices(scores, np.zeros(scores.shape, dtype=bool))
    places = (-scores).argsort(axis=1).argsort(axis=1)
    held = [(places == place).mean(axis=0) for place in range(theories)]
    np.testing.assert_allclose(found.acceptability, np.transpose(held))
    beats = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    np.testing.assert_allclose(found.beats, beats)


@pytest.mark.parametrize("draws", [1, 7, BLOCK, BLOCK + 1])
@pytest.mark.parametrize("theories", [1, 2])
def test_few_theories_and_odd_numbers_of_draws_are_counted_alike(theories, draws):
    law = Distribution("triangular", (0, 2, 3))
    asked, rows = table_problem([[law, 1.0]] * theories), list(range(theories))
    found = simulate.simulate(asked, rows, CellByCell(asked, rows, 0, draws))
    drawn = simulate.simulate(asked, rows, simulate.drawn_blocks(asked, 0, draws))
    assert bytes_of(found) == bytes_of(drawn)
    assert found.draws == draws
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(theories))


def test_a_criterion_at_a_time_every_method_scores_as_with_all_at_hand(problem, monkeypatch):
    """Also where a criterion does not bear on some theory, or in part, or none does."""
    bears = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0], [0.5, 1.0], [1.0, 0.0]])
    some, methods = replace(problem, bears=bears), [Additive(), Geometric(), Minimum()]
    whole = simulate.sampled_scores(some, ROWS, 1, 500, methods)
    monkeypatch.setattr(wide_blocks, "WIDE", 0)
    wide = simulate.sampled_scores(some, ROWS, 1, 500, methods)
    assert len({one.tobytes() for one in whole.by_method}) == 3
    for one, other in zip(wide.by_method, whole.by_method, strict=True):
        assert one.tobytes() == other.tobytes()
    assert wide.gated.any()
    assert (wide.gated == whole.gated).all()


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


@pytest.mark.parametrize("grid", [3, 1000])
def test_standings_and_percentiles_are_the_same_whoever_shares_the_work(grid, crew, monkeypatch):
    rng = np.random.default_rng(6)
    totals, gated = rng.integers(0, grid, (1500, 9)) / grid, rng.random((1500, 9)) < 0.1
    for module in (standings, indices, rank_counts):
        monkeypatch.setattr(module, "FEW", 2)

    def found(crew):
        places = standings.standings(totals, gated, crew)
        middle = indices.percentiles(totals, (0.05, 0.5), crew)
        return [one.tobytes() for one in (places.acceptability, places.better, middle)]

    assert found(crew) == found(None)


def test_scores_are_out_of_memory_when_what_is_large_is_counted(problem, monkeypatch):
    alive, scored, merge = [], wide_blocks.WideBlock.scores, RankAccumulator.merge
    merged = []

    def scores(block, *asked):
        found = scored(block, *asked)
        alive.append(weakref.ref(found.by_method[0]))
        return found

    def merge_after(counts, block):
        merged.append([one() is not None for one in alive])
        merge(counts, block)

    monkeypatch.setattr(wide_blocks.WideBlock, "scores", scores)
    monkeypatch.setattr(RankAccumulator, "merge", merge_after)
    sampler = wide_blocks.WideSampler(problem, 0, DRAWS, Crew())
    simulate.simulate(problem, ROWS, wide_blocks.wide_blocks(sampler, DRAWS))
    assert merged == [[False], [False, False]]


@pytest.mark.parametrize("theories", [4, 5, 6])
def test_only_blocks_that_touch_no_shared_table_are_counted_side_by_side(theories, monkeypatch):
    monkeypatch.setattr(indices, "FEW", 5)
    counts, scores = RankAccumulator(theories, 0), np.random.default_rng(0).random((9, theories))
    block = scores, np.zeros(scores.shape, dtype=bool), None, scores[:, 0]
    counts.add(*block)
    before = bytes_of(counts.result())
    counts.count(*block)
    assert (bytes_of(counts.result()) == before) == counts.by_itself == (theories <= 5)


def test_a_stretch_of_a_stream_is_what_a_longer_one_has_there():
    whole = one_stream(3, "x").integers(0, 3 * BLOCK)
    for first, n in ((0, 10), (BLOCK - 8, 16), (BLOCK, BLOCK), (4, 2 * BLOCK)):
        assert (one_stream(3, "x").integers(first, n) == whole[first : first + n]).all()


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


LAWS = [
    Distribution("pert", (1, 4, 9)),
    Distribution("pert", (2, 3, 4)),
    Distribution("triangular", (0, 2, 3)),
    Distribution("uniform", (8, 12)),  # beyond the end of the scale
    Distribution("normal", (1, 2)),
    Distribution("point", (5,)),
    Distribution("mixture", (1, 2), components=(point(2), Distribution("pert", (3, 4, 6)))),
]


@pytest.mark.parametrize("numbers", [1, 2**12, 2**20])
@pytest.mark.parametrize("total", [BLOCK, 10 * BLOCK])
def test_numbers_that_are_drawn_together_are_those_drawn_one_by_one(numbers, total, monkeypatch):
    """Some are looked up in a table of all levels, theirs alone or not, or between quantiles."""
    monkeypatch.setattr(scaled_draws, "NUMBERS", numbers)
    problem = table_problem([LAWS, [*LAWS[:0:-1], Distribution("pert", (1, 2, 9))]])
    sampler, one = simulate.Sampler(problem, 0, total), empty_inputs(problem, BLOCK)
    assert not scaled_draws.is_short(0, BLOCK)
    sampler.fill(0, one)
    together = empty_inputs(problem, BLOCK)
    for start in (0, 512, 516, 1540, 3588, 5636, 7684):
        sampler.fill(start, together.at(slice(start, min(start + 2048, BLOCK))))
    assert together.judgements.tobytes() == one.judgements.tobytes()
    simulate.Sampler(problem, 0, 1).fill(0, together)  # none is worth a table
    assert together.judgements.tobytes() == one.judgements.tobytes()


def test_events_and_forces_drawn_together_are_those_drawn_one_by_one(problem):
    whole = sampled_inputs(problem, 3, BLOCK)
    short = sampled_inputs(problem, 3, 600)
    for name in ("sound", "force", "answer_force", "judgements"):
        assert (getattr(short, name) == getattr(whole, name)[:600]).all()
    assert 0 < whole.sound.mean() < 1


def test_pulls_worked_out_many_at_a_time_are_those_of_each(problem, monkeypatch):
    monkeypatch.setattr(magnitudes, "AT_ONCE", 1200)  # two of them in 600 draws
    inputs = sampled_inputs(problem, 3, 600)
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    terms = magnitudes.pull_terms(problem, inputs, strength)
    pulls = joint_hits(problem).pulls
    found = magnitudes.remaining_shares(problem, terms, 600)
    each = [1.0 - magnitudes.magnitude(problem, pull, terms) for pull in pulls]
    assert len(each) > 1
    assert found.tobytes() == np.array([*each, np.ones(600)]).tobytes()
