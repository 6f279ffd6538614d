"""`toi portfolio`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toi.cli import options as o

if TYPE_CHECKING:
    from toi.analyses.portfolio.result import PortfolioResult, WorldviewsResult


def portfolio(
    data: o.Data = None,
    rubric: Annotated[
        list[str] | None,
        typer.Option(
            "--rubric", "-r", metavar="NAME|PATH", help="Rubric [balanced]; several: worldviews."
        ),
    ] = None,
    settings: o.Settings = None,
    kind: o.Kind = None,
    budget: Annotated[
        str | None,
        typer.Option("--budget", metavar="AMOUNT", help="What 100 % is, as 2000000 or '12 FTE'."),
    ] = None,
    risk: Annotated[
        float | None,
        typer.Option("--risk", metavar="0..1", help="0 the average alone, 1 the worst tenth."),
    ] = None,
    current: Annotated[
        str | None,
        typer.Option("--current", metavar="FILE|ID", help="Today's split, YAML or CSV; or none."),
    ] = None,
    max_lines: Annotated[
        int | None, typer.Option("--max-lines", min=1, metavar="N", help="At most N lines.")
    ] = None,
    credence: Annotated[
        str | None,
        typer.Option("--credence", metavar="C,C", help="In each of several rubrics."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All lines.")] = False,
    draws: Annotated[
        int, typer.Option("--draws", min=100, metavar="N", help="Number of scenarios.")
    ] = 8192,
    plot: o.PlotFolder = None,
    seed: o.Seed = 0,
    form: o.Form = o.Format.table,
    output: o.Output = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """How to split effort, with reasons and doubts.

    \b
    Examples:
      toi portfolio --budget 2000000
      toi portfolio -r essay-author --risk 0.5 --max-lines 6
      toi portfolio --current today.csv --kind agenda
      toi portfolio -r proponent -r essay-author --credence 0.4,0.6
    """
    from toi.analyses.portfolio.case import split_kinds, wishes
    from toi.analyses.shared.page import stdout_page
    from toi.analyses.shared.session import open_debate, prepare
    from toi.cli.output import emit
    from toi.cli.pictures import SPLIT, free_for_pictures

    if plot is not None:
        free_for_pictures(plot, SPLIT, force)
    opened = open_debate(data)
    many: list[str | None] = [*rubric] if rubric else [None]
    prepared = [prepare(opened, name, settings or ()) for name in many]
    kinds = split_kinds(prepared[0].debate, kind)
    wanted = [wishes(setting, risk, max_lines) for setting in prepared]
    amount = _amount(budget)
    if len(prepared) > 1:
        from toi.analyses.portfolio.worldviews_compute import run_worldviews
        from toi.analyses.portfolio.worldviews_screen import worldviews_screen, worldviews_table

        _unused("--current", current)
        together = run_worldviews(
            prepared,
            kinds,
            seed,
            draws,
            wanted=wanted,
            credence=_credences(credence),
            amount=amount,
        )
        emit(
            together,
            form,
            lambda r: worldviews_screen(r, stdout_page(), everything),
            worldviews_table,
            output,
            force,
            quiet,
        )
        _draw(together, plot, force, quiet)
        return
    from toi.analyses.portfolio.compute import run_portfolio
    from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table

    _unused("--credence", credence)
    found = run_portfolio(
        prepared[0],
        kinds,
        seed,
        draws,
        wanted=wanted[0],
        amount=amount,
        current=current,
    )
    emit(
        found,
        form,
        lambda r: portfolio_screen(r, stdout_page(), everything),
        portfolio_table,
        output,
        force,
        quiet,
    )
    _draw(found, plot, force, quiet)


def _draw(
    result: "PortfolioResult | WorldviewsResult", folder: Path | None, force: bool, quiet: bool
) -> None:
    """Write the pictures of a split."""
    if folder is None:
        return
    from toi.analyses.catalogue import split_figures
    from toi.analyses.plotting.style import Look
    from toi.cli.pictures import write_pictures

    write_pictures(split_figures(result, Look()), folder, force, quiet)


def _unused(option: str, value: object) -> None:
    from toi.errors import usage

    if value is not None:
        number = "one rubric" if option == "--current" else "several rubrics"
        raise usage(f"{option} goes with {number}", "unused-option")


def _amount(text: str | None) -> tuple[float, str | None] | None:
    """`2000000`, `2,000,000 EUR`, `12 FTE` as a number and its unit."""
    import math
    import re

    from toi.errors import usage

    if text is None:
        return None
    read = re.fullmatch(r"\s*([0-9][0-9,_ ]*(?:\.[0-9]+)?)\s*(\S.*?)?\s*", text)
    number = float(re.sub(r"[,_ ]", "", read[1])) if read else math.nan
    if read is None or not 0 < number < math.inf:
        raise usage(
            f"--budget {text!r} is not an amount, such as 2000000 or '12 FTE'", "bad-budget"
        )
    return number, read[2]


def _credences(text: str | None) -> list[float] | None:
    from toi.errors import usage

    if text is None:
        return None
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise usage(f"--credence {text!r} is not numbers by commas", "credence-range") from None
