"""Result of `toi score`."""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.result import (
    CriterionLabel,
    Interval,
    MethodLabel,
    Provenance,
    Result,
    ScoreSplit,
)
from toi.light_dataclass import dataclass

EACH_WEIGHT = "how much each criterion weighs"  # where no two of them decide


@dataclass(frozen=True, eq=False)
class ScoreRow:
    """One theory of a ranking.

    Attributes
    ----------
    rank : int
        By the score at the mean of every number; those that a gate excludes stand last.
    rank_range : (int, int)
        The middle 90 % of its ranks over the draws.
    score : float
        Points, 0 to 100; NaN (null in JSON) by a method that compares theories with one another,
        where gates leave fewer than two, and so is `interval`.
    tier : int or None
        A tier is what its first does not beat in 90 % of draws; what a gate excludes is in none.
    interval : Interval
        Of the score, in points.
    values, raw : mapping
        By criterion, after the arguments: the value from 0 to 1, and points of its own scale.
    gated : str or None
        The rule that excludes it.
    arguments, acting, named_by : int
        Arguments that bear on it: all, those on a criterion with weight, those that name it.
    answered : bool
        False if the text has no answer to this theory of its own.
    thin : bool
        True if it is not answered, or under half the usual number of arguments act on it.
    contributions : ScoreSplit or None
        None unless the method adds up.
    given_back : mapping or None
        Points that answers give back: ``{answered argument: {answer: points}}``.
    p_first : float
        The share of draws in which it comes first, 0 to 1.
    p_gated : float
        The share of draws in which a gate excludes it.
    gates : mapping
        The share in which each gate does, of those that ever do, where it is in doubt whether any
        does.
    rank_otherwise : int or None
        Its rank under the other setting of scrutiny; None if no record speaks of scrutiny.
    not_bearing : tuple of str
        Criteria that are left out of its score.
    not_known : tuple of str
        Criteria on which its judgement is the whole scale, so that the middle counts.
    beaten : float or None
        The share of draws in which the first beats it, ties counted half; None for the first.
    parts : mapping or None
        What its score is made of: the flows ``phi_plus`` and ``phi_minus`` of promethee2, the
        distances ``d_plus`` to the ideal and ``d_minus`` to the negative ideal of topsis. None
        by other methods.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    rank: int
    rank_range: tuple[int, int]
    score: float
    tier: int | None
    interval: Interval
    values: Mapping[str, float]
    raw: Mapping[str, float]
    gated: str | None
    arguments: int
    acting: int
    named_by: int
    answered: bool
    thin: bool
    _contributions: Lazy[ScoreSplit | None]
    _given_back: Lazy[Mapping[str, Mapping[str, float]] | None]
    _gates: Lazy[Mapping[str, float]]
    short: str
    p_first: float
    p_gated: float
    rank_otherwise: int | None
    not_bearing: tuple[str, ...]
    not_known: tuple[str, ...] = ()
    beaten: float | None = None
    parts: Mapping[str, float] | None = None

    hidden: ClassVar = ("beaten",)

    @property
    def contributions(self) -> ScoreSplit | None:
        """What its score is made of; None unless the method adds up."""
        return self._contributions.value

    @property
    def given_back(self) -> Mapping[str, Mapping[str, float]] | None:
        """Points that answers give back, by answered argument and answer."""
        return self._given_back.value

    @property
    def gates(self) -> Mapping[str, float]:
        """The share of draws in which each gate excludes it, where that is in doubt."""
        return self._gates.value


@dataclass(frozen=True, eq=False)
class Unranked:
    """Theories of one kind against the leader of those that are shown, or shown by default.

    Attributes
    ----------
    kind : str
    count : int
    above : int or None
        How many score above the leader; None where only the shown are compared.
    acting : float
        Arguments that act on one of those above, on average.
    above_otherwise : int or None
        `above` under the other setting of scrutiny.
    break_even : float or None
        The share of what they lose to arguments on average that the best case of the kind
        could lose and still lead; None where they lose nothing.
    """

    kind: str
    count: int
    above: int | None
    acting: float
    above_otherwise: int | None = None
    break_even: float | None = None


@dataclass(frozen=True, eq=False)
class WorthKnowing:
    """Something uncertain that could change the choice, to be found out first.

    `kind` is ``weights``, ``argument`` or ``judgement``; `id` the argument, or theory and
    criterion with a dot between. `points` is a rough estimate of what knowing it is worth, with all
    else at its mean, by which these are sorted; `toi sensitivity` has the worth itself.
    """

    kind: str
    id: str
    title: str
    points: float

    hidden: ClassVar = ("points",)


@dataclass(frozen=True, eq=False)
class AttackLine:
    """A line of attack, with those of its arguments that act on what is ranked."""

    id: str
    title: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class AtEnd:
    """The ranking at one end of a range of credences, at the mean of every other number.

    Attributes
    ----------
    first : str or None
        None where a gate excludes all.
    scores : mapping
        Points, 0 to 100, by theory.
    """

    first: str | None  # None where a gate excludes all
    ranks: Mapping[str, int]
    scores: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class CredenceEnds:
    """A credence that a rubric gives as a range, and the ranking at both of its ends.

    `key` is as in the rubric, such as ``tags.doubt``; or ``all``, for all ranges together,
    which has no ends of its own. `arguments` is how many it speaks of.
    """

    key: str
    low: float | None
    high: float | None
    arguments: int
    at_low: AtEnd
    at_high: AtEnd


@dataclass(frozen=True, eq=False)
class ScoreResult(Result):
    """A ranking.

    Attributes
    ----------
    results : tuple of ScoreRow
        In rank order.
    nothing : float or None
        The score of doing nothing, in points.
    level : tuple of str
        Those that the first does not beat in 90 % of draws.
    parts_at : float or None
        The share of draws in which the first beats the one that it beats most often, 0 to 1.
    unranked : tuple of Unranked
        By kind that is not shown.
    credence_ends : tuple of CredenceEnds
        By credence that the rubric gives as a range.
    incomparable : tuple of pairs or None
        Ids of the theories that PROMETHEE I leaves unordered; None by other methods.
    """

    provenance: Provenance
    method: MethodLabel
    results: tuple[ScoreRow, ...]
    nothing: float | None
    criteria: tuple[CriterionLabel, ...]
    level: tuple[str, ...]
    parts_at: float | None
    scrutiny: str
    lines: tuple[AttackLine, ...]
    expected: float | None = None  # of the leader, if ranges are errors that were made
    worth_knowing: tuple[WorthKnowing, ...] = ()  # where there is no clear winner
    unranked: tuple[Unranked, ...] = ()
    other_kinds: tuple[Unranked, ...] = ()  # where several are ranked, against the default one
    credence_ends: tuple[CredenceEnds, ...] = ()
    incomparable: tuple[tuple[str, str], ...] | None = None
    rubric_title: str = ""
    weights_sure: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)  # of the arguments that act
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/score/1"
    hidden: ClassVar = ("rubric_title", "weights_sure", "titles", "notes")
