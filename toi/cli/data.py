"""`toi data`: the records themselves."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

import toi
from toi.cli import options as o
from toi.cli.form import check_ending
from toi.cli.output import CommandOutput, output_options
from toi.cli.panel.agreement import agreement
from toi.cli.panel.discuss import discuss
from toi.cli.panel.pool import pool
from toi.cli.panel.sheet import sheet
from toi.cli.shell import completion
from toi.cli.shell.command_help import Command
from toi.cli.terminal.streams import tell
from toi.cli.write import emit, print_notes, put
from toi.errors import usage


class ExportFormat(StrEnum):
    """Forms of an export."""

    csv = "csv"
    argdown = "argdown"


app = typer.Typer(rich_markup_mode=None)  # the rest of how it looks is in toi/cli/app.py


@app.command("check", cls=Command)
@output_options()
def check(
    folder: Annotated[str | None, typer.Argument(metavar="DIR", help="Data folder.")] = None,
    form: o.Form = o.Format.table,
) -> CommandOutput:
    """Read every record and check every reference.

    Of each argument in short form it says what it does.
    Exit 1 if there is a problem.

    \b
    Examples:
      toi data check
      toi data check my-debate/data
    """
    from toi.analyses.data.check_compute import run_check
    from toi.analyses.data.check_screen import check_screen, check_table

    result = run_check(folder)
    if result.problems and form.for_people:
        for problem in result.problems:
            tell(problem)
        raise typer.Exit(1)
    return CommandOutput(result, check_screen, check_table, code=1 if result.problems else 0)


@app.command("init", cls=Command)
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


@app.command("import", cls=Command)
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


@app.command("export", cls=Command)
def export(
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    after: Annotated[
        bool, typer.Option("--after", help="Values after the arguments, not before.")
    ] = False,
    to: Annotated[
        ExportFormat | None,
        typer.Option("--to", help="csv, or argdown for the arguments as a map."),
    ] = None,
    decimal: o.WrittenDecimal = o.Decimal.point,
    delimiter: o.Delimiter = None,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """The decision matrix as CSV, or an argument map.

    Both are what `toi data import` reads; the map is in Argdown.

    \b
    Examples:
      toi data export --output matrix.csv
      toi data export --to argdown --output debate.argdown
      toi data export --after --rubric essay-author
    """
    from toi.analyses.data.argdown import run_argdown_export
    from toi.analyses.data.export_compute import run_export
    from toi.analyses.data.export_csv import matrix_csv
    from toi.analyses.shared.lookup import find_kinds
    from toi.analyses.shared.session import prepare
    from toi.io.argdown.syntax import ENDINGS

    parted, comma = o.one_character(delimiter), decimal is o.Decimal.comma
    if to is ExportFormat.argdown or (to is None and output and output.suffix in ENDINGS):
        if rubric or settings or kind or after or comma or parted:
            message = "an argument map holds the records alone: no rubric, --kind, --after, cells"
            raise usage(message, "unused-option")
        check_ending(output, *ENDINGS, ".txt")
        opened = toi.load(data, everything=False)
        emit(run_argdown_export(opened), opened.noted(), output, force, quiet, "argdown")
        return
    check_ending(output, ".csv", ".txt")
    setting = prepare(toi.load(data, everything=False), rubric, settings or ())
    result = run_export(setting, find_kinds(setting.debate, kind), after)
    emit(matrix_csv(result, comma, parted), result.notes, output, force, quiet, "csv")


def _make(folder: Path, workspace: Any, force: bool, quiet: bool) -> None:
    """Write a workspace and say what to type next."""
    from toi.analyses.data.workspaces import workspace_screen
    from toi.analyses.layout.page import stdout_page
    from toi.io.folders import write_folder

    write_folder(folder, workspace.files, force)
    if not quiet:
        print_notes(workspace.notes)
        put(workspace_screen(workspace, stdout_page()))


@app.command("schema", cls=Command)
@output_options()
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="criteria, theories, arguments, lines, evidence, sources, claims, allocations "
            "or rubric.",
            autocompletion=completion.schemas,
        ),
    ] = None,
    form: Annotated[
        o.Format | None,
        o.form_option("Form of the output: json for a KIND."),
    ] = None,
) -> CommandOutput:
    """The JSON Schema of a kind of file.

    For editors and validators. Without KIND, a list.

    \b
    Examples:
      toi data schema
      toi data schema arguments --output arguments.json
      toi data schema rubric --format table
    """
    from toi.analyses.data import schemas as render
    from toi.analyses.data.schemas import list_schemas, run_schema

    if kind is None:
        return CommandOutput(list_schemas(), render.schemas_screen, render.schemas_table)
    return CommandOutput(
        run_schema(kind), render.schema_screen, render.schema_table, form=form or o.Format.json
    )


@app.command("coverage", cls=Command)
@output_options()
def coverage(
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    everything: Annotated[bool, o.all_option("Every theory's grounds.")] = False,
) -> CommandOutput:
    """What the numbers rest on, and whether a claim was left out.

    Exit 1 if a claim is neither cited by a record nor set aside with a reason.

    \b
    Examples:
      toi data coverage
      toi data coverage --all
    """
    from toi.analyses.data.coverage_compute import run_coverage
    from toi.analyses.data.coverage_screen import coverage_screen, coverage_table
    from toi.analyses.shared.session import prepare

    result = run_coverage(prepare(toi.load(data), rubric, settings or ()))
    screen = partial(coverage_screen, everything=everything)
    return CommandOutput(result, screen, coverage_table, code=1 if result.uncovered else 0)


@app.command("verify", cls=Command)
@output_options()
def verify(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A copy of the text: plain, Markdown or HTML.")
    ],
    data: o.Data = None,
    everything: Annotated[bool, o.all_option("Every claim that fails.")] = False,
) -> CommandOutput:
    """Whether every claim stands in the published text where it says.

    The words in `find` and the lines of each claim are held against a copy of the text that you
    have; line breaks, quotes and dashes do not matter. Exit 1 if a claim fails.

    \b
    Examples:
      toi data verify essay.txt
      toi data verify "A page, saved.html"
    """
    from toi.analyses.verify.compute import run_verify
    from toi.analyses.verify.screen import verify_screen, verify_table

    result = run_verify(data, file)
    screen = partial(verify_screen, everything=everything)
    return CommandOutput(result, screen, verify_table, code=1 if result.failed else 0)


def _comma(decimal: o.Decimal | None) -> bool | None:
    return None if decimal is None else decimal is o.Decimal.comma


app.command("agreement", cls=Command)(agreement)
app.command("pool", cls=Command)(pool)
app.command("discuss", cls=Command)(discuss)
app.command("sheet", cls=Command)(sheet)
