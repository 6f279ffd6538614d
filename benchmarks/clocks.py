"""What work takes: processor time of all that it starts, time by the clock, and peak memory.

A process that is measured is started by another that is small, since the peak which the system
tells of a process includes what the one had that started it.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

OWN, ENDED = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
MEBIBYTE = 1024  # in KiB, in which Linux tells a peak


class Taken(NamedTuple):
    """Seconds of processors and by the clock, and the MiB of the largest process."""

    processor: float
    clock: float
    memory: float


def processor() -> float:
    """Seconds of processors so far: of this process and of those that it waited for."""
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, (OWN, ENDED)))


def peak() -> float:
    """MiB that this process, or the largest that it waited for, held at most (on Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return max(own, resource.getrusage(ENDED).ru_maxrss) / MEBIBYTE


def timed(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float, float]:
    """What a call returns, its processor seconds, and its seconds by the clock."""
    began, start = processor(), time.perf_counter()
    found = work(*arguments)
    return found, processor() - began, time.perf_counter() - start


def spent(work: Callable[..., Any], *arguments: Any) -> float:
    """Processor seconds of a call, which other jobs disturb less than the clock."""
    return timed(work, *arguments)[1]


def passed(work: Callable[..., Any], *arguments: Any) -> float:
    """Seconds of a call by the clock, in which several processors may work at once."""
    return timed(work, *arguments)[2]


def python(words: Sequence[str], **settings: str) -> Taken:
    """Run Python with these words; settings are variables of its environment."""
    done = subprocess.run(
        [sys.executable, __file__, *words],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Taken(*json.loads(done.stdout))


def main(words: list[str]) -> None:
    """Run Python with these words and print what it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    used = resource.getrusage(ENDED)
    print(json.dumps([used.ru_utime + used.ru_stime, seconds, used.ru_maxrss / MEBIBYTE]))


if __name__ == "__main__":
    main(sys.argv[1:])
