"""Result of `toi sensitivity ranks`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel


@dataclass(frozen=True, eq=False)
class Spread:
    """A score over all draws; `error` is one standard error of each percentile, in turn."""

    mean: float
    sd: float
    p05: float
    p50: float
    p95: float
    error: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Ranks:
    """SMAA indices, theories in the order of the deterministic ranking.

    Matrices have a row and a column per theory, in the order of `theories`; the columns of
    `rank_acceptability` are ranks. `standard_error` is the largest of all the chances.
    `short`, `gated` and `labels` are for screens.
    """

    theories: tuple[str, ...]
    criteria: tuple[str, ...]
    deterministic: Mapping[str, float]
    nothing: float | None
    score: Mapping[str, Spread]
    tiers: Mapping[str, int]
    rank_range: Mapping[str, tuple[int, int]]
    expected_rank: Mapping[str, float]
    p_first: Mapping[str, float]
    p_first_error: Mapping[str, float]
    top_k: int
    p_top_k: Mapping[str, float]
    p_below_nothing: Mapping[str, float] | None
    rank_acceptability: Sequence[Sequence[float]]
    pairwise: Sequence[Sequence[float]]
    central_weights: Mapping[str, tuple[float, ...] | None]
    confidence_factor: Mapping[str, float | None]
    confidence_error: Mapping[str, float]
    confidence_draws: int
    entropy: float
    standard_error: float
    counted: int
    short: Mapping[str, str]
    gated: Mapping[str, str | None]
    labels: tuple[CriterionLabel, ...]

    hidden: ClassVar = ("counted", "short", "gated", "labels")
