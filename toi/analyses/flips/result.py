"""Changes of a ranking: sections of `toi sensitivity`, and of others that ask for them.

Weights are shares of all weights, 0 to 1; judgements stand on their raw scales.
"""

from collections.abc import Mapping
from typing import ClassVar

from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Change:
    """One number that is changed.

    `what` is weight, credence, judgement or overlap; `id` that of the criterion, argument or
    line, or THEORY.CRITERION. `rounded` is `to` with few digits, away from `from_`, so that what is
    printed does what is said of it; `digits` are its decimals (of per cent for a weight).
    """

    what: str
    id: str
    from_: float
    to: float
    rounded: float
    digits: int

    hidden: ClassVar = ("digits",)


@dataclass(frozen=True, eq=False)
class Flip(Change):
    """The least change of one number that puts another theory first.

    `distance` is its size: of the weights' total, of a credence, of the scale or of an overlap.
    `set` holds the KEY=VALUE that make the change. `lifts` is the gate that excludes the new leader
    as things are, and then no longer does; `bars` the one that then excludes who leads now.
    """

    new_leader: str
    verified: bool
    distance: float
    set: tuple[str, ...]
    lifts: str | None = None
    bars: str | None = None


@dataclass(frozen=True, eq=False)
class Switch:
    """A convention of the rubric that puts another theory first when it is switched.

    `id` is its key in a rubric; `set` is the KEY=VALUE that switches it.
    """

    id: str
    from_: str
    to: str
    new_leader: str
    set: str


@dataclass(frozen=True, eq=False)
class LeadRow:
    """The leader's lead over the best other, in points, with one number at either end.

    A lead is null where the leader, or all others, are excluded by a gate.
    """

    what: str
    id: str
    low: float
    high: float
    lead_low: float
    lead_high: float
    swing: float
    digits: int

    hidden: ClassVar = ("digits",)


@dataclass(frozen=True, eq=False)
class Changing:
    """Changes of single numbers that change who leads, or by how much.

    `successors` are who leads below and above each interval of `weight_stability`;
    `searched` counts the numbers of each kind that were turned; `reason` says why there is
    nothing to find, where that is so; `switches` are the conventions that change who leads.
    `tornado` tells of the lead of who leads, or of `about`, the one that was asked about, if it is
    another: then `behind` is by how many points it is behind, null where a gate excludes it.
    """

    leader: str | None
    runner_up: str | None
    lead: float | None
    weight_stability: Mapping[str, tuple[float, float]] | None
    successors: Mapping[str, tuple[str | None, str | None]]
    weights: Mapping[str, float]
    flips: tuple[Flip, ...]
    tornado: tuple[LeadRow, ...]
    searched: Mapping[str, int]
    reason: str | None
    switches: tuple[Switch, ...] = ()
    about: str | None = None
    behind: float | None = None

    hidden: ClassVar = ("runner_up", "weights", "searched", "reason", "about")

    @property
    def turning(self) -> tuple[LeadRow, ...]:
        """The numbers that turn the lead alone, at the 5th or 95th percentile of their range."""
        if self.about is None:
            return tuple(row for row in self.tornado if min(row.lead_low, row.lead_high) < 0)
        return tuple(row for row in self.tornado if max(row.lead_low, row.lead_high) > 0)

    def least(self, what: str) -> Flip | None:
        """Return the least flip of one kind."""
        return next((flip for flip in self.flips if flip.what == what), None)


@dataclass(frozen=True, eq=False)
class Route:
    """Changes that together put a theory first, with the KEY=VALUE that make them."""

    cost: float
    changes: tuple[Change, ...]
    set: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, eq=False)
class ToLead:
    """Changes by which a theory leads.

    Attributes
    ----------
    rank : int
        Its rank as things are, among `among`.
    weights : Route or None
        The least change of the weights alone; None if no weights put it first.
    margin : float or None
        Its greatest possible lead over the best rival under any weights, in points.
    beaten_by : mapping from id to share
        Where no weights put it first: the mixture of rivals that beats it under all of them.
    together : Route or None
        The least change found of weights and credences; None if none was found.
    best_rank : int or None
        The best rank that this search reached.
    free : tuple of str
        The criteria whose weights may change.
    reason : str or None
        Why nothing was sought.
    """

    theory: str
    leads: bool
    rank: int
    among: int
    weights: Route | None
    margin: float | None
    beaten_by: Mapping[str, float]
    together: Route | None
    best_rank: int | None
    free: tuple[str, ...]
    reason: str | None
