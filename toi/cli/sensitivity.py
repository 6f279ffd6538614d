"""`toi sensitivity`."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.analyses.sensitivity.topics import TOPICS
from toi.cli import options as o
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.pictures import refuse_pictures
from toi.cli.shell import completion
from toi.cli.shell.names import listed
from toi.cli.terminal.interrupt import INTERRUPTED, interruptible

PICTURES = ("ranks", "pairwise", "weights", "tornado", "cruxes", "sobol")


@output_options()
@threads_option
def sensitivity(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC|ID",
            help=f"{listed(TOPICS)}; a theory.",
            autocompletion=completion.topics,
        ),
    ] = None,
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    draws: Annotated[int, o.draws_option("How many draws to count.")] = 8192,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group",
            metavar="NAME",
            help="For sobol and cruxes: numbers by name: an argument, tag:NAME, line:NAME, "
            "T08.directness, criterion:NAME, weights; several with + between them.",
            autocompletion=completion.groups,
        ),
    ] = None,
    notes: o.Notes = False,
    plot: o.Plot = None,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> CommandOutput:
    """How sure the ranking is, and what would change it.

    \b
    Examples:
      toi sensitivity
      toi sensitivity T15
      toi sensitivity cruxes --rubric essay-author
      toi sensitivity cruxes --group T08.directness --group weights --draws 200000
      toi sensitivity pairwise --format csv --output wins.csv
      toi sensitivity ranks --draws 1000000
    """
    from toi.analyses.sensitivity.request import parsed_words
    from toi.analyses.sensitivity.screen import sensitivity_screen, sensitivity_table
    from toi.analyses.sobol.compute import POINTS

    topic, theory = parsed_words(what or ())
    if plot is not None:
        refuse_pictures(plot, _pictures(topic), force)
    with interruptible(POINTS if topic == "sobol" else draws, quiet) as goes_on:
        found = toi.sensitivity(
            toi.load(data, everything=False),
            rubric,
            settings=settings or (),
            kinds=kind,
            topic=topic,
            theory=theory,
            groups=group or (),
            full=not form.for_people,
            draws=draws,
            seed=seed,
            goes_on=goes_on,
        )

    return CommandOutput(
        found,
        partial(sensitivity_screen, notes=notes),
        sensitivity_table,
        plot=plot,
        code=0 if found.complete else INTERRUPTED,
    )


def _pictures(topic: str | None) -> tuple[str, ...]:
    """Return the pictures of a topic, or of all; refuse, before long work, what has none."""
    from toi.errors import usage

    if topic not in (None, *PICTURES):
        names = ", ".join(PICTURES)
        raise usage(f"there is no picture of {topic} (there are: {names})", "unknown-plot")
    return PICTURES if topic is None else (topic,)
