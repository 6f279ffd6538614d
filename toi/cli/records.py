"""`toi list` and `toi show`."""

from typing import Annotated

import typer

from toi.cli import options as o


def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[WHAT]",
            help="theories, arguments, lines, criteria, tags, rubrics, evidence, sources, "
            "claims or allocations.",
        ),
    ] = "theories",
    data: o.Data = None,
    kind: o.Kind = None,
    tag: Annotated[
        str | None, typer.Option("--tag", metavar="TAG", help="Arguments with this tag.")
    ] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="WORDS", help="Claims of a section.")
    ] = None,
    theory: Annotated[
        str | None, typer.Option("--theory", metavar="ID", help="Claims behind a theory.")
    ] = None,
    line: Annotated[
        int | None, typer.Option("--line", metavar="N", help="Claims at a line of the text.")
    ] = None,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """What is there.

    \b
    Examples:
      toi list
      toi list arguments --tag dual-use
      toi list claims --line 394
      toi list claims --kind concession --section agendas
    """
    from toi.analyses.data.records import Filters, run_list
    from toi.analyses.data.records_screen import list_screen, list_table
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate
    from toi.cli.output import emit

    result = run_list(
        open_debate(data, everything=True), what, kind, Filters(tag, section, theory, line)
    )
    emit(result, form, lambda r: list_screen(r, stdout_page()), list_table, output, force, quiet)


def show(
    record: Annotated[str, typer.Argument(metavar="ID", help="Any record, by id or title.")],
    data: o.Data = None,
    rubric: o.RubricName = None,
    settings: o.Settings = None,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """One record of any kind, what bears on it and what it bears on.

    \b
    Examples:
      toi show T15
      toi show directness
      toi show S098
    """
    from toi.analyses.data.records import run_show
    from toi.analyses.data.records_screen import show_screen, show_table
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate, prepare
    from toi.cli.output import emit

    setting = prepare(open_debate(data, everything=True), rubric, settings or ())
    result = run_show(setting, record)
    emit(result, form, lambda r: show_screen(r, stdout_page()), show_table, output, force, quiet)
