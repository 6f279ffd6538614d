"""What gets so little that it may be of no use, in words; and how to have none such."""

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import amounts
from toi.analyses.portfolio.shown import amount_text, line_words
from toi.analyses.shared.format import listed

LITTLE = 0.025  # of the budget: a grant that may be too small to be of use


def small_told(result: PortfolioResult) -> str | None:
    """Name lines whose money may be too little to be of use; None where there are none."""
    if result.amount is None or result.wishes.min_grant > 0:
        return None
    worth = amounts(result)
    small = [
        f"{line.short_title} ({amount_text(result, worth[line.id])})"
        for line in result.allocation
        if 0 < line.share < LITTLE * result.budget and not line.held
    ]
    return f"Little goes to {listed(small)}" if small else None


def how_to_have_none(result: PortfolioResult) -> str:
    """Say which option leaves no money that is too little."""
    return f"--min-grant AMOUNT gives {line_words(result).an_one} so much or nothing"
