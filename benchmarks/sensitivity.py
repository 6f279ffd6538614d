"""`toi sensitivity` on the shipped debate: counting against drawing, and a cold start."""

import os
import statistics
import subprocess
import sys
import time

from tabulate import tabulate

from toi.engine.montecarlo import drawn_blocks, tallied
from toi.engine.restrict import restricted
from toi.workflows.opening import open_debate, prepare
from toi.workflows.scoring import rows_of

DRAWS = 20 * 8192
TURNS = 7


def spent(work) -> float:
    """Processor seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def run() -> None:
    """Print the ratios of counting to drawing, and how long a command takes."""
    rows = []
    for rubric, kinds in (("balanced", ["listed"]), ("essay-author", ["all"])):
        setting = prepare(open_debate(), rubric)
        problem, shown = restricted(
            setting.problem, rows_of(setting.problem, setting.debate.shown(kinds))
        )
        listed = shown.tolist()
        turns = []
        for _ in range(TURNS):
            floor = spent(lambda: [None for _ in drawn_blocks(problem, 0, DRAWS)])
            whole = spent(lambda: tallied(problem, listed, drawn_blocks(problem, 0, DRAWS)))
            turns.append(whole / floor)
        name = f"{rubric}, {len(listed)} theories: draws and counts against draws"
        rows.append([name, f"{statistics.median(turns):.2f}", "at most 2.5"])
    command = [sys.executable, "-m", "toi", "sensitivity"]
    subprocess.run(command, check=True, capture_output=True)
    seconds = []
    for _ in range(TURNS):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        used = after.children_user + after.children_system
        seconds.append(used - before.children_user - before.children_system)
    rows.append(
        ["toi sensitivity, processor seconds", f"{statistics.median(seconds):.2f}", "about 2"]
    )
    print(tabulate(rows, ["what", "median", "aim"], disable_numparse=True))
