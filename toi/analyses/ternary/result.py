"""The result behind the ternary plot: the leader at every division of three weights."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel, Provenance, Result
from toi.light_dataclass import dataclass

Point = tuple[float, float, float]  # shares of three weights, adding up to 1


@dataclass(frozen=True, eq=False)
class Area:
    """The part of the triangle where one theory leads: polygons, and a point well inside.

    `theory` is None where all are excluded by a gate; `share` is of all divisions.
    """

    theory: str | None
    short: str
    share: float
    pieces: tuple[tuple[Point, ...], ...]
    inside: Point


@dataclass(frozen=True, eq=False)
class WeightMap(Result):
    """The leader however three criteria share what weight they have; the largest area first.

    `held` is that weight, `others` the weights of the other criteria, `now` how the three
    share it at present; `steps` how finely it was divided.
    """

    provenance: Provenance
    criteria: tuple[CriterionLabel, CriterionLabel, CriterionLabel]
    held: float
    others: Mapping[str, float]
    now: Point
    areas: tuple[Area, ...]
    steps: int
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/weight-map/1"
