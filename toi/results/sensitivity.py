"""What `toi sensitivity` finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toi.results.changing import Changing, ToLead
from toi.results.common import CriterionLabel, MethodLabel, Provenance, Result
from toi.results.cruxes import BasisShare, Cruxes, Regrets
from toi.results.sobol import Sobol


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


@dataclass(frozen=True, eq=False)
class SensitivityResult(Result):
    """How sure a ranking is, and what would change it; null is what was not asked for.

    `drawn` counts the draws behind ranks and pairs, which may be fewer than were asked for
    where the work was ended early: then `complete` is false. `kept` counts those behind
    cruxes and regret.
    """

    provenance: Provenance
    method: MethodLabel
    topic: str | None
    theory: str | None
    drawn: int
    kept: int
    complete: bool
    ranks: Ranks | None
    changing: Changing | None
    to_lead: ToLead | None
    sobol: Sobol | None
    worth: Cruxes | None
    regret: Regrets | None
    variance_by_basis: Mapping[str, BasisShare] | None
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    rubric_title: str = ""
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/sensitivity/1"
    hidden: ClassVar = ("rubric_title", "notes")
    sections: ClassVar = {"ranks": Ranks, "changing": Changing, "worth": Cruxes}
