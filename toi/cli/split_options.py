"""Options of the commands that split effort."""

from typing import Annotated

import typer

from toi.cli.shell import completion

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
