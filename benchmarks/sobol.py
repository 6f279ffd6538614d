"""First-order and total indices with bootstrap intervals: ours against SALib, on the same values.

SALib takes one output at a time, ours all of them at once; working out the model is left
out on both sides. Both run in one process with one thread, ours again after every few of
SALib's outputs; processor time is counted, so that a busy machine slows neither.
"""

import importlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from tabulate import tabulate

INPUTS, OUTPUTS, POINTS, RESAMPLES = 100, 20, 4096, 100
EVERY = 4  # outputs of SALib between two runs of ours
AIM = 50.0


def values() -> list[np.ndarray]:
    """f(A), f(B) and f(AB_g) of functions with main effects and interactions, each (N, K).

    With points side by side in memory, as the model's scores are.
    """
    rng = np.random.default_rng(0)
    slopes = rng.exponential(size=(INPUTS, OUTPUTS))
    a, b = rng.random((2, POINTS, INPUTS))

    def model(x: np.ndarray) -> np.ndarray:
        return np.asfortranarray(x @ slopes + np.sin(6 * x[:, :OUTPUTS]) * x[:, -OUTPUTS:])

    found = [model(a), model(b)]
    for g in range(INPUTS):
        mix = a.copy()
        mix[:, g] = b[:, g]
        found.append(model(mix))
    return found


def ours(f: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Indices of all outputs, with their intervals."""
    from toi.engine.sampling.streams import stream
    from toi.engine.sensitivity.sobol import indices, resample_counts, variances

    counts = resample_counts(stream(0, "bench"), POINTS, RESAMPLES)
    found = indices(variances(f[0], f[1], f[2:], counts))
    return found.first, found.total


def salib(f: list[np.ndarray], output: int) -> tuple[np.ndarray, np.ndarray]:
    """The same of one output by SALib."""
    from SALib.analyze import sobol

    problem = {
        "num_vars": INPUTS,
        "names": [f"x{i}" for i in range(INPUTS)],
        "bounds": [[0, 1]] * INPUTS,
    }
    base, other, *mixed = f
    values = np.column_stack([x[:, output] for x in (base, *mixed, other)]).ravel()
    found = sobol.analyze(problem, values, calc_second_order=False, num_resamples=RESAMPLES, seed=1)
    return found["S1"], found["ST"]


def timed(call: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """What a call returns, and its processor time in seconds."""
    start = time.process_time()
    found = call(*arguments)
    return found, time.process_time() - start


def measure() -> None:
    """Time both, check that they agree, print the ratio."""
    f = values()
    importlib.import_module("SALib.analyze.sobol")  # imports are not timed
    ours(f)
    fast, slow, apart = [], [], 0.0
    for output in range(OUTPUTS):
        if output % EVERY == 0:
            mine, seconds = timed(ours, f)
            fast.append(seconds)
        theirs, seconds = timed(salib, f, output)
        slow.append(seconds)
        both = zip(mine, theirs, strict=True)
        apart = max(apart, *(float(np.abs(x[:, output] - y).max()) for x, y in both))
    typical = statistics.median(fast)
    print(
        f"Sobol indices: {INPUTS} inputs, {OUTPUTS} outputs, N = {POINTS}, {RESAMPLES} resamples; "
        f"largest difference {apart:.1g} (SALib takes off another mean)"
    )
    rows = [
        ["toi", f"{typical:.2f} s", "", ""],
        ["SALib", f"{sum(slow):.1f} s", f"{sum(slow) / typical:.0f}", f"{AIM:.0f}"],
    ]
    print(tabulate(rows, ["", "time", "ratio", "aim"]))


def run() -> None:
    """Measure in a process of its own, with one thread for matrix products."""
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    subprocess.run(
        [sys.executable, "-m", "benchmarks.sobol"], check=True, env={**os.environ, **one}
    )


if __name__ == "__main__":
    measure()
