"""Rank robustness as one would write it first in numpy: arrays of all draws, argsort twice.

Run by itself, it prints seconds per draw, of the processor and by the clock, so that nothing of
toi (which sets up how memory is kept) makes it quicker or slower.
"""

import subprocess
import sys
import time

import numpy as np
from numpy.typing import NDArray

THEORIES, CRITERIA = 20, 4
SHARES = (0.05, 0.5, 0.95)
DRAWS = 100_000


def corners() -> NDArray[np.float64]:
    """Low, mode and high of every cell, (3, T, C), on 0-10."""
    return np.sort(np.random.default_rng(1).uniform(0, 10, (3, THEORIES, CRITERIA)), axis=0)


def obvious(draws: int) -> None:
    """Ranks, pairs, central weights and quantiles of as many draws as fit into memory."""
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


def apart() -> tuple[float, float]:
    """Run it in a process of its own: seconds per draw of the processor, and by the clock."""
    command = [sys.executable, __file__]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    spent, passed = map(float, done.stdout.split())
    return spent, passed


if __name__ == "__main__":
    obvious(DRAWS // 10)
    began = time.process_time(), time.perf_counter()
    obvious(DRAWS)
    print((time.process_time() - began[0]) / DRAWS, (time.perf_counter() - began[1]) / DRAWS)
