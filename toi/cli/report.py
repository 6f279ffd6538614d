"""`toi report`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.form import check_ending
from toi.cli.options.split import Split, credences, split_options
from toi.cli.options.threads import threads_option
from toi.cli.shell import completion
from toi.cli.write import emit, print_notes, refuse_targets, to_stdout

if TYPE_CHECKING:
    from toi.analyses.report.result import ReportResult

OUTPUT = Path("report.html")


@threads_option
@split_options
def report(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Rubrics, files, folders of them (else balanced).",
            autocompletion=completion.rubrics,
        ),
    ] = None,
    data: o.Data = None,
    rubrics: Annotated[
        list[str] | None,
        o.rubric_option("Rubric to report on, like NAME; repeatable."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        o.settings_option("Change every rubric for this run; repeatable."),
    ] = None,
    kind: o.Kind = None,
    portfolio: Annotated[
        bool, typer.Option("--portfolio", help="How to split effort comes first.")
    ] = False,
    split: Split | None = None,
    credence: o.Credence = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Title of the page.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="TEXT", help="Whose page it is: a person, a board."),
    ] = None,
    choose: Annotated[
        int | None,
        typer.Option(
            "--choose", min=1, metavar="N", help="Judged by a panel: how many are chosen (else 1)."
        ),
    ] = None,
    output: Annotated[
        Path,
        o.output_option("Write to FILE, an .html; - is a pipe."),
    ] = OUTPUT,
    seed: o.Seed = 0,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """One HTML page to hand around, with all about a position.

    One position: what it values and believes, the ranking, why, how sure. Two: where they
    part comes first. Three or more, or a folder: the group comes first.

    \b
    Examples:
      toi report
      toi report mine --output mine.html
      toi report mine --title "What I would fund" --by "Ada Lovelace"
      toi report mine essay-author
      toi report rubrics/ --output group.html
      toi report mine --portfolio --budget 2000000 --current today.csv
    """
    check_ending(output, ".html", ".htm")
    refuse_targets([output], force)
    result = toi.report(
        toi.load(data),
        *(names or ()),
        rubrics=rubrics or (),
        settings=settings or (),
        kinds=kind,
        portfolio_first=portfolio,
        title=title,
        by=by,
        choose=choose,
        **split or {},
        credence=credences(credence),
        seed=seed,
    )
    emit(toi.report_html(result), result.notes, output, force, quiet, "html")
    if quiet or to_stdout(output):
        return
    if unsaid := _unsaid(result):
        print_notes([unsaid])
    if result.discuss is not None and choose is None:
        print_notes(["what to discuss is told for a choice of one; of more: --choose N"])


def _unsaid(result: "ReportResult") -> str | None:
    """Say what would tell a reader whose page it is, where nothing does."""
    label, asked = result.positions[0].label, result.request
    alone = len(result.positions) == 1
    if len(result.positions) > 2 or label.has_title or (alone and asked.title) or asked.by:
        return None
    how = "--title TEXT, --by NAME" if alone else "--by NAME, or title: in its file"
    if not alone and not result.positions[1].label.has_title:  # either may be whose page it is
        how = "title: in the rubrics' files"
    return f"the page calls the position {label.name}; say whose it is: {how}"
