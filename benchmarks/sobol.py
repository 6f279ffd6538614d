"""First-order and total indices with bootstrap intervals: ours against SALib, on the same values.

SALib takes one output at a time, ours all of them at once; working out the model is left
out on both sides. Both run in one process with one thread, one after the other.
"""

import os
import subprocess
import sys
import time

import numpy as np
from tabulate import tabulate

INPUTS, OUTPUTS, POINTS, RESAMPLES = 100, 20, 4096, 100
REPEATS = 3
AIM = 50.0


def values() -> list[np.ndarray]:
    """f(A), f(B) and f(AB_g) of functions with main effects and interactions, each (N, K)."""
    rng = np.random.default_rng(0)
    slopes = rng.exponential(size=(INPUTS, OUTPUTS))
    a, b = rng.random((2, POINTS, INPUTS))

    def model(x: np.ndarray) -> np.ndarray:
        return x @ slopes + np.sin(6 * x[:, :OUTPUTS]) * x[:, -OUTPUTS:]

    found = [model(a), model(b)]
    for g in range(INPUTS):
        mix = a.copy()
        mix[:, g] = b[:, g]
        found.append(model(mix))
    return found


def ours(f: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Indices of all outputs, with their intervals."""
    from toi.engine.sampling import stream
    from toi.engine.sobol import indices, resample_counts, variances

    counts = resample_counts(stream(0, "bench"), POINTS, RESAMPLES)
    found = indices(variances(f[0], f[1], f[2:], counts))
    return found.first, found.total


def salib(f: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The same by SALib, output by output."""
    from SALib.analyze import sobol

    problem = {
        "num_vars": INPUTS,
        "names": [f"x{i}" for i in range(INPUTS)],
        "bounds": [[0, 1]] * INPUTS,
    }
    base, other, *mixed = f
    found = [
        sobol.analyze(
            problem,
            np.column_stack([x[:, k] for x in (base, *mixed, other)]).ravel(),
            calc_second_order=False,
            num_resamples=RESAMPLES,
            seed=1,
        )
        for k in range(OUTPUTS)
    ]
    return np.transpose([one["S1"] for one in found]), np.transpose([one["ST"] for one in found])


def measure() -> None:
    """Time both, check that they agree, print the ratio."""
    f = values()
    ours(f), __import__("SALib.analyze.sobol")  # imports are not timed
    mine, seconds = [], []
    for _ in range(REPEATS):
        start = time.perf_counter()
        mine = ours(f)
        seconds.append(time.perf_counter() - start)
    start = time.perf_counter()
    theirs = salib(f)
    slow = time.perf_counter() - start
    apart = max(float(np.abs(x - y).max()) for x, y in zip(mine, theirs, strict=True))
    fast = sorted(seconds)[REPEATS // 2]
    print(
        f"Sobol indices: {INPUTS} inputs, {OUTPUTS} outputs, N = {POINTS}, {RESAMPLES} resamples; "
        f"largest difference {apart:.1g} (SALib takes off another mean)"
    )
    rows = [
        ["toi", f"{fast:.2f} s", "1", ""],
        ["SALib", f"{slow:.1f} s", f"{slow / fast:.0f}", f"{AIM:.0f}"],
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
