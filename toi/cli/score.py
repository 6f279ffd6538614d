"""`toi score`."""

from typing import Annotated

import typer

from toi.cli import options as o


def score(
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the first N.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="The heaviest arguments of each.")] = False,
    wide: Annotated[bool, typer.Option("--wide", help="All criteria, tiers, counts.")] = False,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """The ranking, and how far to trust it.

    \b
    Examples:
      toi score --rubric essay-author
      toi score --set directness=60% --set better-without-interp=0.2
      toi score --kind all --format csv --output ranking.csv
    """
    from toi.cli.output import emit
    from toi.render.page import stdout_page
    from toi.render.score import score_screen, score_table
    from toi.workflows.names import find_kinds
    from toi.workflows.opening import open_debate, prepare
    from toi.workflows.scoring import run_score

    setting = prepare(open_debate(data), rubric, settings or ())
    result = run_score(setting, find_kinds(setting.debate, kind), seed)
    emit(
        result,
        form,
        lambda r: score_screen(r, stdout_page(), top, why, wide),
        lambda r: score_table(r, top),
        output,
        force,
        quiet,
    )
