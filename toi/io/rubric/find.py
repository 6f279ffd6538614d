"""The files of rubrics: what there is, and what a name or a path means."""

import re
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from shlex import quote

from toi.errors import usage
from toi.io.debate.folders import Folder, Folders, is_debate
from toi.io.paths import closed, exists, is_dir, is_file, members, real, why_unread
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.fields.json_forms import SLUG

UNWRITTEN = "none"  # what the rubric is called where none was written for the data
MOST_NAMED = 5  # files in a note
ENDS = (".yaml", ".yml")
ENDINGS = "names of rubrics end in .yaml or .yml"


def available(folders: Folders) -> dict[str, tuple[Folder, Traversable]]:
    """Find every rubric.

    Parameters
    ----------
    folders : Folders
        Where to look, the nearest first.

    Returns
    -------
    dict
        Folder and file by name; of two with one name the nearer.
    """
    found: dict[str, tuple[Folder, Traversable]] = {}
    for folder in folders.rubrics:
        for file in members(folder.path):
            if is_rubric(file):
                found.setdefault(file.name.rsplit(".", 1)[0], (folder, file))
    return found


def is_rubric(file: Traversable) -> bool:
    """Tell whether a file is one of a rubric, by its name; answers that wait are hidden."""
    return file.name.endswith(ENDS) and not file.name.startswith(".")


def rubrics_in(folder: Path) -> list[str]:
    """Return the paths of the rubrics in a folder, by name, numbers in names by their size.

    Raises
    ------
    InputErrors
        If it cannot be read, or holds none, as the folder of the records of a debate.
    """
    if closed(folder, listed=True):
        raise usage(f"{folder} cannot be read: {closed(folder, listed=True)}", "unreadable")
    if is_debate(folder):
        raise usage(records_not_rubrics(folder), "folder-of-records")
    found = [str(folder / file.name) for file in members(folder) if is_rubric(file)]
    found.sort(key=by_name)
    if not found:
        inner = " ".join(quote(f"{folder / name}/") for name in _inner_folders(folder))
        hint = f"; folders in it have some, name them: {inner}" if inner else ""
        raise usage(f"no rubric file in {folder}{hint}", "empty-folder")
    return found


def records_not_rubrics(folder: Path) -> str:
    """Say what a folder of records is for, and how two of them are compared."""
    named = quote(str(folder))
    return (
        f"{folder} holds the records of a debate, not rubrics; score by them: toi score --data "
        f"{named}; against other records: toi help own-debate, 'What a change of the records does'"
    )


def by_name(path: str) -> tuple[list[str | int], str]:
    """Return a key that puts files in the order of their names: anna, anna-2, anna-10."""
    parts = re.split(r"([0-9]+)", PurePath(path).stem)
    return [int(part) if n % 2 else part for n, part in enumerate(parts)], path


def _inner_folders(folder: Traversable) -> list[str]:
    """Return the names of the folders in a folder that hold files named as rubrics are."""
    return [
        inner.name
        for inner in members(folder)
        if is_dir(inner) and not inner.name.startswith(".") and any(map(is_rubric, members(inner)))
    ]


def rubric_folders(folder: Path) -> list[str]:
    """Return the names of the folders in a folder that hold rubrics, and no records of a debate."""
    return [name for name in _inner_folders(folder) if not is_debate(folder / name)]


def not_taken(folder: Traversable) -> list[str]:
    """Return the names of files in a folder of rubrics that are none by their endings."""
    return [
        file.name
        for file in members(folder)
        if is_file(file)
        and not file.name.startswith(".")
        and not is_rubric(file)
        and not file.name.casefold().startswith("readme")
    ]


def untaken_notes(folder: Traversable, shown_as: str) -> Iterator[str]:
    """Say which files of a folder are no rubrics, and which folders in it are not read."""
    names = not_taken(folder)
    if names:
        what = "is no rubric" if len(names) == 1 else "are no rubrics"
        yield f"{shown_as}: {_some(names)} {what}: {ENDINGS}{_rename(names)}"
    inner = _inner_folders(folder)
    if inner:
        what = "a folder, is" if len(inner) == 1 else "folders, are"
        yield f"{shown_as}: {_some(inner)}, {what} not looked into; name what is in it"


