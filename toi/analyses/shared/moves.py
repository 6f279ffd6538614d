"""Places of theories before and after a change."""

from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class RankChange:
    """The rank and deterministic score of a theory, and whether a gate excludes it."""

    rank: int
    score: float
    gated: bool


@dataclass(frozen=True, eq=False)
class ScoreMove:
    """The place of a theory before and after a change."""

    id: str
    short: str
    before: RankChange
    after: RankChange

    @property
    def points(self) -> float:
        """The points that its score moved."""
        return self.after.score - self.before.score

    @property
    def places(self) -> int:
        """The places that it rose."""
        return self.before.rank - self.after.rank
