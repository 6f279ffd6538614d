"""Result of `toi portfolio` by several rubrics: splits side by side.

Shares are of the budget, 0 to 1, exact; screens round them.
"""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.portfolio.line_result import MovableShare
from toi.analyses.shared.result import Provenance, Result, RubricLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class ViewLabel:
    """One position at the table; `dictator` and `best` span its own range, in points.

    Attributes
    ----------
    worth : mapping
        What the first unit in each line brings, by its own points above doing nothing.
    gated : mapping
        The lines that its gates exclude, each with the first that does: they are worth nothing to
        it, and others may fund them.
    returns, half_line, half_kind, half : str, float, float, mapping
        How what money brings fades by its lights, as in `Wishes`.
    risk : float
        0 looks at the average alone, 1 at the worst cases alone.
    """

    rubric: str
    digest: str
    title: str
    credence: float
    dictator: float
    best: float
    worth: Mapping[str, float]
    gated: Mapping[str, str]
    returns: str
    half_line: float
    half_kind: float
    half: Mapping[str, float]
    risk: float


@dataclass(frozen=True, eq=False)
class Compromise:
    """One split, with what each view makes of it.

    Attributes
    ----------
    satisfaction : mapping
        1 at the favourite of a view, 0 at what it expects of a random dictator (one view, drawn by
        credence, decides alone), below 0 where it would rather have that. Null where no split
        brings or costs it anything.
    regret : mapping
        In points of each view, against its favourite.
    movable : tuple of MovableShare
        What would bring as much in other lines, by all views; of a favourite, by its own. Empty
        where a split is none that is best by anything.
    """

    rule: str
    shares: Mapping[str, float]
    unspent: float
    satisfaction: Mapping[str, float | None]
    regret: Mapping[str, float]
    movable: tuple[MovableShare, ...] = ()


@dataclass(frozen=True, eq=False)
class WorldviewsResult(Result):
    """Splits of effort where several rubrics have a say.

    Attributes
    ----------
    equal : Compromise
        Equal shares, as far as floors, caps and limits allow.
    bounds : mapping from line or kind to a floor and a cap
        Those that were asked for, of any rubric, as parts of the budget, where there are any.
    common : mapping
        Shares that all favourites have in common, but those of rubrics that have nothing to gain.
    everybody : tuple of str
        Lines in all splits by rules and in these favourites.
    lines_asked, limits_asked, credence_asked, current : str
        Options of this run that suggested commands keep.
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
    credence_asked: str
    current: str | None
    notes: tuple[str, ...]
    schema: ClassVar[str] = "toi/portfolio/1"
    hidden: ClassVar[tuple[str, ...]] = (
        *("bounds", "lines_asked", "limits_asked", "credence_asked", "current", "notes"),
    )

    @property
    def rubrics(self) -> tuple[RubricLabel, ...]:
        """The rubrics, as a line of provenance names them."""
        return tuple(RubricLabel(v.rubric, v.rubric, v.title, v.digest) for v in self.views)
