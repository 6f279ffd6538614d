"""Demands on a split as results show them: what was asked for, and what that costs."""

from collections.abc import Mapping

from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class CommitmentRow:
    """A commitment and its price, found by solving again without it.

    Attributes
    ----------
    kind : str
        ``floor``, ``cap``, ``limit`` (of a kind, a group or a cost), ``grant`` (the smallest
        ones), ``most`` (lines) or ``return``.
    id : str or None
        The line of a floor, a cap or a smallest grant, else the name of what is limited.
    title : str
        In words.
    share : float or None
        Of the budget, 0 to 1, of a floor, a cap or a smallest grant.
    cost : float
        Points of what the split aims at that giving it up would bring.
    expected : float
        Points of the average outcome that it would bring.
    gains : str or None
        The line that would get most more.
    changes : mapping
        Shares of the budget that each line would get more without it, below 0 less.
    of_rubric : bool
        Whether the rubric asks for it by itself, not this run alone.
    """

    kind: str
    id: str | None
    title: str
    share: float | None
    cost: float
    expected: float
    gains: str | None
    changes: Mapping[str, float]
    of_rubric: bool


@dataclass(frozen=True, eq=False)
class SynergyRow:
    """Lines that are worth more together than apart, or less.

    Attributes
    ----------
    strength : float
        How much more a unit of effort is worth that each has; below 0 less.
    why : str or None
    matched : float
        Effort that each of them has, as a share of the budget.
    points : float
        What that adds to the average outcome, or takes from it.
    acts : bool
        False where one of them is worth nothing alone, so that the synergy does not count.
    """

    name: str
    lines: tuple[str, ...]
    strength: float
    why: str | None
    matched: float
    points: float
    acts: bool


@dataclass(frozen=True, eq=False)
class Wishes:
    """The preferences that the split follows.

    Attributes
    ----------
    half_line, half_kind, half : float, float, mapping
        The parts of the budget after which another unit is worth half of the first: of a line, of
        all lines of a kind together, and of lines and kinds that have their own.
    """

    returns: str
    half_line: float
    half_kind: float
    half: Mapping[str, float]
    risk: float
    max_lines: int | None
    bounds: Mapping[str, tuple[float, float]]
    exposure: Mapping[str, float]
    overlaps: Mapping[str, tuple[str, ...]]
    tail: float
    min_grant: float
    min_grants: Mapping[str, float]
    least_return: float | None
