"""Debates kept as they were read, so that unchanged files are not read and checked again.

An entry holds the records themselves, made by this very code of these very bytes. What it may name
is records and their parts alone, and all that it can do with them is to make some.
"""

import io
import pickle
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import toi
from toi.io import cache as files
from toi.io.debate.load import KINDS, UNSCORED, WORDS, load
from toi.io.paths import is_named, read_plain
from toi.io.uncollected import uncollected
from toi.io.yaml.parse import MAX_BYTES
from toi.records.debate import Debate

FORM = 1  # raise it when an entry holds something else
# The folders of what reads and checks.
_MADE_BY = ("", "io", "io/debate", "io/yaml", "records", "records/fields")
_RECORDS = ("toi.records.", "toi.distribution", "toi.words")


def read_debate(
    folder: Traversable, shown_as: str, everything: bool = False, origin: str | None = None
) -> Debate:
    """Read a data folder, as `load` does, or take the debate from the cache.

    Raises
    ------
    InputErrors
        With every problem in every file.
    """
    entry = _entry(folder, shown_as, everything, origin)
    kept = files.read(entry)
    debate = None if kept is None else _debate(kept)
    if debate is None:
        debate = load(folder, shown_as, everything, origin).debate
        unchanged = entry == _entry(folder, shown_as, everything, origin)  # while it was read
        if entry is not None and unchanged:
            _ = debate.digest  # which is asked for with every result
            files.write(entry, pickle.dumps(debate, pickle.HIGHEST_PROTOCOL))
    return debate


def _entry(folder: Traversable, shown_as: str, everything: bool, origin: str | None) -> Path | None:
    """Return the file for a debate; None where there is none, or a file cannot be read."""
    code = _code()
    if code is None or files.folder() is None:
        return None
    try:
        read = [code, repr((shown_as, everything, origin)).encode(), *_read(folder, everything)]
    except (OSError, ValueError):
        return None
    return files.entry(FORM, read, "records")


def _read(folder: Traversable, everything: bool) -> Iterator[bytes]:
    """Yield the name and the length of each file of a debate, and what it holds."""
    for kind in (*KINDS, WORDS):
        file = folder / f"{kind}.yaml"
        if (kind not in UNSCORED or everything) and is_named(file):
            raw = read_plain(file, MAX_BYTES)
            yield f"{kind} {len(raw)} ".encode()
            yield raw


@cache
def _code() -> bytes | None:
    """Tell one code that reads and checks records from another; None where it has no files."""
    import pydantic

    home = Path(toi.__file__).parent
    try:
        modules = sorted(file for part in _MADE_BY for file in (home / part).glob("*.py"))
        found = [(file.name, (told := file.stat()).st_mtime_ns, told.st_size) for file in modules]
    except OSError:
        return None
    return repr((sys.version, pydantic.VERSION, found)).encode() if found else None


class _Unpickler(pickle.Unpickler):
    """Makes records, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what makes bare records of a class: given the class, an entry could change it."""
        if module.startswith(_RECORDS):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:  # not one it imports
                return type(name, (), {"__new__": lambda _: object.__new__(found)})
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


@uncollected()
def _debate(content: bytes) -> Debate | None:
    """Make the debate that an entry holds; None where it holds anything else."""
    try:
        found = _Unpickler(io.BytesIO(content)).load()
    except Exception:
        return None
    return found if isinstance(found, Debate) else None
