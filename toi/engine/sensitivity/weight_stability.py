"""How far each weight can go before another theory leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from toi.engine.sensitivity.breakeven import Crossing, crossings
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, weight_knobs


@dataclass
class StabilityInterval:
    """Shares of a weight, 0 to 1, between which the leader stays first.

    `below` and `above` are the columns of those who lead beyond the ends; None where the
    leader is never overtaken on that side.
    """

    low: float = 0.0
    high: float = 1.0
    below: int | None = None
    above: int | None = None


def weight_stability(board: BaseCase, leader: int) -> list[StabilityInterval] | None:
    """For each criterion the weights around the present one at which the leader stays first.

    The others keep their proportions. Inside the interval nobody scores strictly more than the
    leader, given as a column of the board. Additive scores are linear in the weights, so the
    ends are exact: the nearest to either side of the critical weights of Triantaphyllou &
    Sanchez (1997) over all rivals. Other methods are searched.

    Returns
    -------
    list of StabilityInterval or None
        One per criterion; None under ``minimum``, to which the size of a weight is nothing.
    """
    others = [j for j in range(len(board.rows)) if j != leader]
    knobs = weight_knobs(board)
    return kept_by(knobs, crossings(board, knobs, leader, others))


def kept_by(
    knobs: Sequence[Parameter], found: Sequence[Crossing]
) -> list[StabilityInterval] | None:
    """The intervals between the crossings of the weights, one per knob; None if there are none.

    A weight that is all there is has no others to give to: its interval is 1 alone.
    """
    kept = {knob.index: StabilityInterval(low=1.0 if knob.now >= 1 else 0.0) for knob in knobs}
    for crossing in found:
        one = kept[crossing.knob.index]
        if crossing.beyond < crossing.knob.now:
            one.low, one.below = crossing.value, crossing.new_leader
        else:
            one.high, one.above = crossing.value, crossing.new_leader
    return list(kept.values()) or None
