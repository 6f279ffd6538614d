"""`toi list` and `toi show`."""

from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import CommandOutput, output_options
from toi.cli.shell import completion


@output_options()
def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="theories, arguments, lines, criteria, tags, rubrics, evidence, sources, "
            "claims, allocations or words.",
            autocompletion=completion.listings,
        ),
    ] = "theories",
    data: o.Data = None,
    kind: o.Kind = None,
    tag: Annotated[
        str | None,
        typer.Option(
            "--tag",
            metavar="TAG",
            help="Arguments with this tag.",
            autocompletion=completion.tags,
        ),
    ] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="WORDS", help="Claims of a section.")
    ] = None,
    theory: Annotated[
        str | None,
        typer.Option(
            "--theory",
            metavar="ID",
            help="Claims behind a theory.",
            autocompletion=completion.theories,
        ),
    ] = None,
    line: Annotated[
        str | None,
        typer.Option(
            "--line", metavar="N", help="Claims at lines of the text, as 394, 36+ or 60,68."
        ),
    ] = None,
) -> CommandOutput:
    """What is there.

    \b
    Examples:
      toi list
      toi list arguments --tag dual-use
      toi list claims --line 394
      toi list claims --kind concession --section agendas
    """
    from toi.analyses.data.records.list_compute import Filters, lines_asked, run_list
    from toi.analyses.data.records.list_screen import list_screen, list_table

    at = None if line is None else lines_asked(line)
    result = run_list(toi.load(data), what, Filters(kind, tag, section, theory, at))
    return CommandOutput(result, list_screen, list_table)


@output_options()
def show(
    record: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Any record, by id or title.", autocompletion=completion.records
        ),
    ],
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
) -> CommandOutput:
    """One record of any kind, and what bears on it.

    \b
    Examples:
      toi show T15
      toi show directness
      toi show S098
    """
    from toi.analyses.data.records.show_compute import run_show
    from toi.analyses.data.records.show_screen import show_screen, show_table
    from toi.analyses.shared.session import prepare_to_show

    result = run_show(prepare_to_show(toi.load(data), rubric, settings or ()), record)
    return CommandOutput(result, show_screen, show_table)
