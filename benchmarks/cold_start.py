"""How long a command takes from nothing, against importing what it needs.

Each command and its floor run in turn, A B A B, so that a machine that slows down slows
both; the ratio is taken pair by pair and its median is what counts.
"""

import statistics
import tempfile

from tabulate import tabulate

from benchmarks.clocks import python

PAIRS = 11
TYPER = "import typer"
LIBRARIES = "import typer, pydantic, numpy, ruamel.yaml"
CASES = [
    ("toi --help", ["--help"], TYPER, 1.5),
    ("toi", [], TYPER, None),
    ("toi score", ["score"], LIBRARIES, 2.5),
    ("toi score, nothing cached", ["score"], LIBRARIES, None),
    ("toi score --kind all", ["score", "--kind", "all"], LIBRARIES, None),
    ("toi explain T09", ["explain", "T09"], LIBRARIES, None),
    ("toi list arguments", ["list", "arguments"], LIBRARIES, None),
    ("toi data check", ["data", "check"], LIBRARIES, None),
]


def seconds(words: list[str], cache: str) -> float:
    """Seconds of a process by the clock; with a cache in that folder, or none."""
    return python(words, TOI_CACHE=cache).clock


def run() -> None:
    """Measure every case and print the ratios."""
    rows = []
    with tempfile.TemporaryDirectory() as cache:
        for name, arguments, floor, limit in CASES:
            kept = "" if "cached" in name else cache
            command = ["-m", "toi", *arguments]
            seconds(command, kept)  # warm the file system and the cache
            pairs = [(seconds(command, kept), seconds(["-c", floor], kept)) for _ in range(PAIRS)]
            ratios = sorted(a / b for a, b in pairs)
            rows.append(
                [
                    name,
                    f"{statistics.median(a for a, _ in pairs):.2f} s",
                    floor,
                    f"{statistics.median(ratios):.2f}",
                    f"{ratios[1]:.2f}-{ratios[-2]:.2f}",
                    "" if limit is None else f"{limit:g}",
                ]
            )
    print(tabulate(rows, ["command", "median", "floor", "ratio", "range", "aim"]))
