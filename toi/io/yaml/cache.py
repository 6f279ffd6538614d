"""Parsed files kept as plain JSON, so that unchanged YAML is not parsed again.

An entry is named by the digest of the file's bytes, so it can never be stale. The cache
is a convenience: whatever goes wrong with it, the file is parsed instead. `TOI_CACHE`
names another folder, or switches it off where it is empty.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

FORM = 2  # raise it when the reading of YAML changes
SMALLEST = 16 * 1024  # bytes; smaller files are parsed as quickly
MOST_ENTRIES = 64


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
    if home is None or len(raw) < SMALLEST:
        return None
    return home / f"{FORM}-{hashlib.sha256(raw).hexdigest()}.json"


def recall(raw: bytes) -> Any:
    """Take the data of a file from the cache.

    Parameters
    ----------
    raw : bytes
        The file.

    Returns
    -------
    dict or None
        The plain data; None where it is not there.
    """
    entry = _entry(raw)
    if entry is None:
        return None
    try:
        data = json.loads(entry.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def remember(raw: bytes, data: Any) -> None:
    """Keep the data of a file, if that can be done.

    Parameters
    ----------
    raw : bytes
        The file.
    data : object
        The plain data that it holds.
    """
    entry = _entry(raw)
    if entry is None:
        return
    try:
        text = json.dumps(data, allow_nan=False)
        if json.loads(text) != data:  # numbers as keys, say, do not survive
            return
        entry.parent.mkdir(parents=True, exist_ok=True)
        # Not flushed to the disk, as users' files are: a lost entry is made again.
        handle, beside = tempfile.mkstemp(dir=entry.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(beside).replace(entry)
        _prune(entry.parent)
    except (OSError, ValueError):
        return


def _prune(home: Path) -> None:
    """Drop the oldest entries beyond the limit."""
    entries = sorted(home.glob("*.json"), key=lambda file: file.stat().st_mtime)
    for file in entries[:-MOST_ENTRIES]:
        file.unlink(missing_ok=True)
