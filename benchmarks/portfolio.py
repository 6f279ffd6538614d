"""Splits with a downside: cuts against a row per scenario, and growth with both sizes.

The peer is the programme of Rockafellar & Uryasev written out, solved by the same HiGHS in
the same run, with the tangents that the cuts ended with. Time is of a process of its own, after
scipy is imported; memory is its peak less that of an empty one.
"""

import json
import subprocess
import sys

from tabulate import tabulate

CASES = [(30, 1_250), (60, 1_250), (60, 5_000), (60, 20_000)]
WHOLE = {(30, 1_250), (60, 1_250), (60, 5_000)}
ENOUGH = 10.0  # seconds for 60 lines and 5,000 scenarios, on two cores
CHILD = """
import json, resource, sys, time
import numpy as np
import scipy.optimize, scipy.sparse
from toi.engine.portfolio.problem import Group, Preferences, open_room
from toi.engine.portfolio.solve import solve
from toi.engine.portfolio.programmes.cutting_planes import Programme
from toi.engine.portfolio.returns import gained, slope
way, lines, scenarios, risk = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
rng = np.random.default_rng(0)
worth = rng.normal(0, 5, (scenarios, 3)) @ rng.uniform(-1, 1, (3, lines))
worth += rng.uniform(2, 30, lines)
worth += rng.normal(0, 4, (scenarios, lines))
group = [Group(str(g), tuple(range(g, lines, 3)), 0.4) for g in range(3)]
view = Preferences(np.asfortranarray(worth), np.full(lines, 0.1), tuple(group), risk=risk)
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def whole(split):
    t, s = lines, scenarios
    n = 2 * t + 1 + s
    programme = Programme(open_room(t), [view], split.points)
    tangents = programme.rows.matrix(programme.width)
    pad = scipy.sparse.csr_array((tangents.shape[0], n - programme.width))
    keep = [i for i in range(tangents.shape[0]) if tangents[[i], [2 * t]] == 0]
    upper = scipy.sparse.hstack([tangents, pad]).tocsr()[keep]
    tail = scipy.sparse.hstack([
        scipy.sparse.csr_array((s, t)), scipy.sparse.csr_array(-worth),
        scipy.sparse.csr_array(np.ones((s, 1))), -scipy.sparse.eye_array(s)])
    aim = np.concatenate([np.zeros(t), (1 - risk) * view.mean, [risk], np.full(s, -risk / s / 0.1)])
    found = scipy.optimize.linprog(
        -aim, A_ub=scipy.sparse.vstack([upper, tail]).tocsr(),
        b_ub=np.concatenate([np.array(programme.rows.most)[keep], np.zeros(s)]),
        bounds=[(0, None)] * (2 * t) + [(None, None)] + [(0, None)] * s, method="highs")
    return -found.fun

start = time.perf_counter()
split = solve(view, open_room(lines))
first = time.perf_counter() - start
value, seconds = split.value, first
if way == "whole":
    start = time.perf_counter()
    value = whole(split)
    seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "value": value, "memory": peak - base,
    "rounds": split.rounds, "gap": split.bound - split.value, "error": split.tangent_error}))
"""


def measured(way: str, lines: int, scenarios: int, risk: float) -> dict[str, float]:
    """One solve in a process of its own."""
    words = [sys.executable, "-c", CHILD, way, str(lines), str(scenarios), str(risk)]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def run() -> None:
    """Measure every size, with cuts and, where it is bearable, written out."""
    rows = []
    for lines, scenarios in CASES:
        cuts = measured("cuts", lines, scenarios, 0.5)
        row = [lines, scenarios, f"{cuts['seconds']:.2f} s", cuts["rounds"]]
        row += [f"{cuts['memory']:.0f} MiB", f"{cuts['gap']:.0e}", f"{cuts['error']:.0e}"]
        if (lines, scenarios) in WHOLE:
            whole = measured("whole", lines, scenarios, 0.5)
            row += [f"{whole['seconds'] / cuts['seconds']:.1f}", f"{whole['memory']:.0f} MiB"]
            row.append(f"{whole['value'] - cuts['value']:+.0e}")
        rows.append(row)
    heads = ["lines", "scenarios", "cuts", "rounds", "memory", "gap", "tangents"]
    print(tabulate(rows, [*heads, "written out", "memory", "value"]))
    print(f"aim for 60 lines and 5,000 scenarios: under {ENOUGH:g} s; written out: times the cuts")
    large = measured("cuts", 60, 5_000, 0.0)
    print(f"risk 0, 60 lines and 5,000 scenarios: {large['seconds']:.2f} s")
