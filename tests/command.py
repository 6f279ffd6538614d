"""Running `toi` in this process, as a shell would."""

import contextlib
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

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


NOBODY = 65534


@contextlib.contextmanager
def without_rights(folder):
    """As somebody who may read `folder` but not write where root may.

    What the command imports must be loaded before, since it may lie where only root reads.
    """
    if os.geteuid() != 0:
        yield
        return
    for place in (folder, *folder.parents):
        mode = place.stat().st_mode
        if not mode & 1:  # not closed again, since another worker may be under it just then
            place.chmod(mode | 0o055)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
