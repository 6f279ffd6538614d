"""A debate and a rubric as plain numbers: what the engine works on.

Axes, everywhere: S draws, T theories, C criteria, A arguments, E answers (attacks of one
argument on another), F forces, H hits (one force of one argument on one cell), L lines of
attack. Arrays are indexed with draws first, as (S, T, C); where S is large they are laid
out in memory with the draws side by side, since every kernel works along them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cached_property
from typing import Any, ClassVar, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from toi.distribution import Distribution
from toi.light_dataclass import dataclass
from toi.weight_limits import Limit

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Quantity:
    """An uncertain number: the label of its stream, its law and the ends it clips to."""

    label: str
    law: Distribution
    low: float
    high: float


@dataclass(frozen=True)
class Condition:
    """Benefits of `theory` depend on those of `on`, for `share` of their worth.

    `level` is the mean of the cells of `on` on each criterion (length C) as they are
    recorded, from 0 to 1: what their cells are held against.
    """

    theory: int
    on: tuple[int, ...]
    share: float
    level: tuple[float, ...]


@dataclass(frozen=True)
class Whole:
    """`theory` is the mean of its parts, weighted by shares that add up to 1."""

    theory: int
    parts: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines of attack: arguments that make one point, and how far they do.

    Attributes
    ----------
    names : tuple of str
        Ids of the L lines.
    overlap : (L,) float
        How far the arguments of a line say the same: 0 not at all, 1 wholly.
    line : (A,) int
        The line of each argument, -1 for none. An instance is in the line of the general
        argument, whatever that is.
    general : (A,) int
        The same for a general argument and all its instances, itself for one that has
        none: one of these arguments.
    """

    names: tuple[str, ...]
    overlap: Floats
    line: Ints
    general: Ints


@dataclass(frozen=True, eq=False)
class PeerScrutiny:
    """Scrutiny: how closely theories were examined, and the peers that tell what they missed.

    Attributes
    ----------
    examined : (T,) float
        From 0 to 1; 1 for a theory that borrows nothing from its peers, as a whole does.
    peers, shares : tuple of (n,) int and of (n,) float
        For each theory, those with cells of their own with which it would have been
        examined, and how much each counts, above 0 and adding up to 1. Length T.
    spared : (T, A) bool
        Arguments that pass a theory by in so many words.
    """

    examined: Floats
    peers: tuple[Ints, ...]
    shares: tuple[Floats, ...]
    spared: Bools


@dataclass(frozen=True)
class Gate:
    """A theory whose raw value on `criterion` meets the comparison is excluded."""

    criterion: int
    comparison: Literal["<", "<=", ">", ">="]
    threshold: float
    rule: str


@dataclass(frozen=True)
class WeightLaw:
    """The uncertainty of the weights.

    Attributes
    ----------
    concentration : float
        Of ``dirichlet``.
    limits : tuple of Limit
        Which weights are kept, of those drawn by ``dirichlet`` or ``unknown``. They name
        criteria, so that a problem may be restricted to some; there are weights that keep
        them all.
    """

    kind: Literal["exactly", "dirichlet", "order", "unknown"]
    concentration: float = 0.0
    limits: tuple[Limit, ...] = ()


class Method(ABC):
    """A way to combine criteria into a score, 0-100; `toi.engine.scoring.methods` has them all.

    Attributes
    ----------
    name : str
        As rubrics and screens name it.
    normalisation : str
        What brings raw values of all criteria to one scale.
    compares : bool
        Whether a score depends on which other theories are scored.
    linear_in_weights : bool
        Whether a score is a weighted sum over the criteria.
    uses_weight_sizes : bool
        Whether it matters how large a weight above 0 is.
    """

    name: ClassVar[str]
    compares: ClassVar[bool] = False
    linear_in_weights: ClassVar[bool] = False
    uses_weight_sizes: ClassVar[bool] = True
    normalisation: str

    @abstractmethod
    def scores(
        self,
        problem: "ScoringProblem",
        weights: Floats,
        evaluation: "Evaluated",
        rows: Sequence[int],
    ) -> Floats:
        """Score the theories in `rows`, (S, len(rows)).

        Parameters
        ----------
        weights : (S, C) float
            Those of the evaluation.
        """

    def parts(
        self,
        problem: "ScoringProblem",
        weights: Floats,
        evaluation: "Evaluation",
        rows: Sequence[int],
    ) -> Mapping[str, Floats]:
        """Return what scores are made of, by its name in the field, (S, len(rows)) each.

        Nothing where a method has no such parts. Parameters as of `scores`.
        """
        return {}

    @abstractmethod
    def of_nothing(self, problem: "ScoringProblem", weights: Floats) -> Floats | None:
        """Score doing nothing under some weights (S, C), (S,); None where it has no score."""


