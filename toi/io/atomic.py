"""Bytes written beside a file, then renamed into its place, so that it is never half of either."""

import contextlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from toi.io.written import note_writing

LEFT_BEHIND = 3600.0  # seconds after which a file that was never finished is nobody's
UNFINISHED = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")


def swap_in(path: Path, raw: bytes, mode: int) -> None:
    """Put bytes in the place of whatever stands there."""
    if _has_other_names(path):
        _write_through(path, raw)
        return
    beside = staged_beside(path, raw, mode)
    try:
        note_writing(path, beside.stat().st_ino)
        beside.replace(path)
    except BaseException:
        remove_files([beside])
        raise


def _has_other_names(path: Path) -> bool:
    """Tell whether hard links name the same file, which a rename would part."""
    return path.is_file() and path.stat().st_nlink > 1


def _write_through(path: Path, raw: bytes) -> None:
    """Write bytes into a file as it stands; what it held lies beside it until that is done."""
    before = path.read_bytes()
    kept = staged_beside(path, before, stat.S_IMODE(path.stat().st_mode))
    note_writing(path)
    try:
        _overwrite(path, raw)
    except BaseException:
        _overwrite(path, before)
        raise
    finally:
        remove_files([kept])


def _overwrite(path: Path, raw: bytes) -> None:
    with path.open("r+b") as stream:
        stream.write(raw)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def staged_beside(path: Path, raw: bytes, mode: int) -> Path:
    """Write bytes to a file beside `path`."""
    _sweep(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())  # a rename may reach the disk before what is renamed
        beside.chmod(mode)
    except BaseException:
        remove_files([beside])
        raise
    return beside


def _sweep(path: Path) -> None:
    """Remove what processes that were killed left beside a file, long ago."""
    with contextlib.suppress(OSError):
        for place in path.parent.iterdir():
            begun = place.name.startswith(f".{path.name}.") and UNFINISHED.fullmatch(place.name)
            if begun and time.time() - place.lstat().st_mtime > LEFT_BEHIND:
                place.unlink()


def remove_files(files: Iterable[Path]) -> None:
    """Remove files, of which some may be gone already."""
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


def umask() -> int:
    """Return which permissions new files do not get; it can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
