"""`toi rubric form` and `toi rubric collect`: many people's positions by the same questions."""

from pathlib import Path
from typing import Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.form import check_ending
from toi.cli.output import CommandOutput, output_options
from toi.cli.write import refuse_targets, to_stdout
from toi.errors import usage

Start = Annotated[
    str | None,
    o.start_option("The rubric that holds where nothing is answered (else balanced)."),
]


@output_options(to_file=False)
def form(
    file: Annotated[
        Path,
        o.output_option("Write to FILE: .html to fill in, .csv or .xlsx with a row per person."),
    ] = Path("form.html"),
    start: Start = None,
    criteria: Annotated[
        str | None,
        o.criteria_option("Ask for the weights of these (else of those that count)."),
    ] = None,
    arguments: Annotated[
        str | None,
        typer.Option(
            "--arguments",
            metavar="A,B",
            help="Ask for beliefs in these (else in those that matter most).",
        ),
    ] = None,
    most: Annotated[
        int,
        typer.Option(
            "--questions",
            min=0,
            metavar="N",
            help="Ask about the N arguments that matter most, beside all weights.",
        ),
    ] = 7,
    data: o.Data = None,
    force: o.ForceFile = False,
) -> CommandOutput:
    """A questionnaire, the same for a whole group.

    It asks what each criterion is worth, and how likely each argument is to be right. As a page
    it needs no network and gives a line to send back; as a sheet it has a row per person.

    \b
    Examples:
      toi rubric form
      toi rubric form --output questions.xlsx
      toi rubric form --questions 3 --from essay-author
      toi rubric form --criteria directness,dual_use_risk --arguments better-without-interp
    """
    check_ending(file, ".html", ".csv", ".xlsx")
    if to_stdout(file):
        raise usage("a questionnaire is a file of its own; give it a name", "bad-ending")
    if file.name and not file.suffix:
        file = file.with_suffix(".html")
    refuse_targets([file], force)
    from toi.analyses.questionnaire.screen import form_screen, form_table

    result = toi.form(
        toi.load(data, everything=False),
        file,
        start,
        criteria=o.by_comma(criteria),
        arguments=o.by_comma(arguments),
        most=most,
        force=force,
    )
    return CommandOutput(result, form_screen, form_table)


@output_options(to_file=False)
def collect(
    answers: Annotated[
        list[str],
        typer.Argument(metavar="FILE|DIR", help="Sheets, texts with lines, folders of them."),
    ],
    folder: Annotated[Path, o.new_folder_option("Write a rubric per person to DIR.")],
    start: Start = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Leave names out: person-01 and so on.")
    ] = False,
    latest: Annotated[
        bool, typer.Option("--latest", help="Of several answers of one name keep the latest.")
    ] = False,
    namesakes: Annotated[
        bool, typer.Option("--namesakes", help="People of one name are several people.")
    ] = False,
    data: o.Data = None,
    force: o.ForceFolder = False,
) -> CommandOutput:
    """A rubric of each one's answers to it.

    All mistakes are told at once, by row and column, and then nothing is written.

    \b
    Examples:
      toi rubric collect questions.xlsx --output class
      toi rubric collect answers/ --output class --anonymous
      toi rubric collect answers/ --output class --force --latest
    """
    from toi.analyses.questionnaire.screen import collected_screen, collected_table

    result = toi.collect(
        toi.load(data, everything=False),
        answers,
        folder,
        start,
        anonymous=anonymous,
        latest=latest,
        namesakes=namesakes,
        force=force,
    )
    return CommandOutput(result, collected_screen, collected_table)
