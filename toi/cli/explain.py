"""`toi explain`."""

from functools import partial
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.options.threads import threads_option
from toi.cli.output import CommandOutput, output_options
from toi.cli.shell import completion


@output_options()
@threads_option
def explain(
    theory: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A theory: T09, t9, part of a title.",
            autocompletion=completion.theories,
        ),
    ],
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    everything: Annotated[bool, o.all_option("Small arguments too, and the case in full.")] = False,
    seed: o.Seed = 0,
) -> CommandOutput:
    """Why a theory stands where it does, argument by argument.

    \b
    Examples:
      toi explain T09
      toi explain "loss function" --all
      toi explain t4 --rubric essay-author
    """
    from toi.analyses.explain.screen import explain_screen, explain_table

    result = toi.explain(toi.load(data), theory, rubric, settings=settings or (), seed=seed)
    return CommandOutput(result, partial(explain_screen, everything=everything), explain_table)
