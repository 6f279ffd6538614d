"""Result of `toi report`: results of other analyses, gathered, with the records they speak of."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.discuss.result import DiscussResult
from toi.analyses.explain.result import ExplainResult, Spans
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.readings.result import AgreementResult
from toi.analyses.score.result import ScoreResult
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.result import Provenance, Result, RubricLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class BeliefLine:
    """A line of a rubric about arguments, and how many it decides.

    `level` is ``default``, ``kinds``, ``speakers``, ``tags`` or ``arguments``; `name` and
    `held` are the line in words.
    """

    level: str
    name: str
    held: str
    arguments: int


@dataclass(frozen=True, eq=False)
class OwnJudgement:
    """A number of the records that a rubric replaces, with its reason."""

    key: str
    value: str
    why: str


@dataclass(frozen=True, eq=False)
class PositionEntry:
    """A rubric as a reader wants it told.

    Attributes
    ----------
    text : str or None
        Its own words on itself.
    extends : str or None
        The rubric that it starts from.
    changes : mapping
        How many values it changes of that, by section of the file.
    weights : mapping
        Mean shares of all weight by criterion, 0 to 1, the largest first.
    beliefs : tuple of BeliefLine
        In the order of the general to the particular.
    gates, value_functions : tuple of str
        Rules that exclude; criteria with a value function of its own.
    arguments : int
        How many there are, in the records and its own.
    own_arguments : tuple of str
        Titles.
    unanswered : tuple of str
        Titles of what its author was asked and left empty.
    """

    label: RubricLabel
    text: str | None
    extends: str | None
    changes: Mapping[str, int]
    weights: Mapping[str, float]
    weights_sure: str
    beliefs: tuple[BeliefLine, ...]
    gates: tuple[str, ...]
    value_functions: tuple[str, ...]
    method: str
    scrutiny: str
    not_bearing: str
    overlaps: Mapping[str, float]
    judgements: tuple[OwnJudgement, ...]
    arguments: int
    own_arguments: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PlacingEntry:
    """The ranking of the same theories by some rubric, at the mean of every number.

    Attributes
    ----------
    given : bool
        False if it only stands beside those that the report is made for.
    apart : float
        Share of the pairs of theories that stand the other way under the first, 0 to 1; a pair
        that is level by one of the two alone counts half.
    gated : tuple of str
        What a gate of it excludes.
    """

    label: RubricLabel
    given: bool
    ranks: Mapping[str, int]
    apart: float
    gated: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class OtherRule:
    """The ranking by the other rule for criteria that a theory is not about.

    Attributes
    ----------
    left_out : bool
        Whether such criteria are left out by that other rule.
    leaders : tuple of str
        Who leads by it, at the mean of every number.
    apart : float
        Share of the pairs of theories that stand the other way by it, 0 to 1.
    """

    left_out: bool
    leaders: tuple[str, ...]
    apart: float


@dataclass(frozen=True, eq=False)
class SourceEntry:
    """A work that a record rests on."""

    id: str
    title: str
    authors: str
    year: int | None
    url: str | None


@dataclass(frozen=True, eq=False)
class TheoryEntry:
    """A ranked theory: why it scores what it scores, and what it rests on."""

    explained: ExplainResult
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, eq=False)
class AlsoEntry:
    """A theory that is not ranked.

    `score` is by the first rubric at the mean of every number, in points; None where theories
    have no score of their own, or a gate excludes it.
    """

    id: str
    title: str
    kind: str
    claim: str
    score: float | None


@dataclass(frozen=True, eq=False)
class ArgumentEntry:
    """An argument that acts on what is ranked.

    Attributes
    ----------
    recorded, credence, strength : float
        Belief in it, 0 to 1: as recorded, as the rubric has it, and after replies.
    own : bool
        Whether the rubric says how far it is believed.
    ends : (float, float) or None
        The range of the credence, where it is given as one.
    points : float
        Points that it moves, over all that are ranked, without their signs.
    taken : float
        The same with their signs; below 0 is taken.
    answers : tuple of str
        Arguments that it answers.
    """

    id: str
    title: str
    gist: str
    kind: str
    speaker: str
    recorded: float
    credence: float
    own: bool
    settled: bool
    ends: tuple[float, float] | None
    strength: float
    points: float
    taken: float
    theories: int
    line: str | None
    lines: Spans
    answers: tuple[str, ...]
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, eq=False)
class CriterionEntry:
    """A criterion as it is asked, the wordings at both ends of its scale, and its sources."""

    id: str
    title: str
    question: str
    direction: str
    scale: tuple[float, float]
    low: str | None
    high: str | None
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, eq=False)
class ReportRequest:
    """The request, as far as the page depends on it.

    Attributes
    ----------
    title : str or None
        The title of the page.
    by : str or None
        Whose page it is: a person or an organisation.
    choose : int or None
        How many are chosen, where a panel judged.
    credence : tuple of float or None
        How much each of several positions counts in a split; else all alike.
    """

    portfolio_first: bool = False
    budget: str | None = None
    title: str | None = None
    by: str | None = None
    choose: int | None = None
    credence: tuple[float, ...] | None = None


@dataclass(frozen=True, eq=False)
class ReportResult(Result):
    """All that a report shows.

    Attributes
    ----------
    positions, scores : tuple
        The rubrics that it is made for, and a ranking by each. What is not said to be of
        another is of the first.
    sensitivity : SensitivityResult or None
        Of the first; None of a group.
    placings : tuple of PlacingEntry
        Rankings by these and, beside a single one, by the others at hand.
    other_rule : OtherRule or None
        Of the first; None of a group, and where the other rule changes nothing.
    compared : tuple of RubricsCompared
        Of two, one with the other; of one, with positions that everybody knows.
    group : GroupCompared or None
        For three and more.
    split : PortfolioResult, WorldviewsResult or None
        None where there is no split; `no_split` says why.
    theories : tuple of TheoryEntry
        The ranked ones of which all is told, first to last: not all, where they are very many.
    also : tuple of AlsoEntry
        Those that are not ranked, the highest first.
    criteria : tuple of CriterionEntry
        In the order of the data.
    arguments : tuple of ArgumentEntry
        What moves most first.
    shorts : mapping
        Short names of all theories, ranked or not.
    agreement : AgreementResult or None
        Of the readers whose sheets the records were made of; `discuss` is what they should talk
        about first. None where no readings lie beside the data.
    text : tuple of SourceEntry
        The works that the debate's text is.
    live : mapping
        What the page re-scores with.
    """

    provenance: Provenance
    request: ReportRequest
    positions: tuple[PositionEntry, ...]
    scores: tuple[ScoreResult, ...]
    sensitivity: SensitivityResult | None
    theories: tuple[TheoryEntry, ...]
    also: tuple[AlsoEntry, ...]
    arguments: tuple[ArgumentEntry, ...]
    criteria: tuple[CriterionEntry, ...]
    placings: tuple[PlacingEntry, ...]
    other_rule: OtherRule | None
    compared: tuple[RubricsCompared, ...]
    group: GroupCompared | None
    split: PortfolioResult | WorldviewsResult | None
    no_split: str | None
    shorts: Mapping[str, str]
    text: tuple[SourceEntry, ...]
    live: Mapping[str, Any]
    agreement: AgreementResult | None = None
    discuss: DiscussResult | None = None
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/report/1"

    @property
    def score(self) -> ScoreResult:
        """The ranking by the first rubric."""
        return self.scores[0]

    @cached_property
    def told(self) -> frozenset[str]:
        """Ids of the theories of which all is told."""
        return frozenset(entry.explained.id for entry in self.theories)

    @property
    def tells_all(self) -> bool:
        """Whether these are all that are ranked."""
        return len(self.told) == len(self.score.results)
