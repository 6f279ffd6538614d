"""Result of `toi portfolio` by several rubrics: splits side by side.

Shares are of the budget, 0 to 1, exact; screens round them.
"""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result, RubricLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class ViewLabel:
    """One position at the table; `dictator` and `best` span its own range, in points.

    `gated` has the lines that its gates exclude, each with the first that does: they are worth
    nothing to it, and others may fund them.
    """

    rubric: str
    digest: str
    title: str
    credence: float
    dictator: float
    best: float
    gated: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Compromise:
    """One split, with what each view makes of it.

    `satisfaction` is 0 at what the view expects of a random dictator and 1 at its
    favourite, and null where no split brings or costs it anything; `regret` is in points of
    its own.
    """

    rule: str
    shares: Mapping[str, float]
    unspent: float
    satisfaction: Mapping[str, float | None]
    regret: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class WorldviewsResult(Result):
    """Splits of effort where several rubrics have a say.

    Attributes
    ----------
    equal : Compromise
        Equal shares, as far as floors, caps and limits allow.
    bounds : mapping from line or kind to a floor and a cap
        Those that hold for all rubrics, as parts of the budget, where there are any.
    """

    provenance: Provenance
    kinds: Mapping[str, int]
    views: tuple[ViewLabel, ...]
    budget: float
    amount: float | None
    unit: str | None
    titles: Mapping[str, str]
    line_kinds: Mapping[str, str]
    compromises: tuple[Compromise, ...]
    favourites: tuple[Compromise, ...]
    equal: Compromise
    today: Compromise | None
    common: Mapping[str, float]
    everybody: tuple[str, ...]
    leaves_out: tuple[str, ...]
    bounds: Mapping[str, tuple[float, float]]
    lines_asked: str
    limits_asked: str
    current: str | None
    notes: tuple[str, ...]
    schema: ClassVar[str] = "toi/portfolio/1"
    hidden: ClassVar[tuple[str, ...]] = (
        *("bounds", "lines_asked", "limits_asked", "current", "notes"),
    )

    @property
    def rubrics(self) -> tuple[RubricLabel, ...]:
        """The rubrics, as a line of provenance names them."""
        return tuple(RubricLabel(v.rubric, v.rubric, v.title, v.digest) for v in self.views)
