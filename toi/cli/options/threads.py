"""Option of the commands that draw: how many threads may share long work out."""

import functools
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from toi import threads as shared
from toi.cli.options.parameters import declare, option, own_parameters

Returned = TypeVar("Returned")

Threads = Annotated[
    int | None,
    typer.Option(
        "--threads",
        min=1,
        metavar="N",
        help="Threads for long work (else TOI_THREADS, or all cores); they change no number.",
    ),
]


def threads_option(run: Callable[..., Returned]) -> Callable[..., Returned]:
    """Give a command ``--threads``, of which it need not know."""

    @functools.wraps(run)
    def command(threads: int | None = None, **given: Any) -> Returned:
        shared.use(threads)
        shared.count()  # what is wrong with TOI_THREADS is said before any work
        return run(**given)

    declare(command, [*own_parameters(run), option("threads", None, Threads)])
    return command
