"""A line on the terminal that says what a long command is at."""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from toi.progress import Stage, listening

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds of a command before anything is shown
EVERY = 0.1  # seconds between updates
BAR = 30  # columns


class StatusLine:
    """The present stage and how far it is; wiped when the stage ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()  # between the command and the thread that updates
        self._stage: Stage | None = None
        self._began = 0.0
        self._shown: Progress | None = None

    def follow(self, stage: Stage | None) -> None:
        """Take note of a stage that begins; None where one ends."""
        with self._lock:
            if self._shown is not None:
                self._shown.stop()
            self._stage, self._began, self._shown = stage, time.monotonic(), None

    def update(self) -> None:
        """Show the stage as it is now."""
        # Before the lock is taken, since the command would wait for a slow import.
        import rich.progress  # noqa: F401

        with self._lock:
            if self._stage is None:
                return
            if self._shown is None:
                self._shown = _started(self._stream, self._stage)
            note = f"{time.monotonic() - self._began:.0f} s"
            if self._stage.total is not None:
                note = f"{self._stage.done:,} of {self._stage.total:,}; Ctrl-C ends here"
            task = self._shown.task_ids[0]
            self._shown.update(task, completed=self._stage.done, note=note, refresh=True)


def _started(stream: TextIO, stage: Stage) -> "Progress":
    """Start a line that is redrawn only when it is told to, so that it needs no thread."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(BAR),
        TextColumn("{task.fields[note]}", markup=False),
        console=Console(file=stream),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task(stage.what, total=stage.total, note="")
    progress.start()
    return progress


@contextmanager
def status_line(
    stream: TextIO, words: Sequence[str] = (), patience: float = PATIENCE, every: float = EVERY
) -> Iterator[None]:
    """Keep whoever sits at the terminal `stream` informed, unless the words ask for quiet."""
    quiet = "--quiet" in words or "-q" in words or os.environ.get("TERM") == "dumb"
    if quiet or not stream.isatty():
        yield
        return
    line, over = StatusLine(stream), threading.Event()

    def run() -> None:
        wait = patience
        while not over.wait(wait):
            line.update()
            wait = every

    threading.Thread(target=run, daemon=True).start()
    try:
        with listening(line.follow):
            yield
    finally:
        over.set()
        line.follow(None)
