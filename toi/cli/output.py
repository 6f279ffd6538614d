"""Output of every command: its options, and writing a result to the screen, a pipe or a file."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from toi.cli import options as o
from toi.cli.write import emit_text, refuse_existing

if TYPE_CHECKING:
    from toi.analyses.shared.page import Page
    from toi.analyses.shared.tables import Table

BY_SUFFIX = {
    ".json": o.Format.json,
    ".csv": o.Format.csv,
    ".md": o.Format.markdown,
    ".html": o.Format.html,
}
OPTIONS = {
    name: inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=option
    )
    for name, default, option in (
        ("form", o.Format.table, o.Form),
        ("output", None, o.Output),
        ("force", False, o.Force),
        ("quiet", False, o.Quiet),
    )
}


@dataclass(frozen=True)
class CommandOutput:
    """What a command returns to be written.

    Attributes
    ----------
    result : Result
        What to write, and what ``--format json`` prints.
    screen, table : callable
        Lay the result out for people, and for CSV, Markdown and HTML.
    form : Format, optional
        In place of what ``--format`` says.
    plot : Path, optional
        The file of the picture of the result, or a folder for all its pictures.
    code : int
        The exit code.
    """

    result: Any
    screen: "Callable[[Any, Page], str]"
    table: "Callable[[Any], Table]"
    form: o.Format | None = None
    plot: Path | None = None
    code: int = 0


def output_options(
    to_file: bool = True,
) -> Callable[[Callable[..., CommandOutput | None]], Callable[..., None]]:
    """Give a command ``--format --output --force --quiet``, and write what it returns.

    A command that needs the value of one of these options, or another form of it, declares
    it as its own parameter and is passed it. A command that returns None wrote all itself.

    Parameters
    ----------
    to_file : bool
        False leaves out ``--output`` and its ``--force``, for commands that make a file of
        their own.
    """

    def decorate(run: Callable[..., CommandOutput | None]) -> Callable[..., None]:
        # In the order of --help: the command's own options first, then these four.
        own = inspect.signature(run).parameters
        left_out = set() if to_file else {"output", "force"} - set(own)
        parameters = [
            *(parameter for name, parameter in own.items() if name not in OPTIONS),
            *(own.get(name, OPTIONS[name]) for name in OPTIONS if name not in left_out),
        ]

        @functools.wraps(run)
        def command(**given: Any) -> None:
            output, force = given.get("output"), given.get("force", False)
            if output is not None:
                refuse_existing([output], force)
            made = run(**{name: given[name] for name in own})
            if made is None:
                return
            emit(made, given["form"] or o.Format.table, output, force, given["quiet"])
            if made.code:
                raise typer.Exit(made.code)

        # typer reads the options of a command from these two.
        keyword = inspect.Parameter.KEYWORD_ONLY
        signature = inspect.Signature([p.replace(kind=keyword) for p in parameters])
        command.__signature__ = signature  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        return command

    return decorate


def emit(
    made: CommandOutput, form: o.Format, output: Path | None, force: bool, quiet: bool
) -> None:
    """Write a command's result, and its pictures; notes go to standard error."""
    result, form = made.result, form_of(output, made.form or form)
    if form is o.Format.json:
        text = result.to_json()
    elif form is o.Format.table:
        from toi.analyses.shared.page import stdout_page

        text = made.screen(result, stdout_page())
    else:
        text = made.table(result).render(form.value) + _origin(result, form)
    emit_text(text, getattr(result, "notes", ()), output, force, quiet)
    if made.plot is not None:
        from toi.cli.pictures import write_pictures

        write_pictures(result, made.plot, force, quiet)


def form_of(output: Path | None, form: o.Format) -> o.Format:
    """Return the form that was asked for, else that of the ending of the output file."""
    if output is not None and form is o.Format.table:
        return BY_SUFFIX.get(output.suffix.lower(), form)
    return form


def _origin(result: Any, form: o.Format) -> str:
    """Return the line of provenance below a table for people; CSV has it in columns."""
    made = getattr(result, "provenance", None)
    if made is None or form is o.Format.csv:
        return ""
    from html import escape

    from toi.analyses.shared.provenance import origin

    # Escaped in both forms, since Markdown takes HTML too.
    line = escape(origin(made, getattr(result, "rubrics", ())), quote=False)
    return f"<p>{line}</p>\n" if form is o.Format.html else f"\n{line}\n"
