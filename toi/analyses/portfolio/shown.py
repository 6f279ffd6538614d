"""A split as people see it: whole per cents that add up, and the amounts that these come to.

Every form rounds here, so that a line has one share and one amount wherever it stands.
"""

from collections.abc import Mapping

from toi.analyses.portfolio.result import (
    Compromise,
    PortfolioLine,
    PortfolioResult,
    WorldviewsResult,
)
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.rounding import STEP, in_even_steps, in_steps

UNSPENT = ""  # the name of what stays unspent, beside the ids of lines


def rounded_shares(result: PortfolioResult) -> Mapping[str, float]:
    """Return the share of each line, and of what stays unspent, in whole per cents."""
    exact = [*(line.share for line in result.allocation), result.unspent]
    names = [*(line.id for line in result.allocation), UNSPENT]
    found = in_even_steps([share / result.budget for share in exact])
    return dict(zip(names, found, strict=True))


def left_by_rounding(shares: Mapping[str, float]) -> float:
    """Return what equal lines that cannot share it evenly leave: 1 % beside 33, 33 and 33."""
    return round(max(1.0 - sum(shares.values()), 0.0) / STEP) * STEP


def span_ends(result: PortfolioResult, line: PortfolioLine, share: float) -> tuple[int, int]:
    """Return the ends of a range in whole per cents, with the rounded share between them."""
    low, high = (round(100 * end / result.budget) for end in line.span)
    shown = round(100 * share)
    return min(low, shown), max(high, shown)


def share_text(share: float, exact: float) -> str:
    """Write a rounded share; one that rounds to none is still more than nothing."""
    return whole_per_cent(share) if share > 0 or exact <= 0 else "under 1 %"


def amount_of(result: PortfolioResult | WorldviewsResult, share: float) -> float | None:
    """Return what a share of the budget comes to; None where no amount was named."""
    return None if result.amount is None else round(share * result.amount, 9)


def amount_text(result: PortfolioResult | WorldviewsResult, share: float) -> str:
    """Write what a share of the budget comes to; nothing where no amount was named."""
    value = amount_of(result, share)
    if value is None:
        return ""
    unit = f" {result.unit}" if result.unit else ""
    exact = f"{value:,.2f}".rstrip("0").rstrip(".")
    return (f"{value:,.0f}" if value >= 100 else exact) + unit


def with_amount(result: PortfolioResult | WorldviewsResult, share: float) -> str:
    """Write a share and, where an amount was named, what it comes to: `5 % (100,000 EUR)`."""
    amount = amount_text(result, share)
    return f"{whole_per_cent(share)}{f' ({amount})' if amount else ''}"


def rounded_compromise(result: WorldviewsResult, split: Compromise) -> Mapping[str, float]:
    """Return the shares of one of several splits in whole per cents, as `rounded_shares`."""
    exact = [share / result.budget for share in (*split.shares.values(), split.unspent)]
    return dict(zip([*split.shares, UNSPENT], in_steps(exact), strict=True))
