"""The folders in which data and rubrics are looked for."""

import os
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from toi.errors import usage
from toi.io.debate.load import REQUIRED
from toi.io.paths import closed, is_dir, is_file, read_plain, real
from toi.light_dataclass import dataclass

# Rubrics that ship with the package. In a source tree they share a folder with those that
# a user makes there.
SHIPPED = (
    *("affordances", "balanced", "basic-science", "better-work"),
    *("equal-weights", "essay-author", "proponent", "top-down"),
)


@dataclass(frozen=True)
class Folder:
    """A folder on disk or inside the wheel.

    Attributes
    ----------
    shown_as : str
        What messages call it.
    shipped : bool
        Whether it comes with the package.
    """

    path: Traversable
    shown_as: str
    shipped: bool = False

    @property
    def origin(self) -> str:
        """The name of the folder in the provenance of results."""
        return "shipped" if self.shipped else self.shown_as


@dataclass(frozen=True)
class Folders:
    """The data folder and the rubric folders of one run, the nearest first.

    Attributes
    ----------
    notes : tuple of str
        What to tell the user about the choice of the data folder.
    """

    data: Folder
    rubrics: tuple[Folder, ...]
    notes: tuple[str, ...] = ()


def bundled(kind: str) -> Folder:
    """Find the copy of `data` or `rubrics` that ships with the package.

    Raises
    ------
    InputErrors
        If the package is not whole.
    """
    package = files("toi")
    inside = package / "_bundled" / kind
    if is_dir(inside):
        return Folder(inside, f"shipped:{kind}", shipped=True)
    with_source = Path(str(package)).parent
    if is_file(with_source / "pyproject.toml") and is_dir(with_source / kind):
        here = real(Path(kind)) == real(with_source / kind)
        return Folder(with_source / kind, kind if here else f"shipped:{kind}", shipped=True)
    raise usage(f"the shipped {kind} are missing; reinstall toi", "no-bundle")


def find_folders(data: str | None) -> Folders:
    """Find data and rubrics: by the option, the environment, the working folder, the package.

    Parameters
    ----------
    data : str or None
        The data folder, if one was asked for.

    Returns
    -------
    Folders
        The data folder need not exist where one was asked for.

    Raises
    ------
    InputErrors
        Where the package lacks its own data or rubrics, or a folder was named that only has a
        folder with a debate in it.
    """
    folder = _find_data(data)
    notes: tuple[str, ...] = ()
    if folder is None:
        folder, notes = bundled("data"), tuple(_passed_over(Path("data")))
    rubrics = tuple(_find_rubrics(data))
    unread = ((found.shown_as, closed(found.path, listed=True)) for found in rubrics)
    notes += tuple(f"{name} cannot be read: {why}" for name, why in unread if why)
    return Folders(folder, rubrics, notes)


def _find_data(option: str | None) -> Folder | None:
    """Find the folder that was asked for or lies in the working folder, if there is one."""
    asked = option or os.environ.get("TOI_DATA")
    if asked:
        inside = Path(asked) / "data"
        if not is_debate(Path(asked)) and is_debate(inside):
            raise usage(
                f"{asked} is no debate, its folder data is; write --data {inside}", "no-debate"
            )
        return Folder(Path(asked), asked.rstrip("/") or "/")
    here = Path("data")
    return Folder(here, "data", shipped=is_same(here, bundled("data"))) if is_debate(here) else None


def _passed_over(here: Path) -> Iterator[str]:
    """Say why a folder `data` that is there was not used."""
    if is_dir(here):
        there = is_file(here / "criteria.yaml")
        reason = "its criteria.yaml names no toi schema" if there else "no criteria.yaml"
        reason = f"it cannot be read: {closed(here)}" if closed(here) else reason
        yield f"./data is not a toi debate ({reason}), so the shipped data is used"


def is_debate(folder: Path) -> bool:
    """Tell a folder of toi criteria or theories from another project's `data`.

    Either will do, so that where one of them is broken or gone, that is what is said.
    """
    return any(_mentions(folder / f"{kind}.yaml", f"toi/{kind}/") for kind in REQUIRED)


def _mentions(file: Path, text: str) -> bool:
    try:
        return text.encode() in read_plain(file, 4096)
    except OSError:
        return False


def _find_rubrics(data: str | None) -> list[Folder]:
    asked = os.environ.get("TOI_RUBRICS")
    found = [Folder(Path(asked), asked)] if asked else []
    last = bundled("rubrics")
    here = Path("rubrics")
    if is_dir(here) and not is_same(here, last):
        found.append(Folder(here, "rubrics"))
    chosen = data or os.environ.get("TOI_DATA")
    if chosen:
        beside = Path(chosen).parent / "rubrics"
        if is_dir(beside) and not any(is_same(beside, known) for known in (*found, last)):
            found.append(Folder(beside, str(beside)))
    return [*found, last]


def is_same(path: Path, folder: Folder) -> bool:
    """Tell whether a path leads to a folder that was found already, links followed."""
    return isinstance(folder.path, Path) and real(path) == real(folder.path)