def _rename(names: Sequence[str]) -> str:
    """Say how to rename what an editor has given a second ending: `lea.yaml.txt`."""
    meant = [name.rpartition(".")[0] for name in names]
    pairs = [(name, to) for name, to in zip(names, meant, strict=True) if to.endswith(ENDS)]
    return f"; rename {pairs[0][0]} {pairs[0][1]}" if pairs else ""


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")


def shadowed(folders: Folders, folder: Folder, file: str) -> list[str]:
    """Return the folders further away that hold a rubric file of the same name."""
    later = folders.rubrics[folders.rubrics.index(folder) + 1 :]
    return [other.shown_as for other in later if is_file(other.path / file)]


@dataclass(frozen=True)
class RubricFile:
    """A rubric's file.

    Attributes
    ----------
    name : str
        What results call the rubric.
    file : Traversable
        Where it lies.
    shown_as : str
        What messages call the file.
    folder : Folder or None
        The folder of rubrics that it lies in, if it lies in one.
    notes : tuple of str
        What to tell the user about the choice of this file.
    """

    name: str
    file: Traversable
    shown_as: str
    folder: Folder | None = None
    notes: tuple[str, ...] = ()


def is_found(asked: str, folders: Folders) -> bool:
    """Tell whether a rubric has this name."""
    return asked in available(folders)


def is_path(asked: str) -> bool:
    """Tell whether what is asked for is the path of a file, not a name."""
    return asked.endswith(ENDS) or "/" in asked


def find(asked: str, folders: Folders) -> RubricFile:
    """Find the file of a rubric by name or path; it is there, whatever it holds.

    Raises
    ------
    InputErrors
        Where no rubric is called so.
    """
    if asked and is_dir(Path(asked)) and not is_found(asked, folders):
        if is_debate(Path(asked)):
            raise usage(records_not_rubrics(Path(asked)), "folder-of-records")
        raise usage(
            f"{asked} is a folder, and one rubric is meant here; for all in it: toi compare "
            f"{quote(asked)}, toi report {quote(asked)}",
            "folder-of-rubrics",
        )
    if is_path(asked):
        return _find_path(asked, folders)
    known = available(folders)
    if asked not in known:
        own = [name for name, (folder, _) in known.items() if not folder.shipped]
        names = ", ".join(sorted(known if folders.data.shipped or not own else own))
        hint = did_you_mean(asked, [*known, *rubric_folders(Path())])
        can_be_made = not hint and asked != UNWRITTEN and re.fullmatch(SLUG, asked)
        make = f"; toi rubric new {asked} makes it" if can_be_made else ""
        raise usage(
            f"no rubric is called {asked!r}{hint} (there are: {names}){make}",
            "unknown-rubric",
        )
    folder, file = known[asked]
    shown_as = f"{folder.shown_as}/{file.name}"
    notes: tuple[str, ...] = ()
    if not folder.shipped and is_file(folders.rubrics[-1].path / file.name):
        notes = (f"{shown_as} is used in place of the shipped one",)
    return RubricFile(asked, file, shown_as, folder, notes)


def _find_path(asked: str, folders: Folders) -> RubricFile:
    path = Path(asked)
    if not is_file(path):
        if not exists(path):
            hint = did_you_mean(path.stem, available(folders))
            raise usage(f"no rubric file {asked}{hint}", "missing-file")
        raise usage(f"{asked} cannot be read: {why_unread(path)}", "unreadable")
    if not is_rubric(path):
        plain = path.with_name(path.name.split(".")[0] + ".yaml")
        raise usage(f"{asked} is no rubric: {ENDINGS}; rename it {plain}", "not-a-rubric")
    for folder in folders.rubrics:
        file = folder.path / path.name
        if isinstance(file, Path) and real(file) == real(path):
            return RubricFile(asked, file, f"{folder.shown_as}/{path.name}", folder)
    return RubricFile(asked, path, asked)
