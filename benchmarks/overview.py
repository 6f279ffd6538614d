"""One table of what matters, in under five minutes: ratios, memory, and growth with the debate.

Every ratio is taken within one run against something that does the same work or a part of it, so
that a slower machine changes both. Aims in seconds are those of two cores of the machine on which
version 0.1.0 was measured. `python -m benchmarks NAME` looks closer at one subject.
"""

import statistics
from collections.abc import Iterator
from typing import NamedTuple

from tabulate import tabulate

from benchmarks import group, growth, large, memory, montecarlo, sensitivity, sobol
from benchmarks.clocks import passed, python, spent
from benchmarks.cold_start import LIBRARIES, TYPER
from benchmarks.obvious import apart
from toi import threads

DRAWS, FEW_DRAWS, TURNS = 1_000_000, 50_000, 5
BLOCKS = 8  # of draws in which all theories and arguments are counted
RUBRICS = 1_000
OUTPUTS = 2  # of which SALib is timed

Row = tuple[str, str, str, str]


class Turn(NamedTuple):
    """Seconds of as many draws, each way in turn; the last three by the clock."""

    ours: float
    own_draws: float
    least: float
    obvious: float
    clock: float
    alone: float
    together: float


def taken() -> Turn:
    """Do all of it once."""
    threads.use(1)
    ours, own_draws, least = (
        spent(work, DRAWS) for work in (montecarlo.ours, montecarlo.floor, montecarlo.least)
    )
    obvious, clock = (DRAWS * seconds for seconds in apart())
    alone = passed(montecarlo.ours, DRAWS)
    threads.use(None)
    return Turn(ours, own_draws, least, obvious, clock, alone, passed(montecarlo.ours, DRAWS))


def draws() -> Iterator[Row]:
    """Rank robustness of 20 x 4 against the obvious numpy, its own draws, and one thread."""
    montecarlo.ours(FEW_DRAWS)
    turns = [taken() for _ in range(TURNS)]

    def ratio(one: str, other: str) -> str:
        return f"{statistics.median(getattr(t, one) / getattr(t, other) for t in turns):.2f}"

    seconds, name = statistics.median(turn.ours for turn in turns), "ranks of 20 x 4"
    took, cores = f"{seconds:.2f} s a million", threads.count()
    yield f"{name}: the obvious numpy", took, ratio("obvious", "ours"), "at least 8"
    yield f"{name} on {cores} cores: the same", "", ratio("clock", "together"), "14 on two"
    yield f"{name}: its own draws", "", ratio("ours", "own_draws"), "at most 1.3"
    yield f"{name}: summed and compared alone", "", ratio("least", "own_draws"), ""
    yield f"{name}: one thread to {cores}", "", ratio("alone", "together"), ""
    for n in (FEW_DRAWS, DRAWS):
        yield f"{name}: memory at {n:,} draws", f"{montecarlo.memory(n):.0f} MiB", "", "100 MiB"


def argued() -> Iterator[Row]:
    """All that is said of all theories of the shipped debate, against drawing it."""
    name, ratio, aim = sensitivity.counting("essay-author", ["all"], BLOCKS, TURNS)
    yield name, "", ratio, aim


def peers() -> Iterator[Row]:
    """Variance-based indices against another library, a group against one by one."""
    ours, theirs, _ = sobol.measured(OUTPUTS)
    name = f"Sobol indices of {sobol.INPUTS} inputs, {sobol.OUTPUTS} outputs: SALib"
    yield name, f"{ours:.2f} s", f"{theirs / ours:.0f}", sobol.AIM
    found = group.measure(RUBRICS, ("one by one",))
    seconds = found["read"] + found["compare"]
    ratio = f"{found['one by one'] / found['compare']:.0f}"
    yield (
        f"{RUBRICS:,} rubrics compared: one by one",
        f"{seconds:.2f} s with reading",
        ratio,
        "2.5 s",
    )


def commands() -> Iterator[Row]:
    """Whole commands on the shipped debate against the import of what they need."""
    for word, imports, aim in (
        ("--help", TYPER, "1.5"),
        ("score", LIBRARIES, "2.5"),
        ("sensitivity", LIBRARIES, "1.0 s"),
        ("portfolio", LIBRARIES, "1.2 s"),
    ):
        command = ("-m", "toi", word)
        python(command)
        pairs = [
            (python(command).processor, python(["-c", imports]).processor) for _ in range(TURNS)
        ]
        ratio = statistics.median(a / b for a, b in pairs)
        middle = statistics.median(a for a, _ in pairs)
        yield f"toi {word}: its imports", f"{middle:.2f} s of processor", f"{ratio:.2f}", aim


def grown() -> Iterator[Row]:
    """Time where all grows alike, which is drawn too; commands where much is general."""
    found = growth.measured()
    growth.draw(found)
    yield from growth.rows(found)
    for name, seconds, held, aim in (*large.rows(), *memory.rows()):
        yield name, f"{seconds}, {held}", "", aim


def run() -> None:
    """Print the table."""
    rows = [*draws(), *argued(), *peers(), *commands(), *grown()]
    print(tabulate(rows, ["what: against what", "", "ratio", "aim"], disable_numparse=True))
