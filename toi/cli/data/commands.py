"""`toi data`: the records themselves."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.data.export import export
from toi.cli.data.new import import_, init
from toi.cli.output import CommandOutput, output_options
from toi.cli.panel.agreement import agreement
from toi.cli.panel.discuss import discuss
from toi.cli.panel.pool import pool
from toi.cli.panel.sheet import sheet
from toi.cli.shell import completion
from toi.cli.shell.command_help import Command
from toi.cli.terminal.streams import tell

app = typer.Typer(rich_markup_mode=None)  # the rest of how it looks is in toi/cli/app.py


@output_options()
def check(
    folder: Annotated[str | None, typer.Argument(metavar="DIR", help="Data folder.")] = None,
    form: o.Form = o.Format.table,
) -> CommandOutput:
    """Read every record and check every reference.

    Of each argument in short form it says what it does.
    Exit 1 if there is a problem.

    \b
    Examples:
      toi data check
      toi data check my-debate/data
    """
    from toi.analyses.data.check_compute import run_check
    from toi.analyses.data.check_screen import check_screen, check_table

    result = run_check(folder)
    if result.problems and form.for_people:
        for problem in result.problems:
            tell(problem)
        raise typer.Exit(1)
    return CommandOutput(result, check_screen, check_table, code=1 if result.problems else 0)


@output_options()
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="criteria, theories, arguments, lines, evidence, sources, claims, allocations "
            "or rubric.",
            autocompletion=completion.schemas,
        ),
    ] = None,
    form: Annotated[
        o.Format | None,
        o.form_option("Form of the output: json for a KIND."),
    ] = None,
) -> CommandOutput:
    """The JSON Schema of a kind of file.

    For editors and validators. Without KIND, a list.

    \b
    Examples:
      toi data schema
      toi data schema arguments --output arguments.json
      toi data schema rubric --format table
    """
    from toi.analyses.data import schemas as render
    from toi.analyses.data.schemas import list_schemas, run_schema

    if kind is None:
        return CommandOutput(list_schemas(), render.schemas_screen, render.schemas_table)
    return CommandOutput(
        run_schema(kind), render.schema_screen, render.schema_table, form=form or o.Format.json
    )


@output_options()
def coverage(
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    everything: Annotated[bool, o.all_option("Every theory's grounds.")] = False,
) -> CommandOutput:
    """What the numbers rest on, and whether a claim was left out.

    Exit 1 if a claim is neither cited by a record nor set aside with a reason.

    \b
    Examples:
      toi data coverage
      toi data coverage --all
    """
    from toi.analyses.data.coverage_compute import run_coverage
    from toi.analyses.data.coverage_screen import coverage_screen, coverage_table
    from toi.analyses.shared.session import prepare

    result = run_coverage(prepare(toi.load(data), rubric, settings or ()))
    screen = partial(coverage_screen, everything=everything)
    return CommandOutput(result, screen, coverage_table, code=1 if result.uncovered else 0)


@output_options()
def verify(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A copy of the text: plain, Markdown or HTML.")
    ],
    data: o.Data = None,
    everything: Annotated[bool, o.all_option("Every claim that fails.")] = False,
) -> CommandOutput:
    """Whether every claim stands in the published text where it says.

    The words in `find` and the lines of each claim are held against a copy of the text that you
    have; line breaks, quotes and dashes do not matter. Exit 1 if a claim fails.

    \b
    Examples:
      toi data verify essay.txt
      toi data verify "A page, saved.html"
    """
    from toi.analyses.verify.compute import run_verify
    from toi.analyses.verify.screen import verify_screen, verify_table

    result = run_verify(data, file)
    screen = partial(verify_screen, everything=everything)
    return CommandOutput(result, screen, verify_table, code=1 if result.failed else 0)


for name, command in (  # in the order in which they are shown
    ("check", check),
    ("init", init),
    ("import", import_),
    ("export", export),
    ("schema", schema),
    ("coverage", coverage),
    ("verify", verify),
    ("agreement", agreement),
    ("pool", pool),
    ("discuss", discuss),
    ("sheet", sheet),
):
    app.command(name, cls=Command)(command)
