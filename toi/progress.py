"""Progress of a long command, told to whoever listens; nothing here prints."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toi.light_dataclass import dataclass


@dataclass
class Stage:
    """A step of a command: what it is, and how much of a known total is done."""

    what: str
    total: int | None = None
    done: int = 0


Listener = Callable[[Stage | None], None]
_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have `listener` called with each stage that begins, and with None when it ends."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


@contextmanager
def stage(what: str, total: int | None = None) -> Iterator[Stage]:
    """Announce a stage for as long as it lasts; stages are not nested."""
    begun = Stage(what, total)
    for listener in _listeners:
        listener(begun)
    try:
        yield begun
    finally:
        for listener in _listeners:
            listener(None)
