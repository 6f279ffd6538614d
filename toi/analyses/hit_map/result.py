"""Result behind the picture of which argument hits which theory."""

from collections.abc import Mapping
from dataclasses import dataclass

from toi.analyses.shared.result import Provenance


@dataclass(frozen=True, eq=False)
class HitMap:
    """Each argument's effect on each theory, in points of score.

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
    notes: tuple[str, ...] = ()
