"""A folder of files, written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from toi.errors import usage


def write_folder(folder: Path, files: Mapping[str, str], force: bool = False) -> None:
    """Write files (by path below `folder`), all of them or none.

    They are first written to a folder beside their places, which is then emptied by
    renaming. A folder that holds anything is refused without `force`; with it, files of
    the same names are replaced and others stay.
    """
    _refuse(folder, files, force)
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=folder, prefix=".toi-"))
        try:
            _write(stage, files)
            for name in files:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (stage / name).replace(folder / name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except BaseException as error:
        for place in made:
            _remove_empty(place)
        if isinstance(error, OSError):
            message = f"cannot write {folder}: {error.strerror}"
            raise usage(message, "unwritable") from error
        raise


def _refuse(folder: Path, files: Mapping[str, str], force: bool) -> None:
    """What stands in the way, before anything is written."""
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise usage(f"{place} is a file, not a folder", "not-a-folder")
    if folder.is_dir() and not force and any(folder.iterdir()):
        raise usage(
            f"{folder} is not empty; --force replaces what has the same name", "folder-not-empty"
        )
    for name in files:
        for above in Path(name).parents:
            if (folder / above).exists() and not (folder / above).is_dir():
                raise usage(f"{folder / above} is a file, not a folder", "not-a-folder")
        if (folder / name).is_dir():
            raise usage(f"{folder / name} is a folder, not a file", "not-a-file")


def _write(stage: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        with (stage / name).open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)


def _remove_empty(place: Path) -> None:
    """Remove a folder that was made for nothing, with the empty ones in it."""
    for top, _, _ in os.walk(place, topdown=False):
        try:
            Path(top).rmdir()
        except OSError:
            return
