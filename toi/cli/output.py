"""Output of every command: its options, and writing a result to the screen, a pipe or a file."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from toi.cli import options as o
from toi.cli.form import form_of
from toi.cli.options.parameters import declare, option, own_parameters
from toi.cli.write import Content, emit, refuse_targets, refuse_terminal, to_stdout
from toi.light_dataclass import dataclass

if TYPE_CHECKING:
    from toi.analyses.layout.page import Page
    from toi.analyses.layout.tables import Table

OPTIONS = {
    name: option(name, default, annotation)
    for name, default, annotation in (
        ("form", o.Format.table, o.Form),
        ("output", None, o.Output),
        ("force", False, o.Force),
        ("quiet", False, o.Quiet),
    )
}


@dataclass(frozen=True)
class CommandOutput:
    """Output of a command, to be written.

    Attributes
    ----------
    result : Result
        What to write, and what ``--format json`` prints.
    screen, table : callable
        Lay the result out for people, as text, Markdown or HTML; and for programs.
    form : Format, optional
        In place of a screen, where no form was asked for.
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
    to_file: bool = True, text_endings: Sequence[str] = ()
) -> Callable[[Callable[..., CommandOutput | None]], Callable[..., None]]:
    """Give a command ``--format --output --force --quiet``, and write what it returns.

    A command that needs the value of one of these options, or another form of it, declares
    it as its own parameter and is passed it. A command that returns None wrote all itself.

    Parameters
    ----------
    to_file : bool
        False leaves out ``--output`` and its ``--force``, for commands that make a file of
        their own.
    text_endings : sequence of str
        Endings of files, beside .txt, that may hold what the command shows.
    """

    def decorate(run: Callable[..., CommandOutput | None]) -> Callable[..., None]:
        # In the order of --help: the command's own options first, then these four.
        own = {parameter.name: parameter for parameter in own_parameters(run)}
        left_out = set() if to_file else {"output", "force"} - set(own)
        parameters = [
            *(parameter for name, parameter in own.items() if name not in OPTIONS),
            *(own.get(name, OPTIONS[name]) for name in OPTIONS if name not in left_out),
        ]

        @functools.wraps(run)
        def command(**given: Any) -> None:
            output, force = given.get("output"), given.get("force", False)
            form = form_of(output, given["form"], text_endings)
            # All that can be refused is, before a command writes a file of its own.
            if output is not None and not to_stdout(output):
                refuse_targets([output], force)
            elif form is o.Format.xlsx:
                refuse_terminal(form.value)
            made = run(**{name: form if name == "form" else given[name] for name in own})
            if made is None:
                return
            emit_result(made, form, output, force, given["quiet"])
            if made.code:
                raise typer.Exit(made.code)

        declare(command, parameters)
        return command

    return decorate


def emit_result(
    made: CommandOutput, form: o.Format | None, output: Path | None, force: bool, quiet: bool
) -> None:
    """Write a command's result, and its pictures; notes go to standard error."""
    result, form = made.result, form or made.form or o.Format.table
    notes = [*getattr(result, "notes", ()), *_left_out(made, form)]
    emit(_content(made, form, () if quiet else notes), notes, output, force, quiet, form.value)
    if made.plot is not None:
        from toi.cli.pictures import write_pictures

        write_pictures(result, made.plot, force, quiet)


def _left_out(made: CommandOutput, form: o.Format) -> list[str]:
    """Say what of a result CSV has no room for."""
    if form is not o.Format.csv:
        return []
    beside = made.table(made.result).beside
    named = " and ".join(name.lower() for name in beside)
    return [f"a CSV is one table; {named} are in .xlsx and .json"] if beside else []


def _content(made: CommandOutput, form: o.Format, notes: Iterable[str]) -> Content:
    """Return a result in some form: a screen for people, a table or JSON for programs."""
    result = made.result
    match form:
        case o.Format.table:
            from toi.analyses.layout.page import stdout_page

            return made.screen(result, stdout_page())
        case o.Format.markdown | o.Format.html:
            from toi.analyses.layout import documents

            page = documents.html_page if form is o.Format.html else documents.markdown_page
            body = made.screen(result, documents.document(form.value))
            return page(documents.title_of(result), body, notes)
        case o.Format.json:
            pieces: Iterator[str] = result.json_pieces()
            return pieces
        case o.Format.csv:
            return made.table(result).to_csv()
        case o.Format.xlsx:
            from toi.analyses.layout.workbook import to_xlsx

            return to_xlsx(made.table(result))
