"""Points of a pair of theories in tenths, in which gap, scores and parts add up as written."""

from collections.abc import Sequence

from toi.analyses.compare.theories.result import CriterionGap, PairRow
from toi.analyses.shared.rounding import in_tenths


def gap_in_tenths(a: float, b: float) -> float:
    """Return by how much one score is ahead of another: the difference of both as written."""
    return round(round(a, 1) - round(b, 1), 1)


def gaps_in_tenths(pair: PairRow, gaps: Sequence[CriterionGap]) -> list[float] | None:
    """Return the gap on each criterion, which add up to the whole; None where they are no sum."""
    points = [gap.points for gap in gaps if gap.points is not None]
    return in_tenths(points, gap_in_tenths(*pair.scores)) if len(points) == len(gaps) else None
