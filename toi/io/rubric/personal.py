"""The files that personal rubrics are kept in; shipped ones are copied, never changed."""

from pathlib import Path

from toi.errors import usage
from toi.io.debate.folders import SHIPPED, Folder, Folders, bundled, is_same
from toi.io.files import replace_whole
from toi.io.folders import make_folder
from toi.io.paths import exists, is_file, read_plain, real
from toi.io.rubric.find import RubricFile, find
from toi.io.yaml.parse import MAX_BYTES
from toi.light_dataclass import dataclass

HOME = Path("rubrics")


@dataclass(frozen=True)
class Target:
    """A file to write, with what it was read from.

    Attributes
    ----------
    found : RubricFile
        As messages call it and as its name is resolved, once it is written.
    path : Path
        Where it is written.
    raw : bytes
        What was read.
    known : bytes or None
        What `path` holds; None where it is still to be made.
    copied_from : str or None
        The shipped rubric's file, where a copy is to be made of it.
    """

    found: RubricFile
    path: Path
    raw: bytes
    known: bytes | None
    copied_from: str | None = None

    def write(self, raw: bytes) -> None:
        """Write the file whole, unless it changed since it was read."""
        if self.known is None:
            make_folder(self.path.parent)
        replace_whole(self.path, raw, self.known)


def target(asked: str, folders: Folders) -> Target:
    """Find the file to change for a rubric.

    Parameters
    ----------
    asked : str
        A name or a path.
    folders : Folders
        Where names are looked for.

    Returns
    -------
    Target
        For a shipped rubric, a copy in the working folder.

    Raises
    ------
    InputErrors
        If there is no such rubric, or its copy has no place to go.
    """
    found = find(asked, folders)
    try:
        raw = read_plain(found.file, MAX_BYTES)
    except OSError as error:
        raise usage(f"cannot read {found.shown_as}: {error.strerror}", "unreadable") from error
    if len(raw) > MAX_BYTES:
        message = f"{found.shown_as} is larger than {MAX_BYTES // 2**20} MiB"
        raise usage(message, "file-too-large")
    if not _is_shipped(found):
        assert isinstance(found.file, Path)
        return Target(found, found.file, raw, raw)
    name = found.file.name.rsplit(".", 1)[0]
    if is_same(HOME, bundled("rubrics")):
        raise usage(
            f"{name!r} ships with toi, and this folder's rubrics are the shipped ones; make "
            f"your own: toi rubric new mine --from {name}",
            "shipped-rubric",
        )
    path = HOME / found.file.name
    if exists(path):  # asked for by the path of the shipped file itself
        raise usage(f"{found.shown_as} ships with toi, and {path} exists", "shipped-rubric")
    own = RubricFile(name, path, str(path), Folder(HOME, str(HOME)))
    return Target(own, path, raw, None, found.shown_as)


def _is_shipped(found: RubricFile) -> bool:
    """Tell whether a file, links followed, is one of those that come with the package."""
    last = bundled("rubrics").path
    if not isinstance(found.file, Path) or not isinstance(last, Path):
        return found.folder is not None and found.folder.shipped
    place = real(found.file)
    if place.parent != real(last):
        return False
    return place.stem in SHIPPED or "_bundled" in place.parts


def is_shipped_name(name: str) -> bool:
    """Tell whether a shipped rubric has this name."""
    return name in SHIPPED and is_file(bundled("rubrics").path / f"{name}.yaml")


def write_own(file: Path, raw: bytes, replacing: bool, known: bytes | None = None) -> None:
    """Write a file into ./rubrics.

    Parameters
    ----------
    replacing : bool
        Whether whatever stands there may go; else only what holds `known` may.

    Raises
    ------
    InputErrors
        If something else stands there, made by somebody meanwhile, or it cannot be written.
    """
    make_folder(HOME)
    replace_whole(file, raw, file.read_bytes() if replacing and is_file(file) else known)
