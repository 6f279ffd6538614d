"""Rank robustness in many draws: time against three peers and a floor, and memory.

Twenty theories, four criteria, triangular judgements, no preference among weights. The
peers: the obvious numpy (arrays of all draws, argsort twice), a loop over pymcdm's
weighted sum, and the floor, our own draws with nothing done to them. Beside these stands the least
that ranks them, draws that are summed and compared and no more. They run turn by turn
on one thread, the obvious numpy in a process of its own; the loop, which is slow, on fewer
draws. On all cores it is time on the wall. Memory is that of processes of their own.
"""

import statistics

import numpy as np

from benchmarks.clocks import passed, python, spent
from benchmarks.obvious import CRITERIA, SHARES, THEORIES, apart, corners
from tests.problems import table_problem
from toi import threads
from toi.distribution import Distribution
from toi.engine.problem import ScoringProblem
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import parts
from toi.engine.smaa.cell_by_cell import CellByCell
from toi.engine.smaa.rank_counts import compare_distinct
from toi.engine.smaa.simulate import drawn_blocks, simulate

TURNS = 5
LOOP_DRAWS = 400


def problem() -> ScoringProblem:
    """The cells as a problem in which nothing is argued."""
    low, mode, high = corners()
    laws = [
        [Distribution("triangular", corner) for corner in zip(*cells, strict=True)]
        for cells in zip(low, mode, high, strict=True)
    ]
    return table_problem(laws)


def ours(draws: int) -> None:
    """Every index and the quantiles."""
    asked, rows = problem(), list(range(THEORIES))
    simulate(asked, rows, CellByCell(asked, rows, 0, draws)).percentiles(SHARES)


def floor(draws: int) -> None:
    """The draws alone, transformed."""
    for _ in drawn_blocks(problem(), 0, draws):
        pass


def least(draws: int) -> None:
    """The draws, their weighted sums, and each theory compared with each: nothing is counted."""
    for some in CellByCell(problem(), list(range(THEORIES)), 0, draws):
        for part in parts(some.draws, BLOCK):
            scores = some.scores.at(part).totals.T
            compare_distinct((1e6 * scores).astype(np.int32))


def loop(draws: int) -> None:
    """A library's weighted sum and ranking, once per draw."""
    from pymcdm.helpers import rankdata
    from pymcdm.methods import WSM
    from pymcdm.normalizations import max_normalization

    rng = np.random.default_rng(0)
    method, types = WSM(max_normalization), np.ones(CRITERIA)
    corner = corners()
    counts = np.zeros((THEORIES, THEORIES))
    for _ in range(draws):
        weights = rng.dirichlet(np.ones(CRITERIA))
        totals = method(rng.triangular(*corner), weights, types)
        ranks = rankdata(totals, reverse=True).astype(int) - 1
        counts[np.arange(THEORIES), ranks] += 1


def memory(draws: int) -> float:
    """Largest resident memory of a process that does nothing else, in MiB (on Linux)."""
    code = f"from benchmarks.montecarlo import ours; ours({draws})"
    return python(["-c", code], OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1").memory


def run(draws: int = 1_000_000, most: int = 10_000_000) -> None:
    """Measure turn by turn and print the ratios."""
    from tabulate import tabulate  # here, since the processes whose memory is measured need none

    threads.use(1)
    ours(2 * BLOCK)
    turns = []
    for _ in range(TURNS):
        threads.use(1)
        mine, floors, compared = (spent(work, draws) / draws for work in (ours, floor, least))
        looped = spent(loop, LOOP_DRAWS) / LOOP_DRAWS
        obvious, clock = apart()
        threads.use(None)
        together = passed(ours, draws) / draws
        turns.append((mine, floors, obvious, looped, clock / together, compared))
    mine = statistics.median(turn[0] for turn in turns)
    print(f"Rank robustness: {draws:,} draws in {mine * draws:.2f} s")
    rows = [
        ["ours against its own draws", [turn[0] / turn[1] for turn in turns], "at most 1.3"],
        ["draws, sums and comparisons alone", [turn[5] / turn[1] for turn in turns], ""],
        ["the obvious numpy against ours", [turn[2] / turn[0] for turn in turns], "at least 8"],
        [f"the same on {threads.count()} cores", [turn[4] for turn in turns], "14 on two"],
        ["a loop over pymcdm against ours", [turn[3] / turn[0] for turn in turns], "at least 45"],
    ]
    table = [
        [name, f"{statistics.median(r):.2f}", f"{min(r):.2f}-{max(r):.2f}", aim]
        for name, r, aim in rows
    ]
    for n in (draws, most):
        table.append([f"memory at {n:,} draws", f"{memory(n):.0f} MiB", "", "at most 100 MiB"])
    print(tabulate(table, ["what", "median", "range", "aim"], disable_numparse=True))
