"""Threads: parts of long work done side by side, with their results in order.

Whoever shares work out cuts it so that no result depends on how many threads there are; they
change how long it takes, and no bit.
"""

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Found = TypeVar("Found")

VARIABLE = "TOI_THREADS"
SHORT = 0.5  # seconds of work for which no thread is started

_limit: int | None = None
_pools: dict[int, ThreadPoolExecutor] = {}


def use(threads: int | None) -> None:
    """Set how many threads there may be; None leaves it to ``TOI_THREADS``, or else the cores."""
    global _limit
    _limit = threads


def count() -> int:
    """Return how many threads long work may take."""
    if _limit is not None:
        return _limit
    asked = os.environ.get(VARIABLE, "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Those who do one long work: the caller alone at first, then threads beside it.

    Parameters
    ----------
    short : float
        Seconds before threads are started.
    """

    def __init__(self, short: float = SHORT) -> None:
        self._width = count()
        self._soon = time.monotonic() + short

    def each(self, do: Callable[[Part], Found], parts: Iterable[Part]) -> list[Found]:
        """Do all parts, which must not touch one another, and return what they find, in order.

        Raises
        ------
        Exception
            That of the first part that fails; parts that have not begun are left.
        """
        left = list(parts)
        found: list[Found] = []
        while left and (self._width == 1 or len(left) == 1 or time.monotonic() < self._soon):
            found.append(do(left.pop(0)))
        return [*found, *self._together(do, left)] if left else found

    def _together(self, do: Callable[[Part], Found], parts: list[Part]) -> list[Found]:
        pool = _pools.get(self._width)
        if pool is None:
            pool = _pools[self._width] = ThreadPoolExecutor(self._width, "toi")
        begun: list[Future[Found]] = [pool.submit(do, part) for part in parts]
        try:
            return [one.result() for one in begun]
        finally:
            for one in begun:
                one.cancel()
