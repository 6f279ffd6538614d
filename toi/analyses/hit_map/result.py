"""The result behind the hit map: arguments by theories."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class HitMap(Result):
    """Points of score that each argument takes from or gives to each theory.

    Arguments that touch most theories stand first; the others follow the order of theories,
    which stand beside those that they share their critics with.

    Attributes
    ----------
    points : tuple of tuple
        A row per argument, a column per theory; None where it does not touch it.
    shared : int
        The number of arguments at the beginning that touch at least half of the theories.
    left_out : int
        The number of arguments that move no theory enough to be listed.
    """

    provenance: Provenance
    theories: tuple[str, ...]
    short: Mapping[str, str]
    arguments: tuple[str, ...]
    points: tuple[tuple[float | None, ...], ...]
    shared: int
    left_out: int
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/hit-map/1"
