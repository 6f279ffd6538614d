"""Result of `toi compare` for a group of rubrics."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.compare.theories.result import TheoryLabel
from toi.analyses.shared.result import Provenance, Result, RubricLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Divided:
    """The ranks of a theory in a group, from `best` to `worst`, and by whom.

    `disputed` is the share of its comparisons with others on which two members picked at
    random disagree.
    """

    id: str
    disputed: float
    best: int
    best_by: tuple[str, ...]
    worst: int
    worst_by: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Uniting:
    """The effect of agreement on one argument on the mean disagreement of two members.

    `low` and `high` are how strong the members hold it, all told, `mean` how strong those do
    on average who did not leave the question empty; the rest is the mean
    disagreement, as a share of pairs, if all held it as strong as they do on average, sound
    or unsound.
    """

    argument: str
    title: str
    low: float
    mean: float
    high: float
    agreed: float
    if_sound: float
    if_unsound: float


@dataclass(frozen=True, eq=False)
class UnitingWeight:
    """The effect of agreement on the weight of one criterion, as `Uniting` has it.

    `low`, `mean` and `high` are shares of all weight, 0 to 1, `mean` of those who answered; the
    other weights share the rest in proportion.
    """

    criterion: str
    title: str
    low: float
    mean: float
    high: float
    agreed: float


@dataclass(frozen=True, eq=False)
class UnitingJudgement:
    """The effect of agreement on how one theory fares on one criterion, as `Uniting` has it.

    `cell` is such as ``T08.directness``; `low`, `mean` and `high` are on the criterion's own
    scale, before any argument, also of members who leave it as it is recorded; `scale` are the
    ends of that.
    """

    cell: str
    title: str
    scale: tuple[float, float]
    low: float
    mean: float
    high: float
    agreed: float


@dataclass(frozen=True, eq=False)
class GroupSides:
    """Shares of a group's disagreement that weights and all else carry; None if it has none.

    All else is what members believe, unless they differ in `rules` too: how criteria are
    valued, combined or gated, and how what the text leaves open counts (keys of a rubric).
    `untried` are beliefs in which they differ and on which no agreement is tried: ``forces``,
    ``overlap``, ``arguments`` of their own.
    """

    weights: float | None
    rest: float | None
    rules: tuple[str, ...]
    untried: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class JointRow:
    """A theory in each joint ranking: the rank, and what it goes by (none for Kemeny).

    Those of a group stand in the order of Kemeny's ranking, in which none is level.
    `gated_by` and `below_nothing` count rubrics: those of which a gate excludes it, and those
    by which it scores less than doing nothing.
    """

    id: str
    mean_score: float
    borda: float
    copeland: float
    pooled: float
    ranks: Mapping[str, int]
    gated_by: int
    below_nothing: int


@dataclass(frozen=True, eq=False)
class KemenyNote:
    """Quality of the Kemeny ranking: its mean pairs of disagreement, and the least there are.

    `unique` says whether every other order disagrees more; None where that is not known.
    """

    exact: bool
    cost: float
    bound: float
    unique: bool | None


@dataclass(frozen=True, eq=False)
class Member:
    """One rubric of a group: how it ranks theories, what it values and what it believes.

    Attributes
    ----------
    name : str
        As the group calls it.
    apart : float
        How far the others are from it on average: a share of the pairs of theories.
    ranks, scores : mapping
        By theory; scores in points.
    weights : mapping
        By criterion: shares of all weight, 0 to 1.
    beliefs : mapping
        By argument: how strong it is after replies, 0 to 1. Arguments that bear on nothing
        that is scored are left out.
    judgements : mapping
        By cell, such as ``T08.directness``, on the criterion's own scale: of those that the
        members judge otherwise.
    gated : tuple of str
        Theories that its gates exclude: these are level below all others.
    unanswered : tuple of str
        What this person was asked and left empty, such as ``weight.speed`` or
        ``belief.breaks-down``: the weight or belief is then that of the rubric below.
    """

    name: str
    apart: float
    ranks: Mapping[str, int]
    scores: Mapping[str, float]
    weights: Mapping[str, float]
    beliefs: Mapping[str, float]
    judgements: Mapping[str, float]
    gated: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()

    def place(self, theory: str) -> int | None:
        """Return the rank of a theory; None where a gate leaves it none."""
        return None if theory in self.gated else self.ranks[theory]


@dataclass(frozen=True, eq=False)
class GroupCompared(Result):
    """Three or more rubrics: who agrees with whom, what splits and unites, joint rankings.

    `distance` are shares of pairs that stand otherwise, in the order of `rubrics`, and empty for
    more than 300 of them, as `merges` is; `disagreement` is their mean over two members picked
    at random. `silhouette` says how
    clear the clusters are, -1 to 1; `merges` is the tree that they are cut from. `nothing`
    are scores of doing nothing, in the order of `rubrics`; None where a method has none.
    `members` are the same rubrics one by one.
    """

    provenance: Provenance
    of: str
    rubrics: tuple[RubricLabel, ...]
    trust: tuple[float, ...]
    theories: tuple[TheoryLabel, ...]
    pairs: int
    disagreement: float
    distance: tuple[tuple[float, ...], ...]
    clusters: tuple[tuple[str, ...], ...]
    silhouette: float
    merges: tuple[tuple[float, ...], ...]
    splits: tuple[Divided, ...]
    unite: tuple[Uniting, ...]
    joint: tuple[JointRow, ...]
    kemeny: KemenyNote
    sides: GroupSides
    unite_weights: tuple[UnitingWeight, ...]
    unite_judgements: tuple[UnitingJudgement, ...]
    nothing: tuple[float | None, ...]
    members: tuple[Member, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/compare/1"

    @property
    def nearest(self) -> Member:
        """Return the member that is nearest to the others; of several the first by name."""
        return min(self.members, key=lambda one: (round(one.apart, 9), one.name))

    @property
    def furthest(self) -> Member:
        """Return the member that is furthest from the others; of several the first by name."""
        return min(self.members, key=lambda one: (-round(one.apart, 9), one.name))
