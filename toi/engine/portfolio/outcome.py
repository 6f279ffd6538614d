"""The outcome of a given split: effort, outcomes by scenario, mean, downside, value."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from toi.engine.portfolio.cvar import tail_mean, tail_slopes, tail_weights
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.programmes.cutting_planes import Programme
from toi.engine.portfolio.returns import gained
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class SplitOutcome:
    """The outcome of a split by some preferences.

    Attributes
    ----------
    effort : (T,) float
        Effective effort in each line.
    matched : (J,) float
        Effort that all members of each synergy that acts have.
    """

    preferences: Preferences
    effort: Floats
    matched: Floats

    @cached_property
    def outcomes(self) -> Floats:
        """Return the outcome ``R_s`` of each scenario, (S,), in points."""
        return np.asarray(self.preferences.gains @ np.append(self.effort, self.matched))

    @cached_property
    def expected(self) -> float:
        """Return the mean outcome, in points."""
        return float(self.preferences.mean_gains @ np.append(self.effort, self.matched))

    @cached_property
    def downside(self) -> float:
        """Return the mean outcome of the worst cases (CVaR, lower tail)."""
        return tail_mean(self.outcomes, self.preferences.chances, self.preferences.tail)

    @property
    def value(self) -> float:
        """Return ``(1 - risk) E[R] + risk CVaR[R]``."""
        risk = self.preferences.risk
        return self.expected if risk == 0 else (1 - risk) * self.expected + risk * self.downside

    @property
    def rise(self) -> Floats:
        """Return the rise of the value per unit of effort in each line, all else as it is, (T,)."""
        preferences, risk = self.preferences, self.preferences.risk
        if risk == 0:
            return preferences.mean
        tail = tail_slopes(self.outcomes, preferences.chances, preferences.tail, preferences.worth)
        return np.asarray((1.0 - risk) * preferences.mean + risk * tail)

    @property
    def attention(self) -> Floats:
        """Return the weight of each scenario at the margin, (S,), adding up to 1."""
        preferences = self.preferences
        if preferences.risk == 0:
            return preferences.chances
        tail = tail_weights(self.outcomes, preferences.chances, preferences.tail)
        return np.asarray((1.0 - preferences.risk) * preferences.chances + preferences.risk * tail)


def outcome_of(preferences: Preferences, split: Floats) -> SplitOutcome:
    """Work out the outcome of a split (T,).

    A line gains ``y_t <= f_t(x_t)`` and the lines of a group together no more than
    ``f_g(sum x)``; where that binds, what they have in common is counted once, for the
    lines for which it is worth most. Good diminishes, harm does not: a line worth no more
    than doing nothing has its whole x.

    Parameters
    ----------
    split : (T,) float
        Shares of the budget.
    """
    effort = np.where(
        preferences.harmful, split, gained(preferences.returns, split, preferences.half_return)
    )
    most = [_most(preferences, g, split) for g in range(len(preferences.groups))]
    members = [preferences.members(group) for group in preferences.groups]
    crowded = [g for g, who in enumerate(members) if effort[who].sum() > most[g] + _ROUNDING]
    if not crowded:
        return _matched(preferences, effort)
    alone = sum(map(len, members)) == len({t for who in members for t in who})
    if preferences.risk == 0 and alone and not preferences.acting:
        for g in crowded:
            effort[members[g]] = _better_first(
                preferences.mean[members[g]], effort[members[g]], most[g]
            )
        return _matched(preferences, effort)
    fixed = Programme(Constraints(split, split, budget=float(split.sum())), [preferences])
    columns = fixed.best(fixed.goal(0)).columns[fixed.effort(0)]
    return _matched(preferences, np.minimum(columns, effort))


def _matched(preferences: Preferences, effort: Floats) -> SplitOutcome:
    """Work out the outcome of effort: all that can be matched is."""
    matched = [effort[list(pair.members)].min() for pair in preferences.acting]
    return SplitOutcome(preferences, effort, np.array(matched))


def _most(preferences: Preferences, group: int, split: Floats) -> float:
    spent = float(split[preferences.members(preferences.groups[group])].sum())
    return float(gained(preferences.returns, spent, float(preferences.groups[group].half_return)))


def _better_first(worth: Floats, effort: Floats, most: float) -> Floats:
    """Return the effort of lines that share no other group, the better lines served first."""
    order = np.argsort(-worth, kind="stable")
    before = np.cumsum(effort[order]) - effort[order]
    found = np.empty_like(effort)
    found[order] = np.clip(most - before, 0.0, effort[order])
    return found


def values_of(views: Sequence[Preferences], split: Floats) -> Floats:
    """Return the value of a split by each view, (K,), in points."""
    return np.array([outcome_of(preferences, split).value for preferences in views])
