"""Results of the `toi rubric` commands."""

from collections.abc import Mapping
from typing import Any, ClassVar

from toi.analyses.compare.rubrics.result import HeaviestArgument
from toi.analyses.portfolio.result import ShareMove
from toi.analyses.shared.moves import ScoreMove
from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class PartChange:
    """One part of a rubric that is another: null where it was, or is, not said."""

    key: str
    before: Any
    after: Any
    note: str = ""


@dataclass(frozen=True, eq=False)
class Alone:
    """The effect of one change without the others; None where it cannot stand alone."""

    key: str
    pairs: float | None
    moved: ScoreMove | None


@dataclass(frozen=True, eq=False)
class Shift:
    """The effect of a change on the ranking.

    `pairs` counts the pairs of theories whose order is another; one that is level before or
    after alone counts half.
    """

    theories: int
    pairs: float
    moves: tuple[ScoreMove, ...]  # every theory, in the order it now has
    alone: tuple[Alone, ...] = ()


@dataclass(frozen=True, eq=False)
class ShownPart:
    """One part of a resolved rubric, and the rubric or setting that says so."""

    key: str
    value: Any
    origin: str


@dataclass(frozen=True, eq=False)
class RubricShown(Result):
    """A resolved rubric; `changes` is what it changes against the one it extends."""

    provenance: Provenance
    name: str
    file: str | None
    extends: tuple[str, ...]
    rubric: Mapping[str, Any]
    origins: tuple[ShownPart, ...]
    changes: tuple[PartChange, ...]
    same: int
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-show/1"


@dataclass(frozen=True, eq=False)
class RubricMade(Result):
    """A new rubric file."""

    provenance: Provenance
    name: str
    file: str
    extends: str | None
    lines: int
    try_first: tuple[str, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-new/1"
    hidden: ClassVar = ("try_first", "notes")


@dataclass(frozen=True, eq=False)
class RubricChanged(Result):
    """A rubric file that was changed (or was found to need no change).

    `split` says which lines get another share, where preferences on a split were changed.
    """

    provenance: Provenance
    name: str
    file: str
    copied_from: str | None
    written: bool
    changes: tuple[PartChange, ...]
    ranking: Shift | None
    notes: tuple[str, ...] = ()
    split: tuple[ShareMove, ...] | None = None

    schema: ClassVar = "toi/rubric-set/1"


@dataclass(frozen=True, eq=False)
class RubricEdited(RubricChanged):
    """The same, changed in an editor."""

    schema: ClassVar = "toi/rubric-edit/1"


@dataclass(frozen=True, eq=False)
class RubricChecked(Result):
    """Problems of a rubric or several, warnings, and what was mended.

    `checked` are the files that were named, or lie in folders that were; `fine` those of them
    without a problem.
    """

    provenance: Provenance | None
    name: str
    file: str
    layers: tuple[str, ...]
    problems: tuple[Any, ...]
    warnings: tuple[Any, ...]
    mended: tuple[PartChange, ...]
    checked: tuple[str, ...]
    fine: tuple[str, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-check/1"


@dataclass(frozen=True)
class CredenceEntry:
    """The belief in an argument, 0 to 1; `settled` leaves its replies out."""

    value: float
    settled: bool
    ends: tuple[float, float] | None = None  # of a range


@dataclass(frozen=True, eq=False)
class CredenceGap:
    """An argument that two rubrics believe otherwise; `alone` is what that alone moves."""

    argument: str
    title: str
    a: CredenceEntry
    b: CredenceEntry
    alone: Alone


@dataclass(frozen=True, eq=False)
class RubricDiff(Result):
    """Differences of two resolved rubrics, and their effect on the ranking.

    `weights` are shares: ``{criterion: (in a, in b)}``.
    """

    provenance: Provenance
    a: str
    b: str
    digests: tuple[str, str]
    weights: Mapping[str, tuple[float, float]]
    credences: tuple[CredenceGap, ...]
    others: tuple[PartChange, ...]
    ranking: Shift
    heaviest: HeaviestArgument | None = None  # as `toi compare` has it
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-diff/1"
