"""Files that this process has written, for whoever interrupts it."""

import os
from pathlib import Path

STDOUT = "standard output"
_begun: list[tuple[str, int | None]] = []


def note_writing(target: str | Path, inode: int | None = None) -> None:
    """Note what is about to be written, before it is.

    Parameters
    ----------
    target : str or Path
        A file, or what messages call it.
    inode : int, optional
        That of the file which is about to be renamed to `target`; only once it stands there
        has it been written.
    """
    _begun.append((str(target), inode))


def forget_written() -> None:
    """Begin anew."""
    _begun.clear()


def written() -> tuple[str, ...]:
    """Return what has been written so far, each once."""
    return tuple(dict.fromkeys(name for name, inode in _begun if inode is None or _is(name, inode)))


def _is(name: str, inode: int) -> bool:
    try:
        return os.stat(name).st_ino == inode  # noqa: PTH116
    except OSError:
        return False
