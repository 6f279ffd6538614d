"""`toi data export`: records as a table of cells, or as an argument map."""

from enum import StrEnum
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.form import check_ending
from toi.cli.write import emit
from toi.errors import usage


class ExportFormat(StrEnum):
    """Forms of an export."""

    csv = "csv"
    argdown = "argdown"


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
