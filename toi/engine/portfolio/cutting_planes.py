"""The linear programme behind every split: tangents for returns, cuts for the downside.

Concave returns are held down by their tangents, the mean of the worst tenth by the
weighted means that bound it from above; both are added where the last answer lies above
what is true, until it does so nowhere (the cutting planes of Kelley 1960; for CVaR,
Kuenzi-Bay & Mayer 2006 on the programme of Rockafellar & Uryasev 2000). So the size of
the programme hardly depends on the number of scenarios.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from toi.engine.portfolio.cvar import TAIL, tail_weights
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.returns import gained, slope
from toi.engine.problem import Floats

TANGENT_ERROR = 1e-7  # of effective effort, in shares of the budget
ROUGH = 2e-5  # the same where shares need be right to half a percent only
CUT_ERROR = 1e-6  # of the downside, in points
ROUGH_CUT = 1e-3  # the same where shares need be right to half a percent only
ROUNDS = 60
THRIFT = 1e-6  # points that a whole budget must bring to be worth spending at all
_SPREAD = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # first tangents, in halves
_FEW = (0.0, 0.5, 2.0)  # beside those that an earlier answer needed
_TIGHT = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9}

Points = dict[tuple[int, int], set[float]]  # (view, line or T + group) -> where tangents touch


class Infeasible(ValueError):
    """No split meets all floors, caps and limits together."""


@dataclass(eq=False)
class Rows:
    """Rows ``coefficients @ z <= most``, few entries each."""

    columns: list[Any] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def add(self, columns: Any, values: Any, most: float) -> None:
        """One more row."""
        self.columns.append(np.asarray(columns, dtype=np.int64))
        self.values.append(np.asarray(values, dtype=np.float64))
        self.most.append(float(most))

    def matrix(self, width: int) -> Any:
        """All rows as a sparse matrix, (rows, width)."""
        from scipy.sparse import csr_array

        starts = np.cumsum([0, *map(len, self.columns)])
        entries = np.concatenate(self.values), np.concatenate(self.columns), starts
        return csr_array(entries, shape=(len(self.most), width))


class Programme:
    """Splits x (T,) and what each view makes of them, for some linear goal.

    Columns: x (T), then for every view its effort y (T) and its downside q, then `extra`
    ones that whoever sets the goal may use.
    """

    tangent_error = TANGENT_ERROR
    cut_error = CUT_ERROR

    def __init__(
        self,
        room: Constraints,
        views: Sequence[Preferences],
        points: Points | None = None,
        extra: int = 0,
    ) -> None:
        self.room, self.views = room, views
        self.lines = len(room.lower)
        self.width = self.lines + len(views) * (self.lines + 1) + extra
        self.rows = Rows()
        self.points: Points = {}
        self.cuts: list[Floats] = []  # weights of the scenarios that hold downsides down
        self.tangents: dict[tuple[int, int], list[int]] = {}  # rows of the same
        self.low = np.full(self.width, -np.inf)
        self.high = np.full(self.width, np.inf)
        self.low[: self.lines], self.high[: self.lines] = room.lower, room.upper
        self.rows.add(range(self.lines), np.ones(self.lines), room.budget)
        for limit in room.limits:
            self.rows.add(range(self.lines), limit.coefficients, limit.most)
        for k, view in enumerate(views):
            self._open(k, view, points or {})

    def effort(self, k: int) -> Any:
        """Columns of the effort of view k."""
        start = self.lines + k * (self.lines + 1)
        return np.arange(start, start + self.lines)

    def downside(self, k: int) -> int:
        """Column of the downside of view k."""
        return self.lines + k * (self.lines + 1) + self.lines

    def goal(self, k: int) -> Floats:
        """The value of view k as weights of the columns, (width,)."""
        view, found = self.views[k], np.zeros(self.width)
        found[self.effort(k)] = (1.0 - view.risk) * view.mean
        found[self.downside(k)] = view.risk
        return found

    def _open(self, k: int, view: Preferences, points: Points) -> None:
        """First rows of a view: harm counts in full, the rest lies below a few tangents.

        So does what does not diminish and shares nothing: it is what it is.
        """
        own = self.effort(k)
        self.low[own], self.high[own] = 0.0, self.room.budget
        for t in np.flatnonzero(view.harmful | view.plain):
            self.rows.add([t, own[t]], [1.0, -1.0], 0.0)
        for key in self._returns(k):
            half, known = self._half(key), points.get(key, set())
            for at in sorted(known | {p * half for p in (_FEW if known else _SPREAD)}):
                self.touch(key, at)
        if view.risk > 0:
            self.rows.add([self.downside(k), *own], [1.0, *-view.mean], 0.0)
        else:
            self.low[self.downside(k)] = self.high[self.downside(k)] = 0.0

    def _returns(self, k: int) -> list[tuple[int, int]]:
        """Everything of view k that diminishes: lines that some effort may go to, groups."""
        view = self.views[k]
        lines = np.flatnonzero(~view.harmful & (self.room.upper > 0))
        shut = np.flatnonzero(~view.harmful & (self.room.upper <= 0))
        self.high[self.effort(k)[shut]] = 0.0
        groups = [g for g, group in enumerate(view.groups) if view.members(group)]
        return [(k, int(t)) for t in lines] + [(k, self.lines + g) for g in groups]

    def _half(self, key: tuple[int, int]) -> float:
        k, i = key
        view = self.views[k]
        return float(view.half[i] if i < self.lines else view.groups[i - self.lines].half)

    def members(self, key: tuple[int, int]) -> list[int]:
        """The lines that returns are of: one, or those of a group."""
        k, i = key
        if i < self.lines:
            return [i]
        return self.views[k].members(self.views[k].groups[i - self.lines])

    def touch(self, key: tuple[int, int], at: float) -> None:
        """Add the tangent of a line's or a group's returns that touches at some spending."""
        if at in self.points.setdefault(key, set()):
            return
        self.points[key].add(at)
        k, members = key[0], self.members(key)
        returns, half = self.views[k].returns, self._half(key)
        rise = float(slope(returns, at, half))
        foot = float(gained(returns, at, half)) - rise * at
        self.tangents.setdefault(key, []).append(len(self.rows.most))
        self.below(self.effort(k)[members], members, rise, foot)

    def below(self, efforts: Any, members: list[int], rise: float, foot: float) -> None:
        """``sum y <= rise * sum x + foot``."""
        n = len(members)
        self.rows.add([*efforts, *members], [1.0] * n + [-rise] * n, foot)

    def paid(self, key: tuple[int, int], prices: Floats) -> float:
        """The price of a line's or a group's returns: what another unit of effort is worth."""
        return float(sum(prices[row] for row in self.tangents[key] if row < len(prices)))

    def cut(self, k: int, weights: Floats) -> None:
        """Hold the downside of view k below a mean of its outcomes, with `weights` (S,)."""
        self.cuts.append(weights)
        means = weights @ self.views[k].worth
        self.rows.add([self.downside(k), *self.effort(k)], [1.0, *-means], 0.0)

    def refine(self, answer: Floats) -> float:
        """Add what the answer violates; returns the largest error of a tangent."""
        worst = 0.0
        for k, view in enumerate(self.views):
            own = answer[self.effort(k)]
            for key in [key for key in self.points if key[0] == k]:
                members = self.members(key)
                spent = max(float(answer[members].sum()), 0.0)
                half = self._half(key)
                true = float(gained(view.returns, spent, half))
                over = float(own[members].sum()) - true
                worst = max(worst, over)
                if over > self.tangent_error:
                    for at in _around(self.points[key], spent):
                        self.touch(key, at)
            if view.risk > 0:
                outcomes = view.worth @ own
                weights = tail_weights(outcomes, view.chances, TAIL)
                if answer[self.downside(k)] - weights @ outcomes > self.cut_error:
                    self.cut(k, weights)
        return worst

    def best(self, goal: Floats) -> "Answer":
        """The split that maximises ``goal @ z``, to the errors named above.

        Raises
        ------
        Infeasible
            Where floors, caps and limits leave no split.
        """
        thrifty = goal.copy()
        thrifty[: self.lines] -= THRIFT
        done = 0
        while done < ROUNDS:
            done, before = done + 1, len(self.rows.most)
            answer, value, prices = self.solved(thrifty)
            error = self.refine(answer)
            if len(self.rows.most) == before:
                break
        value += THRIFT * float(answer[: self.lines].sum())
        return Answer(answer, value, prices, error, done)

    def solved(self, goal: Floats) -> tuple[Floats, float, Floats]:
        """Answer, its value and the price of every row."""
        from scipy.optimize import linprog

        found = linprog(
            -goal,
            A_ub=self.rows.matrix(self.width),
            b_ub=np.array(self.rows.most),
            bounds=np.column_stack([self.low, self.high]),
            method="highs",
            options=_TIGHT,
        )
        if found.status == 2:
            raise Infeasible("no split meets all floors, caps and limits")
        if found.status != 0:
            raise RuntimeError(f"the solver gave up: {found.message}")
        return np.asarray(found.x), -float(found.fun), -np.asarray(found.ineqlin.marginals)


def _around(points: set[float], at: float) -> list[float]:
    """A point and the middles between it and its neighbours: four times as fine at a time."""
    below = max((p for p in points if p < at), default=at)
    above = min((p for p in points if p > at), default=at)
    return sorted({(below + at) / 2, at, (at + above) / 2})


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer of a programme.

    Attributes
    ----------
    columns : (width,) float
    value : float
        Of the goal; no split has a larger one.
    prices : (rows,) float
        What one more unit of each row's right side would be worth; of the budget, first.
    tangent_error : float
        Largest distance of the answer above a true return, in shares of the budget.
    rounds : int
        How often the programme was solved.
    """

    columns: Floats
    value: float
    prices: Floats
    tangent_error: float
    rounds: int
