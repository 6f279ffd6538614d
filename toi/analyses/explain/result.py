"""Result of `toi explain`."""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel, Interval, Provenance, Result
from toi.light_dataclass import dataclass

Spans = tuple[tuple[int, int], ...]  # lines of the text


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
    lines: Spans


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
        What its numbers rest on: ``stated``, ``inferred``, ``judged``, ``assumed`` or
        ``override``.
    lines : tuple of (int, int)
        First and last line of each passage of the text.
    ends : (float, float) or None
        Of its credence, where that is given as a range.
    line, instance_of : str or None
        Its line of attack, and the general argument that it applies.
    without_room : tuple of str
        In words, where it can do nothing since the cell stands at that end of the scale.
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
    without_room: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class LineRow:
    """Effect of a line of attack on one theory.

    Attributes
    ----------
    points : float
        Points of score that its `arguments` take or give together.
    criteria : mapping
        `points` by criterion with weight.
    overlap : float
        How far its arguments say the same, 0 to 1; `basis` is what that rests on.
    lines : tuple of (int, int)
        First and last line of each passage of the text.
    arguments : tuple of str
        Those that act on the theory, the heaviest first.
    """

    line: str
    title: str
    points: float
    criteria: Mapping[str, float]
    overlap: float
    basis: str
    lines: Spans
    arguments: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PeerRow:
    """Points that a theory bears since an argument costs its peers; those hit hardest first."""

    argument: str
    title: str
    theories: tuple[str, ...]
    shorts: tuple[str, ...]
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
    known : bool
        False where the judgement is the whole scale, so that its middle counts.
    mixed : bool
        Whether it is a mixture of what several people say.
    about : bool
        False where its record says that it does not bear on the criterion.
    """

    criterion: str
    value: float
    low: float
    high: float
    basis: str
    why: str
    points: float
    after: float
    known: bool = True
    mixed: bool = False
    about: bool = True


@dataclass(frozen=True, eq=False)
class CriterionRow:
    """Points that a criterion adds to a score.

    Attributes
    ----------
    bears : bool
        False where it is left out of the theory's score, its weight shared by the others.
    weight, value : float
        From 0 to 1; a value of 1 is best.
    points : float
        ``100 weight value``, the sum of `case`, `arguments`, `scrutiny` and `conditions`.
    mean : float
        Of the points of all that are ranked.
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
class GateRow:
    """A gate, and how often it excludes a theory.

    Attributes
    ----------
    rule : str
        As it is written.
    value : float
        What the theory has on the criterion after the arguments, on its own scale.
    excludes : bool
        Whether the gate does at the mean of every number.
    share : float
        The share of draws in which it does.
    """

    rule: str
    criterion: str
    value: float
    excludes: bool
    share: float


@dataclass(frozen=True, eq=False)
class PartRow:
    """A part of a theory that is judged by its parts.

    Attributes
    ----------
    share : float
        Of the whole, 0 to 1.
    """

    id: str
    title: str
    share: float


@dataclass(frozen=True, eq=False)
class OwnMethodStanding:
    """The score and rank of a theory by the rubric's own method, where no sum makes it.

    Attributes
    ----------
    score, interval : float, Interval
        Points, 0 to 100; NaN (null in JSON) where gates leave fewer than two to compare.
    rank_range : (int, int)
        The middle 90 % of its ranks over the draws.
    """

    score: float
    rank: int
    rank_range: tuple[int, int]
    interval: Interval


@dataclass(frozen=True, eq=False)
class ExplainResult(Result):
    """A theory's score, criterion by criterion and argument by argument.

    `case`, the points of `arguments`, `scrutiny` and `conditions` add up to `score`, and so do
    the points of `by_criterion`.

    Attributes
    ----------
    method : str
        The method explained, which adds up; `rubric_method` is the rubric's own.
    by_rubric_method : OwnMethodStanding or None
        Where it stands by the rubric's own; None where that is the method explained.
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
    gated : str or None
        The first gate that excludes it at the mean of every number.
    p_gated : float
        The share of draws in which some gate excludes it.
    gates : tuple of GateRow
        Of the rubric.
    parts : tuple of PartRow
        Of whose judgements, after the arguments, it has the mean; none where it has its own.
    mean : float
        Of the scores of those ranked.
    lines : tuple of LineRow
        Lines of attack, the heaviest first.
    scrutiny : float
        Points that it bears as its examined peers do, from `peers`.
    conditions : float
        Points that what it rests on gives or takes.
    gap : str or None
        What the text leaves open about it.
    remarks : mapping from reader to str
        What those who judged it say of it.
    nothing : float or None
        The score of doing nothing, in points.
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
    scrutiny: float
    peers: tuple[PeerRow, ...]
    conditions: float
    condition_why: str | None
    gated: str | None
    criteria: tuple[CriterionLabel, ...]
    mean: float
    by_criterion: tuple[CriterionRow, ...]
    lines: tuple[LineRow, ...]
    conditional_on: tuple[str, ...]
    several_kinds: bool  # in the debate
    remarks: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    nothing: float | None = None
    p_gated: float = 0.0
    gates: tuple[GateRow, ...] = ()
    parts: tuple[PartRow, ...] = ()
    by_rubric_method: OwnMethodStanding | None = None

    schema: ClassVar = "toi/explain/1"
    hidden: ClassVar = ("several_kinds", "notes", "nothing")
