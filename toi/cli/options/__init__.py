"""Options that mean the same for several commands, each declared once.

Commands import this as ``o``. An option whose help differs from command to command is made by a
function, as in ``Annotated[int | None, o.top_option("Only the first N.")]``. The options of a split
of effort are in `split`.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from toi.cli.shell import completion
from toi.cli.shell.names import listed
from toi.errors import usage


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


def by_comma(text: str | None) -> list[str]:
    """Return what an option names, by commas."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def form_option(help: str) -> Any:
    """Declare ``--format``."""
    return typer.Option("--format", "-f", metavar="FORM", help=help)


def output_option(help: str, metavar: str = "FILE") -> Any:
    """Declare ``--output``."""
    return typer.Option("--output", "-o", metavar=metavar, help=help)


def new_folder(text: str) -> Path:
    """Read the name of a folder to make; no name is none, and not the folder one is in."""
    if not text.strip():
        raise usage(
            "name the folder to make, as in my-debate; . is the one you are in", "no-folder"
        )
    return Path(text)


def new_folder_option(help: str) -> Any:
    """Declare ``--output`` of what makes a folder."""
    return typer.Option("--output", "-o", metavar="DIR", help=help, parser=new_folder)


def force_option(help: str) -> Any:
    """Declare ``--force``."""
    return typer.Option("--force", help=help)


def decimal_option() -> Any:
    """Declare ``--decimal``."""
    return typer.Option("--decimal", help="How decimals are written: point or comma.")


Form = Annotated[Format, form_option(f"Form of the output: {listed(tuple(Format))}.")]
Output = Annotated[Path | None, output_option("Write to a file; its ending names the form.")]
Force = Annotated[bool, force_option("Replace the output file if it exists.")]
ForceFile = Annotated[bool, force_option("Replace the file if it exists.")]
ForceFolder = Annotated[bool, force_option("Replace files of the same names.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Notes = Annotated[bool, typer.Option("--notes", help="All footnotes too.")]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="FILE|DIR",
        help="A picture too, as .png, .svg or .pdf; or all its pictures in a folder.",
    ),
]


def delimiter_option() -> Any:
    """Declare ``--delimiter``."""
    return typer.Option("--delimiter", metavar="X", help="What parts the cells; also tab.")


WrittenDecimal = Annotated[Decimal, decimal_option()]
ReadDecimal = Annotated[Decimal | None, decimal_option()]
Delimiter = Annotated[str | None, delimiter_option()]


def rubric_option(help: str, metavar: str = "NAME|PATH") -> Any:
    """Declare ``--rubric``: one, or several where its type is a list."""
    return typer.Option(
        "--rubric", "-r", metavar=metavar, help=help, autocompletion=completion.rubrics
    )


def settings_option(help: str) -> Any:
    """Declare ``--set``."""
    return typer.Option("--set", metavar="KEY=VALUE", help=help, autocompletion=completion.settings)


def start_option(help: str, *names: str) -> Any:
    """Declare ``--from``, and other names for it."""
    return typer.Option(
        "--from", *names, metavar="NAME", help=help, autocompletion=completion.rubrics
    )


def criteria_option(help: str, metavar: str = "A,B") -> Any:
    """Declare ``--criteria``."""
    return typer.Option(
        "--criteria", metavar=metavar, help=help, autocompletion=completion.criteria
    )


def top_option(help: str) -> Any:
    """Declare ``--top``."""
    return typer.Option("--top", min=1, metavar="N", help=help)


def all_option(help: str) -> Any:
    """Declare ``--all``."""
    return typer.Option("--all", help=help)


def draws_option(help: str, least: int = 1) -> Any:
    """Declare ``--draws``."""
    return typer.Option("--draws", min=least, metavar="N", help=help)


def seed_option(help: str) -> Any:
    """Declare ``--seed``."""
    return typer.Option("--seed", min=0, metavar="N", help=help)


Data = Annotated[
    str | None,
    typer.Option("--data", metavar="DIR", help="Data folder (else TOI_DATA, ./data, shipped)."),
]
RubricName = Annotated[
    str | None, rubric_option("Rubric to score by, or a report's link (else balanced).")
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
NewRubric = Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")]
StartRubric = Annotated[
    str | None, start_option("The rubric to start from (else balanced).", "--extends")
]
Settings = Annotated[
    list[str] | None,
    settings_option(
        "Change the rubric, or each of several, for this run; repeatable. X=40% sets the share of "
        "a weight."
    ),
]
Credence = Annotated[
    str | None,
    typer.Option("--credence", metavar="C,C", help="How far you hold each of several rubrics."),
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
Seed = Annotated[int, seed_option("Seed of the draws.")]
