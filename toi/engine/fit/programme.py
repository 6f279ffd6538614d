"""Sequential linear programming: the best point at which some leads are had.

Leads are taken as linear within a distance of a point, a linear programme finds the best
point within it, and so on from there, with an exact penalty for what is lacking (Fletcher &
Sainz de la Maza 1989). Where leads are linear, the first programme is exact.
"""

from dataclasses import dataclass, field

import numpy as np

from toi.engine.fit.landscape import Landscape
from toi.engine.fit.statements import STRICT, Demands
from toi.engine.problem import Floats

MARGIN = 1e-6  # points that a demand has to spare, so that it is certainly met
CURVED = 1e-2  # the same where leads bend between one programme and the next
PENALTY = 100.0  # for a point that a demand lacks: more than a point can cost
RADIUS = 0.3  # within which leads are trusted to be linear, at first
CLOSE = 1e-4  # a radius at which the search ends
ROUNDS = 20  # linear programmes from one start
TINY = 1e-7  # changes below this are rounding


@dataclass(frozen=True, eq=False)
class Goal:
    """The sum that is to be small: ``cost . x + price . |x - now| - lead``.

    Attributes
    ----------
    cost, price, now : (n,) float or None
    lead : (int, int) or None
        Two theories; points by which the first leads the second count against the sum.
    widest : bool
        Make the least that any demand has to spare as large as can be, and nothing else.
    """

    cost: Floats | None = None
    price: Floats | None = None
    now: Floats | None = None
    lead: tuple[int, int] | None = None
    widest: bool = False

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
        if self.price is not None:
            found += float(self.price @ np.abs(point - self.now))
        if self.lead is not None:
            found -= float(totals[self.lead[0]] - totals[self.lead[1]])
        return found


@dataclass(frozen=True, eq=False)
class Reached:
    """A point, the value of the goal there, and what the demands have to spare, (R,).

    `multipliers` (R,) are those of the last linear programme: which demands hold it back.
    """

    point: Floats
    value: float
    spare: Floats
    multipliers: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def met(self) -> bool:
        """Return whether every demand is met."""
        return bool((self.spare > STRICT).all())


def seek(landscape: Landscape, demands: Demands, goal: Goal, start: Floats) -> Reached:
    """Improve a point (n,) until no linear programme does; exact where leads are linear."""
    here = _at(landscape, demands, goal, start)
    radius = 1.0 if landscape.linear else RADIUS
    for _ in range(1 if landscape.linear else ROUNDS):
        point, promised, multipliers = _step(landscape, demands, goal, here.point, radius)
        if point is None or promised > here.value - TINY:
            return Reached(here.point, here.value, here.spare, multipliers)
        there = _at(landscape, demands, goal, point)
        if there.value < here.value - TINY:
            here, radius = there, min(1.0, 2 * radius)
        else:
            radius = min(radius, float(np.abs(point - here.point).max())) / 4
        if radius < CLOSE:
            break
    return Reached(here.point, here.value, here.spare, multipliers)


def _margin(landscape: Landscape) -> float:
    return MARGIN if landscape.linear else CURVED


def _at(landscape: Landscape, demands: Demands, goal: Goal, point: Floats) -> Reached:
    totals = landscape.totals(point[None])[0]
    spare = demands.leads(totals[None])[0] - demands.least
    return Reached(point, goal.value(point, totals, spare, _margin(landscape)), spare)


def _step(
    landscape: Landscape, demands: Demands, goal: Goal, here: Floats, radius: float
) -> tuple[Floats | None, float, Floats]:
    """Return the best point within a radius by the slopes here, its value, and multipliers.

    Variables: the n numbers that may change, n bounds on how far each is from `now`, for each
    demand the points that it lacks (with `widest` one number: the least to spare).
    """
    from scipy.optimize import linprog

    slopes, totals = landscape.slopes(here), landscape.totals(here[None])[0]
    used = np.flatnonzero(landscape.free)
    n, rows = len(used), len(demands)
    leads = (slopes[demands.first] - slopes[demands.second])[:, used]
    spare = totals[demands.first] - totals[demands.second] - demands.least
    least = leads @ here[used] - spare  # leads . x >= least is what the demands ask for
    aim = np.zeros(n)
    constant = 0.0
    if goal.cost is not None:
        aim += goal.cost[used]
        constant += float(np.delete(goal.cost * here, used).sum())
    if goal.lead is not None:
        a, b = goal.lead
        own = (slopes[a] - slopes[b])[used]
        aim -= own
        constant -= float(totals[a] - totals[b] - own @ here[used])
    blocks, bounds_above, costs = [], [], [aim]
    priced = goal.price is not None and goal.now is not None
    last = 1 if goal.widest else rows
    extra = np.zeros((rows, n if priced else 0))
    if goal.widest:
        blocks.append(np.hstack([-leads, extra, np.ones((rows, 1))]))
        bounds_above.append(-least)
    else:
        blocks.append(np.hstack([-leads, extra, -np.eye(rows)]))
        bounds_above.append(-least - _margin(landscape))
    if priced:
        assert goal.price is not None and goal.now is not None
        eye, none = np.eye(n), np.zeros((n, last))
        blocks += [np.hstack([eye, -eye, none]), np.hstack([-eye, -eye, none])]
        bounds_above += [goal.now[used], -goal.now[used]]
        costs.append(goal.price[used])
        constant += float(np.delete(goal.price * np.abs(here - goal.now), used).sum())
    costs.append(np.array([-1.0]) if goal.widest else np.full(rows, PENALTY))
    low = np.maximum(0.0, here[used] - radius)
    high = np.minimum(1.0, here[used] + radius)
    bounds = [*zip(low.tolist(), high.tolist(), strict=True)]
    bounds += [(0.0, None)] * (n if priced else 0)
    bounds += [(None, 1e6)] if goal.widest else [(0.0, None)] * rows
    width = n + (n if priced else 0) + last
    weigh = np.zeros(width)
    weigh[:n] = used < landscape.columns
    fixed = float(np.delete(here[: landscape.columns], used[used < landscape.columns]).sum())
    moving = bool(weigh.any())
    found = linprog(
        np.concatenate(costs),
        A_ub=np.vstack(blocks),
        b_ub=np.concatenate(bounds_above),
        A_eq=weigh[None] if moving else None,
        b_eq=[1.0 - fixed] if moving else None,
        bounds=bounds,
        method="highs",
    )
    if not found.success:
        return None, np.inf, np.zeros(rows)
    point = here.copy()
    point[used] = np.clip(found.x[:n], 0.0, 1.0)
    value = float(found.fun) + constant
    return point, value, -np.asarray(found.ineqlin.marginals[:rows])
