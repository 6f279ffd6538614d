"""Files of readings as they are named: a folder stands for the sheets in it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from toi.errors import usage
from toi.io.paths import is_dir, is_file

SHEETS = (".csv", ".tsv", ".txt", ".xlsx")
ENDINGS = (*SHEETS, ".yaml", ".yml")
_OF_PROGRAMS = (".", "~$")  # what hidden files and a spreadsheet's locks begin with


def expanded(files: Iterable[str], endings: Sequence[str] = ENDINGS) -> tuple[list[str], list[str]]:
    """Return the files, each once, those of folders in the order of their names, and notes.

    Parameters
    ----------
    endings : sequence of str
        Of the files in a folder that are read.

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
        sheets = [path for path in seen if path.suffix.lower() in endings]
        if not sheets:
            raise usage(f"{name} holds no sheet ({', '.join(endings)})", "empty")
        found += map(str, sheets)
        notes += [f"{path} is no sheet and is left out" for path in seen if path not in sheets]
    return list(dict.fromkeys(found)), notes
