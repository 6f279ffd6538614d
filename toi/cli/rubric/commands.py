"""`toi rubric`: rubrics, looked at and made your own."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import CommandOutput, output_options
from toi.cli.rubric import change, elicit, fit, questionnaire
from toi.cli.shell import completion
from toi.cli.shell.command_help import Command
from toi.cli.terminal.streams import tell

app = typer.Typer(rich_markup_mode=None)  # the rest of how it looks is in toi/cli/app.py


@app.command("list", cls=Command)
@output_options()
def list_(
    data: o.Data = None,
) -> CommandOutput:
    """Every rubric that a name finds, and where it lies.

    \b
    Examples:
      toi rubric list
      toi rubric list --format json
    """
    from toi.analyses.data.records.list_compute import run_list
    from toi.analyses.data.records.list_screen import list_screen, list_table

    result = run_list(toi.load(data, everything=False), "rubrics")
    return CommandOutput(result, list_screen, list_table)


@app.command("show", cls=Command)
@output_options(text_endings=(".yaml", ".yml"))
def show(
    name: o.AskedRubric = "balanced",
    changes: Annotated[
        bool, typer.Option("--changes", help="Only what it changes of the rubric it extends.")
    ] = False,
    data: o.Data = None,
    settings: o.Settings = None,
) -> CommandOutput:
    """A rubric with all that it inherits.

    What it prints is a rubric file itself.

    \b
    Examples:
      toi rubric show essay-author
      toi rubric show essay-author --changes
      toi rubric show proponent --output rubrics/flat.yaml
    """
    from toi.analyses.rubric.screen import changes_screen, changes_table, show_screen, show_table
    from toi.analyses.rubric.show_compute import run_rubric_show

    result = run_rubric_show(toi.load(data, everything=False), name, settings or ())
    screen, table = (changes_screen, changes_table) if changes else (show_screen, show_table)
    return CommandOutput(result, screen, table)


@app.command("new", cls=Command)
@output_options(to_file=False)
def new(
    name: o.NewRubric,
    start: o.StartRubric = None,
    full: Annotated[bool, typer.Option("--full", help="All criteria and all arguments.")] = False,
    data: o.Data = None,
    force: o.ForceFile = False,
) -> CommandOutput:
    """A rubric file of your own, with remarks on how to change it.

    It lies in ./rubrics. Until it is changed it scores as the rubric it starts from.

    \b
    Examples:
      toi rubric new mine
      toi rubric new mine --from essay-author
      toi rubric new thorough --full
    """
    from toi.analyses.rubric.new_compute import run_new
    from toi.analyses.rubric.screen import made_screen, made_table

    result = run_new(toi.load(data, everything=False), name, start, full, force)
    return CommandOutput(result, made_screen, made_table)


@app.command("check", cls=Command)
@output_options()
def check(
    names: o.AskedRubrics,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write new names for renamed records, and the digest.")
    ] = False,
    data: o.Data = None,
    form: o.Form = o.Format.table,
    quiet: o.Quiet = False,
) -> CommandOutput:
    """Check rubrics, or a folder of them, and what they extend.

    Exit 1 if there is a problem.

    \b
    Examples:
      toi rubric check mine
      toi rubric check mine --fix
      toi rubric check drafts/other.yaml
      toi rubric check class
      toi rubric check class/ann.yaml class/ben.yaml
    """
    from toi.analyses.rubric.check_compute import run_rubric_checks
    from toi.analyses.rubric.screen import checked_screen, checked_table

    result = run_rubric_checks(toi.load(data, everything=False), names, fix)
    if form.for_people:
        warnings = () if quiet else result.warnings
        for problem in (*result.problems, *warnings):
            tell(problem)
    code = 1 if result.problems else 0
    return CommandOutput(result, checked_screen, checked_table, code=code)


@app.command("diff", cls=Command)
@output_options()
def diff(
    a: o.AskedRubric,
    b: Annotated[
        str,
        typer.Argument(metavar="OTHER", help="Another.", autocompletion=completion.rubrics),
    ],
    everything: Annotated[bool, o.all_option("Every argument that is believed otherwise.")] = False,
    data: o.Data = None,
    kind: o.Kind = None,
) -> CommandOutput:
    """What differs between two rubrics, and what that does.

    \b
    Examples:
      toi rubric diff balanced mine
      toi rubric diff essay-author proponent --all
      toi rubric diff balanced mine --format csv
    """
    from toi.analyses.rubric.diff_compute import run_diff
    from toi.analyses.rubric.diff_screen import diff_screen, diff_table

    result = run_diff(toi.load(data, everything=False), a, b, kind)
    return CommandOutput(result, partial(diff_screen, everything=everything), diff_table)


app.command("set", cls=Command)(change.set_)
app.command("edit", cls=Command)(change.edit)
app.command("elicit", cls=Command)(elicit.elicit)
app.command("form", cls=Command)(questionnaire.form)
app.command("collect", cls=Command)(questionnaire.collect)
app.command("fit", cls=Command)(fit.fit)
