"""What a long command is at, told to whoever listens; nothing here prints."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str | None], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Have `listener` called with each stage that begins, and with None when it ends."""
    _listeners.append(listener)


def unlisten(listener: Listener) -> None:
    """Have it called no more."""
    _listeners.remove(listener)


@contextmanager
def stage(what: str) -> Iterator[None]:
    """Say what is being done as long as it is; stages are not nested."""
    for listener in _listeners:
        listener(what)
    try:
        yield
    finally:
        for listener in _listeners:
            listener(None)
