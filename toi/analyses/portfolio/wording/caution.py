"""Say what more caution would do to a split, or none after all."""

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.shared.format import signed

LITTLE = 0.5  # points that are not worth a sentence


def nothing_to_trade(result: PortfolioResult) -> bool:
    """Tell whether caution costs and gains less than the error, or than is worth a sentence."""
    first, last = result.frontier[0], result.frontier[-1]
    most = max(abs(last.expected - first.expected), abs(last.cvar - first.cvar))
    return most < max(LITTLE, 2 * result.precision.value_error)


def caution_does_little(result: PortfolioResult) -> bool:
    """Tell whether more caution, or none after all, would gain and cost less than is worth typing.

    Where nothing is gained whatever the caution, there is no such question.
    """
    if len(result.frontier) < 2 or result.frontier[0].expected <= 0:
        return False
    return nothing_to_trade(result) or max(map(abs, _at_other_end(result))) < LITTLE


def _at_other_end(result: PortfolioResult) -> tuple[float, float]:
    """Return what full caution, or where that was asked for none, changes: mean, worst cases."""
    other = result.frontier[0 if result.wishes.risk == 1.0 else -1]
    return other.expected - result.expected, other.cvar - result.cvar


def caution(result: PortfolioResult) -> str | None:
    """Say what more caution than was asked for would do, or none where all was asked for."""
    if len(result.frontier) < 2 or result.frontier[0].expected <= 0:
        return None
    full = result.wishes.risk == 1.0
    if caution_does_little(result):
        return None if full else "More caution (--risk) would gain and cost little."
    average, worst = _at_other_end(result)
    if full:
        return (
            f"Without caution (--risk 0): {signed(average, 1)} on average, "
            f"{signed(worst, 1)} there."
        )
    return (
        f"With full caution (--risk 1): {signed(average, 1)} on average, {signed(worst, 1)} there."
    )
