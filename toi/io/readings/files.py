"""Files of readings as they are named: a folder stands for the sheets in it."""

from collections.abc import Iterable
from pathlib import Path

from toi.errors import usage
from toi.io.paths import is_dir, is_file

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".yaml", ".yml")
_OF_PROGRAMS = (".", "~$")  # what hidden files and a spreadsheet's locks begin with


def expanded(files: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the files, each once, those of folders in the order of their names, and notes.

    Raises
    ------
    toi.InputErrors
        If a folder holds no sheet, or cannot be read.
    """
    found: list[str] = []
    notes: list[str] = []
    for name in files:
        if not is_dir(Path(name)):
            found.append(name)
            continue
        try:
            inside = sorted(path for path in Path(name).iterdir() if is_file(path))
        except OSError as error:
            raise usage(f"{name} cannot be read: {error.strerror}", "unreadable") from error
        seen = [path for path in inside if not path.name.startswith(_OF_PROGRAMS)]
        sheets = [path for path in seen if path.suffix.lower() in ENDINGS]
        if not sheets:
            raise usage(f"{name} holds no sheet (.csv, .xlsx or .yaml)", "empty")
        found += map(str, sheets)
        notes += [f"{path} is no sheet and is left out" for path in seen if path not in sheets]
    return list(dict.fromkeys(found)), notes
