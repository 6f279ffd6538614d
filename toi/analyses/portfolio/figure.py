"""How effort is split, against how it is split today; and what caution costs."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from toi.analyses.plotting.row_plot import Row, RowPlot
from toi.analyses.plotting.sheet import MARKS, SHAPES, Mark, Words
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.portfolio.result import PortfolioLine, PortfolioResult, WorldviewsResult
from toi.analyses.portfolio.screen import ROLES, split_verdict
from toi.analyses.portfolio.worldviews_screen import together_verdict
from toi.errors import usage

MOST = 30
LEAST = 0.0005  # of the budget


def portfolio_figure(result: PortfolioResult, look: Look, top: int | None = None) -> Figure:
    """A bar per line in the order of the table, with its range and what it gets today."""
    today = _today(result)
    lines = [x for x in result.allocation if x.share > LEAST or today.get(x.id, 0.0) > LEAST]
    lines = (lines or list(result.allocation))[: top or MOST]
    with styled():
        colours, budget = look.colours, result.budget
        plot = RowPlot(
            look,
            _words(result, look, bool(today)),
            _rows(result, lines),
            ["", "share", "range", *(["today"] if today else [])],
            axes=["share of the budget"],
        )
        ends = [
            x / budget for one in lines for x in (one.share, one.range.p95, today.get(one.id, 0.0))
        ]
        plot.scale(0.0, max([0.05, *ends]) * 1.05, percent=True)
        for line, y in zip(lines, plot.y, strict=True):
            plot.axes.barh(y, line.share / budget, plot.tall * 0.6, color=colours.main, linewidth=0)
            low, high = line.range.p05 / budget, line.range.p95 / budget
            style: Style = {"colors": colours.ink, "linewidth": LINE * 0.7, "zorder": 3}
            plot.axes.hlines(y, low, high, **style)
            if today:
                now, half = today.get(line.id, 0.0) / budget, plot.tall * 0.42
                tick: Style = {"colors": colours.mark, "linewidth": 2.4, "clip_on": False}
                plot.axes.vlines(now, y - half, y + half, zorder=4, **tick)
        return plot.sheet.figure


def _today(result: PortfolioResult) -> Mapping[str, float]:
    """What each line gets today, if that is known."""
    found = (b.shares for b in result.benchmarks if b.name == "today")
    return next(found, {}) if result.today else {}


def _rows(result: PortfolioResult, lines: Sequence[PortfolioLine]) -> list[Row]:
    today, found = _today(result), []
    for line in lines:
        low, high = (100 * x / result.budget for x in (line.range.p05, line.range.p95))
        cells = [
            ROLES[line.role],
            f"{100 * line.share / result.budget:.0f} %",
            f"{low:.0f}\N{EN DASH}{high:.0f}",
        ]
        cells += [f"{100 * today.get(line.id, 0.0) / result.budget:.0f} %"] if today else []
        found.append(Row(line.id, line.short_title, cells))
    return found


def _words(result: PortfolioResult, look: Look, today: bool) -> Words:
    colours = look.colours
    how = "weights too" if result.precision.weights_redrawn else "weights at their mean"
    return Words(
        title=f"How to split effort, by the rubric {result.provenance.rubric}",
        made=result.provenance,
        verdict=split_verdict(result),
        notes=(
            f"Ranges: the middle 90 % of {result.precision.resamples} resamples of the scenarios, "
            f"{how}. Core lines get something in nearly all of them."
        ),
        key=[
            Mark("bar", colours.main, "share"),
            Mark("line", colours.ink, "range"),
            *([Mark("tick", colours.mark, f"today ({result.today})")] if today else []),
        ],
    )


def worldviews_figure(result: WorldviewsResult, look: Look, top: int | None = None) -> Figure:
    """A row per line, a mark per way to agree on one split."""
    splits = result.compromises
    most = {name: max(s.shares.get(name, 0.0) for s in splits) for name in result.titles}
    lines = [name for name in result.titles if most[name] > LEAST]
    lines = sorted(lines, key=lambda name: (-most[name], name))[: top or MOST]
    if not lines:
        raise usage("no line gets anything", "nothing-to-plot")
    colours = look.colours
    shapes = dict(
        zip((s.rule for s in splits), zip(SHAPES, colours.several, strict=False), strict=False)
    )
    words = Words(
        title="How to split effort where several rubrics have a say",
        made=result.provenance,
        rubrics=result.rubrics,
        verdict=together_verdict(result),
        notes="Lines stand with the largest share that any of these splits gives them first.",
        key=[
            Mark(MARKS[SHAPES.index(shape)], colour, rule)
            for rule, (shape, colour) in shapes.items()
        ],
    )
    rows = [
        Row(
            name,
            result.titles[name],
            [f"{100 * s.shares.get(name, 0.0) / result.budget:.0f} %" for s in splits],
        )
        for name in lines
    ]
    with styled():
        plot = RowPlot(look, words, rows, [s.rule for s in splits], axes=["share of the budget"])
        plot.scale(0.0, max(most.values()) / result.budget * 1.06, percent=True)
        for name, y in zip(lines, plot.y, strict=True):
            shares = [s.shares.get(name, 0.0) / result.budget for s in splits]
            plot.axes.hlines(y, min(shares), max(shares), colors=colours.faint, linewidth=3)
            for share, split in zip(shares, splits, strict=True):
                shape, colour = shapes[split.rule]
                plot.axes.plot(share, y, shape, color=colour, markersize=5, clip_on=False)
        return plot.sheet.figure
