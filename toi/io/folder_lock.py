"""A lock on a folder, by which processes of `toi` keep out of each other's way."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from toi.errors import usage

LONGEST_WAIT = 10.0  # seconds for another process to be done with a folder


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes of `toi`, where the system knows locks.

    Whoever may read a folder may lock it, so a lock is waited for only so long.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait_for(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB), folder)
        yield
    finally:
        os.close(handle)


def _wait_for(lock: Callable[[], None], folder: Path) -> None:
    """Take a lock; file systems that know none are left without."""
    end = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            return lock()
        except BlockingIOError:
            if time.monotonic() > end:
                message = f"{folder} has been locked by another program for {LONGEST_WAIT:g} s"
                raise usage(f"{message}; nothing was written", "locked") from None
            time.sleep(0.02)
        except OSError:
            return None
