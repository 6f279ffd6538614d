"""Weight stability intervals: how far each weight can go before another theory leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from toi.engine.sensitivity.breakeven import Crossing, crossings
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, weight_parameters


@dataclass
class StabilityInterval:
    """Shares of a weight, 0 to 1, between which the leader stays first.

    Attributes
    ----------
    low, high : float
    below, above : int or None
        Columns of the theories that lead beyond the ends; None where the leader is never
        overtaken on that side.
    """

    low: float = 0.0
    high: float = 1.0
    below: int | None = None
    above: int | None = None


def weight_stability(base: BaseCase, leader: int) -> list[StabilityInterval] | None:
    """Find for each criterion the weights around the present one at which the leader stays first.

    The others keep their proportions. Inside the interval nobody scores strictly more than the
    leader. Additive scores are linear in the weights, so the ends are exact: the nearest to
    either side of the critical weights of Triantaphyllou & Sanchez (1997) over all rivals.
    Other methods are searched.

    Parameters
    ----------
    leader : int
        A column of the base case.

    Returns
    -------
    list of StabilityInterval or None
        One per criterion; None where the method takes no account of the size of a weight.
    """
    others = [j for j in range(len(base.rows)) if j != leader]
    parameters = weight_parameters(base)
    return intervals_between(parameters, crossings(base, parameters, leader, others))


def intervals_between(
    parameters: Sequence[Parameter], found: Sequence[Crossing]
) -> list[StabilityInterval] | None:
    """Return the intervals between the crossings of weights, one per parameter; None without any.

    A weight that is all there is has no others to give to: its interval is 1 alone.
    """
    kept = {
        parameter.index: StabilityInterval(low=1.0 if parameter.now >= 1 else 0.0)
        for parameter in parameters
    }
    for crossing in found:
        one = kept[crossing.parameter.index]
        if crossing.beyond < crossing.parameter.now:
            one.low, one.below = crossing.value, crossing.new_leader
        else:
            one.high, one.above = crossing.value, crossing.new_leader
    return list(kept.values()) or None
