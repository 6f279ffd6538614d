"""`toi sensitivity` on the shipped debate: counting against drawing, and a cold start."""

import statistics

from tabulate import tabulate

from benchmarks.clocks import python, spent
from toi import threads
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.subproblem import restricted
from toi.engine.smaa.simulate import drawn_blocks, simulate

TURNS = 7
AIM = "at most 2.5"


def counting(rubric: str, kinds: list[str], blocks: int = 20, turns: int = TURNS) -> list[str]:
    """Draws and counts against draws alone, turn by turn, in one process and one thread."""
    setting = prepare(open_debate(), rubric)
    shown = rows_of(setting.problem, setting.debate.shown(kinds))
    problem, rows = restricted(setting.problem, shown)
    listed, draws = rows.tolist(), blocks * BLOCK

    def draw() -> None:
        for _ in drawn_blocks(problem, 0, draws):
            pass

    def count() -> None:
        simulate(problem, listed, drawn_blocks(problem, 0, draws))

    threads.use(1)
    count()
    whole = [spent(count) / spent(draw) for _ in range(turns)]
    threads.use(None)
    hits = len(problem.hit_force)
    name = f"{len(listed)} theories, {len(problem.arguments)} arguments, {hits:,} hits"
    return [f"{name} ({rubric}): their own draws", f"{statistics.median(whole):.2f}", AIM]


def cold_start() -> list[str]:
    """Processor seconds of the command, start-up included."""
    command = ("-m", "toi", "sensitivity")
    python(command)
    seconds = [python(command).processor for _ in range(TURNS)]
    return ["toi sensitivity, processor seconds", f"{statistics.median(seconds):.2f}", "about 1"]


def run() -> None:
    """Print the ratios of counting to drawing, and how long the command takes."""
    rows = [counting("balanced", ["listed"]), counting("essay-author", ["all"]), cold_start()]
    print(tabulate(rows, ["what: against what", "median", "aim"], disable_numparse=True))
