"""Result of `toi data check`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Checked(Result):
    """Counts and problems of a data folder that was checked.

    `short` says of each argument in short form what it does, `without_room` where an effect
    can do nothing, since the cell stands at that end of its scale, `look_alike` which titles look
    alike and are not the same, with their places. `replies` counts the arguments
    that only answer others, which a ranking does not count among those that act on theories.
    """

    provenance: Provenance | None
    counts: Mapping[str, int]
    problems: tuple[Any, ...]
    notes: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    without_room: tuple[str, ...] = ()
    replies: int = 0
    look_alike: tuple[str, ...] = ()

    schema: ClassVar = "toi/data-check/1"
