"""Questions about paths that never raise: what cannot be looked at is not there."""

import errno
import os
import stat
from importlib.resources.abc import Traversable
from pathlib import Path


def is_file(path: Traversable) -> bool:
    """Tell whether there is a plain file, or a link to one, that can be looked at."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_dir(path: Traversable) -> bool:
    """Tell whether there is a folder, or a link to one, that can be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Tell whether anything has this name, be it a link to nothing."""
    return os.path.lexists(path)


def closed(folder: Traversable, listed: bool = False) -> str:
    """Say why a folder that is there cannot be entered, or listed; nothing where it can."""
    try:
        if isinstance(folder, Path):
            os.stat(f"{folder}{os.sep}.")  # noqa: PTH116 - a Path would drop the dot
            if listed:
                os.scandir(folder).close()
    except OSError as error:
        return error.strerror or "it cannot be entered"
    return ""


def is_named(file: Traversable) -> bool:
    """Tell whether anything has this name, whether or not it can be read."""
    return exists(file) if isinstance(file, Path) else is_file(file)


def members(folder: Traversable) -> list[Traversable]:
    """Return what a folder holds, by name; nothing where it cannot be read."""
    try:
        return sorted(folder.iterdir(), key=lambda file: file.name)
    except OSError:
        return []


def real(path: Path) -> Path:
    """Follow links as far as they can be followed, even where the working folder is gone."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def why_unread(path: Path) -> str:
    """Say why there is no plain file to read."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "not a name of a file"
    return "a folder, not a file" if stat.S_ISDIR(kind) else "not a plain file"


def read_plain(file: Traversable, most: int) -> bytes:
    """Read a plain file, at most one byte more than `most`.

    Raises
    ------
    OSError
        If it cannot be read, or is a pipe or a device, which might never end.
    """
    if isinstance(file, Path) and not stat.S_ISREG(file.stat().st_mode):
        kind = errno.EISDIR if is_dir(file) else errno.EINVAL
        raise OSError(kind, why_unread(file), str(file))
    with file.open("rb") as stream:
        raw: bytes = stream.read(most + 1)
        return raw
