"""What is worked out for pictures alone: who leads at which weights, who is hit by what."""

from collections.abc import Mapping
from dataclasses import dataclass

from toi.results.common import CriterionLabel, Provenance

Point = tuple[float, float, float]  # shares of three weights, adding up to 1


@dataclass(frozen=True, eq=False)
class Area:
    """Where one theory leads: polygons side by side, and a point well inside.

    `theory` is None where all are excluded by a gate; `share` is of all divisions.
    """

    theory: str | None
    short: str
    share: float
    pieces: tuple[tuple[Point, ...], ...]
    inside: Point


@dataclass(frozen=True, eq=False)
class WeightMap:
    """Who leads however three criteria share what weight they have; the largest area first.

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


@dataclass(frozen=True, eq=False)
class HitMap:
    """What each argument does to each theory, in points of score.

    Arguments that touch most theories stand first; the others follow the order of theories,
    which stand beside those that they share their critics with.

    Attributes
    ----------
    points : tuple of tuple
        A row per argument, a column per theory; None where it does not touch it.
    shared : int
        How many arguments at the beginning touch at least half of the theories.
    left_out : int
        Arguments that move no theory by `LEAST`.
    """

    provenance: Provenance
    theories: tuple[str, ...]
    short: Mapping[str, str]
    arguments: tuple[str, ...]
    points: tuple[tuple[float | None, ...], ...]
    shared: int
    left_out: int
