"""`toi sensitivity`."""

from pathlib import Path
from typing import Annotated

import typer

from toi.cli import options as o


def sensitivity(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC] [ID]",
            help="ranks, pairwise, weights, flips, cruxes, tornado, sobol or regret; a theory.",
        ),
    ] = None,
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    draws: Annotated[
        int, typer.Option("--draws", min=1, metavar="N", help="How many draws to count.")
    ] = 16_384,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group",
            metavar="NAME",
            help="For sobol: a finer group, such as tag:NAME, an argument, T08.directness.",
        ),
    ] = None,
    plot: o.PlotFolder = None,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """How sure the ranking is, and what would change it.

    \b
    Examples:
      toi sensitivity
      toi sensitivity T15
      toi sensitivity cruxes --rubric essay-author
      toi sensitivity pairwise --format csv --output wins.csv
      toi sensitivity ranks --draws 1000000
    """
    from toi.analyses.sensitivity.compute import find_asked, run_sensitivity
    from toi.analyses.sensitivity.screen import sensitivity_screen, sensitivity_table
    from toi.analyses.shared.lookup import find_kinds
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate, prepare
    from toi.analyses.sobol.compute import POINTS
    from toi.cli.interrupt import interruptible
    from toi.cli.output import emit, form_of, free_for_output

    free_for_output(output, force)
    if plot is not None:
        _free_for_plots(plot, (what or [""])[0], force)
    setting = prepare(open_debate(data), rubric, settings or ())
    full = form_of(output, form) is not o.Format.table
    asked = find_asked(setting, what or (), group or (), full)
    kinds = find_kinds(setting.debate, kind)
    with interruptible(POINTS if asked.topic == "sobol" else draws, quiet) as goes_on:
        found = run_sensitivity(setting, kinds, asked, seed, draws, goes_on=goes_on)
    emit(
        found,
        form,
        lambda r: sensitivity_screen(r, stdout_page()),
        sensitivity_table,
        output,
        force,
        quiet,
    )
    if plot is not None:
        from toi.analyses.catalogue import topic_figures
        from toi.cli.pictures import write_pictures

        write_pictures(topic_figures(found), plot, force, quiet)
    if not found.complete:
        raise typer.Exit(130)


def _free_for_plots(folder: Path, topic: str, force: bool) -> None:
    """Refuse, before long work, what has no picture and pictures that are there already."""
    from toi.analyses.catalogue import DRAWN_TOPICS
    from toi.analyses.sensitivity.compute import TOPICS
    from toi.cli.pictures import free_for_pictures
    from toi.errors import usage

    if topic in TOPICS and topic not in DRAWN_TOPICS:
        names = ", ".join(DRAWN_TOPICS)
        raise usage(f"there is no picture of {topic} (there are: {names})", "unknown-plot")
    wanted = [topic] if topic in TOPICS else DRAWN_TOPICS
    free_for_pictures(folder, wanted, force)
