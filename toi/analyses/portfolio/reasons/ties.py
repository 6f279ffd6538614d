"""Money in a split that could as well be elsewhere."""

from collections.abc import Sequence

from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.line_result import MovableShare
from toi.engine.portfolio.movable import movable
from toi.engine.portfolio.problem import Constraints
from toi.engine.problem import Floats


def movable_shares(
    cases: Sequence[Case], constraints: Constraints, shares: Floats
) -> tuple[MovableShare, ...]:
    """Return what would bring as much in other lines, by all the cases that have a say.

    Parameters
    ----------
    shares : (T,) float
        A best split.
    """
    ids = cases[0].ids
    return tuple(
        MovableShare(ids[one.line], one.share, tuple(ids[t] for t in one.to))
        for one in movable([case.preferences for case in cases], constraints, shares)
    )
