"""Files written whole or not at all: beside their places, then renamed into them."""

import contextlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from toi.errors import usage
from toi.io.written import note_writing

_OPEN_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")

LONGEST_WAIT = 10.0  # seconds for another process to be done with a folder
LEFT_BEHIND = 3600.0  # seconds after which a file that was never finished is nobody's
_UNFINISHED = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")


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
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        _swap_in(target, raw, mode)
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
        with _locked(target.parent):
            mode = _checked(path, target, known)
            _swap_in(target, raw, mode)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}; nothing was written"
        raise usage(message, "unwritable") from error


def write_folder(folder: Path, files: Mapping[str, str], force: bool = False) -> None:
    """Write files (by path below `folder`), all of them or none.

    Parameters
    ----------
    force : bool
        Whether to write into a folder that holds something: files of the same names are
        replaced, others stay.

    Raises
    ------
    InputErrors
        If something stands in the way or cannot be written; then nothing was.
    """
    paths = {folder / name: text.encode("utf-8") for name, text in files.items()}
    staged: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    made: set[Path] = set()
    try:
        _refuse(folder, files, force)
        made = {place for path in paths for place in path.parents if not place.exists()}
        for path, raw in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            before[path] = path.read_bytes() if path.is_file() else None
            staged[path] = _staged(path, raw, 0o666 & ~_umask())
        for path, beside in staged.items():
            note_writing(path, beside.stat().st_ino)
            beside.replace(path)
    except BaseException as error:
        _restore({path: before[path] for path, beside in staged.items() if not beside.exists()})
        _remove(staged.values())
        _remove_empty(made)
        if isinstance(error, OSError):
            message = f"cannot write {folder}: {error.strerror}; nothing was written"
            raise usage(message, "unwritable") from error
        raise


def _restore(before: Mapping[Path, bytes | None]) -> None:
    """Put back what files held that were replaced already; what was not there is removed."""
    for path, raw in before.items():
        with contextlib.suppress(OSError):
            if raw is None:
                path.unlink()
            else:
                _swap_in(path, raw, stat.S_IMODE(path.stat().st_mode))


def _refuse(folder: Path, files: Iterable[str], force: bool) -> None:
    """Refuse what stands in the way, before anything is written."""
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise usage(f"{place} is a file, not a folder", "not-a-folder")
    if folder.is_dir() and not force and _holds_something(folder):
        raise usage(
            f"{folder} is not empty; --force replaces what has the same name", "folder-not-empty"
        )
    for name in files:
        for above in Path(name).parents:
            if (folder / above).exists() and not (folder / above).is_dir():
                raise usage(f"{folder / above} is a file, not a folder", "not-a-folder")
        if (folder / name).is_dir():
            raise usage(f"{folder / name} is a folder, not a file", "not-a-file")


def _holds_something(folder: Path) -> bool:
    """Tell whether there is a file that was not merely begun by a process that was killed."""
    return any(
        not _UNFINISHED.fullmatch(place.name) and (place.is_symlink() or not place.is_dir())
        for place in folder.rglob("*")
    )


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders that were made for nothing, the deepest first."""
    for folder in sorted(folders, key=lambda place: -len(place.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        taken = isinstance(error, FileExistsError)
        reason = "a file is in its place" if taken else error.strerror
        raise usage(f"cannot make the folder {path}: {reason}", "unwritable") from error


def _checked(path: Path, target: Path, known: bytes | None) -> int:
    """Return the permissions to give; refuse a file that is not what it was."""
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
    """Put bytes in the place of whatever stands there."""
    if _has_other_names(path):
        _write_through(path, raw)
        return
    beside = _staged(path, raw, mode)
    try:
        note_writing(path, beside.stat().st_ino)
        beside.replace(path)
    except BaseException:
        _remove([beside])
        raise


def _has_other_names(path: Path) -> bool:
    """Tell whether hard links name the same file, which a rename would part."""
    return path.is_file() and path.stat().st_nlink > 1


def _write_through(path: Path, raw: bytes) -> None:
    """Write bytes into a file as it stands; what it held lies beside it until that is done."""
    before = path.read_bytes()
    kept = _staged(path, before, stat.S_IMODE(path.stat().st_mode))
    note_writing(path)
    try:
        _overwrite(path, raw)
    except BaseException:
        _overwrite(path, before)
        raise
    finally:
        _remove([kept])


def _overwrite(path: Path, raw: bytes) -> None:
    with path.open("r+b") as stream:
        stream.write(raw)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def _staged(path: Path, raw: bytes, mode: int) -> Path:
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
        _remove([beside])
        raise
    return beside


def _sweep(path: Path) -> None:
    """Remove what processes that were killed left beside a file, long ago."""
    with contextlib.suppress(OSError):
        for place in path.parent.iterdir():
            begun = place.name.startswith(f".{path.name}.") and _UNFINISHED.fullmatch(place.name)
            if begun and time.time() - place.lstat().st_mtime > LEFT_BEHIND:
                place.unlink()


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes of `toi`, where the system knows locks.

    Whoever may read a folder may lock it, so a lock is waited for only so long.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait_for(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB), folder)
        yield
    finally:
        os.close(handle)


def _wait_for(lock: Callable[[], None], folder: Path) -> None:
    """Take a lock; file systems that know none are left without."""
    end = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            return lock()
        except BlockingIOError:
            if time.monotonic() > end:
                message = f"{folder} has been locked by another program for {LONGEST_WAIT:g} s"
                raise usage(f"{message}; nothing was written", "locked") from None
            time.sleep(0.02)
        except OSError:
            return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
