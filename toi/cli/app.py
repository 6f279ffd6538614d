"""The command line: parse, call the library, write. Nothing heavy is imported up here."""

import os
import sys
from typing import Annotated, Any

import typer

from toi.cli.shell.bash_words import split_for_bash
from toi.cli.shell.later import later_command, later_group, made_later
from toi.cli.terminal.interrupt import INTERRUPTED
from toi.cli.terminal.status_line import status_line
from toi.cli.terminal.streams import open_streams, tell, telling
from toi.errors import InputErrors
from toi.io.written import forget_written, written

CLOSED_PIPE = 141  # exit code, as shells have it for a reader that went away

ORIENTATION = """\
toi: which theories of impact of interpretability hold up, given what you value
and which arguments you accept?

Look      toi score                       the ranking, and how far to trust it
          toi explain T09                 why a theory stands where it does
          toi list theories               also: arguments tags criteria rubrics
          toi show T09                    one record, with what bears on it
Ask       toi sensitivity [T15]           how sure; what would change the order
          toi compare T04 T09             two theories head to head
          toi compare mine essay-author   two positions: where do you part?
          toi portfolio                   how to split effort
          toi plot ranking                a picture; also of all of the above
          toi report mine                 one page to hand around, sliders and all
Make it   toi rubric elicit mine          three minutes of questions, no file
yours     toi rubric new mine             or a short commented file of your own
          toi rubric fit mine "T8 > T9"   or from whom you rank higher
          toi rubric set mine KEY=VALUE   change it, and see what moves; or: edit
          toi rubric diff balanced mine   what differs, and what that does
          toi rubric form                 the same questions for a whole class
          toi score --set directness=60%  try a change, keep nothing
          toi score --rubric proponent    another position: toi rubric list
Another debate: toi data init DIR         or a spreadsheet: toi data import -h

T09, t9, a former id or a unique part of a title ("loss function") all name the
same record. Any command: toi COMMAND -h; guides: toi help
"""

LOOK: dict[str, Any] = {
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
COMMANDS = {
    name: later_command(name, f"toi.cli.{function}", LOOK)
    for name, function in (
        ("score", "score.score"),
        ("explain", "explain.explain"),
        ("sensitivity", "sensitivity.sensitivity"),
        ("compare", "compare.compare"),
        ("portfolio", "portfolio.portfolio"),
        ("plot", "plot.plot"),
        ("report", "report.report"),
        ("list", "records.list_"),
        ("show", "records.show"),
        ("help", "help.help_"),
    )
} | {
    name: later_group(name, f"toi.cli.{module}", what, LOOK)
    for name, module, what in (
        ("rubric", "rubric.commands", "Rubrics: list, make your own, change, check, tell apart."),
        ("data", "data.commands", "The records: check them, make your own, and what they cover."),
    )
}
app = typer.Typer(cls=made_later(COMMANDS), name="toi", pretty_exceptions_enable=False, **LOOK)


def _version(asked: bool) -> None:
    """Print the version and end, if that is asked for."""
    if asked:
        from toi import __version__

        print(f"toi {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def toi(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Score theories of impact by what you value and which arguments you accept."""
    if context.invoked_subcommand is None:
        print(ORIENTATION, end="")


def _is_behind(kind: type[BaseException], stop: BaseException | None) -> bool:
    """Tell whether Ctrl-C or a closed pipe is behind an exit; typer makes exits of its own."""
    while stop is not None and not isinstance(stop, kind):
        stop = stop.__cause__ or stop.__context__
    return stop is not None


def main() -> None:
    """Run the command line; errors are for people, never a traceback."""
    # Records need no pydantic plugins, and looking for some costs every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Matrix products here are small: on many threads they take longer, not less.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    split_for_bash(os.environ)
    open_streams()
    forget_written()
    try:
        try:
            with status_line(sys.stderr, sys.argv):
                app(prog_name="toi")  # also as python -m toi
        finally:
            with telling():
                pass
    except InputErrors as error:
        tell(error)
        sys.exit(2)
    except (KeyboardInterrupt, SystemExit, BrokenPipeError) as stop:
        if _is_behind(BrokenPipeError, stop):
            # The reader went away, as `toi score | head` does; say nothing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(CLOSED_PIPE)
        if not _is_behind(KeyboardInterrupt, stop):
            raise
        print(f"interrupted; {_what_was_written()}", file=sys.stderr)
        sys.exit(INTERRUPTED)


def _what_was_written() -> str:
    names = written()
    return f"written before that: {', '.join(names)}" if names else "nothing was written"
