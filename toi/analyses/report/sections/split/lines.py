"""The table of a split on paper: what each line gets, what it gets today, and why."""

from collections.abc import Iterator, Mapping, Sequence

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.lines_screen import is_thin
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import (
    UNSPENT,
    amount_left,
    amounts,
    left_by_rounding,
    rounded_shares,
)
from toi.analyses.portfolio.shown import (
    TodayTold,
    amount_text,
    line_words,
    rounded_per_cent,
    share_text,
    span_text,
    today_told,
)
from toi.analyses.portfolio.why import against_average, full_why
from toi.analyses.report.html import Markup, tag, together
from toi.analyses.report.pictures import Axis, bar, interval, key
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import theory_link
from toi.analyses.report.tables import Band, PageRow, columns, table

ROLES = {
    "core": "Core: in 95 % of reruns or more",
    "hedge": "Hedge: pays where the rest fails",
    "borderline": "Maybe: in, but in fewer reruns",
    "floor": "Fixed: held by a floor that was asked for",
    "near": "Maybe, with nothing now: too little on average, but in a quarter of reruns or more",
    "out": "Gets nothing",
}
MOST_OUT = 6


def split_picture(result: ReportResult, split: PortfolioResult) -> Markup:
    """Draw a bar for each line that gets something, may do so or does today, with its amount."""
    rounded, worth, today = rounded_shares(split), amounts(split), today_told(split)
    now = next((one.shares for one in split.benchmarks if one.name == "today"), {})
    lines = [x for x in split.allocation if x.role != "out" or any(today.get(x.id, ()))]
    ends = (100 * x / split.budget for one in lines for x in (one.span[1], now.get(one.id, 0.0)))
    axis = Axis.of([0, *ends])
    heads = columns(line_words(split).one.capitalize(), "#Amount" if worth else "#Share")
    heads += [axis.column]
    heads += columns("#Today") if today else []
    found = [
        PageRow(
            [
                theory_link(result, line.id),
                gets(split, line, rounded, worth),
                bar(axis, *_in_per_cent(split, line, now.get(line.id, 0.0) if today else None)),
                *([today[line.id][0] or "0"] if today else []),
            ]
        )
        for line in lines
    ]
    drawn = table("In per cent of the budget", heads, found, stacked=True, kind="bars")
    return together([_keys(split, bool(today)), drawn])


def _keys(split: PortfolioResult, today: bool) -> Markup:
    """Explain the shapes of the picture."""
    reruns = split.precision.resamples
    told = {
        "total": f"what {line_words(split).an_one} gets",
        "range": f"where that lies in 9 of 10 of {reruns} reruns",
    }
    told |= {"now": "what it gets today"} if today else {}
    keys = (tag("span", key(kind), f" {words}") for kind, words in told.items())
    return tag("p", *keys, class_="dim keys")


def gets(
    split: PortfolioResult,
    line: PortfolioLine,
    rounded: Mapping[str, float],
    worth: Mapping[str, float],
) -> str:
    """Write what a line gets: an amount where there are some, else its share."""
    if line.share <= 0:
        return "0"
    if worth:
        return amount_text(split, worth[line.id])
    return share_text(rounded[line.id], line.share)


def _in_per_cent(
    split: PortfolioResult, line: PortfolioLine, now: float | None
) -> tuple[float, float, float, float | None]:
    """Return the share of a line, the ends of its range and what it gets today, in per cent."""
    share, low, high = (100 * x / split.budget for x in (line.share, *line.span))
    return share, low, high, None if now is None else 100 * now / split.budget