@dataclass(frozen=True, eq=False)
class ScoringProblem:
    """Everything that decides the scores.

    Attributes
    ----------
    theories, criteria, arguments : tuple of str
        Ids, sorted, so that no order of records can matter. Length T, C, A.
    low, high : (C,) float
        Ends of each criterion's raw scale.
    is_cost : (C,) bool
        Whether less is better.
    weights : (C,) float
        As the rubric gives them, normalised to add up to 1.
    value_functions : tuple of (x, y) or None
        Piecewise linear on the scale rescaled to 0-1; None is the identity (reversed for
        costs). Length C.
    judgements : tuple of Quantity
        One per cell that has a judgement, on the raw scale.
    judgement_theory, judgement_criterion : (J,) int
        The cell of each judgement.
    credence : (A,) float
        Probability that an argument is sound: before replies, or all told where `settled`.
    settled : (A,) bool
        Arguments on which replies no longer act.
    answers : tuple of Quantity
        Forces of the E answers; answer e is `answer_by[e]` acting on `answer_to[e]`.
    argument_order : tuple of int
        Arguments so ordered that whatever answers an argument comes before it.
    forces : tuple of Quantity
        The F forces of effects.
    hit_argument, hit_force, hit_theory, hit_criterion : (H,) int
        Which argument pulls which cell with which force, sorted in that order.
    hit_share : (H,) float
        How much of that force acts, from 0 to 1.
    hit_raises : (H,) bool
        Whether it pulls towards the high end of the scale.
    derivations : tuple of Whole or Condition
        In the order in which they must be worked out.
    gates : tuple of Gate
        Rules that exclude theories.
    method : Method
        How criteria are combined.
    lines : Lines or None
        None where every argument stands alone.
    scrutiny : PeerScrutiny or None
        None where theories are taken as they were examined.
    bears : (T, C) float or None
        How much of each theory a criterion bears on: 0 or 1, for a whole the share of its
        parts. None where every criterion counts for every theory.
    """

    theories: tuple[str, ...]
    criteria: tuple[str, ...]
    arguments: tuple[str, ...]
    low: Floats
    high: Floats
    is_cost: Bools
    weights: Floats
    weight_law: WeightLaw
    value_functions: tuple[tuple[Floats, Floats] | None, ...]
    judgements: tuple[Quantity, ...]
    judgement_theory: Ints
    judgement_criterion: Ints
    credence: Floats
    settled: Bools
    answers: tuple[Quantity, ...]
    answer_by: Ints
    answer_to: Ints
    argument_order: tuple[int, ...]
    forces: tuple[Quantity, ...]
    hit_argument: Ints
    hit_force: Ints
    hit_theory: Ints
    hit_criterion: Ints
    hit_share: Floats
    hit_raises: Bools
    derivations: tuple[Whole | Condition, ...]
    gates: tuple[Gate, ...]
    method: Method
    lines: Lines | None = None
    scrutiny: PeerScrutiny | None = None
    bears: Floats | None = None

    @cached_property
    def row(self) -> dict[str, int]:
        """Return the row of each theory by its id."""
        return {name: t for t, name in enumerate(self.theories)}

    def hits_on(self, theory: int) -> Ints:
        """Return the hits on a theory's own cells, in order."""
        order, starts = self._hits_by_theory
        return order[starts[theory] : starts[theory + 1]]

    @property
    def linear_in_weights(self) -> bool:
        """Return whether every score is linear in the weights, as long as they add up to 1.

        Not where theories have weights of their own, since some criteria do not bear on them.
        """
        return self.method.linear_in_weights and self.bears is None

    @cached_property
    def has_conditions(self) -> bool:
        """Return whether some theory is conditional on others."""
        return any(isinstance(step, Condition) for step in self.derivations)

    @cached_property
    def _hits_by_theory(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.hit_theory, kind="stable")
        counts = np.bincount(self.hit_theory, minlength=len(self.theories))
        return order, np.concatenate([[0], np.cumsum(counts)])


