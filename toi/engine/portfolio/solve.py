"""The best split by one set of preferences, with the marginal value of each line."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from toi.engine.portfolio.outcome import SplitOutcome, outcome_of
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.programmes.choice import choose, freed, is_choice, settled
from toi.engine.portfolio.programmes.cutting_planes import (
    CUT_ERROR,
    ROUGH,
    ROUGH_CUT,
    TANGENT_ERROR,
    Answer,
    Points,
    Programme,
    kept_points,
)
from toi.engine.portfolio.programmes.linear_programme import Solver
from toi.engine.portfolio.returns import slope
from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass

NOTHING = 5e-4  # a share below this is nothing
FITS = 1e-9  # a limit exceeded by less is kept
LIKELY = 8  # lines of each group, and of all, to begin with
STILL_LIKELY = 3  # the same beside the lines of an earlier answer
MANY = 100  # lines from which on only the likely ones are let in at first


@dataclass(frozen=True, eq=False)
class BudgetSplit:
    """An answer of the solver.

    Attributes
    ----------
    shares : (T,) float
    value : float
        By the preferences, in points; of a rough answer, by its tangents.
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
    preferences: Preferences,
    constraints: Constraints,
    points: Points | None = None,
    rough: bool = False,
) -> BudgetSplit:
    """Find the split that maximises ``(1 - risk) E[R] + risk CVaR[R]``.

    ``R_s = sum_t (V_ts - V_0s) y_t`` with ``y_t <= f_t(x_t)`` and, over each group,
    ``sum y <= f_g(sum x)``; ``sum x <= budget``. A synergy adds ``strength sum_t (V_ts - V_0s)``
    over its members for every unit of effort that all of them have.

    Parameters
    ----------
    points : mapping, optional
        Tangents to start from, of an earlier answer with the same returns.
    rough : bool
        Whether shares that are right to half a percent will do; margins are not worked out.
        Where a few lines are to be chosen, others may be, which are worth some percent less (8 %
        have been seen, with caution); `bound` lies above the best choice all the same.

    Raises
    ------
    Infeasible
        Where floors, caps and limits leave no split.
    """
    bound = None
    if is_choice(preferences, constraints):
        without = solve(*freed(preferences, constraints), points, rough)
        if settled(without.shares, preferences, constraints):
            return without
        chosen = choose(preferences, constraints, without.points, rough)
        preferences, constraints, bound = chosen.preferences, chosen.constraints, chosen.bound
    points = Points() if points is None else points
    tried, rounds = _likely(preferences, constraints, points), 0
    cuts: list[Floats] = []
    marginal, price, short = np.zeros(len(tried)), 0.0, np.zeros(len(tried))
    while True:
        here = replace(constraints, upper=np.where(tried, constraints.upper, 0.0))
        programme, solver = _programme(preferences, here, points, rough, cuts)
        answer = programme.best(programme.goal(0), solver)
        programme.rows.forget(solver.done)
        found = evened(answer.columns[: programme.lines], [preferences], here)
        shares = tidy(found, constraints)
        rounds += answer.rounds
        points, points.kept = kept_points(programme, answer), points.kept
        if rough and tried.all():
            break
        marginal, price, short = _margins(preferences, programme, answer, shares)
        missed = ~tried & (constraints.upper > 0) & (short <= 0)
        if not missed.any():
            break
        tried, cuts = tried | missed, programme.cuts
    return BudgetSplit(
        shares=shares,
        value=answer.value if rough else outcome_of(preferences, shares).value,
        bound=answer.value if bound is None else bound,
        tangent_error=answer.tangent_error,
        price=price,
        marginal=marginal,
        short=short,
        rounds=rounds,
        points=points,
    )


def _programme(
    preferences: Preferences,
    constraints: Constraints,
    points: Points,
    rough: bool,
    cuts: Sequence[Floats],
) -> tuple[Programme, Solver]:
    """Return a programme and its solver: one that was kept, where only the goal is another."""
    key = _alike_but_for_the_goal(preferences, constraints)
    programme, solver = points.kept.get(key, (None, None))
    if programme is None or solver is None:
        programme = Programme(constraints, [preferences], points)
        for weights in cuts:
            programme.cut(0, weights)
        solver = programme.solver(programme.goal(0))
        if preferences.risk == 0 or not rough:  # else other worths would seldom come back
            points.kept[key] = programme, solver
    programme.views = [preferences]
    programme.tangent_error = ROUGH if rough else TANGENT_ERROR
    programme.cut_error = ROUGH_CUT if rough else CUT_ERROR
    return programme, solver


def _alike_but_for_the_goal(preferences: Preferences, constraints: Constraints) -> object:
    """Return what the rows and bounds of a programme are made of."""
    worth = None
    arrays: list[Floats | Bools] = [limit.coefficients for limit in constraints.limits]
    arrays += [constraints.lower, constraints.upper, preferences.harmful, preferences.half_return]
    if preferences.risk > 0 or constraints.least_return is not None:
        worth = id(preferences.worth), preferences.tail
    return (
        blake2b(b"".join(one.tobytes() for one in arrays)).digest(),  # many of which are kept
        constraints.budget,
        constraints.least_return,
        tuple(limit.most for limit in constraints.limits),
        preferences.groups,
        preferences.returns,
        preferences.acting,
        preferences.risk > 0,
        worth,
    )


