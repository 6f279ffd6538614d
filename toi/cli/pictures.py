"""Write pictures to a file, a folder or standard output."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toi.cli.terminal.streams import tell
from toi.cli.write import print_notes, put_bytes, refuse_targets, to_stdout
from toi.errors import usage
from toi.io.paths import is_dir

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from toi.analyses.plotting.style import Look

FORMS = ("png", "svg", "pdf")
SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:\s*[xX\u00d7]\s*([0-9]+(?:\.[0-9]+)?))?\s*")
LARGEST = 100.0  # inches
MOST_DOTS, MOST_ON_A_SIDE = 100e6, 2**16 - 1


def picture_form(target: Path, form: str | None = None) -> str:
    """Return the form that was named, or else that of the file's ending."""
    if form is not None:
        return str(form)
    ending = target.suffix.lower().removeprefix(".")
    if to_stdout(target) or not ending:
        return "png"
    if ending not in FORMS:
        raise usage(f"no picture is made of the ending .{ending}; .png, .svg or .pdf", "bad-ending")
    return ending


def look_of(size: str | None, dpi: int, title: str | None, dark: bool, top: int | None) -> "Look":
    """Read the options that say how a picture is to look."""
    from toi.analyses.plotting.style import Look

    width = height = None
    if size is not None:
        read = SIZE.fullmatch(size)
        if read is None or max(float(part or 1) for part in read.groups()) > LARGEST:
            raise usage(f"--size {size!r} is no size in inches, such as 7x5 or 7", "bad-size")
        width, height = float(read[1]), float(read[2]) if read[2] else None
    return Look(width, height, dpi, title, dark, top)


def write_picture(
    figure: "Figure", target: Path, force: bool, quiet: bool, form: str | None = None
) -> None:
    """Write one picture, and say where."""
    from toi.analyses.plotting.save import to_bytes
    from toi.analyses.plotting.text import lost_letters
    from toi.io.files import write_whole

    lost = lost_letters(text.get_text() for text in figure.texts)
    if lost and not quiet:
        print_notes(
            [
                f"no font here has {lost} of the letters; they are shown by number, as "
                "\\u4e2d. A font that has them, such as one of Noto Sans, can be installed."
            ]
        )
    form = picture_form(target, form)
    if form == "png":
        _refuse_too_large(figure)
    raw = to_bytes(figure, form)
    if to_stdout(target):
        put_bytes(raw, "a picture")
        return
    write_whole(target, raw, force)
    if not quiet:
        tell(f"wrote {target}")  # what is printed may be JSON


def _refuse_too_large(figure: "Figure") -> None:
    """Refuse a picture of more dots than fit in memory."""
    wide, high = (inches * figure.dpi for inches in figure.get_size_inches())
    if wide * high > MOST_DOTS or max(wide, high) > MOST_ON_A_SIDE:
        too_far = max((wide * high / MOST_DOTS) ** 0.5, max(wide, high) / MOST_ON_A_SIDE)
        raise usage(
            f"{wide:,.0f} x {high:,.0f} dots are too many; --dpi {int(figure.dpi / too_far)}, a "
            "smaller --size, or a picture without dots: --output NAME.svg",
            "bad-size",
        )


def write_pictures(result: Any, plot: Path, force: bool, quiet: bool) -> None:
    """Write the picture of a result to a file, or all into a folder, made if need be."""
    from toi.engine.memory import give_back

    give_back()  # to what draws, which is large
    from toi.analyses.figures import figure_of, figures_of, untold
    from toi.analyses.plotting.style import Look
    from toi.io.folders import make_folder

    if _is_file(plot):
        write_picture(figure_of(result, Look()), plot, force, quiet)
        return
    make_folder(plot)
    for name, figure in figures_of(result, Look()).items():
        write_picture(figure, picture_file(plot, name), force, quiet)
    if not quiet:
        print_notes([f"no {name}.png: {why}" for name, why in untold(result).items()])


def refuse_pictures(plot: Path, names: Iterable[str], force: bool) -> None:
    """Refuse what `--plot FILE|DIR` cannot write, before anything is printed or written.

    Parameters
    ----------
    plot : Path
        A picture, or a folder of pictures, which is made if need be.
    names : iterable of str
        Of the pictures that there would be in a folder.
    """
    if _is_file(plot):
        refuse_targets([plot], force)
    elif is_dir(plot):
        refuse_targets([picture_file(plot, name) for name in names], force)
    else:
        above = next((folder for folder in plot.parents if folder.exists()), plot.parent)
        refuse_targets([above / plot.name], force)


def _is_file(plot: Path) -> bool:
    """Tell a picture from a folder of pictures by its ending."""
    if is_dir(plot) or not plot.suffix:
        return to_stdout(plot)
    return bool(picture_form(plot))


def picture_file(folder: Path, name: str) -> Path:
    """Return the file of a picture in a folder of several."""
    return folder / f"{name}.png"
