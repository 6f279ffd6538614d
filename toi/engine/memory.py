"""Memory that is kept for what comes next, and memory that processes have in common."""

import ctypes
import math
import mmap
import sys
from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)

KEPT = 2**25 - 2**16  # bytes; glibc learns nothing from what is larger than 2**25
STRETCH = 2**24  # bytes of a table that is worked out stretch by stretch
MOST_NUMBERS = 2**19  # of a table of cells or scores, of which there are several at a time


def keep_freed() -> None:
    """Have the C library keep what is freed, from now on.

    As a process begins, glibc fetches every array of more than 128 KiB from the system, page by
    page, and gives it back when it is dropped; where arrays come and go with every block of
    draws, that is a quarter of the time. It keeps what is freed up to the size of the largest
    that it ever gave back. This one is never touched, and so takes no memory.
    """
    np.empty(KEPT, dtype=np.uint8)


def give_back() -> None:
    """Have the C library give back what it kept, between two works that need other memory."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)


def stretches(n: int, each: int, least: int = 1) -> Iterator[slice]:
    """Cut `n` things of so many bytes each into slices of `STRETCH`, but of `least` or more."""
    size = max(STRETCH // max(each, 1), least)
    yield from (slice(start, min(start + size, n)) for start in range(0, n, size))


def shared(kind: type[Number], *shape: int) -> NDArray[Number]:
    """Allocate zeros that processes which are forked later write to as this one does."""
    found = np.dtype(kind)
    memory = mmap.mmap(-1, max(found.itemsize * math.prod(shape), 1))
    return np.frombuffer(memory, found, math.prod(shape)).reshape(shape)
