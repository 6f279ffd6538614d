"""Result of `toi explain`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel, Interval, Provenance, Result

Spans = tuple[tuple[int, int], ...]  # lines of the text


@dataclass(frozen=True, eq=False)
class AnswerRow:
    """Points that one answer gives back of an argument's effect on one theory."""

    argument: str
    title: str
    points: float
    credence: float
    strength: float
    lines: Spans


@dataclass(frozen=True, eq=False)
class ArgumentRow:
    """One argument's effect on one theory.

    `ends` are those of its credence where that is given as a range; `line` is its line of
    attack, `instance_of` the general argument that it applies.
    """

    argument: str
    title: str
    kind: str
    points: float
    credence: float
    strength: float
    settled: bool
    criteria: Mapping[str, float]
    force: Mapping[str, float]
    basis: str
    lines: Spans
    answers: tuple[AnswerRow, ...]
    ends: tuple[float, float] | None = None
    line: str | None = None
    instance_of: str | None = None


@dataclass(frozen=True, eq=False)
class LineRow:
    """What a line of attack does to one theory, through the arguments named."""

    line: str
    title: str
    points: float
    criteria: Mapping[str, float]
    overlap: float
    basis: str
    lines: Spans
    arguments: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class BorrowedRow:
    """What a theory bears of an argument against one of its peers."""

    argument: str
    title: str
    peer: str
    peer_short: str
    points: float
    lines: Spans


@dataclass(frozen=True, eq=False)
class CaseRow:
    """The proponent's case on one criterion."""

    criterion: str
    value: float
    low: float
    high: float
    basis: str
    why: str
    points: float
    after: float


@dataclass(frozen=True, eq=False)
class CriterionRow:
    """What a criterion adds to a score: `points` are 100 times weight times value.

    `value` runs from 0 to 1, 1 is best; `case`, `arguments`, `scrutiny` and `conditions` add up
    to `points`; `mean` is that of all that are ranked. Where it does not bear on the theory,
    its weight is 0 and stands with the other criteria.
    """

    criterion: str
    bears: bool
    weight: float
    value: float
    points: float
    mean: float
    case: float
    arguments: float
    scrutiny: float
    conditions: float


@dataclass(frozen=True, eq=False)
class ExplainResult(Result):
    """A theory's score argument by argument, by `method`; the rubric's own may be another.

    `case`, the points of `arguments`, `scrutiny` and `conditions` add up to `score`, and so do
    the points of `by_criterion`.
    """

    provenance: Provenance
    method: str
    rubric_method: str
    id: str
    title: str
    claim: str
    case_text: str
    gap: str | None
    score: float
    rank: int
    rank_range: tuple[int, int]
    ranked_among: str
    ranked: int
    interval: Interval
    case: float
    case_lines: Spans
    case_basis: str
    acting: int
    judgements: tuple[CaseRow, ...]
    arguments: tuple[ArgumentRow, ...]
    conditions: float
    condition_why: str | None
    gated: str | None
    criteria: tuple[CriterionLabel, ...]
    mean: float  # score of those ranked
    by_criterion: tuple[CriterionRow, ...]
    lines: tuple[LineRow, ...]
    scrutiny: float
    scrutiny_of: tuple[BorrowedRow, ...]
    conditional_on: tuple[str, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/explain/1"
