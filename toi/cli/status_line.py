"""A line on the terminal that says what a long command is at."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from toi.progress import listen, unlisten

PATIENCE = 1.0  # seconds of a command before anything is said
EVERY = 0.25  # seconds between looks


class StatusLine:
    """The present stage and its seconds, in one line that is wiped when the stage ends."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.lock = threading.Lock()
        self.began = time.monotonic()
        self.since = self.began
        self.what: str | None = None
        self.said = False

    def __call__(self, what: str | None) -> None:
        """A stage begins, or ends where there is none."""
        with self.lock:
            if self.said:
                self.stream.write("\r\x1b[K")
                self.stream.flush()
            self.what, self.since, self.said = what, time.monotonic(), False

    def look(self) -> None:
        """Say the stage, where the command has taken long."""
        with self.lock:
            now = time.monotonic()
            if self.what is not None and now - self.began >= PATIENCE:
                self.stream.write(f"\r\x1b[K{self.what} ... {now - self.since:.0f} s")
                self.stream.flush()
                self.said = True


@contextmanager
def watched(stream: TextIO, words: list[str]) -> Iterator[None]:
    """Keep whoever sits at the terminal `stream` informed, unless the words ask for quiet."""
    quiet = "--quiet" in words or "-q" in words or os.environ.get("TERM") == "dumb"
    if quiet or not stream.isatty():
        yield
        return
    line, over = StatusLine(stream), threading.Event()

    def run() -> None:
        while not over.wait(EVERY):
            line.look()

    listen(line)
    threading.Thread(target=run, daemon=True).start()
    try:
        yield
    finally:
        over.set()
        unlisten(line)
        line(None)
