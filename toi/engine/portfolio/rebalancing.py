"""Rebalancing: the trades from today's split to a better one, those worth most first."""

import numpy as np

from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Preferences
from toi.engine.portfolio.returns import slope
from toi.engine.problem import Floats, Ints
from toi.light_dataclass import dataclass

LEAST = 0.005  # of the budget: what is less is not worth a trade


@dataclass(frozen=True, eq=False)
class Trade:
    """Effort taken from some lines and given to one.

    Attributes
    ----------
    to : int or None
        The line; None is to leave it unspent.
    taken : (T,) float
        What is taken from each line.
    unspent : float
        What comes from money that was not spent.
    gain : float
        Points by the view.
    closed : float
        Share of the gap between today and the target that is closed by then.
    """

    to: int | None
    taken: Floats
    unspent: float
    gain: float
    closed: float


def trades(
    preferences: Preferences, today: Floats, target: Floats, budget: float = 1.0
) -> list[Trade]:
    """Find the trades from `today` to `target`, both (T,), those worth most first.

    A trade fills one line, from the lines whose last unit brings least today; what it is
    worth decides its place, were it the only one. After all of them the split is the target.

    Parameters
    ----------
    today, target : (T,) float
        Shares of the budget.
    budget : float
        All that there is to spend.
    """
    base = outcome_of(preferences, today)
    worth = base.attention @ preferences.worth
    last = worth * np.where(
        preferences.harmful, 1.0, slope(preferences.returns, today, preferences.half_return)
    )
    sources = np.argsort(last, kind="stable")
    idle = max(budget - float(today.sum()), 0.0)
    whole = outcome_of(preferences, target).value - base.value
    wanting = np.flatnonzero(target - today > LEAST).tolist()
    alone = {to: _filled(sources, today, target, to, idle)[0] for to in wanting}
    order = sorted(wanting, key=lambda to: -outcome_of(preferences, alone[to]).value)
    here, value, found = today, base.value, []
    for to in [*order, None]:
        after, rest = _filled(sources, here, target, to, idle)
        taken = np.maximum(here - after, 0.0)
        if to is None and taken.sum() <= LEAST:
            break
        now = outcome_of(preferences, after).value
        closed = (now - base.value) / whole if whole > 0 else 1.0
        found.append(Trade(to, taken, max(idle - rest, 0.0), now - value, closed))
        here, value, idle = after, now, rest
    return found


def _filled(
    sources: Ints, here: Floats, target: Floats, to: int | None, idle: float
) -> tuple[Floats, float]:
    """Return the split once line `to` has what it should, and what is then unspent.

    Without a line, what the others have too much of is left unspent.
    """
    after = here.copy()
    if to is None:
        after = np.minimum(here, target)
        return after, idle + float((here - after).sum())
    wanted = float(target[to] - here[to])
    free = min(idle, wanted)
    rest = idle - free
    for source in sources:
        part = min(max(float(here[source] - target[source]), 0.0), wanted - free)
        if source != to and part > 0:
            after[source] -= part
            free += part
    after[to] += free
    return after, rest
