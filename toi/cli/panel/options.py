"""Options of the commands that read what several readers judge."""

from typing import Annotated, Any

import typer

from toi.cli import options as o

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help="Readings or orders: .csv, .xlsx, .yaml, or a folder."),
]
View = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help="Which view, where there are several.")
]
Transpose = Annotated[
    bool | None,
    typer.Option("--transpose/--no-transpose", help="Rows criteria, columns theories?"),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="COLUMN", help="A column to leave out; repeatable."),
]
CorrectSeverity = Annotated[
    bool,
    typer.Option("--correct-severity", help="Take off how severe each reader is, on the whole."),
]


def of_sheets(
    view: str | None,
    decimal: o.Decimal | None,
    delimiter: str | None,
    transpose: bool | None,
    without: list[str] | None,
) -> dict[str, Any]:
    """Return what was said of sheets, as `toi.agreement` and its like take it."""
    return {
        "view": view,
        "comma": None if decimal is None else decimal is o.Decimal.comma,
        "delimiter": o.one_character(delimiter),
        "transpose": transpose,
        "without": without or (),
    }
