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
from typing import NamedTuple

from tabulate import tabulate

from benchmarks import growth, montecarlo, workspace
from benchmarks.cold_start import LIBRARIES
from benchmarks.obvious import apart
from toi import threads

DRAWS, FEW_DRAWS, TURNS = 1_000_000, 50_000, 5

Row = tuple[str, str, str, str]


def clocked(clock: Callable[[], float], work: Callable[[int], None], draws: int) -> float:
    """Seconds per draw by some clock."""
    start = clock()
    work(draws)
    return (clock() - start) / draws


class Turn(NamedTuple):
    """Seconds per draw of what is done in turn; the last two by the clock."""

    ours: float
    own_draws: float
    least: float
    obvious: float
    alone: float
    together: float


def taken() -> Turn:
    """Do all of it once."""
    threads.use(1)
    ours, own_draws, least = (
        clocked(time.process_time, work, DRAWS)
        for work in (montecarlo.ours, montecarlo.floor, montecarlo.least)
    )
    obvious, _ = apart()
    alone = clocked(time.perf_counter, montecarlo.ours, DRAWS)
    threads.use(None)
    together = clocked(time.perf_counter, montecarlo.ours, DRAWS)
    return Turn(ours, own_draws, least, obvious, alone, together)


def draws() -> Iterator[Row]:
    """Rank robustness of 20 x 4 against the obvious numpy, its own draws, and one thread."""
    montecarlo.ours(FEW_DRAWS)
    turns = [taken() for _ in range(TURNS)]

    def ratio(one: str, other: str) -> str:
        return f"{statistics.median(getattr(t, one) / getattr(t, other) for t in turns):.2f}"

    seconds, name = statistics.median(turn.ours for turn in turns), "ranks of 20 x 4"
    yield (
        f"{name}: the obvious numpy",
        f"{1e6 * seconds:.2f} s a million",
        ratio("obvious", "ours"),
        "at least 8",
    )
    yield f"{name}: its own draws", "", ratio("ours", "own_draws"), "at most 1.3"
    yield f"{name}: summed and compared alone", "", ratio("least", "own_draws"), ""
    yield f"{name}: one thread to {threads.count()}", "", ratio("alone", "together"), ""
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


def grown() -> Iterator[Row]:
    """Time where all grows alike, which is drawn too, and memory where much is general."""
    found = growth.measured()
    growth.draw(found)
    yield from growth.rows(found)
    for (theories, arguments), aim in zip(workspace.SIZES, ("200 MiB", "600 MiB"), strict=True):
        peak = workspace.measure(theories, arguments)["peak"]
        yield f"memory at {theories:,} theories", f"{peak:.0f} MiB", "", aim


def run() -> None:
    """Print the table."""
    rows = [*draws(), *commands(), *grown()]
    print(tabulate(rows, ["what: against what", "", "ratio", "aim"], disable_numparse=True))
