"""Splits by several rubrics as people see them: per cents and amounts that add up."""

from collections.abc import Mapping

from toi.analyses.portfolio.rounded import UNSPENT, amount_step
from toi.analyses.portfolio.shown import amount_text
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.shared.rounding import in_even_steps

HEADS = {"expected": "Expect", "proportional": "Shares", "nash": "Nash", "minimax": "Maximin"}
MEANING = {
    "expected": "the largest mean satisfaction, by credence",
    "proportional": "each rubric spends its credence's part",
    "nash": "the largest product of satisfactions",
    "minimax": "the least satisfied is satisfied most",
}


def rounded_compromise(result: WorldviewsResult, split: Compromise) -> Mapping[str, float]:
    """Return the shares of one of several splits in whole per cents, equal ones alike."""
    return _in_steps(result, split, 0.01)


def compromise_amounts(result: WorldviewsResult, split: Compromise) -> Mapping[str, str]:
    """Return what each line, and what is left over, comes to; empty where no amount was named."""
    if result.amount is None:
        return {}
    step, amount = amount_step(result.amount), result.amount
    return {
        name: amount_text(result, round(round(share * amount / step) * step, 9)) if share else ""
        for name, share in _in_steps(result, split, step / amount).items()
    }


def _in_steps(result: WorldviewsResult, split: Compromise, step: float) -> Mapping[str, float]:
    exact = [share / result.budget for share in (*split.shares.values(), split.unspent)]
    return dict(zip([*split.shares, UNSPENT], in_even_steps(exact, step), strict=True))
