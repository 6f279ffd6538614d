"""Result of `toi sensitivity ranks`."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import ClassVar

from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.result import CriterionLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Spread:
    """A score over all draws, in points.

    Attributes
    ----------
    error : (float, float, float)
        One standard error of each percentile, in turn.
    """

    mean: float
    sd: float
    p05: float
    p50: float
    p95: float
    error: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Ranks:
    """SMAA indices, by theory in the order of the deterministic ranking. Chances are 0 to 1.

    Attributes
    ----------
    deterministic, nothing : mapping, float
        Scores at the mean of every number, and of doing nothing, in points.
    tiers : mapping
        None for what a gate excludes at the mean of every number, which is in none.
    rank, rank_range : mapping
        The deterministic rank, and the middle 90 % of those in the draws.
    p_first, p_first_error : mapping
        Chance of being first, with its standard error.
    p_gated : mapping
        Chance that a gate excludes it; such share the last ranks.
    nobody_first : float
        Chance that gates exclude all.
    p_top_k : mapping
        Chance of being among the first `top_k`.
    p_below_nothing : mapping or None
        Chance of scoring less than doing nothing.
    rank_acceptability : matrix
        Chance of each rank: a row per theory, a column per rank.
    pairwise : matrix
        Chance that the row's theory scores more than the column's.
    central_weights : mapping
        Mean weights, in shares, of the draws in which a theory leads; None if it never does.
    confidence_factor, confidence_error : mapping
        Chance of being first with the weights fixed at those, over `confidence_draws`.
    entropy : float
        Of who is first, in bits.
    standard_error : float
        The largest of all chances.
    expected : float or None
        What to expect of the leader's score if ranges are errors; None where they are not.
    gates : mapping
        For each theory the chance that each gate excludes it, where that is in doubt.
    """

    theories: tuple[str, ...]
    criteria: tuple[str, ...]
    deterministic: Mapping[str, float]
    nothing: float | None
    score: Mapping[str, Spread]
    tiers: Mapping[str, int | None]
    rank: Mapping[str, int]
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
    p_gated: Mapping[str, float]
    nobody_first: float
    counted: int
    short: Mapping[str, str]
    gated: Mapping[str, str | None]
    labels: tuple[CriterionLabel, ...]
    expected: float | None = None
    gates: Mapping[str, Lazy[Mapping[str, float]]] = field(default_factory=dict)

    hidden: ClassVar = ("rank", "counted", "short", "gated", "labels", "expected", "gates")
