"""Parsed files kept as plain JSON, so that unchanged YAML is not parsed again.

Small files are kept too: where all are, a command need not even load the parser of YAML.
An entry is named by the digest of the file's bytes, so it can never be stale. The cache
is a convenience: whatever goes wrong with it, the file is parsed instead. `TOI_CACHE`
names another folder, or switches it off where it is empty.
"""

import hashlib
import json
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

FORM = 3  # raise it when the reading of YAML changes, or what an entry holds
LARGEST = 64 * 2**20  # bytes of an entry
MOST_ENTRIES = 128
AT_ONCE = 32  # entries that are dropped together
LEFT_BEHIND = 3600.0  # seconds after which a file that was never finished is nobody's
_ENTRY = re.compile(r"[0-9]+-[0-9a-f]{64}\.json")  # the folder may hold files of others
_UNFINISHED = ".toi-cache-"


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


def _entry(raw: bytes) -> Path | None:
    home = folder()
    if home is None:
        return None
    return home / f"{FORM}-{hashlib.sha256(raw).hexdigest()}.json"


def recall(raw: bytes) -> Any:
    """Take the plain data of a file from the cache; None where it is not there."""
    entry = _entry(raw)
    if entry is None:
        return None
    try:
        return _data(entry.read_bytes()) if _is_own(entry) else None
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def _text(data: Any) -> str:
    """Write data as JSON, with the places of the mappings whose keys are numbers.

    JSON knows no numbers as keys, such as those of ``anchors: {0: none, 10: all}``.
    """
    return json.dumps({"data": data, "numbered": list(_numbered(data))}, allow_nan=False)


def _numbered(data: Any) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of each outermost mapping whose keys are not texts."""
    left: list[tuple[Any, tuple[str | int, ...]]] = [(data, ())]
    while left:
        here, place = left.pop()
        if isinstance(here, dict) and not all(isinstance(key, str) for key in here):
            yield place
            continue
        for key, member in here.items() if isinstance(here, dict) else enumerate(here):
            if isinstance(member, dict | list):
                left.append((member, (*place, key)))


def _data(text: str | bytes) -> dict[str, Any] | None:
    """Read what `_text` wrote."""
    kept = json.loads(text)
    data = kept["data"]
    for place in kept["numbered"]:
        *above, last = place
        parent = reduce(getitem, above, data)
        parent[last] = {json.loads(key): member for key, member in parent[last].items()}
    return data if isinstance(data, dict) else None


def _is_own(entry: Path) -> bool:
    """Tell whether an entry was written by this user alone: others could put anything there."""
    found = entry.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
        return False
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def remember(raw: bytes, data: Any) -> None:
    """Keep the plain data that a file holds, if that can be done."""
    entry = _entry(raw)
    if entry is None:
        return
    try:
        text = _text(data)
        if _data(text) != data:  # not all that YAML can say survives
            return
        if not entry.parent.is_dir():
            _make_home(entry.parent)
        # Not flushed to the disk, as users' files are: a lost entry is made again.
        handle, beside = tempfile.mkstemp(dir=entry.parent, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(beside).replace(entry)
        finally:
            Path(beside).unlink(missing_ok=True)
        _prune(entry.parent)
    except (OSError, ValueError, TypeError):
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
