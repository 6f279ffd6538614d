"""Commands in a process of their own, that begins where this one is: nothing is imported anew."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryFile

from tests.command import CLEAN

CRASHED = 99  # whatever a command ended in that is no exit
CLOSED = "closed"


@dataclass
class Ended:
    """Exit code (below 0: the signal that ended it), standard output and standard error."""

    code: int
    out: bytes
    err: str

    @property
    def said(self) -> str:
        """What stands on standard error but for notes."""
        return "".join(
            row for row in self.err.splitlines(keepends=True) if not row.startswith("note: ")
        )


def forked(
    *words: object,
    stdin: str = os.devnull,
    stdout: str | int | None = None,
    stderr: str | None = None,
    encoding: str = "utf-8",
    env: dict[str, str] | None = None,
    first: Callable[[], object] = lambda: None,
) -> Ended:
    """Run one command as the shell would, with real streams.

    Parameters
    ----------
    stdin, stdout, stderr : str, optional
        What to open in their place, the number of what is open, or ``closed``; else they are
        kept and returned.
    first : callable
        What to do in the new process before the command, such as to break a function.
    """
    with TemporaryFile() as out, TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _in_child(words, (stdin, stdout, stderr), (out, err), encoding, env or {}, first)
        _, status = os.waitpid(child, 0)
        for stream in (out, err):
            stream.seek(0)
        code = os.waitstatus_to_exitcode(status)
        return Ended(code, out.read(), err.read().decode("utf-8", "replace"))


def _in_child(words, given, kept, encoding, env, first):
    """Run, and end this process whatever happens."""
    code = CRASHED
    try:
        for number, (what, file) in enumerate(zip(given, (None, *kept), strict=True)):
            os.close(number)
            if what != CLOSED:
                mode = os.O_RDONLY if number == 0 else os.O_WRONLY
                opened = os.open(what, mode) if isinstance(what, str) else what or file.fileno()
                os.dup2(opened, number)
        names = ("stdin", "stdout", "stderr")
        for number, (name, what) in enumerate(zip(names, given, strict=True)):
            opened = None if what == CLOSED else os.fdopen(number, "rw"[number > 0], -1, encoding)
            setattr(sys, name, opened)
        for name in [name for name in os.environ if name.startswith(("TOI_", "PYTEST_"))]:
            if name != "TOI_CACHE":
                del os.environ[name]
        os.environ.update({**CLEAN, **env})
        sys.argv = ["toi", *map(str, words)]
        first()
        from toi.__main__ import run

        code = 0
        run()
        sys.stdout.flush()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
    except BaseException:
        code = CRASHED
        traceback.print_exc(file=os.fdopen(os.dup(kept[1].fileno()), "w"))
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)
