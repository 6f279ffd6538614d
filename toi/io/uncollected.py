"""The garbage collector held back while records are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector back.

    Reading makes hundreds of thousands of objects that all stay. To look for garbage among them
    again and again, as Python does, takes twice as long as the reading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
