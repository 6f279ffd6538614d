"""Files written whole or not at all: beside their places, then renamed into them."""

import os
import stat
from pathlib import Path

from toi.errors import usage
from toi.io.atomic import swap_in, umask
from toi.io.folder_lock import locked
from toi.io.written import note_writing

_OPEN_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")


def read_up_to(file: str, most: int) -> bytes:
    """Return the bytes of a file, one more than `most` where it is longer."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise usage(f"{file} cannot be read: {error.strerror}", "unreadable") from error


def write_whole(path: Path, content: str | bytes, force: bool = False) -> None:
    """Write one file, text as UTF-8, whole or not at all.

    A link is followed to the file that it names, whose permissions stay as they are. What is
    no file, such as a pipe or a device, is written to as it stands.

    Parameters
    ----------
    force : bool
        Whether to replace a file that is there.

    Raises
    ------
    InputErrors
        If there is a file without `force`, or if it cannot be written.
    """
    # A name that is no UTF-8 stands in text as halves of letters.
    raw = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        if is_stream(path):
            note_writing(path)
            with path.open("wb") as stream:
                stream.write(raw)
            return
        if is_taken(path) and not force:
            raise usage(f"{path} exists; --force replaces it", "file-exists")
        target = Path(os.path.realpath(path))
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~umask()
        swap_in(target, raw, mode)
    except OSError as error:
        raise usage(f"cannot write {path}: {error.strerror}", "unwritable") from error


def refuse_unwritable(path: Path) -> None:
    """Refuse a place where no file can be, before anything else is written.

    Raises
    ------
    InputErrors
        If it is a folder, or lies in none.
    """
    try:
        if path.is_dir():
            raise usage(f"cannot write {path}: Is a directory", "unwritable")
        if not path.parent.is_dir():
            raise usage(f"cannot write {path}: No such file or directory", "unwritable")
        as_now = os.access in os.supports_effective_ids
        if not is_stream(path) and not os.access(path.parent, os.W_OK, effective_ids=as_now):
            raise usage(f"cannot write {path}: Permission denied", "unwritable")
    except OSError as error:
        raise usage(f"cannot write {path}: {error.strerror}", "unwritable") from error


def is_taken(path: Path) -> bool:
    """Tell whether a file stands at `path` that writing would replace, links followed.

    Raises
    ------
    InputErrors
        If the system cannot tell: a name that is too long, a folder that nobody may enter.
    """
    try:
        return path.exists() and not is_stream(path)
    except OSError as error:
        raise usage(f"cannot write {path}: {error.strerror}", "unwritable") from error


def is_stream(path: Path) -> bool:
    """Tell a pipe, a device or an open stream, such as ``/dev/stdout``, from a file."""
    if str(path).startswith(_OPEN_STREAMS):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def replace_whole(path: Path, raw: bytes, known: bytes | None) -> None:
    """Put new bytes in the place of those that were read, unless they changed meanwhile.

    Links are followed to the file they name; permissions stay as they are. Two processes
    of `toi` keep out of each other's way by a lock on the folder.

    Parameters
    ----------
    known : bytes or None
        What the file held when it was read; None where there was none.

    Raises
    ------
    InputErrors
        If the file is not as it was, is read-only, or cannot be written; then nothing was.
    """
    target = Path(os.path.realpath(path))
    try:
        with locked(target.parent):
            mode = _checked(path, target, known)
            swap_in(target, raw, mode)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}; nothing was written"
        raise usage(message, "unwritable") from error


def _checked(path: Path, target: Path, known: bytes | None) -> int:
    """Return the permissions to give; refuse a file that is not what it was."""
    try:
        found = target.read_bytes()
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        if known is not None:
            raise usage(f"{path} was removed meanwhile; nothing was written", "changed") from None
        return 0o666 & ~umask()
    if known is None:
        raise usage(f"{path} was made meanwhile; nothing was written", "changed")
    if found != known:
        message = f"{path} was changed by something else meanwhile; nothing was written"
        raise usage(message, "changed")
    if not mode & 0o222:
        raise usage(f"{path} is read-only; nothing was written", "unwritable")
    return mode
