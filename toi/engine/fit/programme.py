"""Sequential linear programming: the best point at which some leads are had.

Leads are taken as linear within a distance of a point, a linear programme finds the best
point within it, and so on from there, with an exact penalty for what is lacking (Fletcher &
Sainz de la Maza 1989). Where leads are linear, the first programme is exact.
"""

from typing import Any

import numpy as np

from toi.engine.fit.landscape import Landscape
from toi.engine.fit.statements import STRICT, Demands
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

MARGIN = 1e-6  # points that a demand has to spare, so that it is certainly met
CURVED = 1e-2  # the same where leads bend between one programme and the next
PENALTY = 100.0  # for a point that a demand lacks: more than a point can cost
RADIUS = 0.3  # within which leads are trusted to be linear, at first
CLOSE = 1e-4  # a radius at which the search ends
ROUNDS = 20  # linear programmes from one start
WIDEST = 1e6  # points: where there is no demand, the least to spare would be without end
TINY = 1e-7  # changes below this are rounding


@dataclass(frozen=True, eq=False)
class Goal:
    """The sum that is to be small: ``cost . x + price . |x - now| - lead``.

    Attributes
    ----------
    cost : (n,) float or None
    near : (price, now), both (n,) float, or None
    lead : (int, int) or None
        Two theories; points by which the first leads the second count against the sum.
    widest : bool
        Make the least that any demand has to spare as large as can be, and nothing else.
    enough : bool
        Stop as soon as all demands are met.
    """

    cost: Floats | None = None
    near: tuple[Floats, Floats] | None = None
    lead: tuple[int, int] | None = None
    widest: bool = False
    enough: bool = False

    def value(self, point: Floats, totals: Floats, spare: Floats, margin: float) -> float:
        """Return the sum at a point (n,) with totals (N,), with the penalty for what is lacking.

        Parameters
        ----------
        spare : (R,) float
            Points that each demand has to spare.
        margin : float
            Points that it should have.
        """
        if self.widest:
            return -float(spare.min(initial=np.inf))
        found = PENALTY * float(np.maximum(0.0, margin - spare).sum())
        if self.cost is not None:
            found += float(self.cost @ point)
        if self.near is not None:
            price, now = self.near
            found += float(price @ np.abs(point - now))
        if self.lead is not None:
            found -= float(totals[self.lead[0]] - totals[self.lead[1]])
        return found


@dataclass(frozen=True, eq=False)
class Reached:
    """A point, the value of the goal there, and what the demands have to spare, (R,)."""

    point: Floats
    value: float
    spare: Floats

    @property
    def met(self) -> bool:
        """Return whether every demand is met."""
        return bool((self.spare > STRICT).all())


def seek(landscape: Landscape, demands: Demands, goal: Goal, start: Floats) -> Reached:
    """Improve a point (n,) until no linear programme does; exact where leads are linear.

    Once every demand is met, none is given up again for the goal.
    """
    here = _at(landscape, demands, goal, start)
    radius = 1.0 if landscape.linear else RADIUS
    for _ in range(1 if landscape.linear else ROUNDS):
        point, promised = _step(landscape, demands, goal, here.point, radius)
        if point is None or promised > here.value - TINY:
            break
        there = _at(landscape, demands, goal, point)
        if there.value < here.value - TINY and (there.met or not here.met):
            here, radius = there, min(1.0, 2 * radius)
        else:
            radius = min(radius, float(np.abs(point - here.point).max())) / 4
        if radius < CLOSE or (goal.enough and here.met):
            break
    return here


def _margin(landscape: Landscape) -> float:
    return MARGIN if landscape.linear else CURVED


def _at(landscape: Landscape, demands: Demands, goal: Goal, point: Floats) -> Reached:
    totals = landscape.totals(point[None])[0]
    spare = demands.leads(totals[None])[0] - demands.least
    # What bends eats up some of the margin of a programme, and may: else no step would do.
    return Reached(point, goal.value(point, totals, spare, MARGIN), spare)