def lines_table(result: ReportResult, split: PortfolioResult) -> Markup:
    """Show what each line gets, beside today where that is known, and why."""
    rounded, worth = rounded_shares(split), amounts(split)
    today, paper = today_told(split), result.request.portfolio_first  # else the page has them all
    axis = Axis.of([0, *(100 * line.span[1] / split.budget for line in split.allocation)])
    # Beside today there is no room for pictures: the range stands in numbers.
    heads = columns(line_words(split).one.capitalize(), "#Share", "#Range")
    heads += [*([] if today else [axis.column])]
    heads += [*(columns("#Amount") if worth else [])]
    heads += [*(columns("#Today", "#Change") if today else []), *columns("Why")]
    found: list[PageRow | Band] = []
    for role, lines in _by_role(split):
        words = ROLES[role]
        shown = _nearest(lines, today) if role == "out" else lines
        if not shown:
            continue
        more = f" (the nearest {len(shown)} of {len(lines)})" if len(shown) < len(lines) else ""
        found.append(Band(f"{words}{more}"))
        found += [
            PageRow(
                [
                    *_line(result, split, line, rounded[line.id], worth, None if today else axis),
                    *beside,
                    why,
                ]
            )
            for line in shown
            for beside, why in [
                (_beside(today, line.id), full_why(split, line, beside=True, argued=paper))
            ]
        ]
    found += [PageRow(cells) for cells in _rest(split, rounded, worth, today)]
    caption = "Shares of the budget, with their range in 9 of 10 reruns"
    if any(line.criterion for line in split.allocation):
        caption += f"; why: {against_average(split)}"
    return table(caption, heads, found, stacked=True, kind="told")


def _role(line: PortfolioLine) -> str:
    """Return the band of a line: those that may get something are apart from those that do."""
    return "near" if line.role == "borderline" and line.share <= 0 else line.role


def _by_role(split: PortfolioResult) -> list[tuple[str, list[PortfolioLine]]]:
    """Return lines by band: what is sure first, on which the words of the next ones rest."""
    return [(role, [x for x in split.allocation if _role(x) == role]) for role in ROLES]


def _nearest(lines: Sequence[PortfolioLine], today: TodayTold) -> list[PortfolioLine]:
    """Return the lines that lack least, and all that get something today."""
    return [x for n, x in enumerate(lines) if n < MOST_OUT or today.get(x.id, ("",) * 2)[1]]


def _beside(today: TodayTold, name: str) -> list[str]:
    return [*today.get(name, ("", ""))] if today else []


def _rest(
    split: PortfolioResult,
    rounded: Mapping[str, float],
    worth: Mapping[str, float],
    today: TodayTold,
) -> Iterator[list[str]]:
    """Yield the rows of what no line gets, and of all together."""
    blank = [""] if today else ["", ""]  # the range, and its picture
    left = "Left where equal shares are rounded alike"
    for words, name, share, amount in (
        ("Unspent", UNSPENT, rounded[UNSPENT], worth.get(UNSPENT, 0.0)),
        (left, left, left_by_rounding(rounded), amount_left(split)),
    ):
        if share > 0 or amount > 0 or any(today.get(name, ())):
            cells = [amount_text(split, amount) if amount > 0 else ""] if worth else []
            part = rounded_per_cent(share) if share > 0 else ""
            yield [words, part, *blank, *cells, *_beside(today, name), ""]
    for title in split.today_outside:
        cells = [""] if worth else []
        yield [f"{title} (not in question)", "", *blank, *cells, *_beside(today, title), ""]
    every = "100 %" if split.amount is None else amount_text(split, split.amount)
    cells = [every] if worth else []
    yield ["Total", "100 %", *blank, *cells, *([every, ""] if today else []), ""]


def _line(
    result: ReportResult,
    split: PortfolioResult,
    line: PortfolioLine,
    share: float,
    worth: Mapping[str, float],
    axis: Axis | None,
) -> list[str]:
    low, high = (100 * end / split.budget for end in line.span)
    mark = "\u00a0~" if is_thin(split, line) else None  # explained below the table
    kinds = len(split.kinds) > 1 and not result.request.portfolio_first
    kind = tag("span", f" {line.kind}", class_="dim") if kinds else None
    exact = 100 * line.share / split.budget
    amount = amount_text(split, worth[line.id]) if worth and line.share > 0 else ""
    return [
        together([theory_link(result, line.id), mark, kind]),
        share_text(share, line.share),
        span_text(split, line, share, " to "),
        *([interval(axis, low, high, exact)] if axis else []),
        *([amount] if worth else []),
    ]
