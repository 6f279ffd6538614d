"""Weights at which theories swap: intervals within which one leads, critical weights of pairs."""

from collections.abc import Sequence

import numpy as np

from toi.engine.sensitivity.breakeven import CLEAR, Crossing, breakeven
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    linear_in,
    weight_parameters,
)
from toi.light_dataclass import dataclass


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


def intervals_between(
    parameters: Sequence[Parameter], found: Sequence[Crossing]
) -> list[StabilityInterval] | None:
    """Return the intervals between the crossings of weights, one per parameter; None without any.

    Inside its interval, while the other weights keep their proportions, nobody scores strictly
    more than the leader. Additive scores are linear in the weights, so the ends are exact: the
    nearest to either side of the critical weights of Triantaphyllou & Sanchez (1997) over all
    rivals. A weight that is all there is has no others to give to: its interval is 1 alone.

    Parameters
    ----------
    parameters : sequence of Parameter
        The weights.
    found : sequence of Crossing
        Where others overtake the leader.
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


@dataclass(frozen=True)
class CriticalWeight:
    """A share of one weight, 0 to 1, at which two theories are level.

    Attributes
    ----------
    parameter : Parameter
        The weight; the others keep their proportions.
    ahead, behind : int
        Columns of the two, as they stand now.
    share : float
    """

    parameter: Parameter
    ahead: int
    behind: int
    share: float

    @property
    def change(self) -> float:
        """Return the change of the weight itself, before all are divided by their sum.

        It is what Triantaphyllou & Sanchez (1997) call delta, with its sign turned: above 0 the
        weight rises. Infinite where the weight is to be all there is.
        """
        now = self.parameter.now
        if self.share >= 1.0:
            return float("inf")
        return self.share * (1.0 - now) / (1.0 - self.share) - now


def critical_weights(
    base: BaseCase, pairs: Sequence[tuple[int, int]]
) -> list[CriticalWeight] | None:
    """Find for each pair of theories and each criterion the nearest weight at which they swap.

    In closed form for additive scores, searched for others.

    Parameters
    ----------
    pairs : sequence of (int, int)
        Columns of the base case. Where a gate excludes one of the two, no weight brings it back.

    Returns
    -------
    list of CriticalWeight or None
        Pair by pair, by criterion; what no weight swaps is left out. None where the method takes
        no account of the size of a weight.
    """
    parameters, key = weight_parameters(base), base.key
    if not parameters:
        return None
    ordered = [(a, b) if key[a] >= key[b] else (b, a) for a, b in pairs]
    free = [(a, b) for a, b in ordered if np.isfinite(key[[a, b]]).all()]
    if not linear_in(base, parameters).all():
        return [
            CriticalWeight(one.parameter, a, b, one.value)
            for a, b in free
            for one in sorted(
                breakeven(base, parameters, a, b), key=lambda one: one.parameter.index
            )
        ]
    return _critical_in_closed_form(base, parameters, free)


def _critical_in_closed_form(
    base: BaseCase, parameters: Sequence[Parameter], pairs: Sequence[tuple[int, int]]
) -> list[CriticalWeight]:
    """Find where the lead of one theory over another, linear in each weight, is 0."""
    sides = [(one, end) for one in parameters for end in (one.low, one.high) if end != one.now]
    ahead, behind = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    now = base.score().totals[0]
    ends = np.array([end for _, end in sides])
    there = base.perturbed([one for one, _ in sides], ends).totals
    lead, last = now[ahead] - now[behind], there[:, ahead] - there[:, behind]
    swapped = last < -CLEAR
    way = np.where(swapped, lead / np.where(swapped, lead - last, 1.0), 0.0)
    return [
        CriticalWeight(one, *pairs[pair], one.now + float(way[side, pair]) * (end - one.now))
        for pair, side in np.argwhere(swapped.T).tolist()
        for one, end in (sides[side],)
    ]
