"""Result of `toi compare` for two rubrics."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.compare.scrutiny_result import RubricsScrutiny
from toi.analyses.shared.moves import ScoreMove
from toi.analyses.shared.result import Provenance, Result, RubricLabel
from toi.light_dataclass import dataclass

ARGUMENTS = ("credences", "arguments")  # groups of differences that are beliefs in an argument


@dataclass(frozen=True, eq=False)
class Agreement:
    """Agreement of two rankings; a correlation is None where one ties everything.

    `pairs` of theories stand otherwise (tied in only one of the two: half), out of `of`;
    `shared` are among the first `top` of both.
    """

    kendall_tau_b: float | None
    spearman: float | None
    pairs: float
    of: int
    top: int
    shared: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class GroupPart:
    """The part of the disagreement that one kind of difference carries.

    `share` is of the pairs, `weight` of the points (their absolute sums over theories).
    """

    group: str
    side: str
    pairs: float
    share: float | None
    weight: float | None
    points: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Held:
    """A number or rule as one side holds it: a weight, credence, judgement, force or gate.

    Null where a side has no such argument; `settled` leaves replies out; `ends` are those of a
    credence that is given as a range; `after` is a credence after replies, as scores have it.
    """

    value: object
    settled: bool = False
    ends: tuple[float, float] | None = None
    after: float | None = None


@dataclass(frozen=True, eq=False)
class RubricCrux:
    """One thing on which the two differ, and what it carries of the disagreement."""

    group: str
    id: str
    title: str
    a: Held
    b: Held
    pairs: float
    share: float | None
    weight: float | None
    standard_error: float
    points: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class HeaviestArgument:
    """The argument that carries most of what parts two rubrics, and its share of that."""

    argument: str
    title: str
    share: float


@dataclass(frozen=True, eq=False)
class HybridStep:
    """One weight (a share) or credence of a, moved towards where b has it."""

    group: str
    id: str
    now: float
    at: float
    settled: bool


@dataclass(frozen=True, eq=False)
class Lead:
    """The leaders under each, and what a would have to change for b's leader to lead.

    `steps` are empty where the same lead already, null where no weights and credences do.
    `gates` are those of which each alone, held as b holds it, does.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    steps: tuple[HybridStep, ...] | None
    verified: bool
    gates: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class CountedAlike:
    """The rest of a difference if a counted one thing as b does, by the key of a rubric.

    `a` and `b` are their settings, `share` what these carry of the pairs; `pairs` would stand
    otherwise still, and `leaders` would be those of a.
    """

    group: str
    a: str
    b: str
    share: float | None
    pairs: float
    leaders: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TurnedRound:
    """Changes that would bring the ranking of a nearest to that of b.

    Attributes
    ----------
    weights_now, weights : mapping
        Shares of the criteria, as a has them and as fitted to b's ranking.
    by_values, by_beliefs : float or None
        Kendall's tau-b with b's ranking under these weights, and under b's beliefs with a's
        weights.
    by_their_weights : float or None
        The same under b's weights with a's beliefs.
    """

    weights_now: Mapping[str, float]
    weights: Mapping[str, float]
    by_values: float | None
    by_beliefs: float | None
    by_their_weights: float | None


@dataclass(frozen=True, eq=False)
class RubricsCompared(Result):
    """Two rubrics: how far their rankings agree, and what makes them differ.

    `sides` shares the pairs out between values, beliefs and conventions; `cruxes` stand with what
    carries most of the pairs first, and add up to `shapley`. Weights are shares; to be held against
    the first one's, the second one's were multiplied by `weight_scale`.
    """

    provenance: Provenance
    of: str
    rubrics: tuple[RubricLabel, ...]
    agreement: Agreement
    sides: Mapping[str, float | None]
    shapley: tuple[GroupPart, ...]
    cruxes: tuple[RubricCrux, ...]
    weight_scale: float
    lead: Lead
    moves: tuple[ScoreMove, ...]
    nothing: tuple[float | None, float | None] = (None, None)
    scrutiny: RubricsScrutiny | None = None  # where one has as-read and the other adjusted
    turned: TurnedRound | None = None  # where the two rank otherwise and a is additive
    counted_alike: tuple[CountedAlike, ...] = ()  # what carries most first
    notes: tuple[str, ...] = ()
    unanswered: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # as of a `Member`

    schema: ClassVar = "toi/compare/1"

    @property
    def moves_nothing(self) -> bool:
        """Whether nothing that differs moves a rank or a score, so that nothing carries a share."""
        return not self.agreement.pairs and all(part.weight is None for part in self.shapley)

    def carried(self, part: GroupPart | RubricCrux) -> float:
        """Return the share of the difference that a part carries: of ranks, else of scores."""
        return (part.share if self.agreement.pairs else part.weight) or 0.0

    @property
    def heaviest(self) -> HeaviestArgument | None:
        """Return the argument that matters most between them; None if none matters."""
        found = next((one for one in self.cruxes if one.group in ARGUMENTS), None)
        share = self.carried(found) if found else 0.0
        return HeaviestArgument(found.id, found.title, share) if found and share else None