def _step(
    landscape: Landscape, demands: Demands, goal: Goal, here: Floats, radius: float
) -> tuple[Floats | None, float]:
    """Return the best point within a radius by the slopes at a point, and the goal there."""
    from scipy.optimize import linprog

    programme = _Programme(landscape, demands, goal, here)
    found = linprog(**programme.arrays(radius), method="highs")
    if not found.success:
        return None, np.inf
    point = here.copy()
    point[programme.used] = np.clip(found.x[: programme.n], 0.0, 1.0)
    return point, float(found.fun) + programme.constant


class _Programme:
    """The linear programme at a point.

    Its variables are the n numbers that may change; where they are priced, bounds on how far
    each is from `now`; then the points that each demand lacks, or with `widest` the least that
    any has to spare.
    """

    def __init__(self, landscape: Landscape, demands: Demands, goal: Goal, here: Floats) -> None:
        self.landscape, self.goal, self.here = landscape, goal, here
        self.used = np.flatnonzero(landscape.free)
        self.n, self.rows = len(self.used), len(demands)
        slopes, totals = landscape.slopes(here), landscape.totals(here[None])[0]
        self.leads = (slopes[demands.first] - slopes[demands.second])[:, self.used]
        self.spare = totals[demands.first] - totals[demands.second] - demands.least
        self.least = self.leads @ here[self.used] - self.spare  # of leads @ x
        self.cost, self.constant = np.zeros(self.n), 0.0
        if goal.cost is not None:
            self._add(goal.cost[self.used], float(goal.cost @ here))
        if goal.lead is not None:
            first, second = goal.lead
            self._add(
                (slopes[second] - slopes[first])[self.used], float(totals[second] - totals[first])
            )
        self.priced = 0
        if goal.near is not None:
            self.priced = self.n
            price, now = goal.near
            fixed = np.where(landscape.free, 0.0, price)
            self.constant += float(fixed @ np.abs(here - now))

    def _add(self, slopes: Floats, value: float) -> None:
        """Add a part to the goal that has a value here, and slopes."""
        self.cost += slopes
        self.constant += value - float(slopes @ self.here[self.used])

    def arrays(self, radius: float) -> dict[str, Any]:
        """Return the programme as `scipy.optimize.linprog` takes it."""
        goal = self.goal
        last = 1 if goal.widest else self.rows
        lacking = np.ones((self.rows, 1)) if goal.widest else -np.eye(self.rows)
        margin = 0.0 if goal.widest else _margin(self.landscape)
        blocks = [np.hstack([-self.leads, np.zeros((self.rows, self.priced)), lacking])]
        most = [-self.least - margin]
        prices = np.zeros(0)
        if goal.near is not None:
            prices, now = (one[self.used] for one in goal.near)
            eye, none = np.eye(self.n), np.zeros((self.n, last))
            blocks += [np.hstack([eye, -eye, none]), np.hstack([-eye, -eye, none])]
            most += [now, -now]
        here = self.here[self.used]
        near = np.stack([np.maximum(0.0, here - radius), np.minimum(1.0, here + radius)], axis=1)
        from_0 = np.tile([0.0, np.inf], (self.priced + last, 1))
        if goal.widest:
            from_0[-1] = -np.inf, WIDEST
        elif (self.spare > STRICT).all():  # a small lead may be worth more than its penalty
            from_0[self.priced :, 1] = np.maximum(0.0, margin - self.spare)
        return {
            "c": np.r_[self.cost, prices, np.full(last, -1.0 if goal.widest else PENALTY)],
            "A_ub": np.vstack(blocks),
            "b_ub": np.concatenate(most),
            "bounds": np.concatenate([near, from_0]),
            **self._whole(self.priced + last),
        }

    def _whole(self, others: int) -> dict[str, Any]:
        """Keep the sum of the weights, where some may change."""
        weights = self.used < self.landscape.columns
        if not weights.any():
            return {}
        return {
            "A_eq": np.r_[weights.astype(np.float64), np.zeros(others)][None],
            "b_eq": [self.here[self.used[weights]].sum()],
        }
