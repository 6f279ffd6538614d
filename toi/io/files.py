"""Files written whole or not at all: beside the old one, then renamed over it."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from toi.errors import usage


def read_up_to(file: str, most: int) -> bytes:
    """The bytes of a file, one more than `most` where it is longer."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise usage(f"{file} cannot be read: {error.strerror}", "unreadable") from error


def write_whole(path: Path, content: str | bytes, force: bool = False) -> None:
    """Write a new file, text as UTF-8, or with `force` in place of an old one."""
    if path.exists() and not force:
        raise usage(f"{path} exists; --force replaces it", "file-exists")
    try:
        raw = content.encode("utf-8") if isinstance(content, str) else content
        _swap_in(path, raw, 0o666 & ~_umask())
    except OSError as error:
        raise usage(f"cannot write {path}: {error.strerror}", "unwritable") from error


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
        with _locked(target.parent):
            mode = _checked(path, target, known)
            _swap_in(target, raw, mode)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}; nothing was written"
        raise usage(message, "unwritable") from error


def make_folder(path: Path) -> None:
    """A folder that is there afterwards."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        taken = isinstance(error, FileExistsError)
        reason = "a file is in its place" if taken else error.strerror
        raise usage(f"cannot make the folder {path}: {reason}", "unwritable") from error


def _checked(path: Path, target: Path, known: bytes | None) -> int:
    """The permissions to give; refused where the file is not what it was."""
    try:
        found = target.read_bytes()
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        if known is not None:
            raise usage(f"{path} was removed meanwhile; nothing was written", "changed") from None
        return 0o666 & ~_umask()
    if known is None:
        raise usage(f"{path} was made meanwhile; nothing was written", "changed")
    if found != known:
        message = f"{path} was changed by something else meanwhile; nothing was written"
        raise usage(message, "changed")
    if not mode & 0o222:
        raise usage(f"{path} is read-only; nothing was written", "unwritable")
    return mode


def _swap_in(path: Path, raw: bytes, mode: int) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(mode)
        os.replace(beside, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes of `toi`, where the system knows locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
