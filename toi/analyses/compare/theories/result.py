"""Results of `toi compare` for theories, and the labels of theories."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.compare.scrutiny_result import PairScrutiny
from toi.analyses.flips.result import Flip
from toi.analyses.shared.result import CriterionLabel, Interval, Provenance, Result, RubricLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class TheoryLabel:
    """A theory that takes part."""

    id: str
    title: str
    short: str


@dataclass(frozen=True, eq=False)
class Gap:
    """Points between two theories: at the mean of every number, and over the draws."""

    expected: float
    interval: Interval


@dataclass(frozen=True, eq=False)
class CriterionGap:
    """Two theories on one criterion: raw points of each, and points of score between them.

    `weights` are those that each theory has: where what does not bear on a theory is left out,
    its other criteria share the weight, and it has 0 here.
    """

    criterion: str
    a: float
    b: float
    points: float | None
    weights: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Driver:
    """A part of a gap: by an argument, the case itself, or a condition.

    `a` and `b` are what it gives each theory on the criterion, in points of score; `points`
    is a less b.
    """

    what: str
    argument: str | None
    criterion: str
    points: float
    a: float
    b: float


@dataclass(frozen=True, eq=False)
class Dominance:
    """Dominance on the weighed criteria: nowhere worse, somewhere better; exactly and in draws."""

    a: bool
    b: bool
    p_a: float
    p_b: float


@dataclass(frozen=True, eq=False)
class PairRow:
    """Two theories under one rubric.

    Drivers are there under the additive method alone. `breakeven` holds the least changes of
    single numbers at which the one behind overtakes. There is no dominance where the two are not
    scored by the same weights. `p_gated` is the share of draws in which a gate excludes each,
    and where that is in doubt `gates` the share in which each gate does, and `hang_on` the
    criteria that these gates look at.
    """

    rubric: str
    a: str
    b: str
    scores: tuple[float, float]
    gated: tuple[str | None, str | None]
    gap: Gap
    p_a_beats_b: float
    p_tie: float
    standard_error: float
    criteria: tuple[CriterionGap, ...]
    drivers: tuple[Driver, ...]
    breakeven: tuple[Flip, ...]
    dominance: Dominance | None
    scrutiny: PairScrutiny | None = None  # where they were not examined alike
    p_gated: tuple[float, float] = (0.0, 0.0)
    gates: tuple[Mapping[str, float], Mapping[str, float]] = ({}, {})
    hang_on: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    nothing: float | None = None  # the score of doing nothing, where the method has one


@dataclass(frozen=True, eq=False)
class TheoriesCompared(Result):
    """Every pair of some theories, once per rubric."""

    provenance: Provenance
    of: str
    rubrics: tuple[RubricLabel, ...]
    theories: tuple[TheoryLabel, ...]
    pairs: tuple[PairRow, ...]
    criteria: Mapping[str, tuple[CriterionLabel, ...]]  # by rubric
    method: Mapping[str, str]
    notes: tuple[str, ...] = ()
    another: str | None = None  # a rubric by which they may be compared too

    schema: ClassVar = "toi/compare/1"
    hidden: ClassVar = ("another", "notes")
