"""Results of `toi sensitivity` about arguments, regret and whose numbers decide."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import Interval
from toi.light_dataclass import dataclass

FEWEST_DRAWS = 256  # choices that are learnt from half of fewer tell nothing
LEAST = 0.05  # points; what is worth less, no screen shows
NOISE = 2.0  # standard errors; what lies nearer to 0 cannot be told from it
READING = "if the ranges are errors of our reading"


class Worth:
    """The worth of knowing something, in points, with its standard error."""

    evppi: float
    standard_error: float
    within_noise: bool

    @property
    def same_choice(self) -> bool:
        """Tell whether the same theory is chosen whatever one learns, so that it gains nothing."""
        return self.evppi == 0.0 and self.standard_error == 0.0

    @property
    def gains_nothing(self) -> bool:
        """Tell whether knowing gains nothing: surely, or as far as can be told from noise."""
        return self.within_noise or self.same_choice

    @property
    def shows(self) -> bool:
        """Tell whether knowing surely gains something, and what a screen would show."""
        return not self.gains_nothing and self.evppi >= LEAST

    @property
    def shows_nothing(self) -> bool:
        """Tell whether knowing surely gains less than a screen would show."""
        return self.evppi + NOISE * self.standard_error < LEAST

    @property
    def is_open(self) -> bool:
        """Tell whether it cannot be told which of the two it is."""
        return not self.shows and not self.shows_nothing


@dataclass(frozen=True, eq=False)
class Crux(Worth):
    """The effects of learning whether one argument is sound.

    Attributes
    ----------
    credence : float
        Belief in it before replies, 0 to 1; all told if `settled`.
    evppi, standard_error : float
        Points of score gained on average by choosing after it is known.
    within_noise : bool
        True if `evppi` cannot be told from 0: it is within two standard errors of it. False where
        it is surely 0, since the choice is the same either way: then both are 0.
    first_order, total : float
        Shares of the variance of one theory's score if the question was about one, else of who
        is first: alone, and together with all else. NaN where that does not vary.
    p_first_if_accepted, p_first_if_rejected : mapping
        Chance of being first, 0 to 1, by theory, if it is sound and if not.
    """

    argument: str
    title: str
    credence: float
    settled: bool
    evppi: float
    standard_error: float
    within_noise: bool
    first_order: float
    first_order_error: float
    total: float
    total_error: float
    p_first_if_accepted: Mapping[str, float]
    p_first_if_rejected: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class SingleWorth(Worth):
    """The worth of knowing one thing, before one of the theories is chosen.

    `kind` is ``weights`` (all together), ``argument`` or ``judgement``; `id` the argument, or
    theory and criterion with a dot between; `within` are the ends of a judgement's range.
    """

    kind: str
    id: str
    title: str
    evppi: float
    standard_error: float
    within_noise: bool
    within: tuple[float, float] | None = None

    hidden: ClassVar = ("within",)


@dataclass(frozen=True, eq=False)
class GroupWorth(Worth):
    """The worth of knowing many numbers at once, in points: a lower bound.

    `kind` is weights, judgements, forces, arguments, basis or tag; `numbers` how many it
    holds.
    """

    kind: str
    name: str
    numbers: int
    evppi: float
    standard_error: float
    within_noise: bool
    bound: str = "lower"


@dataclass(frozen=True, eq=False)
class InputsWorth(Worth):
    """The worth of knowing numbers that were asked about, in points.

    Attributes
    ----------
    name, title : str
        As `--group` takes it, and for people.
    numbers, weighed, inside : int
        How many of them vary and count for these scores; how many there are that some criterion
        with weight hangs on; and how many there are.
    p_other : float
        How often another theory is chosen once they are known, 0 to 1.
    instead : str or None
        The theory that is then chosen most often.
    bound : str
        ``lower``, or ``exact`` of a group of all numbers.
    """

    name: str
    title: str
    numbers: int
    evppi: float
    standard_error: float
    within_noise: bool
    p_other: float
    instead: str | None
    weighed: int
    inside: int
    bound: str = "lower"


@dataclass(frozen=True, eq=False)
class AskedWorth:
    """The worth of knowing each group that was asked about, most first, and of everything."""

    draws: int
    everything: float
    everything_error: float
    groups: tuple[InputsWorth, ...]


@dataclass(frozen=True, eq=False)
class CredenceBounds:
    """Chances of leading, by theory, at both ends of a credence given as a range."""

    argument: str
    low: float
    high: float
    p_first_at_low: Mapping[str, float]
    p_first_at_high: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Cruxes:
    """Arguments and groups of numbers by what it is worth to settle them, most first.

    `about` is the theory that was asked about, if any; `asked` what it is worth to know numbers
    that were asked about by name, in place of all else; `p_error` the largest standard error
    of the chances of being first; `covered` the share of draws in which one of `theories` is
    first: below 1 where these are only those of very many that are first most often. `leader` is
    None where gates exclude all. `baseline` is the best by the mean of the draws, over which
    knowing something gains; by some methods that is another than the leader. `numbers` are the
    weights and each judgement that is uncertain, of a theory asked about its own; `guessed` the
    ids of what seems worth most, most first, where all else stands at its mean.
    """

    leader: str | None
    about: str | None
    theories: tuple[str, ...]
    draws: int
    p_error: float
    cruxes: tuple[Crux, ...]
    groups: tuple[GroupWorth, ...]
    credence_ends: tuple[CredenceBounds, ...]
    asked: AskedWorth | None = None
    covered: float = 1.0
    baseline: str | None = None
    numbers: tuple[SingleWorth, ...] = ()
    guessed: tuple[str, ...] = ()

    hidden: ClassVar = (
        *("leader", "about", "theories", "draws", "p_error", "covered"),
        *("baseline", "numbers", "guessed"),
    )

    @property
    def singles(self) -> tuple[SingleWorth, ...]:
        """The weights, each judgement and each argument by itself, most worth first."""
        arguments = (
            SingleWorth(
                "argument", one.argument, one.title, one.evppi, one.standard_error, one.within_noise
            )
            for one in self.cruxes
        )
        return tuple(sorted((*self.numbers, *arguments), key=lambda one: (-one.evppi, one.id)))

    @property
    def watched(self) -> str:
        """The theory whose chance of leading is told; any one where nobody leads."""
        return self.about or self.leader or self.theories[0]


@dataclass(frozen=True, eq=False)
class RegretChoice:
    """Regret of choosing one theory now: points lost against the best of each draw.

    Attributes
    ----------
    score : float
        At the mean of every number.
    p_best : float
        Share of draws in which it is best, 0 to 1.
    regret, standard_error : float
        Mean over the draws, in points.
    interval : Interval
        Of the regret, in points.
    """

    id: str
    title: str
    score: float
    p_best: float
    regret: float
    standard_error: float
    interval: Interval


@dataclass(frozen=True, eq=False)
class WinnersCurse:
    """The leader's score if the ranges are errors of our reading: nearer to the mean.

    `factor` is what is left of its distance from the mean score of the theories shown;
    `tau` the spread of what they truly score, `sigma` the error of the leader's, in
    points. All null where nothing varies. `by_weights` is the share of the leader's variance that
    the weights alone make; where it is most, `chosen` is true, and there are no errors to speak of.
    """

    reading: str
    score: float
    mean: float
    shrunk: float
    factor: float
    factor_error: float
    tau: float
    sigma: float
    by_weights: float = 0.0
    chosen: bool = False

    hidden: ClassVar = ("by_weights", "chosen")


@dataclass(frozen=True, eq=False)
class BasisShare:
    """Share of one kind of number in how far the lead varies; null where it does not."""

    share: float
    standard_error: float


@dataclass(frozen=True, eq=False)
class Regrets:
    """Regret of each choice now, the winner's curse, and whose numbers decide.

    Where gates exclude all, nobody leads: `leader` and `winners_curse` are null, as the latter is
    where there are no scores. `gates` says whether any excludes one in some draw.
    """

    leader: str | None
    draws: int
    choices: tuple[RegretChoice, ...]
    winners_curse: WinnersCurse | None
    variance_by_basis: Mapping[str, BasisShare]
    gates: bool

    hidden: ClassVar = ("variance_by_basis", "gates")  # a section of its own; for screens alone
