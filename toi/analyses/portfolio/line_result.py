"""One line of a split: its share, why it gets it, and what would bring it in."""

from toi.analyses.shared.result import Interval
from toi.light_dataclass import dataclass

NEAR = 1e-6  # what solving leaves a smallest grant short of itself


@dataclass(frozen=True, eq=False)
class Enters:
    """The nearest credence in one argument at which a line would get something."""

    argument: str
    credence: float
    now: float


@dataclass(frozen=True, eq=False)
class CriterionApart:
    """A criterion on which a line differs most from the average line in question.

    `points` of the score that it has more there, below 0 less; at the mean of every number.
    """

    id: str
    title: str
    cost: bool
    points: float


@dataclass(frozen=True, eq=False)
class ArgumentApart:
    """An argument that carries a line, or holds it back, more than the average line.

    `points` of worth that the line has more than if the argument were wrong, below 0 less.
    """

    id: str
    title: str
    points: float


@dataclass(frozen=True, eq=False)
class MovableShare:
    """A share of the budget in a line that would bring as much in any of some others.

    Where lines that share returns are full, more money in one of them only raises what all of them
    gain together, whichever it is.
    """

    line: str
    share: float
    to: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PortfolioLine:
    """One line of a split.

    Attributes
    ----------
    share, standard_error : float
        Of the budget, 0 to 1.
    range : Interval
        Of the share, over resamples of the scenarios.
    score : float
        At the mean of every number, as a ranking has it.
    worth : float
        Mean points above doing nothing of its first unit, over the draws; 0 in those in which a
        gate excludes it.
    marginal : float
        Points that another unit in it would bring.
    role : str
        ``core``, ``hedge``, ``borderline`` or ``out``; ``floor`` where it has no more than its
        floor, which costs something or without which it would get nothing.
    resamples, rubrics : float
        Shares of resamples, and of other rubrics, in which it gets something; 0 to 1. Of a line
        that has a floor and another role, were there no floors.
    hedges : str or None
        An argument in which much of the rest fails while this line holds.
    short : float or None
        Points of worth that a line without a share lacks.
    enters : Enters or None
        What would bring it in.
    criterion, argument : CriterionApart, ArgumentApart or None
        What sets it apart from the average line: its strengths if it gets something of its own
        accord, else its weaknesses.
    behind, against : CriterionApart, ArgumentApart or None
        What holds back a line that gets something of its own accord, but less than today.
    bound : str or None
        ``floor``, ``cap`` or ``grant`` if one of its own decides its share.
    smallest : float
        Share of the budget that it takes at least if it gets anything; 0 if any will do.
    thin : bool
        True if few arguments act on it, so that its worth may be silence.
    """

    id: str
    title: str
    short_title: str
    kind: str
    share: float
    range: Interval
    standard_error: float
    score: float
    worth: float
    marginal: float
    role: str
    resamples: float
    rubrics: float | None
    hedges: str | None
    short: float | None
    enters: Enters | None
    criterion: CriterionApart | None
    argument: ArgumentApart | None
    behind: CriterionApart | None
    against: ArgumentApart | None
    gated: str | None
    bound: str | None
    smallest: float
    thin: bool

    @property
    def held(self) -> bool:
        """Tell whether a bound gives it its share; not a floor that it would reach anyway."""
        return self.bound is not None and (self.bound != "floor" or self.role == "floor")

    @property
    def span(self) -> tuple[float, float]:
        """Ends of the range, in which the share itself lies: few weights may favour it so.

        Between nothing and its smallest grant, where no rerun has it, there is no end.
        """
        low, high = min(self.range.p05, self.share), max(self.range.p95, self.share)
        if 0 < low < self.smallest - NEAR:
            low = self.smallest if self.role == "core" else 0.0
        return low, max(high, self.smallest) if high > 0 else high
