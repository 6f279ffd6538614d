"""What was read once, kept in files, so that what has not changed is not read and checked again.

An entry is named by the digest of all that it was made of, so it can never be stale. It begins
with a digest of its name and content, so that one that was damaged, or renamed where others may
write the folder, is not taken for what it is not. The cache is a convenience: whatever goes wrong
with it, the work is done instead. `TOI_CACHE` names another folder, or switches it off where it
is empty.
"""

import hashlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

LARGEST = 64 * 2**20  # bytes of an entry
MOST_ENTRIES = 128
AT_ONCE = 32  # entries that are dropped together
LEFT_BEHIND = 3600.0  # seconds after which a file that was never finished is nobody's
_ENTRY = re.compile(r"[0-9]+-[0-9a-f]{64}\.(json|records)")  # the folder may hold files of others
_UNFINISHED = ".toi-cache-"
_SEAL_LENGTH = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Return the folder of the entries; None where the cache is off."""
    asked = os.environ.get("TOI_CACHE")
    if asked is not None:
        return Path(asked) if asked else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "toi"
    except RuntimeError:  # no home folder
        return None


def entry(form: int, made_of: Iterable[bytes], ending: str) -> Path | None:
    """Return the file for what is made of some bytes; None where the cache is off.

    Parameters
    ----------
    form : int
        Of the entry.
    ending : str
        Of its name: `json` or `records`.
    """
    home, digest = folder(), hashlib.sha256()
    for part in made_of:
        digest.update(part)
    return None if home is None else home / f"{form}-{digest.hexdigest()}.{ending}"


def read(entry: Path | None) -> bytes | None:
    """Read an entry; None where there is none that can be trusted."""
    if entry is None:
        return None
    try:
        with open(entry, "rb", opener=_open_at_once) as stream:
            if not _is_own(os.fstat(stream.fileno())):
                return None
            seal, content = stream.read(_SEAL_LENGTH), stream.read()
    except (OSError, ValueError):
        return None
    return content if seal == _seal(entry, content) else None


def _open_at_once(path: str, flags: int) -> int:
    """Open no link, and wait for no pipe; Windows has neither flag."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _is_own(found: os.stat_result) -> bool:
    """Tell whether an entry was written by this user alone: others could put anything there."""
    if not stat.S_ISREG(found.st_mode) or found.st_size > _SEAL_LENGTH + LARGEST:
        return False
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(entry: Path, content: bytes) -> bytes:
    """Return the digest with which an entry begins."""
    digest = hashlib.sha256(entry.name.encode())
    digest.update(content)
    return digest.digest()


def write(entry: Path | None, content: bytes) -> None:
    """Write an entry, if that can be done, and drop the oldest where there are too many."""
    if entry is None or len(content) > LARGEST:
        return
    try:
        if not entry.parent.is_dir():
            _make_home(entry.parent)
        # Not flushed to the disk, as users' files are: a lost entry is made again.
        handle, beside = tempfile.mkstemp(dir=entry.parent, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_seal(entry, content) + content)
            Path(beside).replace(entry)
        finally:
            Path(beside).unlink(missing_ok=True)
        _prune(entry.parent)
    except (OSError, ValueError):
        return


def _make_home(home: Path) -> None:
    """Make the folder of the entries; a home folder that does not exist is not made for it."""
    if home.parent.parent.is_dir():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)


def _prune(home: Path) -> None:
    """Drop the oldest entries beyond the limit, and what was never finished; nothing else.

    Some more than need be, so that of a thousand files read in a row not each asks for their ages.
    """
    with os.scandir(home) as found:  # names alone: this is done whenever a file is kept
        names = [one.name for one in found]
    entries = [name for name in names if _ENTRY.fullmatch(name)]
    if len(entries) > MOST_ENTRIES:
        for file in sorted((home / name for name in entries), key=_age)[MOST_ENTRIES - AT_ONCE :]:
            file.unlink(missing_ok=True)
    for file in (home / name for name in names if name.startswith(_UNFINISHED)):
        if _age(file) > LEFT_BEHIND:
            file.unlink(missing_ok=True)


def _age(file: Path) -> float:
    """Return for how many seconds a file has not been written; that of one gone meanwhile is 0."""
    try:
        return time.time() - file.lstat().st_mtime
    except OSError:
        return 0.0
