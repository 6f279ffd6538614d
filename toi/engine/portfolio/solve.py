"""The best split for one view, with what each line is worth at the margin."""

from dataclasses import dataclass, replace

import numpy as np

from toi.engine.portfolio.cardinality import choose_lines
from toi.engine.portfolio.cutting_planes import ROUGH, ROUGH_CUT, Answer, Points, Programme
from toi.engine.portfolio.outcome import Judged, judged
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.returns import slope
from toi.engine.problem import Bools, Floats

NOTHING = 5e-4  # a share below this is nothing
FITS = 1e-9  # a limit exceeded by less is kept
LIKELY = 8  # lines of each group, and of all, to begin with
MANY = 100  # lines from which on only the likely ones are let in at first


@dataclass(frozen=True, eq=False)
class BudgetSplit:
    """An answer of the solver.

    Attributes
    ----------
    shares : (T,) float
    value : float
        By the view, in points; of a rough answer, by its tangents.
    bound : float
        No split is worth more.
    tangent_error : float
        Largest error of the tangents at the answer, in shares of the budget.
    price : float
        What another whole budget would be worth at this margin, in points.
    marginal : (T,) float
        What another unit in each line would bring at the margin, in points.
    short : (T,) float
        Points of worth that a line lacks to get something; 0 where it gets something.
    rounds : int
        How often the programme was solved.
    points : mapping
        Where tangents touch, for a solver that starts from here.
    """

    shares: Floats
    value: float
    bound: float
    tangent_error: float
    price: float
    marginal: Floats
    short: Floats
    rounds: int
    points: Points


def solve(
    view: Preferences, room: Constraints, points: Points | None = None, rough: bool = False
) -> BudgetSplit:
    """The split that maximises ``(1 - risk) E[R] + risk CVaR_0.1[R]``.

    ``R_s = sum_t (V_ts - V_0s) y_t`` with ``y_t <= f_t(x_t)`` and, over each group,
    ``sum y <= f_g(sum x)``; ``sum x <= budget``.

    Parameters
    ----------
    points : mapping, optional
        Tangents to start from, of an earlier answer with the same returns.
    rough : bool
        Whether shares that are right to half a percent will do.

    Raises
    ------
    Infeasible
        Where floors, caps and limits leave no split.
    """
    bound = None
    if room.most is not None:
        without = solve(view, replace(room, most=None), points, rough)
        if (without.shares > 0).sum() <= room.most:
            return without
        room, bound = choose_lines(view, room, without.points, rough)
    tried, rounds = _likely(view, room, points or {}), 0
    cuts: list[Floats] = []
    while True:
        here = replace(room, upper=np.where(tried, room.upper, 0.0))
        programme = Programme(here, [view], points)
        for weights in cuts:
            programme.cut(0, weights)
        if rough:
            programme.tangent_error, programme.cut_error = ROUGH, ROUGH_CUT
        answer = programme.best(programme.goal(0))
        shares = tidy(answer.columns[: programme.lines], room)
        marginal, price, short = _margins(view, programme, answer, shares)
        rounds, points = rounds + answer.rounds, kept_points(programme, answer)
        missed = ~tried & (room.upper > 0) & (short <= 0)
        if not missed.any():
            break
        tried, cuts = tried | missed, programme.cuts
    return BudgetSplit(
        shares=shares,
        value=answer.value if rough else judged(view, shares).value,
        bound=answer.value if bound is None else bound,
        tangent_error=answer.tangent_error,
        price=price,
        marginal=marginal,
        short=short,
        rounds=rounds,
        points=points,
    )


def _likely(view: Preferences, room: Constraints, points: Points) -> Bools:
    """Lines to begin with: those of an earlier answer, the best of each group and of all.

    The others are looked at again once prices are known (column generation).
    """
    found = (room.lower > 0) | np.isin(np.arange(len(room.lower)), [i for _, i in points])
    for limit in room.limits:
        found |= limit.coefficients < 0  # it may be needed for a floor
    if len(found) < MANY:
        return np.ones(len(found), dtype=bool)
    if not points:
        for members in [list(range(len(found))), *map(view.members, view.groups)]:
            best = sorted(members, key=lambda t: (-view.mean[t], t))
            found[best[:LIKELY]] = True
    return np.asarray(found)


def tidy(shares: Floats, room: Constraints) -> Floats:
    """Shares without what is next to nothing; what that frees goes to the others, in proportion."""
    whole = np.clip(shares, room.lower, room.upper)
    found = np.where((whole < NOTHING) & (room.lower <= 0), 0.0, whole)
    if found.sum() <= 0:
        return np.asarray(found)
    grown = np.minimum(found * (whole.sum() / found.sum()), room.upper)
    fits = all(limit.coefficients @ grown <= limit.most + FITS for limit in room.limits)
    return np.asarray(grown if fits else found)


def kept_points(programme: Programme, answer: Answer) -> Points:
    """The tangents that hold the answer down: all that a next programme needs of this one."""
    found: Points = {}
    for key, points in programme.points.items():
        spent = float(answer.columns[programme.members(key)].sum())
        near = sorted(points, key=lambda at: (abs(at - spent), at))
        if spent > 0:
            found[key] = set(near[:4])
    return found


def _margins(
    view: Preferences, programme: Programme, answer: Answer, shares: Floats
) -> tuple[Floats, float, Floats]:
    """Marginal value of each line, price of the budget, and points that a line lacks.

    With b_g the price of a group's returns and m_t the worth of a line in the scenarios as
    they count at the margin, the multiplier of ``y_t <= f_t(x_t)`` is
    ``a_t = max(0, m_t - sum_g b_g)``, and another unit in line t brings
    ``a_t f_t'(x_t) + sum_g b_g f_g'(X_g)``.
    """
    effort = answer.columns[programme.effort(0)]  # as the prices have it
    worth = Judged(view, effort).attention @ view.worth
    charges = answer.prices[0] * np.ones_like(worth)
    for i, limit in enumerate(programme.room.limits):
        charges += answer.prices[1 + i] * limit.coefficients
    crowding, relief = np.zeros_like(worth), np.zeros_like(worth)
    for g, group in enumerate(view.groups):
        members = view.members(group)
        if not members:
            continue
        paid = programme.paid((0, programme.lines + g), answer.prices)
        spent, half = float(shares[members].sum()), float(group.half)
        crowding[members] += paid
        relief[members] += paid * float(slope(view.returns, spent, half))
    own = slope(view.returns, shares, view.half)
    good = np.maximum(worth - crowding, 0.0) * own + relief
    marginal = np.where(view.harmful, worth, good)
    price = float(answer.prices[0])
    needed = np.maximum(charges - relief, 0.0) / own + crowding
    lacks = np.where(shares > 0, 0.0, np.maximum(needed - worth, 0.0))
    return marginal, price, lacks
