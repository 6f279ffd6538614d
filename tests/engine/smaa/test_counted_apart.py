"""What processes count, counted in this one: the same bytes, whoever counts which blocks."""

import pytest

from tests.engine.smaa.counting import bytes_of
from tests.problems import table_problem
from toi import processes, threads
from toi.distribution import Distribution
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa import cell_by_cell, simulate
from toi.engine.smaa.cell_by_cell import CellByCell


@pytest.mark.parametrize("enough", [False, True])
def test_blocks_that_are_handed_out_are_counted_as_those_that_are_not(enough, monkeypatch):
    """Also where somebody has heard enough after the first that was handed out."""
    law, other = Distribution("triangular", (0, 2, 3)), Distribution("uniform", (1, 2))
    asked, rows, draws = table_problem([[law], [other], [1.5]]), [0, 1, 2], 4 * BLOCK + 5
    most = 3 * BLOCK if enough else draws
    whole = simulate.simulate(asked, rows, simulate.drawn_blocks(asked, 0, most))
    handed_out = []

    def here(do, parts):
        for part in parts:
            handed_out.append(part)
            yield do(part)

    monkeypatch.setattr(cell_by_cell, "AT_ONCE", 2 * BLOCK)
    monkeypatch.setattr(processes.Pace, "is_slow", lambda *_: True)
    monkeypatch.setattr(processes, "side_by_side", here)
    threads.use(2)
    blocks = CellByCell(asked, rows, 0, draws)
    found = simulate.simulate(asked, rows, blocks, lambda n: not (enough and n > 2 * BLOCK))
    threads.use(None)
    assert handed_out == ([1] if enough else [1, 2])
    assert found.draws == most
    assert bytes_of(found) == bytes_of(whole)
    assert found.percentiles((0.0, 0.5)).tobytes() == whole.percentiles((0.0, 0.5)).tobytes()
