"""Questions that lead to a rubric, and the rubric that they led to."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.rubric.result import Alone, Shift
from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass

EQUAL = "a rubric of equal weights"  # what is started from where none is


@dataclass(frozen=True, eq=False)
class QuestionText:
    """One question as it is put to somebody.

    `parts` are (label, text): choices by number, or the sides of an argument. `expects`
    says what a reply looks like, `help` what is meant, for who asks.
    """

    head: str
    text: str
    parts: tuple[tuple[str, str], ...]
    expects: str
    help: str = ""


@dataclass(frozen=True, eq=False)
class Weighing:
    """Weights and how they came about; `consistency` is of pairwise comparisons, else None."""

    method: str | None
    sure: str | None
    weights: Mapping[str, float]  # shares; those of the rubric below where none were given
    titles: Mapping[str, str]
    consistency: "Consistency | None"

    hidden: ClassVar = ("titles",)


@dataclass(frozen=True, eq=False)
class Consistency:
    """Consistency index of pairwise comparisons, and its ratio to that of random ones."""

    index: float
    ratio: float
    random_index: str


@dataclass(frozen=True, eq=False)
class AskedArgument:
    """An argument that was asked about; `value` is a share, [low, high], or null if skipped."""

    id: str
    title: str
    value: float | tuple[float, float] | None


@dataclass(frozen=True, eq=False)
class Placed:
    """A theory in the new ranking; `before` is its rank under the rubric started from.

    `p_first` is the share of draws in which it comes first, 0 to 1, `p_gated` of those in which
    a gate excludes it; `tier` counts from 1, and is null for what one
    excludes at the mean of every number.
    """

    id: str
    short: str
    rank: int
    rank_range: tuple[int, int]
    score: float
    gated: bool
    before: int
    p_first: float
    p_gated: float
    tier: int | None


@dataclass(frozen=True, eq=False)
class OtherWay:
    """The ranking if criteria that a theory is not about counted the other way.

    `pairs` would stand in another order than by the answers; `leaders` would come first.
    """

    not_bearing: str
    pairs: float
    leaders: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Elicited(Result):
    """A rubric made from answers, and what each answer did, one after the other.

    `is_default` tells whether it is used where no rubric is named; `not_bearing` how criteria
    count that a theory is not about.
    """

    provenance: Provenance
    name: str
    file: str
    start: str
    extends: str | None
    weighing: Weighing
    asked: tuple[AskedArgument, ...]
    results: tuple[Placed, ...]
    level: tuple[str, ...]  # those that cannot be told apart from the first
    steps: tuple[Alone, ...]  # each from where the one before left off
    ranking: Shift
    notes: tuple[str, ...] = ()
    is_default: bool = False
    not_bearing: str = "as-judged"
    other_way: OtherWay | None = None  # None where both ways rank alike
    nothing: float | None = None  # the score of doing nothing, where there is one

    schema: ClassVar = "toi/rubric-elicit/1"
    hidden: ClassVar = ("nothing",)
