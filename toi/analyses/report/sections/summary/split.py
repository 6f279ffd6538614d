"""The split of effort in a few points: of a paper on it, and beside a ranking."""

from collections.abc import Iterator

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import amounts, rounded_shares
from toi.analyses.portfolio.shown import amount_text, rounded_per_cent
from toi.analyses.portfolio.verdict import (
    where,
)
from toi.analyses.report.html import Child, Markup, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import sentence_list, theory_link
from toi.analyses.report.sections.split.doubts import in_question
from toi.analyses.report.sections.split.in_short import in_short
from toi.analyses.report.sections.split.settled import changes
from toi.analyses.report.sections.summary.point import MOST_NAMED, point

MOST_LINES = 12  # of a split, with what each gets


def of_split(result: ReportResult, split: PortfolioResult) -> Iterator[Markup]:
    """Yield what a paper on a split says of it: what gets most, its price, its doubts."""
    if not any(line.share > 0 for line in split.allocation):
        yield point("What gets most", _largest(result, split), "portfolio")
    yield from (point(head, words, "portfolio") for head, words in in_short(split))
    change = next(changes(split), None)
    if change:
        yield point("What would change it most", change, "split-change")
    asked = in_question(result, split)
    if asked:
        yield point("Which lines are in question", asked, "portfolio")


def _largest(result: ReportResult, split: PortfolioResult) -> Markup:
    """Name the lines that get most, with links, and what they get."""
    rounded, worth = rounded_shares(split), amounts(split)
    named: list[Child] = []
    given = [line for line in split.allocation if rounded[line.id] > 0]
    most = MOST_LINES if result.request.portfolio_first else MOST_NAMED
    for line in given[:most]:
        amount = amount_text(split, worth[line.id]) if worth else ""
        share = f" ({rounded_per_cent(rounded[line.id])}{f', {amount}' if amount else ''})"
        named.append(together([theory_link(result, line.id), share]))
    if result.request.portfolio_first and len(given) > most:
        named.append(f"{len(given) - most} more")
    return together([sentence_list(named), "."]) if named else together(["Nothing."])


def split_in_short(result: ReportResult, split: PortfolioResult) -> Markup:
    """Say how much goes to which kind, and which lines get most."""
    return together([f"{where(split)} Most goes to ", _largest(result, split)])
