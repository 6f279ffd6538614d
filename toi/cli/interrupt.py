"""Long work: how far it is, and a clean way to end it early."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from toi.cli.status_line import PATIENCE

BAR = 30


@contextmanager
def interruptible(total: int, quiet: bool = False) -> Iterator[Callable[[int], bool]]:
    """A function to be told how much of `total` is done; it answers whether to go on.

    The first Ctrl-C asks the work to end with what it has, the second ends the program. A
    bar is shown on a terminal once the work has taken a while.
    """
    told = not quiet and sys.stderr.isatty()
    stop = _Stop(told)
    before = signal.signal(signal.SIGINT, stop)
    bar = _Bar(total, shown=told)

    def goes_on(done: int) -> bool:
        bar.show(done)
        return not stop.asked

    try:
        yield goes_on
    finally:
        signal.signal(signal.SIGINT, before)
        bar.clear()


class _Stop:
    """Remembers one Ctrl-C, and says so on a terminal; the next is not caught."""

    def __init__(self, told: bool = False) -> None:
        self.asked, self._told = False, told

    def __call__(self, number: int, frame: FrameType | None) -> Any:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        if self._told:  # past the buffers, which may be in use at this very moment
            os.write(2, b"\r\x1b[Kending with what is drawn; Ctrl-C again ends at once\n")


class _Bar:
    def __init__(self, total: int, shown: bool) -> None:
        self._total, self._shown = total, shown
        self._start, self._drawn = time.monotonic(), False

    def show(self, done: int) -> None:
        if not self._shown or time.monotonic() - self._start < PATIENCE:
            return
        full = round(BAR * done / self._total)
        text = f"\r[{'#' * full}{'.' * (BAR - full)}] {done:,} of {self._total:,} draws"
        sys.stderr.write(text + "; Ctrl-C ends here")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
