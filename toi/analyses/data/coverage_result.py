"""Result of `toi data coverage`."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class KindCoverage:
    """Claims of one kind: cited by a record, set aside with a reason, free to be neither."""

    kind: str
    claims: int
    cited: int
    set_aside: int
    free: int
    uncovered: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TheoryGround:
    """Grounds of a theory: counts of claims, of arguments, and of judgements by basis."""

    id: str
    short: str
    claims: int
    arguments: int
    named_by: int
    basis: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class CriterionOverlap:
    """Overlap of criteria: correlations over theories, after the arguments."""

    kind: str
    theories: int
    criteria: tuple[str, ...]
    correlation: tuple[tuple[float | None, ...], ...]
    effective: float | None
    core: int
    effective_core: float | None


@dataclass(frozen=True, eq=False)
class Wear:
    """Correlations, over theories, of the points that arguments cost them.

    With how many arguments act on a theory, and with what the one costs that costs it most.
    """

    kind: str
    theories: int
    scrutiny: str
    with_number: float | None
    with_hardest: float | None


@dataclass(frozen=True, eq=False)
class PairsWon:
    """The share of pairs, one theory of each kind, in which that of the first scores more."""

    kind: str
    other: str
    scrutiny: str
    pairs: int
    share: float


@dataclass(frozen=True, eq=False)
class CoverageResult(Result):
    """Claims with and without a home, and what the numbers rest on."""

    provenance: Provenance
    kinds: tuple[KindCoverage, ...]
    uncovered: int
    theories: tuple[TheoryGround, ...]
    overlap: tuple[CriterionOverlap, ...]
    wear: tuple[Wear, ...]
    pairs: tuple[PairsWon, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/data-coverage/1"
