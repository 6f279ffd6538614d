"""`toi data init` and `toi data import`: folders with a debate of one's own."""

from pathlib import Path
from typing import Annotated, Any

import typer

from toi.cli import options as o
from toi.cli.write import print_notes, put
from toi.errors import usage


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to make.", parser=o.new_folder)
    ],
    shipped: Annotated[
        bool, typer.Option("--shipped", help="A copy of the shipped debate in its place.")
    ] = False,
    force: o.ForceFolder = False,
    quiet: o.Quiet = False,
) -> None:
    """Make a small, commented debate of your own to edit.

    It has data, a rubric and schemas.

    \b
    Examples:
      toi data init my-debate
      cd my-debate && toi score
      toi data init mine --shipped
    """
    from toi.analyses.data.workspaces import new_workspace, shipped_workspace

    make = shipped_workspace if shipped else new_workspace
    _make(folder, make(str(folder)), force, quiet)


def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Rows options, columns criteria: .csv or .xlsx. Several, or a folder: one to "
            "each reader. Or an argument map: .argdown.",
        ),
    ],
    folder: Annotated[Path, o.new_folder_option("Folder to make.")],
    readers: Annotated[
        bool,
        typer.Option("--readers", help="Every tab of a workbook is a reader's sheet."),
    ] = False,
    decimal: o.ReadDecimal = None,
    delimiter: o.Delimiter = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="COLUMN", help="A column to leave out; repeatable."),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(
            "--option",
            metavar="ROW",
            help="A row that is an option, though its name is that of weights, totals or the "
            "like; repeatable.",
        ),
    ] = None,
    less: Annotated[
        list[str] | None,
        typer.Option("--less", metavar="COLUMN", help="Less is better here; repeatable."),
    ] = None,
    more: Annotated[
        list[str] | None,
        typer.Option("--more", metavar="COLUMN", help="More is better here; repeatable."),
    ] = None,
    transpose: Annotated[
        bool | None,
        typer.Option("--transpose/--no-transpose", help="Rows criteria, columns options?"),
    ] = None,
    onto: Annotated[
        str | None,
        typer.Option(
            "--onto",
            metavar="DIR",
            help="For a map: the data folder of what it leaves out; or shipped.",
        ),
    ] = None,
    force: o.ForceFolder = False,
    quiet: o.Quiet = False,
) -> None:
    """Make a debate from a spreadsheet or an argument map.

    A cell holds a number, low..high or low..mode..high; ? or nothing where it is not known.
    Rows named direction (benefit or cost), weight, scale (low..high), unit, preference or
    title, or so in another language, say something of the criteria. Several sheets, of one
    reader each, are pooled: what they disagree on stays in the range.

    \b
    Examples:
      toi data import costs.csv --output costs
      toi data import kosten.csv --output kosten --decimal comma --delimiter ";"
      toi data import sheets --output round
      toi data import debate.argdown --output mine --onto data
    """
    from toi.analyses.data.workspaces import import_matrix
    from toi.analyses.readings.sheets.new_debate import import_panel, is_panel
    from toi.io.argdown.syntax import ENDINGS
    from toi.io.matrix.decision_matrix import ImportOptions

    parted = o.one_character(delimiter)
    wishes = ImportOptions(
        _comma(decimal), without or (), option or (), transpose, less or (), more or ()
    )
    if any(Path(file).suffix.lower() in ENDINGS for file in files):
        made = _import_map(files, folder, onto, readers, decimal, parted, wishes)
    elif onto is not None:
        raise usage("--onto goes with an argument map: FILE.argdown", "unused-option")
    elif len(files) > 1 or readers or is_panel(files[0], parted, wishes):
        made = import_panel(files, str(folder), parted, wishes)
    else:
        made = import_matrix(files[0], str(folder), parted, wishes)
    _make(folder, made, force, quiet)


def _import_map(files: list[str], folder: Path, onto: str | None, *of_sheets: Any) -> Any:
    """Read one argument map; what is said of sheets has no use here."""
    from toi.analyses.data.argdown import import_argdown
    from toi.io.matrix.decision_matrix import PLAINLY

    if len(files) > 1:
        raise usage("an argument map is read by itself; name one file", "unused-word")
    *others, wishes = of_sheets
    if any(others) or wishes != PLAINLY:
        message = "an argument map has no use for options of sheets, only for --onto and --force"
        raise usage(message, "unused-option")
    return import_argdown(files[0], str(folder), onto)


def _make(folder: Path, workspace: Any, force: bool, quiet: bool) -> None:
    """Write a workspace and say what to type next."""
    from toi.analyses.data.workspaces import workspace_screen
    from toi.analyses.layout.page import stdout_page
    from toi.io.folders import write_folder

    write_folder(folder, workspace.files, force)
    if not quiet:
        print_notes(workspace.notes)
        put(workspace_screen(workspace, stdout_page()))


def _comma(decimal: o.Decimal | None) -> bool | None:
    return None if decimal is None else decimal is o.Decimal.comma
