"""First-order and total indices with bootstrap intervals: ours against SALib, on the same values.

SALib takes one output at a time, ours all of them at once; working out the model is left
out on both sides. Both run in one process with one thread, in turn; processor time is
counted, so that a busy machine slows neither.
"""

import importlib
import json
import os
import statistics
import subprocess
import sys

import numpy as np
from tabulate import tabulate

from benchmarks.clocks import timed

INPUTS, OUTPUTS, POINTS, RESAMPLES = 100, 20, 4096, 100
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
AIM = "at least 50"


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


def measure(some: int) -> None:
    """Time both, SALib for some of the outputs; print seconds of all, and how far they differ."""
    f = values()
    importlib.import_module("SALib.analyze.sobol")  # imports are not timed
    ours(f)
    fast, slow, apart = [], [], 0.0
    for output in range(0, OUTPUTS, OUTPUTS // some):
        mine, seconds, _ = timed(ours, f)
        fast.append(seconds)
        theirs, seconds, _ = timed(salib, f, output)
        slow.append(seconds)
        both = zip(mine, theirs, strict=True)
        apart = max(apart, *(float(np.abs(x[:, output] - y).max()) for x, y in both))
    print(json.dumps([statistics.median(fast), OUTPUTS * statistics.mean(slow), apart]))


def measured(some: int = OUTPUTS) -> tuple[float, float, float]:
    """Seconds of ours and of SALib, and how far they differ.

    In a process of its own, with one thread for matrix products.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sobol", str(some)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **dict.fromkeys(ONE_THREAD, "1")},
    )
    ours, theirs, apart = json.loads(done.stdout)
    return ours, theirs, apart


def run() -> None:
    """Print times and their ratio."""
    seconds, theirs, apart = measured()
    print(
        f"Sobol indices: {INPUTS} inputs, {OUTPUTS} outputs, N = {POINTS}, {RESAMPLES} resamples; "
        f"largest difference {apart:.1g} (SALib takes off another mean)"
    )
    rows = [
        ["toi", f"{seconds:.2f} s", "", ""],
        ["SALib", f"{theirs:.1f} s", f"{theirs / seconds:.0f}", AIM],
    ]
    print(tabulate(rows, ["", "time", "ratio", "aim"]))


if __name__ == "__main__":
    measure(int(sys.argv[1]))
