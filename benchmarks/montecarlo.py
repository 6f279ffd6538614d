"""Rank robustness in many draws: time against three peers and a floor, and memory.

Twenty theories, four criteria, triangular judgements, no preference among weights. The
peers: the obvious numpy (arrays of all draws, argsort twice), a loop over pymcdm's
weighted sum, and the floor, our own draws with nothing done to them. All run in one
process on one thread, turn by turn; the loop, which is slow, on fewer draws. Memory is
that of processes of their own.
"""

import os
import statistics
import subprocess
import sys
import time

import numpy as np
from numpy.typing import NDArray
from tabulate import tabulate

from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import ScoringProblem
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa.cell_by_cell import CellByCell
from toi.engine.smaa.simulate import drawn_blocks, simulate

THEORIES, CRITERIA = 20, 4
SHARES = (0.05, 0.5, 0.95)
TURNS = 5
LOOP_DRAWS = 400
NUMPY_DRAWS = 100_000
MEBIBYTE = 1024


def corners() -> NDArray[np.float64]:
    """Low, mode and high of every cell, (3, T, C), on 0-10."""
    return np.sort(np.random.default_rng(1).uniform(0, 10, (3, THEORIES, CRITERIA)), axis=0)


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


def obvious(draws: int) -> None:
    """What one would write first: arrays of all draws, argsort twice."""
    rng = np.random.default_rng(0)
    cells = rng.triangular(*corners(), size=(draws, THEORIES, CRITERIA))
    weights = rng.dirichlet(np.ones(CRITERIA), draws)
    totals = np.einsum("stc,sc->st", cells / 10, weights) * 100
    ranks = (-totals).argsort(axis=1).argsort(axis=1)
    np.stack([(ranks == k).mean(axis=0) for k in range(THEORIES)], axis=1)
    (totals[:, :, None] > totals[:, None, :]).mean(axis=0)
    for t in range(THEORIES):
        first = ranks[:, t] == 0
        if first.any():
            weights[first].mean(axis=0)
    np.quantile(totals, SHARES, axis=0)


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


def per_draw(work, draws: int) -> float:
    """Processor seconds per draw, which other jobs disturb less than the clock on the wall."""
    start = time.process_time()
    work(draws)
    return (time.process_time() - start) / draws


def memory(draws: int) -> float:
    """Largest resident memory of a process that does nothing else, in MiB (on Linux)."""
    code = (
        f"from benchmarks.montecarlo import ours; ours({draws}); "
        "print(next(x for x in open('/proc/self/status') if x.startswith('VmHWM')).split()[1])"
    )
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env
    )
    return int(done.stdout) / MEBIBYTE


def run(draws: int = 1_000_000, most: int = 10_000_000) -> None:
    """Measure turn by turn and print the ratios."""
    ours(2 * BLOCK)
    turns = [
        (
            per_draw(ours, draws),
            per_draw(floor, draws),
            per_draw(obvious, NUMPY_DRAWS),
            per_draw(loop, LOOP_DRAWS),
        )
        for _ in range(TURNS)
    ]
    mine = statistics.median(turn[0] for turn in turns)
    print(f"Rank robustness: {draws:,} draws in {mine * draws:.2f} s")
    rows = [
        ["ours against its own draws", [a / b for a, b, _, _ in turns], "at most 1.6"],
        ["the obvious numpy against ours", [c / a for a, _, c, _ in turns], "at least 6"],
        ["a loop over pymcdm against ours", [d / a for a, _, _, d in turns], "at least 45"],
    ]
    table = [
        [name, f"{statistics.median(r):.2f}", f"{min(r):.2f}-{max(r):.2f}", aim]
        for name, r, aim in rows
    ]
    for n in (draws, most):
        table.append([f"memory at {n:,} draws", f"{memory(n):.0f} MiB", "", "at most 120 MiB"])
    print(tabulate(table, ["what", "median", "range", "aim"], disable_numparse=True))
