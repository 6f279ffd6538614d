"""`toi compare`."""

from pathlib import Path
from typing import Annotated

import typer

from toi.cli import options as o


def compare(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Theories; or rubrics, files, folders of them."),
    ] = None,
    data: o.Data = None,
    rubrics: Annotated[
        list[str] | None,
        typer.Option(
            "--rubric",
            "-r",
            metavar="NAME|PATH",
            help="Rubric to compare theories by, once each; without theories, to compare.",
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Change the rubrics that theories are compared by; of rubrics, the first.",
        ),
    ] = None,
    kind: o.Kind = None,
    top: Annotated[
        int | None,
        typer.Option("--top", min=1, metavar="N", help="How many differences or theories."),
    ] = None,
    trust: Annotated[
        list[str] | None,
        typer.Option("--trust", metavar="NAME=N", help="How much a rubric of a group counts [1]."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="A picture of it too: .png, .svg or .pdf."),
    ] = None,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Theories head to head, or rubrics: where they part, and over what.

    Two theories: where the gap comes from, how often one beats the other, where they swap.
    Two rubrics (one alone: with balanced): what you value against what you believe, the
    things you differ on most. Three or more: who agrees with whom, joint rankings.

    \b
    Examples:
      toi compare T04 T09
      toi compare T04 T09 T18 --rubric essay-author --rubric proponent
      toi compare mine essay-author
      toi compare mine --set directness=60%
      toi compare rubrics/
    """
    from toi.analyses.compare.compute import run_compare
    from toi.analyses.compare.screen import compare_screen, compare_table
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate
    from toi.cli.output import emit, free_for_output
    from toi.cli.pictures import form_of

    free_for_output(output, force)
    free_for_output(plot, force)
    form_name = form_of(plot, None) if plot else ""
    result = run_compare(
        open_debate(data), words or (), rubrics or (), settings or (), kind, seed, trust or ()
    )
    emit(
        result,
        form,
        lambda r: compare_screen(r, stdout_page(), top),
        compare_table,
        output,
        force,
        quiet,
    )
    if plot is not None:
        from toi.analyses.catalogue import compared_figure
        from toi.analyses.plotting.style import Look
        from toi.cli.pictures import write_picture

        write_picture(compared_figure(result, Look()), plot, form_name, force, quiet)
