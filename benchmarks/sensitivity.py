"""`toi sensitivity` on the shipped debate: counting against drawing, and a cold start."""

import os
import statistics
import subprocess
import sys
import time

from tabulate import tabulate

from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.engine.scoring.subproblem import restricted
from toi.engine.smaa.simulate import drawn_blocks, simulate

DRAWS = 20 * 8192
TURNS = 7


def spent(work) -> float:
    """Processor seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def counting(rubric: str, kinds: list[str]) -> list[str]:
    """Draws and counts against draws alone, turn by turn."""
    setting = prepare(open_debate(), rubric)
    shown = rows_of(setting.problem, setting.debate.shown(kinds))
    problem, rows = restricted(setting.problem, shown)
    listed = rows.tolist()
    turns = []
    for _ in range(TURNS):
        floor = spent(lambda: [None for _ in drawn_blocks(problem, 0, DRAWS)])
        whole = spent(lambda: simulate(problem, listed, drawn_blocks(problem, 0, DRAWS)))
        turns.append(whole / floor)
    name = f"{rubric}, {len(listed)} theories: draws and counts against draws"
    return [name, f"{statistics.median(turns):.2f}", "at most 2.5"]


def cold_start() -> list[str]:
    """Processor seconds of the command, start-up included."""
    command = [sys.executable, "-m", "toi", "sensitivity"]
    subprocess.run(command, check=True, capture_output=True)
    seconds = []
    for _ in range(TURNS):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        used = after.children_user + after.children_system
        seconds.append(used - before.children_user - before.children_system)
    return ["toi sensitivity, processor seconds", f"{statistics.median(seconds):.2f}", "about 2"]


def run() -> None:
    """Print the ratios of counting to drawing, and how long the command takes."""
    rows = [counting("balanced", ["listed"]), counting("essay-author", ["all"]), cold_start()]
    print(tabulate(rows, ["what", "median", "aim"], disable_numparse=True))
