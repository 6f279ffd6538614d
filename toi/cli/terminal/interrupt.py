"""Long work: a clean way to end it early by Ctrl-C."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

from toi.progress import Stage, stage

INTERRUPTED = 130  # exit code, as shells have it for Ctrl-C


@contextmanager
def interruptible(total: int, quiet: bool = False) -> Iterator[Callable[[int], bool]]:
    """Give a function to be told how many of `total` draws are done, which says whether to go on.

    The first Ctrl-C asks the work to end with what it has, the second ends the program.
    """
    stop = _Stop(told=not quiet and sys.stderr.isatty())
    before = signal.signal(signal.SIGINT, stop)
    drawing: Stage | None = None
    with ExitStack() as stack:
        stack.callback(signal.signal, signal.SIGINT, before)

        def goes_on(done: int) -> bool:
            nonlocal drawing
            if drawing is None:  # only now is it known that draws are counted at all
                drawing = stack.enter_context(stage("drawing", total))
            drawing.done = done
            return not stop.asked

        yield goes_on


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
