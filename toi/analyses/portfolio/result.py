"""Result of `toi portfolio` by one rubric: a split with reasons and doubts.

Shares are of the budget, 0 to 1, exact; screens round them. Outcomes are in points: what a
whole budget spent without diminishing returns on a line of that worth would bring.
"""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.portfolio.demands.result import CommitmentRow, SynergyRow, Wishes
from toi.analyses.portfolio.line_result import MovableShare, PortfolioLine
from toi.analyses.shared.result import CriterionLabel, Interval, Provenance, Result
from toi.light_dataclass import dataclass

THEN_NEXT = ", then the next best"  # ends the title of a split that fills one line first


@dataclass(frozen=True, eq=False)
class FrontierStep:
    """The best split at one risk aversion."""

    risk: float
    expected: float
    cvar: float
    shares: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Benchmark:
    """Another split, over the same scenarios. Outcomes are in points.

    Attributes
    ----------
    expected, cvar : float
        Its mean outcome, and the mean of its worst tenth.
    gain, gain_interval : float, Interval
        What the split found brings more.
    better : float
        Share of scenarios in which the split found is better, 0 to 1.
    """

    name: str
    title: str
    shares: Mapping[str, float]
    unspent: float
    expected: float
    cvar: float
    gain: float
    gain_interval: Interval
    better: float


@dataclass(frozen=True, eq=False)
class MoveStep:
    """Effort that goes to one line, and what that brings.

    Attributes
    ----------
    to : str or None
        None is left unspent.
    share : float
        Of the budget, 0 to 1; `taken` says from which lines.
    gain : float
        Points.
    closed : float
        Share of the gap to the split closed by then; above 1 where its limits cost something.
    """

    to: str | None
    share: float
    taken: Mapping[str, float]
    gain: float
    closed: float


@dataclass(frozen=True, eq=False)
class ShareMove:
    """Shares of the budget that a line gets before and after a change, 0 to 1."""

    id: str
    title: str
    before: float
    after: float


@dataclass(frozen=True, eq=False)
class SettledArgument:
    """The shares of the budget that would move if an argument were settled, and where to."""

    argument: str
    credence: float
    moved: float
    moved_if_sound: float
    moved_if_unsound: float
    gains_if_sound: str | None
    gains_if_unsound: str | None


@dataclass(frozen=True, eq=False)
class OtherScrutiny:
    """The best split under the other setting of `scrutiny`.

    Attributes
    ----------
    scrutiny : str
        That setting: ``as-read`` or ``adjusted``.
    shares, by_kind : mapping
        Shares of the budget, 0 to 1, by line and by kind.
    moved : float
        Share of the budget that goes elsewhere.
    kind : str or None
        The kind that gets most as the text reads, if it was examined less closely than
        another that gets something.
    break_even : float or None
        Share of what its examined peers bear beyond it at which another kind gets as much;
        1 if none does. None without `kind`.
    """

    scrutiny: str
    shares: Mapping[str, float]
    by_kind: Mapping[str, float]
    moved: float
    kind: str | None
    break_even: float | None


@dataclass(frozen=True, eq=False)
class Precision:
    """The precision of a split.

    `tangent_error` in shares of the budget; `gap` in points, between the split and a bound
    on all splits; `standard_error` the largest of a share, `value_error` of the mean
    outcome in points; `resamples` how many were drawn, `weights_redrawn` whether weights
    were too.
    """

    tangent_error: float
    gap: float
    standard_error: float
    value_error: float
    resamples: int
    weights_redrawn: bool


@dataclass(frozen=True, eq=False)
class PortfolioResult(Result):
    """A split of effort by one rubric. Outcomes are in points.

    Attributes
    ----------
    kinds : mapping
        Number of lines by kind.
    budget : float
        All that there is, next to the budget on which returns are reckoned.
    amount, unit : float, str
        What the budget comes to, if that was said.
    allocation : tuple of PortfolioLine
        The largest share first, then those that lack least.
    by_kind, unspent : mapping, float
        Shares of the budget, 0 to 1.
    expected, cvar : float
        Mean outcome, and the mean of the worst tenth.
    nothing : float
        The score of doing nothing, above which outcomes are counted.
    price : float
        Points that another whole budget would bring at this margin.
    commitments : tuple of CommitmentRow
        Floors, caps and the like, each with what it costs, the dearest first.
    commitments_cost : float
        Points that all of them cost together.
    synergies : tuple of SynergyRow
        Lines that are worth more together, or less.
    interchangeable : tuple of tuple of str
        Lines of one worth in every scenario whose shares differ: they may change places, so the
        split is one of several that are as good.
    movable : tuple of MovableShare
        What would bring as much in other lines: again, the split is one of several.
    today_outside : mapping
        Shares of today's budget, by title, that go to what is not among the lines.
    frontier : tuple of FrontierStep
        The best split at each risk aversion.
    exposures : mapping
        Raw points by cost criterion that an average unit of what is spent causes.
    other_rubrics : mapping
        The best split, ``{line: share}``, under each other rubric.
    other_scrutiny : OtherScrutiny or None
        None where all lines were examined equally closely.
    idle : str or None
        Why something stays unspent: ``limits`` if floors, caps or limits alone leave it so,
        ``risk`` if caution does, ``gates`` if every line is excluded, ``worth`` if nothing left
        is worth more than doing nothing.
    titles : mapping
        Of arguments.
    ends : mapping
        Of the criteria by which lines are told apart, by title: the wording of the worst end of
        its scale and of the best.
    lines_asked, limits_asked, current : str
        Options of this run that suggested commands keep.
    unseen : tuple of str
        What the rubric asks of lines that are not in question.
    alike : mapping
        Rubrics that say the same as another one, ``{name: that one}``, which counts once.
    criteria : tuple of CriterionLabel
        With their mean weights.
    """

    provenance: Provenance
    rubric_title: str
    kinds: Mapping[str, int]
    wishes: Wishes
    budget: float
    amount: float | None
    unit: str | None
    allocation: tuple[PortfolioLine, ...]
    by_kind: Mapping[str, float]
    unspent: float
    expected: float
    cvar: float
    nothing: float
    price: float
    precision: Precision
    commitments: tuple[CommitmentRow, ...]
    commitments_cost: float
    synergies: tuple[SynergyRow, ...]
    interchangeable: tuple[tuple[str, ...], ...]
    movable: tuple[MovableShare, ...]
    frontier: tuple[FrontierStep, ...]
    exposures: Mapping[str, float]
    benchmarks: tuple[Benchmark, ...]
    today: str | None
    today_outside: Mapping[str, float]
    moves: tuple[MoveStep, ...]
    settled: tuple[SettledArgument, ...]
    other_rubrics: Mapping[str, Mapping[str, float]]
    other_scrutiny: OtherScrutiny | None
    idle: str | None
    leaves_out: tuple[str, ...]
    titles: Mapping[str, str]
    ends: Mapping[str, tuple[str, str]]
    lines_asked: str
    limits_asked: str
    current: str | None
    unseen: tuple[str, ...]
    alike: Mapping[str, str]
    criteria: tuple[CriterionLabel, ...]
    notes: tuple[str, ...]
    schema: ClassVar[str] = "toi/portfolio/1"
    hidden: ClassVar[tuple[str, ...]] = (
        *("titles", "ends", "lines_asked", "limits_asked", "current", "unseen", "alike"),
        *("criteria", "notes"),
    )
