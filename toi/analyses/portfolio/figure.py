"""The picture of a split of effort, against how it is split today."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.row_plot import draw_rows
from toi.analyses.plotting.sheet import Caption
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.lines_screen import ROLES
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import (
    LEAST,
    UNSPENT,
    amounts,
    leaves_unspent,
    rounded_shares,
)
from toi.analyses.portfolio.shown import (
    amount_text,
    share_text,
    span_text,
    today_told,
)
from toi.analyses.portfolio.verdict import (
    split_verdict,
)

MOST = 30


@styled()
def portfolio_figure(result: PortfolioResult, look: Look) -> Figure:
    """Draw a bar per line in the order of the table, with its range and what it gets today.

    Below them stands what is left unspent, if anything.
    """
    today = _today(result)
    lines = [x for x in result.allocation if _is_drawn(x, today)]
    lines = (lines or list(result.allocation))[: look.top or MOST]
    colours, budget, worth = look.colours, result.budget, amounts(result)
    plot = draw_rows(
        look,
        _caption(result, look, bool(today)),
        _rows(result, lines, worth),
        ["", "share", *(["amount"] if worth else []), "range", *(["today"] if today else [])],
        axes=["share of the budget"],
    )
    ends = [x / budget for one in lines for x in (one.span[1], today.get(one.id, 0.0))]
    ends += [result.unspent / budget] * (len(plot.y) > len(lines))
    plot.scale(0.0, max([0.05, *ends]) * 1.05, percent=True)
    for line, y in zip(lines, plot.y, strict=False):
        plot.axes.barh(y, line.share / budget, plot.tall * 0.6, color=colours.main, linewidth=0)
        low, high = (end / budget for end in line.span)
        style: Style = {"colors": colours.ink, "linewidth": LINE * 0.7, "zorder": 3}
        plot.axes.hlines(y, low, high, **style)
        if today:
            now, half = today.get(line.id, 0.0) / budget, plot.tall * 0.42
            tick: Style = {"colors": colours.mark, "linewidth": 2.4, "clip_on": False}
            plot.axes.vlines(now, y - half, y + half, zorder=4, **tick)
    if len(plot.y) > len(lines):
        part = result.unspent / budget
        plot.axes.barh(plot.y[-1], part, plot.tall * 0.6, color=colours.faint, linewidth=0)
    return plot.figure


def _today(result: PortfolioResult) -> Mapping[str, float]:
    """Find what each line gets today, if that is known."""
    found = (b.shares for b in result.benchmarks if b.name == "today")
    return next(found, {}) if result.today else {}


def _is_drawn(line: PortfolioLine, today: Mapping[str, float]) -> bool:
    """Tell whether a line gets something, may get something, or does so today."""
    return line.share > LEAST or today.get(line.id, 0.0) > LEAST or line.role != "out"


def _rows(
    result: PortfolioResult, lines: Sequence[PortfolioLine], worth: Mapping[str, float]
) -> list[Row]:
    today, rounded, found = _today(result), rounded_shares(result), []
    told = today_told(result)
    for line in lines:
        share = rounded[line.id]
        cells = [
            ROLES[line.role],
            share_text(share, line.share),
            *([amount_text(result, worth[line.id]) if line.share > 0 else ""] if worth else []),
            span_text(result, line, share, "\N{EN DASH}"),
        ]
        cells += [told[line.id][0] or "0"] if today else []
        found.append(Row(line.id, line.short_title, cells))
    if leaves_unspent(result):
        idle = [amount_text(result, worth[UNSPENT])] if worth else []
        now = [told[UNSPENT][0] or "0"] if today else []
        part = share_text(rounded[UNSPENT], result.unspent)
        found.append(Row(UNSPENT, "unspent", ["", part, *idle, "", *now]))
    return found


def _caption(result: PortfolioResult, look: Look, today: bool) -> Caption:
    colours = look.colours
    how = "weights too" if result.precision.weights_redrawn else "weights at their mean"
    return Caption(
        title=f"How to split effort, by the rubric {result.provenance.named}",
        provenance=result.provenance,
        verdict=split_verdict(result),
        notes=(
            f"Ranges: the middle 90 % of the shares when what is uncertain, {how}, is drawn anew "
            f"{result.precision.resamples} times. Core lines get something in 95 % of these."
        ),
        legend=[
            LegendEntry("bar", colours.main, "share"),
            LegendEntry("line", colours.ink, "range"),
            *([LegendEntry("tick", colours.mark, f"today ({result.today})")] if today else []),
        ],
    )
