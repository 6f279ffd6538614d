"""Options of the commands that read what several readers judge."""

from typing import Annotated, Any, TypedDict

import typer

from toi.cli import options as o
from toi.cli.options.parameters import options_of

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help="Readings or orders: .csv, .xlsx, .yaml, or a folder."),
]
View = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help="Which view, where there are several.")
]
CorrectSeverity = Annotated[
    bool,
    typer.Option("--correct-severity", help="Take off how severe each reader is, on the whole."),
]


class Sheets(TypedDict, total=False):
    """Options of reading the sheets of readers."""

    transpose: Annotated[
        bool,
        typer.Option("--transpose/--no-transpose", help="Rows criteria, columns theories?"),
    ]
    without: Annotated[
        list[str],
        typer.Option("--without", metavar="COLUMN", help="A column to leave out; repeatable."),
    ]
    decimal: Annotated[o.Decimal, o.decimal_option()]
    delimiter: Annotated[str, o.delimiter_option()]


sheet_options = options_of(Sheets, "sheets")


def read_so(sheets: Sheets) -> dict[str, Any]:
    """Return what was said of sheets, as `toi.agreement` and its like take it."""
    decimal = sheets.get("decimal")
    return {
        "comma": None if decimal is None else decimal is o.Decimal.comma,
        "delimiter": o.one_character(sheets.get("delimiter")),
        "transpose": sheets.get("transpose"),
        "without": sheets.get("without", ()),
    }
