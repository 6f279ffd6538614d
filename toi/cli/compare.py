"""`toi compare`."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.pictures import refuse_pictures
from toi.cli.shell import completion
from toi.errors import usage

PICTURES = ("compare", "places", "opinions")  # the last two of a group alone


@output_options()
@threads_option
def compare(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Theories; or rubrics, files, folders of them.",
            autocompletion=completion.compared,
        ),
    ] = None,
    data: o.Data = None,
    rubrics: Annotated[
        list[str] | None,
        o.rubric_option("Rubric to compare theories by, once each; without theories, to compare."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        o.settings_option("Change every rubric for this run; one alone: against it unchanged."),
    ] = None,
    kind: o.Kind = None,
    top: Annotated[
        int | None,
        o.top_option("How many differences or theories."),
    ] = None,
    trust: Annotated[
        list[str] | None,
        typer.Option(
            "--trust",
            metavar="NAME=N",
            help="How much a rubric of a group counts (else 1).",
            autocompletion=completion.trusted,
        ),
    ] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Of a group: where each one stands; in full in a file.")
    ] = False,
    notes: o.Notes = False,
    plot: o.Plot = None,
    seed: o.Seed = 0,
    force: o.Force = False,
) -> CommandOutput:
    """Theories head to head, or rubrics: where they part.

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
      toi compare rubrics/ --people --output people.xlsx
    """
    from toi.analyses.compare.screen import compare_screen, compare_table

    if plot is not None:
        refuse_pictures(plot, PICTURES, force)
    result = toi.compare(
        toi.load(data, everything=False),
        *(words or ()),
        rubrics=rubrics or (),
        settings=settings or (),
        kinds=kind,
        trust=trust or (),
        seed=seed,
    )

    if people:
        from toi.analyses.compare.group.people_screen import people_screen, people_table

        if not isinstance(result, toi.GroupCompared):
            raise usage("--people is for three rubrics or more", "unused-option")
        return CommandOutput(result, partial(people_screen, top=top), people_table, plot=plot)
    screen = partial(compare_screen, top=top, notes=notes)
    return CommandOutput(result, screen, compare_table, plot=plot)
