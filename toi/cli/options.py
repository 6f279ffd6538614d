"""Options that mean the same for every command."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Forms of output."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    html = "html"


Data = Annotated[
    str | None,
    typer.Option("--data", metavar="DIR", help="Data folder (else TOI_DATA, ./data, shipped)."),
]
RubricName = Annotated[
    str | None,
    typer.Option("--rubric", "-r", metavar="NAME|PATH", help="Rubric to score by [balanced]."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change the rubric for this run; repeatable. X=40% sets a weight's share.",
    ),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", "-k", metavar="KINDS", help="Kinds of theory, by commas; or all."),
]
Form = Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to a file; its ending names the form."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Seed = Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Seed of the draws.")]
