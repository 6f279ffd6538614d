"""`toi rubric set` and `toi rubric edit`: the commands that change a rubric's file."""

from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import CommandOutput, output_options
from toi.cli.shell import completion


@output_options()
def set_(
    name: o.AskedRubric,
    settings: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE",
            help="As for --set; X=40% sets the share of a weight.",
            autocompletion=completion.settings,
        ),
    ],
    data: o.Data = None,
    kind: o.Kind = None,
) -> CommandOutput:
    """Change values in the file of a rubric.

    Comments, order and quoting stay as they are. Several at once: all or none. A shipped rubric
    is copied to ./rubrics first.

    \b
    Examples:
      toi rubric set mine directness=40%
      toi rubric set mine better-without-interp=0.2 dual-use=0.3
      toi rubric set mine T08.directness=8 weights_sure=order
    """
    from toi.analyses.rubric.screen import changed_screen, changes_table
    from toi.analyses.rubric.set_compute import run_set

    result = run_set(toi.load(data, everything=False), name, settings, kind)
    return CommandOutput(result, changed_screen, changes_table)


@output_options()
def edit(
    name: o.AskedRubric,
    data: o.Data = None,
    kind: o.Kind = None,
) -> CommandOutput | None:
    """Open a rubric in your editor; it is checked when saved.

    The editor is VISUAL, else EDITOR, else vi or nano. It works on a copy.

    \b
    Examples:
      toi rubric edit mine
      EDITOR="code --wait" toi rubric edit mine
    """
    from toi.analyses.rubric.edit_compute import finish, start
    from toi.analyses.rubric.screen import changed_screen, changes_table
    from toi.cli.terminal.editor import work_on

    draft = start(toi.load(data, everything=False), name, kind)
    result = work_on(draft, lambda raw: finish(draft, raw))
    return None if result is None else CommandOutput(result, changed_screen, changes_table)
