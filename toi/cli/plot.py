"""`toi plot`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.options.split import Split, split_options
from toi.cli.options.threads import threads_option
from toi.cli.pictures import look_of, picture_form, write_picture
from toi.cli.shell import completion
from toi.cli.shell.names import PICTURES, listed
from toi.cli.terminal.interrupt import interruptible
from toi.cli.write import emit, print_notes, refuse_targets


class PictureFormat(StrEnum):
    """Forms of a picture, and of the numbers behind it."""

    png = "png"
    svg = "svg"
    pdf = "pdf"
    json = "json"


@threads_option
@split_options
def plot(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help=f"{listed(PICTURES)}.", autocompletion=completion.pictures
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="Theories; rubrics to compare; for graph a line or an argument too.",
            autocompletion=completion.pictured,
        ),
    ] = None,
    data: o.Data = None,
    rubrics: Annotated[
        list[str] | None,
        o.rubric_option("Rubric (else balanced); several: to compare."),
    ] = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    top: Annotated[int | None, o.top_option("Only the first N rows.")] = None,
    stacked: Annotated[
        bool, typer.Option("--stacked", help="For ranking: what arguments take of each case.")
    ] = False,
    criteria: Annotated[
        str | None, o.criteria_option("For weights: a map of three of them.", "A,B,C")
    ] = None,
    split: Split | None = None,
    credence: o.Credence = None,
    size: Annotated[
        str | None,
        typer.Option("--size", metavar="WxH", help="Inches, as 7x5; or 7, as high as it needs."),
    ] = None,
    dpi: Annotated[
        int, typer.Option("--dpi", min=30, max=1200, metavar="N", help="Dots per inch, for PNG.")
    ] = 150,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Another title; empty for none.")
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="Light on dark.")] = False,
    draws: Annotated[int | None, o.draws_option("How many draws to make.")] = None,
    seed: o.Seed = 0,
    form: Annotated[
        PictureFormat | None,
        o.form_option("png, svg or pdf; json for the numbers behind it."),
    ] = None,
    output: Annotated[
        Path | None,
        o.output_option("Write to FILE (else NAME.png); - is a pipe."),
    ] = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """A picture as PNG, SVG or PDF, or its numbers as JSON.

    \b
    Examples:
      toi plot ranking
      toi plot ranking --stacked --output ranking.pdf --size 7x9
      toi plot explain T09 --dark
      toi plot weights --criteria directness,dual_use_risk,deception_relevance
      toi plot portfolio --budget "2M EUR" --current today.csv
      toi plot graph T04
      toi plot map --rubric essay-author --format svg --output - | less
    """
    from toi.analyses.sensitivity.request import DRAWS
    from toi.cli.plot_results import PlotRequest, result_to_plot
    from toi.engine.memory import give_back

    words = words or []
    target = output or Path("-".join([name, *map(_plain, words)]) + f".{form or 'png'}")
    numbers = form is PictureFormat.json or (form is None and target.suffix.lower() == ".json")
    if not numbers:
        picture_form(target, form)  # refuses an ending that no picture has
    refuse_targets([target], force)
    look = None if numbers else look_of(size, dpi, title, dark, top)
    with interruptible(draws or DRAWS, quiet) as goes_on:
        asked = PlotRequest(
            name=name,
            debate=toi.load(data),
            words=tuple(words),
            rubrics=tuple(rubrics or ()),
            settings=tuple(settings or ()),
            kinds=kind,
            top=top,
            stacked=stacked,
            split=split or {},
            credence=credence,
            criteria=tuple(c.strip() for c in (criteria or "").split(",") if c.strip()),
            draws=draws,
            seed=seed,
            goes_on=goes_on,
        )
        result = result_to_plot(asked)
        if look is None:
            emit(result.to_json(), result.notes, target, force, quiet, "json")
            return
        give_back()  # to what draws, which is large
        from toi.analyses.figures import figure_of

        figure = figure_of(result, look, "stacked" if stacked else name)
    if not quiet:
        print_notes(result.notes)
    write_picture(figure, target, force, quiet, form)


def _plain(word: str) -> str:
    """A word as part of a file's name."""
    return "".join(c if c.isalnum() else "-" for c in Path(word).stem).strip("-")
