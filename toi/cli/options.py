"""Options that mean the same for every command."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toi.cli.shell import completion
from toi.cli.shell.names import listed


class Format(StrEnum):
    """Forms of output."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    html = "html"
    xlsx = "xlsx"

    @property
    def for_people(self) -> bool:
        """Tell whether it is laid out for people, with what they need, rather than for programs."""
        return self in (Format.table, Format.markdown, Format.html)


class Decimal(StrEnum):
    """Ways to write numbers in CSV."""

    point = "point"
    comma = "comma"


def one_character(delimiter: str | None) -> str | None:
    """Read a delimiter: one character, or a name for it."""
    from toi.errors import usage

    if delimiter is None:
        return None
    named = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}
    found = named.get(delimiter, delimiter)
    if len(found) != 1 or found.isalnum() or found in "\"'\r\n+-. =":
        raise usage(f"{delimiter!r} cannot part cells; write one of ; , | or tab", "bad-delimiter")
    return found


Data = Annotated[
    str | None,
    typer.Option("--data", metavar="DIR", help="Data folder (else TOI_DATA, ./data, shipped)."),
]
RubricName = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        "-r",
        metavar="NAME|PATH",
        help="Rubric to score by, or a report's link (else balanced).",
        autocompletion=completion.rubrics,
    ),
]
AskedRubric = Annotated[
    str,
    typer.Argument(
        metavar="NAME|PATH",
        help="A rubric, by name or file.",
        autocompletion=completion.rubrics,
    ),
]
AskedRubrics = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME|PATH",
        help="Rubrics, by name, file or folder.",
        autocompletion=completion.rubrics,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change the rubric for this run; repeatable. X=40% sets the share of a weight.",
        autocompletion=completion.settings,
    ),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KINDS",
        help="Kinds of theory, by commas; or all.",
        autocompletion=completion.kinds,
    ),
]
Form = Annotated[
    Format,
    typer.Option(
        "--format", "-f", metavar="FORM", help=f"Form of the output: {listed(tuple(Format))}."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to a file; its ending names the form."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Notes = Annotated[bool, typer.Option("--notes", help="All footnotes too.")]
Seed = Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Seed of the draws.")]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="FILE|DIR",
        help="A picture too, as .png, .svg or .pdf; or all its pictures in a folder.",
    ),
]

# Of the commands that split effort.
Budget = Annotated[
    str | None,
    typer.Option("--budget", metavar="AMOUNT", help="What 100 % is, as 2000000 or '12 FTE'."),
]
Current = Annotated[
    str | None,
    typer.Option("--current", metavar="FILE|ID", help="Today's split, YAML or CSV; or none."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="A,B",
        help="Lines in question: ids, titles or kinds.",
        autocompletion=completion.theories,
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="A,B",
        help="Lines that are not in question.",
        autocompletion=completion.theories,
    ),
]
Floor = Annotated[
    list[str] | None,
    typer.Option("--floor", metavar="X=AMOUNT", help="At least so much for X, as 25% or 500k."),
]
Cap = Annotated[
    list[str] | None,
    typer.Option("--cap", metavar="X=AMOUNT", help="At most so much for X; repeatable."),
]
Risk = Annotated[
    float | None,
    typer.Option("--risk", metavar="0..1", help="0 the average alone, 1 the worst tenth."),
]
MaxLines = Annotated[
    int | None, typer.Option("--max-lines", min=1, metavar="N", help="At most N lines.")
]
