"""Result of `toi rubric fit`: weights and beliefs under which theories rank as was said."""

from typing import Any, ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class StatementFit:
    """A statement, and how well the fitted weights meet it.

    Attributes
    ----------
    sign : str
        ``>`` higher, ``>>`` far higher, ``=`` level.
    points : float
        By which the first leads the second under the fitted rubric.
    probability : float
        Share of the fitted weights that meet the statement.
    met : bool
        Whether the fitted rubric meets it.
    before : bool
        Whether the rubric whose beliefs are taken meets it as it stands.
    """

    first: str
    sign: str
    second: str
    points: float
    probability: float
    met: bool
    before: bool

    @property
    def text(self) -> str:
        """The statement as it is typed."""
        return f"{self.first} {self.sign} {self.second}"


@dataclass(frozen=True, eq=False)
class FittedWeight:
    """A criterion's weight, all numbers shares of the whole.

    Attributes
    ----------
    share : float
        As fitted: the mean of what explains the statements; where beliefs change too, that of
        the least change.
    p05, p95 : float
        Between which nine in ten of these lie.
    low, high : float or None
        Ends under all weights that meet every statement; None where none do.
    half, double : float
        As fitted where what was said is half, and twice, as noisy.
    start : float
        In the rubric whose beliefs are taken.
    """

    id: str
    title: str
    share: float
    p05: float
    p95: float
    low: float | None
    high: float | None
    half: float
    double: float
    start: float


@dataclass(frozen=True, eq=False)
class Attainable:
    """Existence of weights that meet all statements, beliefs as they are.

    Attributes
    ----------
    spare : float
        Points that the tightest statement has to spare under the best weights; below 0, lacks.
    proven : bool
        Whether that is exact; where criteria do not bear on all theories, it is searched for.
    every_criterion : bool or None
        Where none do: whether some would if every criterion of the debate could have weight.
    """

    possible: bool
    spare: float
    proven: bool
    every_criterion: bool | None


@dataclass(frozen=True, eq=False)
class Contradiction:
    """Statements that cannot be met together, of which none can be left out.

    Attributes
    ----------
    smallest : bool
        Whether there is certainly no such set of fewer.
    circle : bool
        Whether no scores at all meet them, whatever is valued or believed.
    """

    statements: tuple[str, ...]
    smallest: bool
    circle: bool


@dataclass(frozen=True, eq=False)
class Certain:
    """Pairs whose order is the same under all weights that meet the statements.

    Attributes
    ----------
    pairs, of : int
        How many pairs of theories are certain, of how many.
    new : tuple of (str, str)
        Those that neither were said nor follow from what was; the first scores higher.
    every_pair : bool
        Whether every pair was looked at.
    """

    pairs: int
    of: int
    new: tuple[tuple[str, str], ...]
    every_pair: bool


@dataclass(frozen=True, eq=False)
class NumberChange:
    """A weight (a share) or credence that changes; `settled` leaves replies out."""

    what: str
    id: str
    now: float
    at: float
    settled: bool


@dataclass(frozen=True, eq=False)
class LeastMove:
    """The least change found under which every statement is met.

    Attributes
    ----------
    of : str
        ``values``, ``beliefs`` or ``both``.
    cost : float or None
        Weight moved plus credence moved, both as shares of 1; None where nothing was found.
    met : bool
        Whether every statement is then met; where not, nothing was found that does.
    proven : bool
        Whether there is certainly nothing nearer; otherwise it was searched for.
    changes : tuple of NumberChange
        The largest first.
    """

    of: str
    cost: float | None
    met: bool
    proven: bool
    changes: tuple[NumberChange, ...]


@dataclass(frozen=True, eq=False)
class Closeness:
    """Number of the statements that a rubric that is there already meets."""

    rubric: str
    title: str
    met: int


@dataclass(frozen=True, eq=False)
class NextQuestion:
    """The pair whose comparison would say most: in bits, and the chance that the first leads."""

    first: str
    second: str
    bits: float
    chance: float


@dataclass(frozen=True, eq=False)
class FitResult(Result):
    """A rubric fitted to statements of preference.

    Attributes
    ----------
    name : str
        What the fitted rubric is called.
    file : str or None
        Where it was written; None where it was not.
    start : str
        The rubric whose beliefs are taken.
    fitted : str
        ``values``, or ``both`` where credences were changed too.
    noise : float
        Points: standard deviation of an error in what was said.
    prior : str
        ``uniform``, or the rubric that weights were drawn from.
    effective : float
        Effective sample size of the draws behind the weights.
    drawn : int
        Draws of the prior.
    walked : bool
        Whether too few of them counted, so that hit-and-run went on.
    concentration : float
        How sure the weights are, as ``dirichlet`` of ``weights_sure``.
    rubric : toi.ResolvedRubric
        To score with.
    text : str
        What its file holds.
    """

    provenance: Provenance
    name: str
    file: str | None
    start: str
    extends: str | None
    fitted: str
    attainable: Attainable
    contradiction: Contradiction | None
    statements: tuple[StatementFit, ...]
    weights: tuple[FittedWeight, ...]
    certain: Certain | None
    least: tuple[LeastMove, ...]
    closest: tuple[Closeness, ...]
    question: NextQuestion | None
    noise: float
    prior: str
    effective: float
    drawn: int
    walked: bool
    concentration: float
    rubric: Any
    text: str
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-fit/1"
    hidden: ClassVar = ("notes", "rubric", "text")

    @property
    def met(self) -> int:
        """Count the statements that the fitted rubric meets."""
        return sum(one.met for one in self.statements)

    @property
    def unmet(self) -> tuple[StatementFit, ...]:
        """Statements that the fitted rubric misses, or that most weights do that it is made of."""
        least = 0.5 if self.fitted == "values" else 0.0
        return tuple(one for one in self.statements if not one.met or one.probability < least)
