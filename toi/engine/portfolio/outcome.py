"""What a view makes of a given split: effort, outcomes, mean, downside, value."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toi.engine.portfolio.cutting_planes import Programme
from toi.engine.portfolio.cvar import TAIL, tail_mean, tail_weights
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.returns import gained
from toi.engine.problem import Floats

_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Judged:
    """A split as one view sees it.

    Attributes
    ----------
    effort : (T,) float
        Effective effort in each line.
    """

    view: Preferences
    effort: Floats

    @cached_property
    def outcomes(self) -> Floats:
        """``R_s = sum_t (V_ts - V_0s) y_t`` of each scenario, (S,), in points."""
        return np.asarray(self.view.worth @ self.effort)

    @cached_property
    def expected(self) -> float:
        """Mean outcome."""
        return float(self.view.mean @ self.effort)

    @cached_property
    def downside(self) -> float:
        """Mean outcome of the worst tenth of cases (CVaR, lower tail)."""
        return tail_mean(self.outcomes, self.view.chances, TAIL)

    @property
    def value(self) -> float:
        """``(1 - risk) E[R] + risk CVaR_0.1[R]``."""
        risk = self.view.risk
        return self.expected if risk == 0 else (1 - risk) * self.expected + risk * self.downside

    @property
    def attention(self) -> Floats:
        """How much each scenario counts at the margin, (S,), adding up to 1."""
        view = self.view
        if view.risk == 0:
            return view.chances
        tail = tail_weights(self.outcomes, view.chances, TAIL)
        return np.asarray((1.0 - view.risk) * view.chances + view.risk * tail)


def judged(view: Preferences, split: Floats) -> Judged:
    """What a view makes of a split (T,).

    A line gains ``y_t <= f_t(x_t)`` and the lines of a group together no more than
    ``f_g(sum x)``; where that binds, what they have in common is counted once, for the
    lines for which it is worth most. Good diminishes, harm does not: a line worth no more
    than doing nothing has its whole x.
    """
    effort = np.where(view.harmful, split, gained(view.returns, split, view.half))
    most = [_most(view, g, split) for g in range(len(view.groups))]
    members = [view.members(group) for group in view.groups]
    crowded = [g for g, who in enumerate(members) if effort[who].sum() > most[g] + _ROUNDING]
    if not crowded:
        return Judged(view, effort)
    if view.risk == 0 and sum(map(len, members)) == len({t for who in members for t in who}):
        for g in crowded:
            effort[members[g]] = _better_first(view.mean[members[g]], effort[members[g]], most[g])
        return Judged(view, effort)
    fixed = Programme(Constraints(split, split, budget=float(split.sum())), [view])
    columns = fixed.best(fixed.goal(0)).columns[fixed.effort(0)]
    return Judged(view, np.minimum(columns, effort))


def _most(view: Preferences, group: int, split: Floats) -> float:
    spent = float(split[view.members(view.groups[group])].sum())
    return float(gained(view.returns, spent, float(view.groups[group].half)))


def _better_first(worth: Floats, effort: Floats, most: float) -> Floats:
    """Effort of lines that share no other group, the better lines served first."""
    order = np.argsort(-worth, kind="stable")
    before = np.cumsum(effort[order]) - effort[order]
    found = np.empty_like(effort)
    found[order] = np.clip(most - before, 0.0, effort[order])
    return found


def values_of(views: Sequence[Preferences], split: Floats) -> Floats:
    """What each view makes of a split, (K,), in points."""
    return np.array([judged(view, split).value for view in views])
