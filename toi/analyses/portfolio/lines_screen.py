"""The table of a split: a line to each of its lines, with the reason."""

import math
from collections.abc import Mapping, Sequence

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, room
from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import (
    UNSPENT,
    amount_left,
    amounts,
    leaves_unspent,
    left_by_rounding,
    rounded_shares,
)
from toi.analyses.portfolio.shown import (
    amount_text,
    line_words,
    rounded_per_cent,
    share_text,
    span_text,
)
from toi.analyses.portfolio.why import short_why
from toi.analyses.shared.format import cut, ids_tell, listed

SHOWN_OUT = 2  # lines without a share that are shown unless all are
WIDE = 100  # columns that hold ids of any length
SHORT_ID = 4  # letters; longer ids give way to titles and reasons
NARROWEST = 14  # columns of a title; the reason beside it is what a reader looks for
WISHED = 24  # columns of a title, for which the second half of a reason gives way
REASON = 24  # columns that a reason keeps where both it and the titles are too long
ROLES = {
    "core": "core",
    "hedge": "hedge",
    "borderline": "maybe",
    "floor": "fixed",
    "out": "out",
}
THIN = "~"


def add_lines(screen: Screen, result: PortfolioResult, everything: bool) -> None:
    """Add lines with a share on the screen first; then those that lack least."""
    rounded, worth = rounded_shares(result), amounts(result)
    given = [
        line
        for line in result.allocation
        if everything or rounded[line.id] > 0 or (line.share > 0 and line.bound is not None)
    ]
    small = [line for line in result.allocation if line.share > 0 and line not in given]
    out = [line for line in result.allocation if line.share <= 0 and line not in given]
    shown = [*given, *out[: 0 if everything else SHOWN_OUT]]
    rows = [_row(result, line, rounded, worth) for line in shown]
    if leaves_unspent(result):
        idle = amount_text(result, worth[UNSPENT]) if worth else ""
        left = [share_text(rounded[UNSPENT], result.unspent), "", idle, ""]
        rows.append(["", *left, "unspent", why_unspent(result)])
    heads = ["", "Share", "Range", "Amount", "ID", line_words(result).one.capitalize(), "Why"]
    kept = [0, 1, 2, *([3] if result.amount is not None else []), 4, 5, 6]
    whole = [[row[i] for i in kept] for row in (heads, *rows)]
    longest = max(len(line.short_title) + 1 for line in shown) if shown else 0
    tight = room(whole, len(kept) - 2, screen.page.width) < min(longest, WISHED)
    if (tight and result.amount is not None) or not _shows_ids(screen.page, shown):
        kept.remove(4)  # beside amounts a name in full tells more than an id, and is as good
    heads, *rows = ([row[i] for i in kept] for row in (heads, *rows))
    align = "".join("lrlrlll"[i] for i in kept)
    why = len(kept) - 1
    titles = min(max(len(row[why - 1]) for row in rows), WISHED)
    if room([heads, *rows], why - 1, screen.page.width) < titles:
        rows = [[*row[:why], row[why].partition("; ")[0]] for row in rows]
    longest_word = max((len(word) for row in rows for word in row[why - 1].split()), default=0)
    if room([heads, *rows], why - 1, screen.page.width) < max(NARROWEST, longest_word):
        both = room([heads, *([*row[:why], ""] for row in rows)], why - 1, screen.page.width)
        wide = max(min(both - REASON, WISHED), NARROWEST)
        rows = [[*row[: why - 1], _narrowed(row[why - 1], wide), row[why]] for row in rows]
        screen.table(rows, heads, align, shrink=why, wrap=True)
    else:
        screen.table(rows, heads, align, shrink=why - 1, wrap=True)
    rest = [_small(result, small, worth)] if small else []
    unseen = len(out) - SHOWN_OUT
    nothing = f"{unseen} that {'gets' if unseen == 1 else 'get'} nothing"
    rest += [nothing] if unseen > 0 and not everything else []
    if rest:
        screen.line(f"      and {listed(rest)} (--all)")
    left_over = left_by_rounding(rounded)
    apart = [rounded_per_cent(left_over)] if left_over > 0 else []
    apart += [amount_text(result, amount_left(result))] if amount_left(result) > 0 else []
    if apart:
        screen.line(f"      {' or '.join(apart)} is left where equal shares are rounded alike")


def _small(
    result: PortfolioResult, lines: Sequence[PortfolioLine], worth: Mapping[str, float]
) -> str:
    """Tell of lines whose share rounds to none: how many, and what they get together."""
    told = f"{line_words(result).counted(len(lines))} rounded to 0 %"
    together = math.fsum(worth[line.id] for line in lines) if worth else 0.0
    return f"{told} ({amount_text(result, together)})" if together else told


def _narrowed(title: str, width: int) -> str:
    """Cut a title to a column of some width; the mark at its end stays."""
    if not title.endswith(THIN) or len(title) <= width:
        return cut(title, width)
    return cut(title.removesuffix(THIN), width - 1) + THIN


def _shows_ids(page: Page, lines: Sequence[PortfolioLine]) -> bool:
    """Tell whether there is room for ids that say more than the titles do."""
    if not ids_tell((line.id, line.short_title) for line in lines):
        return False
    return page.width >= WIDE or max((len(line.id) for line in lines), default=0) <= SHORT_ID


def _row(
    result: PortfolioResult,
    line: PortfolioLine,
    rounded: Mapping[str, float],
    worth: Mapping[str, float],
) -> list[str]:
    share = rounded[line.id]
    return [
        ROLES[line.role],
        share_text(share, line.share),
        span_text(result, line, share),
        amount_text(result, worth[line.id]) if worth and line.share > 0 else "",
        line.id,
        f"{line.short_title}{THIN if is_thin(result, line) else ''}",
        short_why(result, line),
    ]


def is_thin(result: PortfolioResult, line: PortfolioLine) -> bool:
    """Tell whether silence on a line may be worth a mark, since a text was read for it."""
    return line.thin and result.provenance.words.text is not None


def why_unspent(result: PortfolioResult) -> str:
    """Say why not all of the budget is spent."""
    grants = any(line.smallest > 0 for line in result.allocation)
    limits = "caps, limits or smallest grants" if grants else "caps or limits"
    return {
        "limits": f"{limits} leave no more",
        "risk": "nothing left is worth its risk",
        "gates": "all is excluded by gates",
    }.get(result.idle or "", "nothing left is worth more")
