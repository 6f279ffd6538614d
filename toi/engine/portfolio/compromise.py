"""Compromises: one split for several sets of preferences (views), by four rules.

Each view is measured on its own range, from what it expects of a random dictator (the
favourite of each view, drawn with the credence in it) to its own favourite: 0 to 1. So no
view gains by using larger numbers.
"""

from collections.abc import Sequence

import numpy as np

from toi.engine.portfolio.outcome import values_of
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.programmes.cutting_planes import Answer, Programme
from toi.engine.portfolio.solve import evened, solve, tidy
from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass

ALIKE = 1e-4  # points: with a smaller range a view does not mind who decides
_LOG_ERROR = 1e-6
_FIRST = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1.0)
RULES = ("expected", "proportional", "nash", "minimax")


@dataclass(frozen=True, eq=False)
class Worldviews:
    """Compromises between K views, with each one's favourite.

    Attributes
    ----------
    favourites : (K, T) float
        The best split of each view.
    rules : mapping from rule to (T,) float
        ``expected``: the largest mean satisfaction; ``proportional``: to each view its
        credence's part of the budget; ``nash``: the largest weighted product of
        satisfactions (Nash 1950); ``minimax``: the smallest largest regret (Savage 1951).
    dictator, best : (K,) float
        Points each view expects of a random dictator, and of its favourite.
    """

    favourites: Floats
    rules: dict[str, Floats]
    dictator: Floats
    best: Floats

    @property
    def minds(self) -> Bools:
        """Return the views to which it makes a difference whose favourite it is, (K,)."""
        return np.asarray(self.best - self.dictator > ALIKE)

    def satisfaction(self, values: Floats) -> Floats:
        """Rescale values (..., K), in points, to each view's range; 1 where it does not mind."""
        safe = np.where(self.minds, self.best - self.dictator, 1.0)
        return np.where(self.minds, (values - self.dictator) / safe, 1.0)


def reconcile(
    views: Sequence[Preferences], constraints: Constraints, credence: Floats
) -> Worldviews:
    """Find splits for several views by every rule.

    Parameters
    ----------
    views : K Preferences
        With the same lines.
    credence : (K,) float
        Adding up to 1; also the bargaining power under ``nash``.

    Raises
    ------
    Infeasible
        Where floors, caps and limits leave no split.
    """
    favourites = np.array([solve(preferences, constraints).shares for preferences in views])
    by_view = np.array([values_of(views, split) for split in favourites])
    best, dictator = np.diag(by_view).copy(), credence @ by_view
    found = Worldviews(favourites, {}, dictator, best)
    found.rules["proportional"] = credence @ favourites
    if not found.minds.any():
        return Worldviews(favourites, dict.fromkeys(RULES, favourites[0]), dictator, best)
    table = _Payoffs(constraints, views, found, credence, found.minds)
    for rule in RULES:
        if rule != "proportional":
            answer = getattr(table, rule)()
            shares = evened(answer.columns[: len(constraints.lower)], views, constraints)
            found.rules[rule] = tidy(shares, constraints)
    return Worldviews(favourites, {rule: found.rules[rule] for rule in RULES}, dictator, best)


@dataclass(eq=False)
class _Payoffs:
    """The programmes of the rules that need one."""

    constraints: Constraints
    views: Sequence[Preferences]
    found: Worldviews
    credence: Floats
    minds: Bools

    @property
    def say(self) -> Floats:
        """Return by how much of its satisfaction a point of each view counts, (K,)."""
        span = np.where(self.minds, self.found.best - self.found.dictator, np.inf)
        return np.asarray(self.credence / span)

    def _satisfied(self, programme: Programme, k: int) -> tuple[Floats, float]:
        """Return the satisfaction of view k as ``weights @ z + constant``."""
        span = self.found.best[k] - self.found.dictator[k]
        return programme.goal(k) / span, -self.found.dictator[k] / span

    def _sum(self, programme: Programme) -> Floats:
        goal = np.zeros(programme.width)
        for k in np.flatnonzero(self.minds):
            goal += self.credence[k] * self._satisfied(programme, int(k))[0]
        return goal

    def expected(self) -> Answer:
        """Solve ``max sum_k c_k u_k``."""
        programme = Programme(self.constraints, self.views, say=self.say)
        return programme.best(self._sum(programme))

    def nash(self) -> Answer:
        """Solve ``max sum_k c_k ln u_k``, the disagreement point being the random dictator."""
        programme = _Logs(self, self.constraints, self.views)
        goal = np.zeros(programme.width)
        goal[programme.logs] = self.credence[np.flatnonzero(self.minds)]
        return programme.best(goal)

    def minimax(self) -> Answer:
        """Solve ``min max_k (1 - u_k)``; of several such splits, that with the largest mean."""
        programme = Programme(self.constraints, self.views, extra=1, say=self.say)
        least = programme.width - 1
        for k in np.flatnonzero(self.minds):
            weights, constant = self._satisfied(programme, int(k))
            row = -weights
            row[least] = 1.0
            used = np.flatnonzero(row)
            programme.rows.add(used, row[used], constant)
        goal = np.zeros(programme.width)
        goal[least] = 1.0
        first = programme.best(goal)
        programme.low[least] = first.columns[least] - 1e-6
        return programme.best(self._sum(programme))


class _Logs(Programme):
    """A programme with the logarithm of each view's satisfaction as extra columns."""

    def __init__(
        self, table: _Payoffs, constraints: Constraints, views: Sequence[Preferences]
    ) -> None:
        self.table = table
        self.who = [int(k) for k in np.flatnonzero(table.minds)]
        super().__init__(constraints, views, extra=len(self.who), say=table.say)
        self.logs = np.arange(self.width - len(self.who), self.width)
        for place in range(len(self.who)):
            for at in _FIRST:
                self._touch_log(place, at)

    def _touch_log(self, place: int, at: float) -> None:
        """Add the tangent ``z <= ln a + (u - a) / a``."""
        weights, constant = self.table._satisfied(self, self.who[place])
        row = -weights / at
        row[self.logs[place]] = 1.0
        used = np.flatnonzero(row)
        self.rows.add(used, row[used], float(np.log(at)) - 1.0 + constant / at)

    def refine(self, answer: Floats) -> float:
        """Add what the answer violates, tangents of the logarithms too."""
        worst = super().refine(answer)
        for place, k in enumerate(self.who):
            weights, constant = self.table._satisfied(self, k)
            u = max(float(weights @ answer) + constant, 1e-6)
            if answer[self.logs[place]] - np.log(u) > _LOG_ERROR:
                self._touch_log(place, u)
        return worst
