"""Threads: parts of long work done side by side, with their results in order.

Whoever shares work out cuts it so that no result depends on how many threads there are; they
change how long it takes, and no bit.
"""

import os
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from toi.errors import usage

if TYPE_CHECKING:  # loaded where threads are started
    from concurrent.futures import Future, ThreadPoolExecutor

Part = TypeVar("Part")
Found = TypeVar("Found")

VARIABLE = "TOI_THREADS"
SHORT = 0.5  # seconds of work for which no thread is started
LONGEST = 20  # characters of a wrong value that are shown

_limit: int | None = None
_alone = False  # in a process that others share their work with
_pools: "dict[int, ThreadPoolExecutor]" = {}


def use(threads: int | None) -> None:
    """Set how many threads there may be; None leaves it to ``TOI_THREADS``, or else the cores."""
    global _limit
    _limit = threads


def stay_alone() -> None:
    """Have this process do all work in the thread that asks for it, whatever else was said."""
    global _alone
    _alone = True


def count() -> int:
    """Return how many threads long work may take.

    Raises
    ------
    InputErrors
        Where ``TOI_THREADS`` is asked, and says something else than a number from 1 on.
    """
    if _alone:
        return 1
    if _limit is not None:
        return _limit
    asked = os.environ.get(VARIABLE, "").strip()
    if asked:
        return _number(asked)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _number(asked: str) -> int:
    try:
        number = int(asked)
    except ValueError:
        number = 0
    if number < 1:
        raise usage(
            f"{VARIABLE} is a number of threads, 1 or more, not {asked[:LONGEST]!r}; "
            "unset it for all cores",
            "out-of-range",
        )
    return number


class Crew:
    """Those who do one long work: the caller alone at first, then threads in its place.

    Whoever does a part must not share it out again: all threads might wait for one another.
    """

    def __init__(self) -> None:
        self._width = count()
        self._soon = time.monotonic() + SHORT

    def each(self, do: Callable[[Part], Found], parts: Iterable[Part]) -> list[Found]:
        """Do all parts, which must not touch one another, and return what they find, in order.

        Raises
        ------
        Exception
            That of the first part that fails; parts that have not begun are left.
        """
        left = list(parts)
        found: list[Found] = []
        alone = _alone or self._width == 1
        while left and (alone or len(left) == 1 or time.monotonic() < self._soon):
            found.append(do(left.pop(0)))
        return [*found, *self._together(do, left)] if left else found

    def _together(self, do: Callable[[Part], Found], parts: list[Part]) -> list[Found]:
        pool = _pools.get(self._width)
        if pool is None:
            from concurrent.futures import ThreadPoolExecutor

            pool = _pools[self._width] = ThreadPoolExecutor(self._width, "toi")
        begun: list[Future[Found]] = [pool.submit(do, part) for part in parts]
        try:
            return [one.result() for one in begun]
        finally:
            for one in begun:
                one.cancel()
