"""Options of the commands that split effort."""

from typing import Annotated, TypedDict, get_type_hints

import typer

from toi.cli.options.parameters import options_of
from toi.cli.shell import completion
from toi.errors import usage
from toi.records.fields.shares import share_written


def _share(text: str) -> float:
    """Read `0.5`, `0,5` or `50%`."""
    try:
        return float(str(share_written(text)))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a share, such as 0.5 or 50%") from None


class Split(TypedDict, total=False):
    """Demands on a split, as `toi.portfolio` and `toi.report` take it."""

    only: Annotated[
        list[str],
        typer.Option(
            "--only",
            metavar="A,B",
            help="Lines in question: ids, titles or kinds.",
            autocompletion=completion.theories,
        ),
    ]
    without: Annotated[
        list[str],
        typer.Option(
            "--without",
            metavar="A,B",
            help="Lines that are not in question.",
            autocompletion=completion.theories,
        ),
    ]
    budget: Annotated[
        str,
        typer.Option("--budget", metavar="AMOUNT", help="What 100 % is, as 2000000 or '12 FTE'."),
    ]
    asks: Annotated[
        str,
        typer.Option("--asks", metavar="FILE", help="CSV: option, cap, smallest grant, floor."),
    ]
    floors: Annotated[
        list[str],
        typer.Option("--floor", metavar="X=AMOUNT", help="At least so much for X, as 25% or 500k."),
    ]
    caps: Annotated[
        list[str],
        typer.Option("--cap", metavar="X=AMOUNT", help="At most so much for X; repeatable."),
    ]
    min_grants: Annotated[
        list[str],
        typer.Option(
            "--min-grant", metavar="AMOUNT", help="So much or nothing, for any line or as X=50k."
        ),
    ]
    together: Annotated[
        list[str],
        typer.Option(
            "--together", metavar="A+B=+30%", help="Worth more together than apart, or less."
        ),
    ]
    risk: Annotated[
        float,
        typer.Option(
            "--risk",
            metavar="0..1",
            help="0 the average alone, 1 the worst cases.",
            parser=_share,
        ),
    ]
    tail: Annotated[
        str, typer.Option("--tail", metavar="SHARE", help="The worst cases: 5% of them, else 10%.")
    ]
    least_return: Annotated[
        float,
        typer.Option("--least-return", metavar="POINTS", help="At least so much on average."),
    ]
    current: Annotated[
        str,
        typer.Option("--current", metavar="FILE|ID", help="Today's split, YAML or CSV; or none."),
    ]
    max_lines: Annotated[
        int, typer.Option("--max-lines", min=1, metavar="N", help="At most N lines.")
    ]


split_options = options_of(Split, "split")


def flags(split: Split) -> list[str]:
    """Return the options that were given, as they are written."""
    hints = get_type_hints(Split, include_extras=True)
    return [hints[name].__metadata__[0].default for name in split]  # where typer keeps the flag


def credences(text: str | None) -> list[float] | None:
    """Read numbers or per cents that stand between commas."""
    if text is None:
        return None
    try:
        return [float(str(share_written(part))) for part in text.split(",")]
    except ValueError:
        raise usage(f"--credence {text!r} is not numbers by commas", "credence-range") from None
