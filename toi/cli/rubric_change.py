"""`toi rubric set` and `toi rubric edit`: the commands that change a rubric's file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from toi.cli import options as o

Asked = Annotated[str, typer.Argument(metavar="NAME|PATH", help="A rubric, by name or file.")]


def set_(
    name: Asked,
    settings: Annotated[
        list[str],
        typer.Argument(metavar="KEY=VALUE...", help="As for --set; X=40% sets a weight's share."),
    ],
    data: o.Data = None,
    kind: o.Kind = None,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Change values in a rubric's file; comments, order and quoting stay as they are.

    Several at once: all or none. A shipped rubric is copied to ./rubrics first.

    \b
    Examples:
      toi rubric set mine directness=40%
      toi rubric set mine better-without-interp=0.2 dual-use=0.3
      toi rubric set mine T08.directness=8 weights_sure=order
    """
    from toi.analyses.rubric.set import run_set
    from toi.analyses.shared.session import open_debate
    from toi.cli.output import free_for_output

    free_for_output(output, force)
    _emit(run_set(open_debate(data), name, settings, kind), form, output, force, quiet)


def edit(
    name: Asked,
    data: o.Data = None,
    kind: o.Kind = None,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Open a rubric in your editor; it is checked before it is kept.

    The editor is VISUAL, else EDITOR, else vi or nano. It works on a copy.

    \b
    Examples:
      toi rubric edit mine
      EDITOR="code --wait" toi rubric edit mine
    """
    from toi.analyses.rubric.edit import finish, start
    from toi.analyses.shared.session import open_debate
    from toi.cli.editor import work_on
    from toi.cli.output import free_for_output

    free_for_output(output, force)
    draft = start(open_debate(data), name, kind)
    result = work_on(draft, lambda raw: finish(draft, raw))
    if result is not None:
        _emit(result, form, output, force, quiet)


def _emit(result: Any, form: o.Format, output: Path | None, force: bool, quiet: bool) -> None:
    from toi.analyses.rubric.screen import changed_screen, changes_table
    from toi.analyses.shared.page import stdout_page
    from toi.cli.output import emit

    def screen(found: Any) -> str:
        return changed_screen(found, stdout_page())

    emit(result, form, screen, changes_table, output, force, quiet)
