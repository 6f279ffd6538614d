"""Running `toi` in this process, as a shell would."""

import contextlib
import ctypes
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

CLEAN = {"COLUMNS": "80", "NO_COLOR": "1"}


@dataclass
class Done:
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments, cwd=None, env=None):
    """Run one command; whatever it raises but an exit is a failure of the test."""
    from toi.cli.app import main

    out, err = io.StringIO(), io.StringIO()
    here = Path.cwd()
    code = 0
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "TOI_CACHE" or not name.startswith(("TOI_", "PYTEST_"))
    }
    with (
        mock.patch.dict(os.environ, {**kept, **CLEAN, **(env or {})}, clear=True),
        mock.patch.object(sys, "argv", ["toi", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            os.chdir(cwd or here)
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
        finally:
            os.chdir(here)
    return Done(code, out.getvalue(), err.getvalue())


def ranking(*arguments):
    """Return what `toi score` finds, from its JSON."""
    done = run("score", "--format", "json", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out)


ROOTS_WAY = 1 << 1 | 1 << 2  # Linux's CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
CAPABILITIES = 0x20080522, 0  # version 3, of this process


@contextlib.contextmanager
def without_rights():
    """As somebody whom the modes of files bind, even where this is root.

    The user stays the same, so that whatever a command may still import can be read.
    """
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may do all here")
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(*CAPABILITIES)
    had = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then those above 31
    assert libc.capget(head, had) == 0
    left = (ctypes.c_uint32 * 6)(*had)
    left[0] &= ~ROOTS_WAY
    assert libc.capset(head, left) == 0
    try:
        yield
    finally:
        assert libc.capset(head, had) == 0


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
