"""Splits by several rubrics as people see them: whole per cents that add up."""

from collections.abc import Mapping

from toi.analyses.portfolio.rounded import UNSPENT
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.shared.rounding import in_steps


def rounded_compromise(result: WorldviewsResult, split: Compromise) -> Mapping[str, float]:
    """Return the shares of one of several splits in whole per cents, as `rounded_shares`."""
    exact = [share / result.budget for share in (*split.shares.values(), split.unspent)]
    return dict(zip([*split.shares, UNSPENT], in_steps(exact), strict=True))
