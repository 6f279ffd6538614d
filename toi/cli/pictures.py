"""Where pictures go: a file, a folder or standard output."""

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from toi.errors import usage

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from toi.analyses.plotting.style import Look

FORMS = ("png", "svg", "pdf")
SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:\s*[xX\u00d7]\s*([0-9]+(?:\.[0-9]+)?))?\s*")
SPLIT = ("portfolio", "frontier")
LARGEST = 100.0  # inches


def form_of(target: Path, form: str | None) -> str:
    """The form that was named, or else that of the file's ending."""
    if form is not None:
        return str(form)
    ending = target.suffix.lower().removeprefix(".")
    if str(target) == "-" or not ending:
        return "png"
    if ending not in FORMS:
        raise usage(f"no picture is made of the ending .{ending}; .png, .svg or .pdf", "bad-ending")
    return ending


def look_of(size: str | None, dpi: int, title: str | None, dark: bool) -> "Look":
    """How a picture is to look."""
    from toi.analyses.plotting.style import Look

    width = height = None
    if size is not None:
        read = SIZE.fullmatch(size)
        if read is None or max(float(part or 1) for part in read.groups()) > LARGEST:
            raise usage(f"--size {size!r} is no size in inches, such as 7x5 or 7", "bad-size")
        width, height = float(read[1]), float(read[2]) if read[2] else None
    return Look(width, height, dpi, title, dark)


def write_picture(figure: "Figure", target: Path, form: str, force: bool, quiet: bool) -> None:
    """Write one picture, and say where."""
    from toi.analyses.plotting.save import to_bytes
    from toi.analyses.plotting.text import lost_letters
    from toi.io.files import write_whole

    lost = lost_letters(text.get_text() for text in figure.texts)
    if lost and not quiet:
        print(
            f"note: no font here has {lost} of the letters; they are shown by number, as "
            "\\u4e2d. A font that has them, such as one of Noto Sans, can be installed.",
            file=sys.stderr,
        )
    raw = to_bytes(figure, form)
    if str(target) == "-":
        sys.stdout.buffer.write(raw)
        return
    write_whole(target, raw, force)
    if not quiet:
        print(f"wrote {target}", file=sys.stderr)  # what is printed may be JSON


def free_for_pictures(folder: Path, names: Iterable[str], force: bool) -> None:
    """Refuse a folder that holds some of the files, before anything else is done."""
    for name in names:
        file = folder / f"{name}.png"
        if file.exists() and not force:
            raise usage(f"{file} exists; --force replaces it", "file-exists")


def write_pictures(figures: Mapping[str, "Figure"], folder: Path, force: bool, quiet: bool) -> None:
    """Write several pictures into a folder, made if need be."""
    from toi.io.files import make_folder

    make_folder(folder)
    for name, figure in figures.items():
        write_picture(figure, folder / f"{name}.png", "png", force, quiet)
