"""`toi explain`."""

from typing import Annotated

import typer

from toi.cli import options as o


def explain(
    theory: Annotated[
        str, typer.Argument(metavar="ID", help="A theory: T09, t9, part of a title.")
    ],
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Small arguments too, and the case in full.")
    ] = False,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Why a theory stands where it does, argument by argument.

    \b
    Examples:
      toi explain T09
      toi explain "loss function" --all
      toi explain t4 --rubric essay-author
    """
    from toi.analyses.explain.compute import run_explain
    from toi.analyses.explain.screen import explain_screen, explain_table
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate, prepare
    from toi.cli.output import emit

    setting = prepare(open_debate(data, everything=True), rubric, settings or ())
    emit(
        run_explain(setting, theory, seed),
        form,
        lambda r: explain_screen(r, stdout_page(), everything),
        explain_table,
        output,
        force,
        quiet,
    )
