"""Money in a line that would do as well in another: the split is then one of several."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.returns import needed
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

LEAST = 1e-3  # of the budget: less is not worth a word
FITS = 1e-9  # a limit exceeded by less is kept


@dataclass(frozen=True)
class MovableMoney:
    """A share of what a line gets, and the lines in which it would bring as much."""

    line: int
    share: float
    to: tuple[int, ...]


def movable(
    views: Sequence[Preferences], constraints: Constraints, shares: Floats
) -> list[MovableMoney]:
    """Find money that adds nothing where it is, but to what lines that share returns gain together.

    Such lines together gain no more than ``f_g(sum x)``. Where that binds, some of them have more
    money than the effort that counts takes; the rest of it only raises the bound, which it would do
    in any other line of the same groups. What is found is certain: moved, it brings the same in
    every scenario, by every view.

    Parameters
    ----------
    views : sequence of Preferences
        One, or all that have a say.
    shares : (T,) float
        A best split.
    """
    least = LEAST * constraints.budget
    spare = np.minimum(shares - constraints.lower, _beyond_effort(views, shares))
    found = []
    for t in np.flatnonzero(spare > least).tolist():
        to = tuple(_others(views, constraints, shares, t, least))
        if to:
            found.append(MovableMoney(t, float(spare[t]), to))
    return found


def _beyond_effort(views: Sequence[Preferences], shares: Floats) -> Floats:
    """Return what each line has beyond what its effort takes, by every view, (T,)."""
    found = shares.copy()
    for view in views:
        effort = outcome_of(view, shares).effort
        beyond = shares - needed(view.returns, effort, view.half_return)
        beyond = np.where(view.harmful, 0.0, beyond)
        counts = (view.worth != 0).any(axis=0)  # of what is worth nothing nothing is needed
        found = np.where(counts, np.minimum(found, beyond), found)
    return found


def _others(
    views: Sequence[Preferences], constraints: Constraints, shares: Floats, t: int, least: float
) -> Iterator[int]:
    """Yield the lines to which some of the money in one can go."""
    part = _part(views, t)
    for u in np.flatnonzero(constraints.upper - shares > least).tolist():
        if u == t or _part(views, u) != part:
            continue
        after = shares.copy()
        after[[t, u]] += [-least, least]
        if _allowed(constraints, after):
            yield u


def _part(views: Sequence[Preferences], t: int) -> tuple[object, ...]:
    """Return in what groups the money of a line counts, by view; a line that harms is by itself."""
    found: list[object] = []
    for view in views:
        if not (view.worth[:, t] != 0).any():
            found.append(None)
        elif view.harmful[t]:
            found.append(t)
        else:
            found.append(tuple(t in group.members for group in view.groups))
    return tuple(found)


def _allowed(constraints: Constraints, shares: Floats) -> bool:
    if constraints.most is not None and (shares > 0).sum() > constraints.most:
        return False
    if constraints.smallest is not None and (shares < constraints.smallest)[shares > 0].any():
        return False
    return all(limit.coefficients @ shares <= limit.most + FITS for limit in constraints.limits)
