"""Processes: long work shared out where threads would wait for one another.

A kernel that takes some microseconds lets go of the interpreter's lock as often, and to hand the
lock over takes as long. A forked process has a lock of its own, and all that was made before; it
sends back what it finds. As with threads, no result depends on how many there are.
"""

import gc
import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO, Generic, TypeVar

from toi import threads

Found = TypeVar("Found")

SHORT = 0.2  # seconds of work for which no process is started
ROOM = 2**20  # bytes that wait to be read, so that nobody waits to write


def width() -> int:
    """Return how many processes long work may take: as many as threads, or 1 without a fork."""
    return threads.count() if sys.platform == "linux" else 1


class Pace:
    """How fast parts of a work are done, which tells whether processes are worth it."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def is_slow(self, done: int, left: int) -> bool:
        """Tell whether what is left is long work, after so many parts of the same length."""
        spent = time.monotonic() - self._began
        return width() > 1 and left * spent / done > SHORT


def side_by_side(do: Callable[[int], Found], parts: Sequence[int]) -> Generator[Found, None, None]:
    """Yield what is found for each part, in order; every process does one in so many of them.

    What a process does not send, since it failed or was killed, is done by the caller, who so
    meets the same error. Close the generator to end all processes.

    Parameters
    ----------
    do : callable
        What it finds must pickle.
    """
    size = min(width(), len(parts))
    workers = []
    try:
        for i in range(size):
            workers.append(_Worker(do, parts[i::size]))
        for i, part in enumerate(parts):
            found = workers[i % size].sent()
            yield do(part) if found is None else found
    finally:
        for worker in workers:
            worker.end()


@contextmanager
def meanwhile(do: Callable[[], Found], is_long: bool) -> Iterator[Callable[[], Found]]:
    """Have a process do something while the caller does other things.

    What is yielded waits for it and returns what is found, not None. The caller does it, when it
    asks, where it is no long work, or where the process cannot be had or fails.

    Parameters
    ----------
    do : callable
        What it finds must pickle.
    """
    if not is_long or width() == 1:
        yield do
        return
    worker = _Worker(lambda _: do(), [0])

    def found() -> Found:
        sent = worker.sent()
        return do() if sent is None else sent

    try:
        yield found
    finally:
        worker.end()


class _Worker(Generic[Found]):
    """A process, and the pipe through which it sends what it finds, part by part."""

    def __init__(self, do: Callable[[int], Found], parts: Sequence[int]) -> None:
        self._pid = 0
        self._pipe: BinaryIO | None = None
        try:
            reads, writes = os.pipe()
        except OSError:  # no more files: the caller does all
            return
        _widen(writes)
        try:
            self._pid = _fork()
        except OSError:  # no more processes: the same
            os.close(reads)
            os.close(writes)
            return
        if not self._pid:
            os.close(reads)  # or who writes would not hear that nobody reads any longer
            _work(do, parts, writes)
        os.close(writes)
        self._pipe = os.fdopen(reads, "rb")

    def sent(self) -> Found | None:
        """Wait for what is found for the next part; None where there is no more to come."""
        if self._pipe is None:
            return None
        try:
            found: Found = pickle.load(self._pipe)
        except (EOFError, pickle.UnpicklingError):
            return None
        return found

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self._pipe is not None:
            self._pipe.close()
            # Who ignores SIGCHLD, or whose parent did, has nobody left to wait for.
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)


def _fork() -> int:
    with warnings.catch_warnings():
        # Other threads (BLAS has some) do not matter: the child asks nothing of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _work(do: Callable[[int], Found], parts: Sequence[int], writes: int) -> None:
    """Do all parts in a process of its own, and end it; Ctrl-C is for the caller to hear."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threads.stay_alone()
        gc.freeze()  # to look for rubbish among what was made before would copy all of it
        with os.fdopen(writes, "wb") as pipe:
            for part in parts:
                pickle.dump(do(part), pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
    finally:
        os._exit(0)


def _widen(pipe: int) -> None:
    """Give a pipe more room, where the system has that much."""
    import fcntl

    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)
    except OSError:
        return
