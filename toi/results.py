"""What a command found, ready to be rendered: plain values, no models, no arrays.

Renderers and `--format json` read the same objects, so they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

DECIMALS = 12  # in JSON; screens show whole numbers


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a result was made from."""

    version: str
    data: str
    data_digest: str
    rubric: str | None = None
    rubric_digest: str | None = None
    set: tuple[str, ...] = ()
    seed: int | None = None
    draws: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """5th, 50th and 95th percentile."""

    p05: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class CriterionLabel:
    """What a screen needs to know of a criterion."""

    id: str
    title: str
    short: str
    direction: str
    weight: float

    @property
    def head(self) -> str:
        """Its column head: + more is better, - less is."""
        return self.short + ("-" if self.direction == "cost" else "+")


@dataclass(frozen=True, slots=True)
class Split:
    """A score as the sum of its parts, in points."""

    case: float
    arguments: Mapping[str, float]
    conditions: float


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One theory of a ranking."""

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
    named_by: int
    contributions: Split
    given_back: Mapping[str, Mapping[str, float]]
    short: str


@dataclass(frozen=True, slots=True)
class Unranked:
    """Theories of a kind that is not shown, against the leader of those that are."""

    kind: str
    count: int
    above: int


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A ranking; `results` stand in rank order."""

    provenance: Provenance
    results: tuple[ScoreRow, ...]
    nothing: float
    criteria: tuple[CriterionLabel, ...]
    parts_at: float | None
    unranked: tuple[Unranked, ...] = ()
    rubric_title: str = ""
    notes: tuple[str, ...] = ()

    schema = "toi/score/1"
    hidden = ("rubric_title", "notes")

    def to_json(self) -> str:
        """The JSON that `toi score --format json` prints."""
        return to_json(self)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What one answer gives back of an argument's effect on one theory."""

    argument: str
    title: str
    points: float
    credence: float
    strength: float
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ExplainResult:
    """Why a theory stands where it does."""

    provenance: Provenance
    id: str
    title: str
    claim: str
    case_text: str
    gap: str | None
    score: float
    rank: int
    rank_range: tuple[int, int]
    interval: Interval
    case: float
    case_lines: tuple[tuple[int, int], ...]
    case_basis: str
    judgements: tuple[CaseRow, ...]
    arguments: tuple[ArgumentRow, ...]
    conditions: float
    condition_why: str | None
    gated: str | None
    criteria: tuple[CriterionLabel, ...]
    notes: tuple[str, ...] = ()

    schema = "toi/explain/1"
    hidden = ("notes",)

    def to_json(self) -> str:
        """The JSON that `toi explain --format json` prints."""
        return to_json(self)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of records of one kind."""

    provenance: Provenance
    kind: str
    columns: tuple[str, ...]
    items: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()

    schema = "toi/list/1"
    hidden = ("columns", "notes")

    def to_json(self) -> str:
        """The JSON that `toi list --format json` prints."""
        return to_json(self)


@dataclass(frozen=True, slots=True)
class Shown:
    """One record with what bears on it and what it bears on."""

    provenance: Provenance
    kind: str
    record: Mapping[str, Any]
    related: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    schema = "toi/show/1"
    hidden = ("notes",)

    def to_json(self) -> str:
        """The JSON that `toi show --format json` prints."""
        return to_json(self)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a data folder read."""

    provenance: Provenance | None
    counts: Mapping[str, int]
    problems: tuple[Any, ...]

    schema = "toi/data-check/1"
    hidden = ()

    def to_json(self) -> str:
        """The JSON that `toi data check --format json` prints."""
        return to_json(self)


def to_json(result: Any) -> str:
    """A result as JSON: its schema first, null for what is not there, never NaN."""
    import json

    content = {"schema": result.schema, **plain(result)}
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """A result as lists, mappings, text and numbers."""
    if is_dataclass(value):
        hidden = getattr(value, "hidden", ())
        return {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if field.name not in hidden
        }
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        return round(value, DECIMALS) if abs(value) != float("inf") else None
    return value
