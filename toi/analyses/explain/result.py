"""Result of `toi explain`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel, Interval, Provenance, Result


@dataclass(frozen=True, eq=False)
class AnswerRow:
    """Points that one answer gives back of an argument's effect on one theory.

    Attributes
    ----------
    points : float
        Points of score.
    credence, strength : float
        Belief in the answer, 0 to 1: before its own replies, and after them.
    lines : tuple of (int, int)
        First and last line of each passage of the text.
    """

    argument: str
    title: str
    points: float
    credence: float
    strength: float
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class ArgumentRow:
    """One argument's effect on one theory.

    Attributes
    ----------
    points : float
        Points of score that it gives, or takes if below 0; all rows and the case add up.
    credence, strength : float
        Belief in it, 0 to 1: before replies, and after them.
    settled : bool
        True if replies are counted in the credence already.
    criteria : mapping
        `points` by criterion with weight.
    force : mapping
        Mean share of the way to the worst (below 0) or best end that it moves, by criterion.
    basis : str
        What its numbers rest on: ``stated``, ``inferred``, ``assumed`` or ``override``.
    lines : tuple of (int, int)
        First and last line of each passage of the text.
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
    """The proponent's case on one criterion.

    Attributes
    ----------
    value, low, high : float
        Mean and ends of the judgement, on the criterion's own scale.
    points : float
        Points of score.
    after : float
        The mean after the arguments, on the criterion's own scale.
    """

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
    """A theory's score, argument by argument.

    Attributes
    ----------
    method : str
        The method explained, which adds up; `rubric_method` is the rubric's own.
    score, interval : float, Interval
        Points, 0 to 100.
    rank_range : (int, int)
        The middle 90 % of its ranks over the draws, among `ranked` theories of one kind.
    case : float
        What the proponent's case alone would score, in points.
    acting : int
        Arguments that bear on a criterion with weight.
    arguments : tuple of ArgumentRow
        The heaviest first.
    conditions : float
        Points that what it rests on gives or takes.
    gap : str or None
        What the text leaves open about it.
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
