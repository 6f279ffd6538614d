"""Result of `toi score --method all`."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.result import CriterionLabel, MethodLabel, Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class MethodRow:
    """One method, and how far it agrees with the additive one over what is not gated.

    A correlation is null where one of the two rankings ties everything.
    """

    method: MethodLabel
    nothing: float | None
    kendall_tau_b: float | None
    spearman: float | None
    first: tuple[str, ...]
    first_tier: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class MethodStanding:
    """The rank, tier and score of a theory by one method.

    Attributes
    ----------
    rank_range : (int, int)
        The middle 90 % of its ranks over the draws.
    tier : int or None
        None for what a gate excludes.
    score : float
        Points, 0 to 100; NaN where a method has fewer than two to compare.
    """

    rank: int
    rank_range: tuple[int, int]
    tier: int | None
    score: float


@dataclass(frozen=True, eq=False)
class TheoryRow:
    """One theory by every method.

    `p_gated` is the share of draws in which a gate excludes it, `gates` that in which each does, of
    those that ever do, where it is in doubt whether any does.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    gated: str | None
    p_gated: float
    by_method: Mapping[str, MethodStanding]
    short: str
    _gates: Lazy[Mapping[str, float]]

    @property
    def gates(self) -> Mapping[str, float]:
        """The share of draws in which each gate excludes it, where that is in doubt."""
        return self._gates.value


@dataclass(frozen=True, eq=False)
class MethodsResult(Result):
    """The methods side by side; `results` stand in the order of the additive one.

    `first_tier_by_all` are in the first tier by every method, `top_by_all` among the first
    `top` by every method.
    """

    provenance: Provenance
    rubric_method: str
    methods: tuple[MethodRow, ...]
    results: tuple[TheoryRow, ...]
    first_tier_by_all: tuple[str, ...]
    top: int
    top_by_all: tuple[str, ...]
    criteria: tuple[CriterionLabel, ...]
    rubric_title: str = ""
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/score-methods/1"
    hidden: ClassVar = ("rubric_title", "notes")
