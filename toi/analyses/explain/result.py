"""What `toi explain` finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel, Interval, Provenance, Result


@dataclass(frozen=True, eq=False)
class AnswerRow:
    """What one answer gives back of an argument's effect on one theory."""

    argument: str
    title: str
    points: float
    credence: float
    strength: float
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class ArgumentRow:
    """What one argument does to one theory."""

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
    lines: tuple[tuple[int, int], ...]
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, eq=False)
class PeerRow:
    """Points that a theory bears since an argument costs its peers; those hit hardest first."""

    argument: str
    theories: tuple[str, ...]
    points: float


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
class ExplainResult(Result):
    """Why a theory stands where it does, by `method`; the rubric's own may be another."""

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
    case_lines: tuple[tuple[int, int], ...]
    case_basis: str
    acting: int
    judgements: tuple[CaseRow, ...]
    arguments: tuple[ArgumentRow, ...]
    scrutiny: float
    peers: tuple[PeerRow, ...]
    conditions: float
    condition_why: str | None
    gated: str | None
    criteria: tuple[CriterionLabel, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/explain/1"
