"""`toi data sheet`: an empty sheet for every reader of a panel."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.form import check_ending
from toi.cli.write import put, refuse_targets, to_stdout

if TYPE_CHECKING:
    from toi.analyses.readings.blank import BlankSheet


def sheet(
    output: Annotated[
        Path, o.output_option("Write to FILE.csv or .xlsx, or a CSV per reader to a folder.")
    ],
    options: Annotated[
        str | None,
        typer.Option("--options", metavar="FILE", help="A text with an option to each line."),
    ] = None,
    criteria: Annotated[
        str | None, o.criteria_option("The criteria (else those that count).")
    ] = None,
    less: Annotated[
        str | None,
        typer.Option("--less", metavar="A,B", help="With --options: less is better here."),
    ] = None,
    scale: Annotated[
        str | None,
        typer.Option("--scale", metavar="LOW..HIGH", help="With --options (else 0..10)."),
    ] = None,
    readers: Annotated[
        str | None,
        typer.Option("--readers", metavar="A,B", help="A tab, or a file in a folder, for each."),
    ] = None,
    data: o.Data = None,
    rubric: o.RubricName = None,
    kind: o.Kind = None,
    force: o.ForceFile = False,
    quiet: o.Quiet = False,
) -> None:
    """An empty sheet for those who are to judge.

    Options down, criteria across, with direction and scale. Filled in, `toi data import` makes a
    debate of several, and `toi data agreement` and `toi data discuss` read them.

    \b
    Examples:
      toi data sheet --output sheet.xlsx
      toi data sheet --options proposals.txt --criteria Method,Team,Risk --less Risk -o sheets.csv
      toi data sheet --readers "A. Dahl,B. Chen" --output sheets.xlsx
    """
    from toi.analyses.readings import blank
    from toi.analyses.shared.lookup import find_kinds
    from toi.errors import usage

    check_ending(output, ".csv", ".xlsx")
    if to_stdout(output):
        raise usage("a sheet is a file of its own; give it a name", "bad-ending")
    if output.suffix:
        refuse_targets([output], force)
    named = o.by_comma(criteria)
    if options is None:
        if less is not None:
            raise usage("--less is for --options; a debate has directions", "unused-option")
        if scale is not None:
            raise usage("--scale is for --options; a debate has scales", "unused-option")
        opened = toi.load(data, everything=False)
        weights = toi.rubric(opened, rubric).rubric.weights or opened.debate.core_weights
        kinds = find_kinds(opened.debate, kind)
        made = blank.blank_of_debate(opened.debate, kinds, named, weights)
    else:
        ends = blank.SCALE if scale is None else _ends(scale)
        made = blank.blank_of_names(options, named, o.by_comma(less), ends)
    files = blank.write_blank(made, output, o.by_comma(readers), force)
    if not quiet:
        put(_said(made, files, output, options is None, readers is not None))


def _ends(text: str) -> tuple[float, float]:
    """Read the ends of a scale."""
    from pydantic_core import PydanticCustomError

    from toi.errors import usage
    from toi.io.matrix.cells.cell import read_pair

    try:
        low, high, _ = read_pair(text, comma=False)
    except PydanticCustomError as error:
        raise usage(f"--scale: {error.message()}", error.type) from None
    return low, high


def _said(made: "BlankSheet", files: list[str], output: Path, known: bool, tabs: bool) -> str:
    from toi.analyses.shared.format import listed

    where = str(output) if len(files) == 1 else f"{output} ({len(files)} files)"
    titles = listed([one.title for one in made.criteria], 8)
    back = "sheets" if output.suffix and not tabs else shlex.quote(str(output))
    each = " --readers" if output.suffix and tabs else ""
    then = f"toi data agreement {back}" if known else f"toi data import {back}{each} --output round"
    return (
        f"{where}: {made.words.counted(len(made.options))} by {titles}.\n\n"
        "In a cell stands a number, or what is thinkable and likeliest, 3..4..5; ? or nothing\n"
        "where somebody cannot tell. The name of a file, or of a tab, is the reader's.\n"
        f"Next: {then}\n"
    )
