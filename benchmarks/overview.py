"""One table of what matters, in under five minutes: ratios, memory, and growth with the debate.

Every ratio is taken within one run against something that does the same work or a part of it, so
that a slower machine changes both. `python -m benchmarks NAME` looks closer at one subject.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from tabulate import tabulate

from benchmarks import montecarlo, workspace
from benchmarks.cold_start import LIBRARIES
from benchmarks.obvious import apart
from toi import threads

DRAWS, FEW_DRAWS, TURNS = 1_000_000, 50_000, 5
GROWN = ("load", "score", "explain", "ranks")

Row = tuple[str, str, str, str]


def clocked(clock: Callable[[], float], work: Callable[[int], None], draws: int) -> float:
    """Seconds per draw by some clock."""
    start = clock()
    work(draws)
    return (clock() - start) / draws


def draws() -> Iterator[Row]:
    """Rank robustness of 20 x 4 against the obvious numpy, its own draws, and one thread."""
    montecarlo.ours(FEW_DRAWS)
    turns = []
    for _ in range(TURNS):
        threads.use(1)
        mine = clocked(time.process_time, montecarlo.ours, DRAWS)
        floor = clocked(time.process_time, montecarlo.floor, DRAWS)
        obvious, _ = apart()
        alone = clocked(time.perf_counter, montecarlo.ours, DRAWS)
        threads.use(None)
        together = clocked(time.perf_counter, montecarlo.ours, DRAWS)
        turns.append((mine, floor, obvious, alone, together))

    def middle(ratio: Callable[..., float]) -> str:
        return f"{statistics.median(ratio(*turn) for turn in turns):.2f}"

    seconds = statistics.median(turn[0] for turn in turns)
    name = "ranks of 20 x 4"
    yield (
        f"{name}: the obvious numpy",
        f"{1e6 * seconds:.2f} s a million",
        middle(lambda a, b, c, d, e: c / a),
        "at least 8",
    )
    yield f"{name}: its own draws", "", middle(lambda a, b, c, d, e: a / b), "at most 1.3"
    cores = threads.count()
    yield f"{name}: one thread to {cores}", "", middle(lambda a, b, c, d, e: d / e), ""
    for n in (FEW_DRAWS, DRAWS):
        yield f"{name}: memory at {n:,} draws", f"{montecarlo.memory(n):.0f} MiB", "", "100 MiB"


def commands() -> Iterator[Row]:
    """Whole commands on the shipped debate against the import of what they need."""
    floor = [sys.executable, "-c", f"import {LIBRARIES.removeprefix('import ')}"]
    for words, aim in ((["score"], "2.5"), (["sensitivity"], ""), (["portfolio"], "")):
        command = [sys.executable, "-m", "toi", *words]
        spent(command)
        turns = [(spent(command), spent(floor)) for _ in range(TURNS)]
        ratio = statistics.median(a / b for a, b in turns)
        middle = statistics.median(a for a, _ in turns)
        yield f"toi {words[0]}: imports", f"{middle:.2f} s of processor", f"{ratio:.2f}", aim


def spent(command: list[str]) -> float:
    """Processor seconds of a process."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system


def growth() -> Iterator[Row]:
    """A debate of 2,000 theories against one of 200: time, hits and memory."""
    small, large = (workspace.measure(*size) for size in workspace.SIZES)
    hits = large["hits"] / small["hits"]
    for phase in GROWN:
        ratio = large[phase] / small[phase]
        yield (
            f"2,000 theories to 200: {phase}",
            f"{large[phase]:.1f} s",
            f"{ratio:.1f}",
            (f"{hits:.1f} times the hits"),
        )
    for name, found, aim in (("200", small, "200 MiB"), ("2,000", large, "600 MiB")):
        yield f"memory at {name} theories", f"{found['peak']:.0f} MiB", "", aim


def run() -> None:
    """Print the table."""
    rows = [*draws(), *commands(), *growth()]
    print(tabulate(rows, ["what: against what", "", "ratio", "aim"], disable_numparse=True))
