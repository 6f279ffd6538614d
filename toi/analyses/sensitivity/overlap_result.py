"""Overlap of lines of attack: a section of `toi sensitivity`."""

from collections.abc import Mapping

from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class OverlapRow:
    """Rank and score of a theory as lines overlap now, at overlap 0 and at overlap 1.

    Scores are points, 0 to 100, at the mean of every number; a rank is null where a gate excludes
    the theory.
    """

    id: str
    short: str
    rank: int | None
    rank_at_0: int | None
    rank_at_1: int | None
    score: float
    score_at_0: float
    score_at_1: float


@dataclass(frozen=True, eq=False)
class Led:
    """A span of overlaps, common to all lines, and who leads there; null where all are gated."""

    low: float
    high: float
    leader: str | None


@dataclass(frozen=True, eq=False)
class OverlapMoves:
    """A ranking with every line of attack at overlap 0, and at overlap 1.

    Attributes
    ----------
    lines : mapping
        Overlaps that count now, 0 to 1, by line that joins several arguments somewhere.
    theories : tuple of OverlapRow
        In rank order.
    leads : tuple of Led
        Who leads if all lines overlap alike, from 0 to 1.
    """

    lines: Mapping[str, float]
    theories: tuple[OverlapRow, ...]
    leads: tuple[Led, ...]
