"""Cell by cell, of very many draws: the same bytes as whole draws, by one process or some."""

from dataclasses import replace

import numpy as np
import pytest

from tests.children import children
from tests.engine.smaa.counting import DRAWS, ROWS, bytes_of, counted
from tests.problems import table_problem
from toi import processes, threads
from toi.distribution import Distribution, point
from toi.engine.problem import Quantity
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa import cell_by_cell, simulate
from toi.engine.smaa.cell_by_cell import CellByCell, is_separate

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
    assert told == [BLOCK, 3 * BLOCK, draws]


def test_as_many_blocks_are_scored_together_as_fit_into_memory(problem, monkeypatch):
    alone, rows = table_problem([[1.0, 2.0]] * 5), [0, 1, 2]
    a_block = 8 * BLOCK * (2 + 1 + 3)  # weights, what no pull leaves out, scores
    monkeypatch.setattr(cell_by_cell, "AT_ONCE", 3 * BLOCK)
    threads.use(1)
    for memory, blocks in ((a_block - 1, 1), (2 * a_block, 2), (9 * a_block, 3)):
        monkeypatch.setattr(cell_by_cell, "MEMORY", memory)
        assert CellByCell(alone, rows, 0, 4 * BLOCK).parts[0] == slice(0, blocks * BLOCK)
    monkeypatch.setattr(cell_by_cell, "MEMORY", 2 * a_block)
    argued = CellByCell(replace(problem, scrutiny=None), rows, 0, 4 * BLOCK)
    threads.use(None)
    assert argued.parts[0] == slice(0, BLOCK)  # where there are arguments too


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
