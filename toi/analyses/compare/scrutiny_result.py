"""Scrutiny in results of `toi compare`: both orders, and how much the leader could bear."""

from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class PairScrutiny:
    """Two theories that were not examined alike, under either setting of scrutiny.

    Attributes
    ----------
    asked : str
        The rubric's setting, ``as-read`` or ``adjusted``.
    examined : (float, float)
        How closely each was examined, 0 to 1.
    as_read, adjusted : (float or None, float or None)
        Score of each under either setting, in points; None where a gate excludes it.
    break_even : float or None
        The share of what its peers bear that the one ahead as read could bear too and still
        lead; 1 where it could bear all. None where it was examined the closer of the two, or
        where none is ahead.
    """

    asked: str
    examined: tuple[float, float]
    as_read: tuple[float | None, float | None]
    adjusted: tuple[float | None, float | None]
    break_even: float | None


@dataclass(frozen=True, eq=False)
class LeaderScrutiny:
    """The leader under a rubric by either setting, and how much the leader as read could bear.

    `break_even` is as in `PairScrutiny`, against all the others; null where several or none
    lead, or no peer of the leader was examined.
    """

    rubric: str
    setting: str
    as_read: str | None
    adjusted: str | None
    break_even: float | None


@dataclass(frozen=True, eq=False)
class RubricsScrutiny:
    """Two rubrics, one of them as read and the other adjusted, with the same setting for both.

    `pairs_as_read` and `pairs_adjusted` are the pairs of theories that then stand otherwise.
    """

    pairs_as_read: float
    pairs_adjusted: float
    leaders: tuple[LeaderScrutiny, LeaderScrutiny]
