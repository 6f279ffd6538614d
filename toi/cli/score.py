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
    method: Annotated[
        str | None,
        typer.Option("--method", "-m", metavar="NAME", help="Another method; or all, compared."),
    ] = None,
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
      toi score --method all
    """
    from toi.analyses.score.compute import run_score
    from toi.analyses.score.screen import score_screen, score_table
    from toi.analyses.shared.lookup import find_kinds, find_method
    from toi.analyses.shared.method_choice import ALL, by_method
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate, prepare
    from toi.cli.output import emit

    if method is not None:
        find_method(method, ALL)
    setting = prepare(open_debate(data), rubric, settings or ())
    kinds = find_kinds(setting.debate, kind)
    if method == ALL:
        from toi.analyses.methods.compute import run_methods
        from toi.analyses.methods.screen import methods_screen, methods_table

        emit(
            run_methods(setting, kinds, seed),
            form,
            lambda r: methods_screen(r, stdout_page(), top, why, wide),
            lambda r: methods_table(r, top),
            output,
            force,
            quiet,
        )
        return
    emit(
        run_score(by_method(setting, method), kinds, seed),
        form,
        lambda r: score_screen(r, stdout_page(), top, why, wide),
        lambda r: score_table(r, top),
        output,
        force,
        quiet,
    )
