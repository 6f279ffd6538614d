"""Trying one case after another, in a folder of its own."""

import contextlib
import functools
import shlex
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typer.main

from tests.fuzz.trial import Finding, case, run_case

GROUPS = ("data", "rubric")  # of commands


def look(number: int, seconds: float) -> tuple[Counter[str], list[Finding]]:
    """Try one case after another until the time is over; count the commands that were run."""
    end, found, tried = time.monotonic() + seconds, [], Counter()
    with _box() as box:
        while time.monotonic() < end:
            made = case(number)
            found += run_case(made, box)
            tried += Counter(" ".join(words[: 1 + (words[0] in GROUPS)]) for words in made.lines)
            number += 1
    return tried, found


def show(number: int) -> int:
    """Run one case, and keep its files in a folder to look at."""
    made = case(number)
    with _box(keep=True) as box:
        found = run_case(made, box)
        for words in made.lines:
            asked = f"TOI_THREADS={shlex.quote(made.threads)} " if made.threads else ""
            asked += f"COLUMNS={shlex.quote(made.columns)} "
            asked += "WIDE=0 " if made.long else ""  # to be set in toi.engine.smaa.wide_blocks
            print(f"cd {box}/here && {asked}toi {shlex.join(words)}")
    for finding in found:
        print(finding)
    return 1 if found else 0


@contextlib.contextmanager
def _box(keep: bool = False) -> Iterator[Path]:
    typer.main.get_command = functools.cache(typer.main.get_command)  # made once, not each time
    box = Path(tempfile.mkdtemp(prefix="toi-fuzz-"))
    try:
        yield box
    finally:
        if not keep:
            shutil.rmtree(box)
