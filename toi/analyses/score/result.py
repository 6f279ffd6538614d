"""Result of `toi score`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from toi.analyses.shared.result import (
    CriterionLabel,
    Interval,
    MethodLabel,
    Provenance,
    Result,
    ScoreSplit,
)


@dataclass(frozen=True, eq=False)
class ScoreRow:
    """One theory of a ranking; its score is a sum under the additive method alone."""

    id: str
    title: str
    kinds: tuple[str, ...]
    rank: int
    rank_range: tuple[int, int]
    score: float
    tier: int
    interval: Interval
    values: Mapping[str, float]
    raw: Mapping[str, float]
    gated: str | None
    arguments: int
    acting: int
    named_by: int
    answered: bool
    thin: bool
    contributions: ScoreSplit | None
    given_back: Mapping[str, Mapping[str, float]] | None
    short: str


@dataclass(frozen=True, eq=False)
class Unranked:
    """Theories of a kind that is not shown, against the leader of those that are."""

    kind: str
    count: int
    above: int | None
    acting: float  # arguments that act on one of those above, on average


@dataclass(frozen=True, eq=False)
class AtEnd:
    """The ranking at one end of a range of credences, by the exact scores."""

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
    """A ranking; `results` stand in rank order."""

    provenance: Provenance
    method: MethodLabel
    results: tuple[ScoreRow, ...]
    nothing: float | None
    criteria: tuple[CriterionLabel, ...]
    level: tuple[str, ...]
    parts_at: float | None
    unranked: tuple[Unranked, ...] = ()
    credence_ends: tuple[CredenceEnds, ...] = ()
    rubric_title: str = ""
    weights_sure: str = ""
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/score/1"
    hidden: ClassVar = ("rubric_title", "weights_sure", "notes")
