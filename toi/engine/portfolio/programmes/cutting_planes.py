"""The linear programme behind every split: tangents for returns, cuts for the downside.

Concave returns are held down by their tangents, the mean of the worst tenth by the
weighted means that bound it from above; both are added where the last answer lies above
what is true, until it does so nowhere (the cutting planes of Kelley 1960; for CVaR,
Kuenzi-Bay & Mayer 2006 on the programme of Rockafellar & Uryasev 2000). So the size of
the programme hardly depends on the number of scenarios.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from toi.engine.portfolio.cvar import tail_weights
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.programmes.linear_programme import Rows, Solver
from toi.engine.portfolio.returns import gained, slope
from toi.engine.problem import Floats, Ints
from toi.light_dataclass import dataclass

TANGENT_ERROR = 1e-7  # of effective effort, in shares of the budget
ROUGH = 2e-5  # the same where shares need be right to half a percent only
CUT_ERROR = 1e-6  # of the downside, in points
ROUGH_CUT = 1e-3  # the same where shares need be right to half a percent only
ROUNDS = 60
THRIFT = 1e-6  # points that a whole budget must bring to be worth spending at all
TIE = 5e-7  # the same less, in the line that is worth most: so ties go there, before others
NEAREST = 4  # tangents of a line that are kept
_SPREAD = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # first tangents, in units of half_return
_FEW = (0.0, 0.5, 2.0)  # beside those that an earlier answer needed


class Points(dict[tuple[int, int], set[float]]):
    """Points where tangents touch, by (view, line or T + group).

    `kept` are programmes that go on from their last basis where nothing but the goal is another;
    `cuts` the weights of the scenarios (S,) that held the downside of the last answer down.
    """

    def __init__(self, kept: dict[object, tuple["Programme", Solver]] | None = None) -> None:
        super().__init__()
        self.kept = {} if kept is None else kept
        self.cuts: list[Floats] = []


class Programme:
    """Splits x (T,) and their outcomes for each view, for some linear goal.

    Columns: x (T), then for every view its effort y (T), what is matched in each of its J
    synergies and its downside q, then `extra` ones that whoever sets the goal may use.
    """

    tangent_error = TANGENT_ERROR
    cut_error = CUT_ERROR

    def __init__(
        self,
        constraints: Constraints,
        views: Sequence[Preferences],
        points: Points | None = None,
        extra: int = 0,
        say: Sequence[float] | Floats = (1.0,),
    ) -> None:
        self.constraints, self.views = constraints, views
        self.say = say  # of each view, in which line a tie goes to
        self.lines = len(constraints.lower)
        sizes = [self.lines + len(preferences.acting) + 1 for preferences in views]
        self.starts = np.cumsum([self.lines, *sizes]).tolist()
        self.width = self.starts[-1] + extra
        self.rows = Rows()
        self.points = Points()
        self.cuts: list[Floats] = []  # weights of the scenarios that hold downsides down
        self.tangents: dict[tuple[int, int], list[int]] = {}  # rows of the same
        self.returns: dict[int, list[tuple[int, int]]] = {}  # what diminishes, by view
        self.half_returns: dict[int, Floats] = {}  # of the same
        self.places: dict[int, list[Ints]] = {}  # its lines, and those of each group
        self.matches: list[tuple[int, int, float]] = []  # row, line, and how it pulls on its worth
        self.low = np.full(self.width, -np.inf)
        self.high = np.full(self.width, np.inf)
        self.low[: self.lines], self.high[: self.lines] = constraints.lower, constraints.upper
        # A bound that says no more than the budget would take a part of the budget's price.
        self.high[: self.lines][constraints.upper >= constraints.budget] = np.inf
        self.rows.add(range(self.lines), np.ones(self.lines), constraints.budget)
        for limit in constraints.limits:
            self.rows.add(range(self.lines), limit.coefficients, limit.most)
        for k, preferences in enumerate(views):
            self._open(k, preferences, points or Points())
            self._match(k, preferences)
        self.least: int | None = None  # the row that holds the mean outcome up
        if constraints.least_return is not None:
            gains = views[0].mean_gains
            self.least = self.rows.add(self.gains(0), -gains, -constraints.least_return)

    def effort(self, k: int) -> Any:
        """Return the columns of the effort of view k, (T,)."""
        return np.arange(self.starts[k], self.starts[k] + self.lines)

    def gains(self, k: int) -> Any:
        """Return the columns of view k's effort and of what is matched, (T + J,)."""
        return np.arange(self.starts[k], self.starts[k + 1] - 1)

    def downside(self, k: int) -> int:
        """Return the column of the downside of view k."""
        return int(self.starts[k + 1]) - 1

    def goal(self, k: int) -> Floats:
        """Return the value of view k as weights of the columns, (width,)."""
        preferences, found = self.views[k], np.zeros(self.width)
        found[self.gains(k)] = (1.0 - preferences.risk) * preferences.mean_gains
        found[self.downside(k)] = preferences.risk
        return found

    def _open(self, k: int, preferences: Preferences, points: Points) -> None:
        """Add the first rows of a view: harm counts in full, the rest lies below a few tangents.

        Lines whose returns neither diminish nor are shared count in full too.
        """
        own = self.effort(k)
        self.low[own] = 0.0
        for t in np.flatnonzero(preferences.harmful | preferences.plain):
            self.rows.add([t, own[t]], [1.0, -1.0], 0.0)
        for t in np.flatnonzero(preferences.harmful):
            self.rows.add([own[t], t], [1.0, -1.0], 0.0)  # else harm would hedge for nothing
        self.returns[k] = keys = self._returns(k)
        self.half_returns[k] = np.array([self._half_return(key) for key in keys])
        lines = [i for _, i in keys if i < self.lines]
        some = [lines, *(self.members(key) for key in keys[len(lines) :])]
        self.places[k] = [np.array(one, dtype=np.int64) for one in some]
        first = {}
        for key, half_return in zip(keys, self.half_returns[k].tolist(), strict=True):
            known = points.get(key, set())
            first[key] = known | {p * half_return for p in (_FEW if known else _SPREAD)}
        self.touch(k, first)
        if preferences.risk > 0:
            self._hold(k, preferences.mean_gains)
        else:
            self.low[self.downside(k)] = self.high[self.downside(k)] = 0.0

    def _match(self, k: int, preferences: Preferences) -> None:
        """Add the rows of what is matched: no more than any member's effort, or not less."""
        own, lines = self.gains(k), self.lines
        for pair, column in zip(preferences.acting, own[lines:], strict=True):
            self.low[column] = 0.0
            for t in pair.members:
                row = self.rows.add([column, own[t]], [1.0, -1.0], 0.0)
                self.matches.append((row, t, 1.0))
            if pair.smaller is not None:
                row = self.rows.add([own[pair.smaller], column], [1.0, -1.0], 0.0)
                self.matches.append((row, pair.smaller, -1.0))

    def _returns(self, k: int) -> list[tuple[int, int]]:
        """Return all of view k that diminishes: lines that some effort may go to, and groups."""
        preferences = self.views[k]
        lines = np.flatnonzero(~preferences.harmful & (self.constraints.upper > 0))
        shut = np.flatnonzero(~preferences.harmful & (self.constraints.upper <= 0))
        self.high[self.effort(k)[shut]] = 0.0
        groups = [g for g, group in enumerate(preferences.groups) if preferences.members(group)]
        return [(k, int(t)) for t in lines] + [(k, self.lines + g) for g in groups]

    def _half_return(self, key: tuple[int, int]) -> float:
        k, i = key
        preferences = self.views[k]
        return float(
            preferences.half_return[i]
            if i < self.lines
            else preferences.groups[i - self.lines].half_return
        )

    def members(self, key: tuple[int, int]) -> list[int]:
        """Return the lines whose returns these are: one, or those of a group."""
        k, i = key
        if i < self.lines:
            return [i]
        return self.views[k].members(self.views[k].groups[i - self.lines])

    def touch(self, k: int, spendings: Mapping[tuple[int, int], Iterable[float]]) -> None:
        """Add the tangents of returns of view k, of lines and groups, each at some spendings."""
        new: dict[tuple[int, int], list[float]] = {}
        for key, some in spendings.items():
            known = self.points.setdefault(key, set())
            new[key] = sorted(set(some) - known)
            known.update(new[key])
        returns, at = self.views[k].returns, np.array([p for some in new.values() for p in some])
        half_return = np.array([self._half_return(key) for key, some in new.items() for _ in some])
        rises = slope(returns, at, half_return)
        feet = gained(returns, at, half_return) - rises * at
        tangents = zip(rises.tolist(), feet.tolist(), strict=True)
        for key, some in new.items():
            members, rows = self.members(key), self.tangents.setdefault(key, [])
            efforts = [self.starts[k] + t for t in members]
            for rise, foot in islice(tangents, len(some)):
                rows.append(self.below(efforts, members, rise, foot))

    def below(self, efforts: list[int], members: list[int], rise: float, foot: float) -> int:
        """Add the row ``sum y <= rise * sum x + foot``; return its number."""
        n = len(members)
        return self.rows.add([*efforts, *members], [1.0] * n + [-rise] * n, foot)

    def paid(self, key: tuple[int, int], prices: Floats) -> float:
        """Return the price of returns of a line or group: the worth of another unit of effort."""
        return float(sum(prices[row] for row in self.tangents[key] if row < len(prices)))

    def cut(self, k: int, weights: Floats) -> None:
        """Hold the downside of view k below a mean of its outcomes, with `weights` (S,)."""
        self.cuts.append(weights)
        self._hold(k, weights @ self.views[k].gains)

    def _hold(self, k: int, means: Floats) -> None:
        """Hold the downside of view k below the outcome at some gains (T + J,)."""
        self.rows.add([self.downside(k), *self.gains(k)], [1.0, *-means], 0.0)

    def refine(self, answer: Floats) -> float:
        """Add what the answer violates; return the largest error of a tangent."""
        worst = 0.0
        for k, preferences in enumerate(self.views):
            effort, spent = self._diminishing(k, answer)
            over = effort - gained(preferences.returns, spent, self.half_returns[k])
            worst = max(worst, float(over.max(initial=0.0)))
            places = np.flatnonzero(over > self.tangent_error).tolist()
            violated = {self.returns[k][i]: float(spent[i]) for i in places}
            self.touch(k, {key: _around(self.points[key], at) for key, at in violated.items()})
            if preferences.risk > 0:
                outcomes = preferences.gains @ answer[self.gains(k)]
                weights = tail_weights(outcomes, preferences.chances, preferences.tail)
                if answer[self.downside(k)] - weights @ outcomes > self.cut_error:
                    self.cut(k, weights)
        return worst

    def _diminishing(self, k: int, answer: Floats) -> tuple[Floats, Floats]:
        """Return the effort of all that diminishes in view k, and what is spent on it."""
        own, (lines, *shared) = answer[self.effort(k)], self.places[k]
        efforts = np.append(own[lines], [own[members].sum() for members in shared])
        spent = np.append(answer[lines], [answer[members].sum() for members in shared])
        return efforts, np.maximum(spent, 0.0)

    def best(self, goal: Floats, solver: Solver | None = None) -> "Answer":
        """Find the split that maximises ``goal @ z``, to the errors named above.

        Of several, that with most money in the lines that are worth most: where the lines of a
        kind are full, more money in any of them does as well, since all that it does is to raise
        what they gain together.

        Parameters
        ----------
        goal : (width,) float
        solver : Solver, optional
            One that knows this programme's first rows.

        Raises
        ------
        Infeasible
            Where floors, caps and limits leave no split.
        """
        thrift, thrifty = self._thrift(), goal.copy()
        thrifty[: self.lines] -= thrift
        done, solver = 0, solver or self.solver(thrifty)
        solver.aim(thrifty)
        while done < ROUNDS:
            done, before = done + 1, len(self.rows.most)
            answer, value = solver.solve()
            error = self.refine(answer)
            if len(self.rows.most) == before:
                break
        value += float(thrift @ answer[: self.lines])
        return Answer(answer, value, solver.prices(), error, done)

    def _thrift(self) -> Floats:
        """Return what a whole budget must bring in each line to be worth spending, (T,)."""
        worth = np.zeros(self.lines)
        for say, preferences in zip(self.say, self.views, strict=True):
            worth += say * np.maximum(preferences.mean, 0.0)
        return THRIFT - TIE * worth / max(float(worth.max(initial=0.0)), 1e-12)

    def solver(self, goal: Floats) -> Solver:
        """Return what solves the programme for a goal (width,)."""
        return Solver(goal, self.low, self.high, self.rows)


def _around(points: set[float], at: float) -> list[float]:
    """Return a point and the middles to its neighbours, which makes the tangents there finer."""
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


def kept_points(programme: Programme, answer: Answer) -> Points:
    """Return the tangents that hold the answer down: all that a next programme needs."""
    found = Points()
    found.cuts = programme.cuts
    for key, points in programme.points.items():
        spent = float(answer.columns[programme.members(key)].sum())
        if spent > 0:
            in_order = sorted(points)
            above = bisect_left(in_order, spent)
            some = in_order[max(above - NEAREST, 0) : above + NEAREST]
            near = sorted([(abs(at - spent), at) for at in some])
            found[key] = {at for _, at in near[:NEAREST]}
    return found
