"""Folders of files written whole or not at all."""

import contextlib
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from toi.errors import usage
from toi.io.atomic import UNFINISHED, remove_files, staged_beside, swap_in, umask
from toi.io.written import note_writing


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        taken = isinstance(error, FileExistsError)
        reason = "a file is in its place" if taken else error.strerror
        raise usage(f"cannot make the folder {path}: {reason}", "unwritable") from error


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
            staged[path] = staged_beside(path, raw, 0o666 & ~umask())
        for path, beside in staged.items():
            note_writing(path, beside.stat().st_ino)
            beside.replace(path)
    except BaseException as error:
        _restore({path: before[path] for path, beside in staged.items() if not beside.exists()})
        remove_files(staged.values())
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
                swap_in(path, raw, stat.S_IMODE(path.stat().st_mode))


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
        not UNFINISHED.fullmatch(place.name) and (place.is_symlink() or not place.is_dir())
        for place in folder.rglob("*")
    )


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders that were made for nothing, the deepest first."""
    for folder in sorted(folders, key=lambda place: -len(place.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()
