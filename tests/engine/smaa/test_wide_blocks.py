"""A criterion at a time, of thousands of theories: the same bytes as with all at hand."""

import weakref
from dataclasses import replace

import numpy as np

from tests.engine.smaa.counting import DRAWS, ROWS, counted
from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.sampling.quantiles import beta_table
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.smaa import simulate, wide_blocks, wide_columns, wide_leads
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.threads import Crew


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
    central = found.central_weights.copy()
    central[[0, 3]] = np.nan  # as if these never led, who would at the others' weights
    made = simulate.drawn_blocks(problem, 1, DRAWS)
    exact, wide = (confidence_factors(problem, ROWS, central, some) for some in (made, blocks))
    assert wide.tobytes() == exact.tobytes()
    scores = simulate.sampled_scores(problem, ROWS, 1, DRAWS)
    fewer = simulate.sampled_scores(problem, ROWS, 1, 700)
    assert fewer.totals.tobytes() == scores.totals[:700].tobytes()
    monkeypatch.setattr(wide_blocks, "WIDE", 2**40)
    exact = simulate.sampled_scores(problem, ROWS, 1, DRAWS)
    assert scores.totals.tobytes() == exact.totals.tobytes()
    assert scores.gated.tobytes() == exact.gated.tobytes()


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


def test_cells_of_scales_that_do_not_begin_at_0(monkeypatch):
    laws = [[Distribution("pert", (20, 25, 39)), 31.0], [Distribution("uniform", (22, 36)), 22.0]]
    problem = table_problem(laws, scale=(20.0, 40.0))
    whole = simulate.sampled_scores(problem, [0, 1], 1, 500)
    monkeypatch.setattr(wide_blocks, "WIDE", 0)
    wide = simulate.sampled_scores(problem, [0, 1], 1, 500)
    assert wide.totals.tobytes() == whole.totals.tobytes()


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


def test_tables_are_forgotten_after_the_last_draw(problem):
    """They would lie in memory beside what is counted, and are made anew where draws are."""
    sampler = wide_blocks.WideSampler(problem, 0, DRAWS, Crew())
    first, last = wide_blocks.wide_blocks(sampler, DRAWS)
    before = last.scores(ROWS, [problem.method]).totals
    assert beta_table.cache_info().currsize == 0
    first.scores(ROWS, [problem.method])
    assert beta_table.cache_info().currsize > 0
    np.testing.assert_array_equal(last.scores(ROWS, [problem.method]).totals, before)
