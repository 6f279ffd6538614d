"""Whole commands on debates of 200 x 12 x 300 and 2,000 x 12 x 3,000, and reading the larger.

Each command is a process: the processors' time and the clock's, start-up included, and the peak
of its largest process. The debate is read for the first time and again by processes that did
nothing before, with a cache of their own.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tabulate import tabulate

from benchmarks.clocks import Taken, peak, python, timed
from benchmarks.workspace import CRITERIA, SIZES, write_debate

COMMANDS = (("score",), ("explain", "T1"), ("sensitivity", "ranks", "--draws", "16384"))
SECONDS = {"score": 5.5, "explain": 6.7, "sensitivity": 21.4}  # at most, of the larger
READING = {"read": 4.0, "read again": 0.8}
MEBIBYTES = (200, 600)  # at most, by size


class Found(NamedTuple):
    """What a work took, and may take: seconds by the clock, MiB; 0 where nothing is said."""

    name: str
    taken: Taken
    seconds: float = 0
    memory: float = 0


def measured() -> Iterator[Found]:
    """Measure all of it, the smaller debate first."""
    for (theories, arguments), most in zip(SIZES, MEBIBYTES, strict=True):
        name, is_large = f"{theories:,} x {CRITERIA} x {arguments:,}", theories == SIZES[-1][0]
        with tempfile.TemporaryDirectory() as folder:
            write_debate(Path(folder), theories, arguments)
            cache = {"TOI_CACHE": f"{folder}/cache"}
            for what, seconds in READING.items():
                taken = read(f"{folder}/data", cache)
                if is_large:
                    yield Found(f"{name}: {what}", taken, seconds)
            files = ("--data", f"{folder}/data", "--rubric", f"{folder}/rubrics/all.yaml")
            for words in COMMANDS:
                taken = python(["-m", "toi", *words, *files], **cache)
                seconds = SECONDS[words[0]] if is_large else 0
                yield Found(f"{name}: {' '.join(words)}", taken, seconds, most)


def read(folder: str, cache: dict[str, str]) -> Taken:
    """Read a debate in a process of its own, without its start-up."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.large", folder],
        env={**os.environ, **cache},
        check=True,
        capture_output=True,
        text=True,
    )
    return Taken(*json.loads(done.stdout))


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Rows of the overview: seconds, memory, and what they may be."""
    for one in measured():
        took = f"{one.taken.clock:.2f} s ({one.taken.processor:.2f} of processor)"
        aims = (
            f"{one.seconds:g} s" if one.seconds else "",
            f"{one.memory} MiB" if one.memory else "",
        )
        yield one.name, took, f"{one.taken.memory:.0f} MiB", ", ".join(filter(None, aims))


def run() -> None:
    """Print what each takes."""
    print(tabulate(rows(), ["what", "seconds", "memory", "aim"], disable_numparse=True))


if __name__ == "__main__":
    from toi.analyses.shared.session import open_debate

    _, seconds, passed = timed(open_debate, sys.argv[1])
    print(json.dumps([seconds, passed, peak()]))
