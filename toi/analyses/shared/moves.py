"""Places of theories before and after a change, and how far two rankings lie apart."""

from collections import Counter
from collections.abc import Iterable
from math import isnan

from toi.analyses.shared.format import signed
from toi.light_dataclass import dataclass

GATED = "gated"  # in place of a rank: what a gate excludes has none
HALF = " (level by one alone counts half)"  # after a number of pairs, where some are


def pairs_text(pairs: float) -> str:
    """Write a number of pairs in full, halves too: `1,500,000.5`."""
    return f"{pairs:,.1f}".removesuffix(".0")


@dataclass(frozen=True, eq=False)
class RankChange:
    """The rank and deterministic score of a theory, and whether a gate excludes it.

    The score is NaN where a method gives none.
    """

    rank: int
    score: float
    gated: bool

    @property
    def told(self) -> int | str:
        """The rank, or the word for what has none."""
        return GATED if self.gated else self.rank


@dataclass(frozen=True, eq=False)
class ScoreMove:
    """The place of a theory before and after a change."""

    id: str
    short: str
    before: RankChange
    after: RankChange

    @property
    def points(self) -> float:
        """The points that its score moved; NaN where a method gives none."""
        return self.after.score - self.before.score

    @property
    def far(self) -> float:
        """How many points its score moved either way; 0 where a method gives none."""
        return 0.0 if isnan(self.points) else abs(self.points)

    @property
    def in_points(self) -> str:
        """How far its score moved, in words."""
        return "no score" if isnan(self.points) else f"{signed(self.points, 1)} points"

    @property
    def scored_alike(self) -> bool:
        """Tell whether it has the same score, or none, before and after."""
        one, other = self.before.score, self.after.score
        return one == other or (isnan(one) and isnan(other))

    @property
    def places(self) -> int:
        """The places that it rose; none where a gate leaves it without a place."""
        if self.before.gated or self.after.gated:
            return 0
        return self.before.rank - self.after.rank

    @property
    def passes_gate(self) -> bool:
        """Whether a gate takes it out, or lets it in."""
        return self.before.gated != self.after.gated

    @property
    def farthest_first(self) -> tuple[int, int]:
        """A key to sort by: what passes a gate, the highest first; then what moved farthest."""
        if self.passes_gate:
            return -1, min(place.rank for place in (self.before, self.after) if not place.gated)
        return 0, -abs(self.places)


def pair_count(distance: float) -> float:
    """Return a Kendall distance as a number of pairs: a whole number where it is one.

    It is none where an odd number of pairs is level by one ranking alone, which count half.
    """
    return int(distance) if float(distance).is_integer() else float(distance)


def level_by_one(places: Iterable[tuple[int, int]]) -> bool:
    """Tell whether some two theories are level by one of two rankings alone.

    Parameters
    ----------
    places : iterable of (int, int)
        The rank of each theory by either.
    """
    ranks = list(places)
    one, other, both = (
        sum(n * (n - 1) for n in Counter(some).values())
        for some in ((a for a, _ in ranks), (b for _, b in ranks), ranks)
    )
    return not one == other == both