@dataclass(frozen=True, eq=False)
class Inputs:
    """One value of every uncertain number in each of S draws.

    Attributes
    ----------
    weights : (S, C)
        Add up to 1 in every draw.
    judgements : (S, T, C)
        Rescaled to 0-1; cells of wholes are left 0 until they are worked out.
    sound : (S, A)
        Probabilities, or 0/1 events.
    answer_force : (S, E)
    force : (S, F)
    peer : (S, T) int or None
        Where scrutiny is adjusted: the theory from which each borrows what it was spared,
        -1 where it borrows nothing. None stands for the mean over all of these.
    overlap : (S, L) float or None
        Where lines of attack overlap otherwise than in the problem, from draw to draw.
    near : Inputs or None
        A single draw to which these are alike but for a few numbers in each; work is saved where
        it is given, and no bit hangs on it.
    """

    weights: Floats
    judgements: Floats
    sound: Floats
    answer_force: Floats
    force: Floats
    peer: Ints | None = None
    overlap: Floats | None = None
    near: "Inputs | None" = None

    @property
    def draws(self) -> int:
        """Return S."""
        return len(self.weights)

    @property
    def repeats_pulls(self) -> bool:
        """Return whether all that pulls are made of is a single draw that `repeat` repeated."""
        arrays = (self.sound, self.answer_force, self.force)
        once = all(array.strides[0] == 0 for array in arrays)
        return once and self.overlap is None and self.draws > 1

    def at(self, draws: slice) -> "Inputs":
        """Return some of the draws."""
        return self._each(lambda array: array[draws])

    def repeat(self, times: int) -> "Inputs":
        """Return all draws, in order, so many times over.

        What is alike in all draws is not copied, so that such arrays are read-only: give `with_`
        what changes.
        """

        def repeated(array: Any) -> Any:
            if len(array) == 1 or array.strides[0] == 0:
                return np.broadcast_to(array[:1], (times * len(array), *array.shape[1:]))
            return np.tile(array.T, times).T  # draws side by side in memory

        return self._each(repeated)

    def with_(self, **arrays: Any) -> "Inputs":
        """Return the same draws with other arrays, by the names of the attributes."""
        return replace(self, **arrays)

    def _each(self, change: Callable[[Any], Any]) -> "Inputs":
        arrays = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "near"}
        return replace(
            self, **{name: change(array) for name, array in arrays.items() if array is not None}
        )


class Evaluated(Protocol):
    """What scores are made of; each as an `Evaluation` has it."""

    @property
    def cells(self) -> Floats:
        """Return (S, T, C) cells after all that acts on them."""

    @property
    def values(self) -> Floats:
        """Return the value of each cell, (S, T, C)."""

    @property
    def totals(self) -> Floats:
        """Return additive scores, (S, T)."""

    @property
    def gated(self) -> Bools:
        """Return whether a gate excludes each theory, (S, T)."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The model worked out for some `Inputs`.

    Attributes
    ----------
    strength : (S, A)
        Strength of each argument after replies.
    base, argued, examined, cells : (S, T, C)
        Each cell on 0-1: as its proponent has it, after the arguments, after scrutiny is
        adjusted too, and after the conditions too.
    values : (S, T, C)
        Each cell through its value function; 1 is best.
    totals : (S, T)
        Additive scores, 0-100, whatever the method; `toi.engine.scoring.methods` has the others.
    nothing : (S,)
        Additive score of doing nothing.
    gated : (S, T) bool
        Whether a gate excludes the theory.
    """

    strength: Floats
    base: Floats
    argued: Floats
    examined: Floats
    cells: Floats
    values: Floats
    totals: Floats
    nothing: Floats
    gated: Bools


WEIGHTS = "weights"
SCRUTINY = "scrutiny"


def event_label(argument: str) -> str:
    """Return the label of the event that an argument is sound."""
    return f"event/{argument}"


def weight_label(criterion: str) -> str:
    """Return the label of the weight of one criterion."""
    return f"weight/{criterion}"