def _likely(preferences: Preferences, constraints: Constraints, points: Points) -> Bools:
    """Return lines to begin with: those of an earlier answer, the best of each group and of all.

    The others are looked at again once prices are known (column generation).
    """
    found = (constraints.lower > 0) | np.isin(
        np.arange(len(constraints.lower)), [i for _, i in points]
    )
    for limit in constraints.limits:
        found |= limit.coefficients < 0  # it may be needed for a floor
    if len(found) < MANY:
        return np.ones(len(found), dtype=bool)
    many = STILL_LIKELY if points else LIKELY
    for members in [list(range(len(found))), *map(preferences.members, preferences.groups)]:
        best = sorted(members, key=lambda t: (-preferences.mean[t], t))
        found[best[:many]] = True
    return np.asarray(found)


def evened(shares: Floats, views: Sequence[Preferences], constraints: Constraints) -> Floats:
    """Give lines that are alike in all that counts the same share, within their bounds, (T,).

    Where a kind is crowded or no returns fade, many splits are as good, and the solver returns any
    of them. The one nearest to even shares of alike lines within their floors and caps is as good
    too, since the value is concave and does not tell them apart.

    Parameters
    ----------
    shares : (T,) float
        An answer of the solver.
    views : sequence of Preferences
        By all of which lines must be alike.
    """
    found = shares.copy()
    for members in _alike(views, constraints):
        lower, upper = constraints.lower[members], constraints.upper[members]
        found[members] = _level(float(shares[members].sum()), lower, upper)
    return found


def _level(total: float, lower: Floats, upper: Floats) -> Floats:
    """Return shares of a total that are one level, but where bounds hold them above or below it."""
    ends = np.sort(np.append(lower, upper))
    filled = np.clip(ends[:, None], lower, upper).sum(axis=1)
    level = np.interp(total, filled, ends)
    return np.asarray(np.clip(level, lower, upper))


def _alike(views: Sequence[Preferences], constraints: Constraints) -> list[list[int]]:
    """Return the lines that differ in nothing that counts, two or more at a time."""
    # Not np.unique: it loads numpy.ma, which takes longer than the rest of this.
    if any(len(set(_rounded(view.mean).tolist())) == len(view.mean) for view in views):
        return []
    by_facts: dict[tuple[object, ...], list[int]] = {}
    for t in range(len(constraints.lower)):
        facts = (
            tuple(float(limit.coefficients[t]) for limit in constraints.limits),
            *(_facts(view, t) for view in views),
        )
        by_facts.setdefault(facts, []).append(t)
    return [members for members in by_facts.values() if len(members) > 1]


def _rounded(worth: Floats) -> Floats:
    """Return worths (any shape) without what adding up in another order makes of them."""
    return np.round(worth, 9) + 0.0  # of -0 too


def _facts(preferences: Preferences, t: int) -> tuple[object, ...]:
    """Return what tells a line apart from others by some preferences."""
    worth = preferences.worth[:, t] if preferences.risk > 0 else preferences.mean[t]
    return (
        _rounded(worth).tobytes(),
        float(preferences.half_return[t]),
        tuple(t in group.members for group in preferences.groups),
        tuple((t in pair.members, pair.smaller == t) for pair in preferences.acting),
    )


def tidy(shares: Floats, constraints: Constraints) -> Floats:
    """Drop shares that are next to nothing; what that frees goes to the others, in proportion.

    Parameters
    ----------
    shares : (T,) float
        An answer of the solver.
    """
    whole = np.clip(shares, constraints.lower, constraints.upper)
    found = np.where((whole < NOTHING) & (constraints.lower <= 0), 0.0, whole)
    if found.sum() <= 0:
        return np.asarray(found)
    grown = np.minimum(found * (whole.sum() / found.sum()), constraints.upper)
    fits = all(limit.coefficients @ grown <= limit.most + FITS for limit in constraints.limits)
    return np.asarray(grown if fits else found)


def _margins(
    preferences: Preferences, programme: Programme, answer: Answer, shares: Floats
) -> tuple[Floats, float, Floats]:
    """Return the marginal value of each line, the price of the budget, the points a line lacks.

    With b_g the price of a group's returns and m_t the worth of a line in the scenarios as
    they count at the margin, the multiplier of ``y_t <= f_t(x_t)`` is
    ``a_t = max(0, m_t - sum_g b_g)``, and another unit in line t brings
    ``a_t f_t'(x_t) + sum_g b_g f_g'(X_g)``.
    """
    effort = answer.columns[programme.effort(0)]  # as the prices have it
    outcome = SplitOutcome(preferences, effort, answer.columns[programme.gains(0)][len(effort) :])
    attention = outcome.attention
    if programme.least is not None:
        attention = attention + answer.prices[programme.least] * preferences.chances
    worth = attention @ preferences.worth
    # Of what gets nothing, more counts by itself: where outcomes tie, attention is not unique.
    worth = np.where(shares > 0, worth, outcome.rise)
    for row, t, pull in programme.matches:
        worth[t] += pull * answer.prices[row]
    charges = np.full_like(worth, answer.prices[0])
    for i, limit in enumerate(programme.constraints.limits):
        charges += answer.prices[1 + i] * limit.coefficients
    crowding, relief = np.zeros_like(worth), np.zeros_like(worth)
    for g, group in enumerate(preferences.groups):
        members = preferences.members(group)
        if not members:
            continue
        paid = programme.paid((0, programme.lines + g), answer.prices)
        spent, half_return = float(shares[members].sum()), float(group.half_return)
        crowding[members] += paid
        relief[members] += paid * float(slope(preferences.returns, spent, half_return))
    own = slope(preferences.returns, shares, preferences.half_return)
    good = np.maximum(worth - crowding, 0.0) * own + relief
    marginal = np.where(preferences.harmful | (worth < 0.0), worth, good)
    price = float(answer.prices[0])
    needed = np.maximum(charges - relief, 0.0) + crowding  # the first unit counts in full
    lacks = np.where(shares > 0, 0.0, np.maximum(needed - worth, 0.0))
    return marginal, price, lacks
