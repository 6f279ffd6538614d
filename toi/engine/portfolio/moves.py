"""From today's split to a better one: the moves that are worth most come first."""

from dataclasses import dataclass

import numpy as np

from toi.arrays import Floats
from toi.engine.portfolio.judge import judged
from toi.engine.portfolio.problem import View
from toi.engine.portfolio.returns import slope

LEAST = 0.005  # of the budget: what is less is not worth a move


@dataclass(frozen=True, eq=False)
class Move:
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


def moves(view: View, today: Floats, target: Floats, budget: float = 1.0) -> list[Move]:
    """Moves from `today` to `target`, both (T,), each the best of those that are left.

    A move fills one line, from the lines whose last unit brings least. After all of them
    the split is the target.
    """
    here, found = today.copy(), []
    idle = max(budget - float(today.sum()), 0.0)
    whole = judged(view, target).value - judged(view, today).value
    wanting = [int(t) for t in np.flatnonzero(target - today > LEAST)]
    while wanting:
        options = [(to, *_filled(view, here, target, to, idle)) for to in wanting]
        before = judged(view, here).value
        worth = [judged(view, after).value - before for _, after, _ in options]
        best = int(np.argmax(worth))
        to, after, rest = options[best]
        taken = np.maximum(here - after, 0.0)
        found.append(_move(view, today, whole, to, taken, idle - rest, worth[best], after))
        here, idle = after, rest
        wanting.remove(to)
    left = np.where(here > target, here - target, 0.0)
    if left.sum() > LEAST:
        after = np.minimum(here, target)
        gain = judged(view, after).value - judged(view, here).value
        found.append(_move(view, today, whole, None, left, 0.0, gain, after))
    return found


def _move(
    view: View,
    today: Floats,
    whole: float,
    to: int | None,
    taken: Floats,
    unspent: float,
    gain: float,
    after: Floats,
) -> Move:
    closed = (judged(view, after).value - judged(view, today).value) / whole if whole > 0 else 1.0
    return Move(to, taken, unspent, gain, closed)


def _filled(
    view: View, here: Floats, target: Floats, to: int, idle: float
) -> tuple[Floats, float]:
    """The split once line `to` has what it should, and what is then unspent."""
    after = here.copy()
    wanted = float(target[to] - here[to])
    free = min(idle, wanted)
    after[to] += free
    worth = judged(view, here).attention @ view.worth
    last = worth * np.where(view.harmful, 1.0, slope(view.returns, here, view.half))
    for source in np.argsort(last, kind="stable"):
        spare = max(float(here[source] - target[source]), 0.0)
        part = min(spare, wanted - free)
        if source != to and part > 0:
            after[source] -= part
            after[to] += part
            free += part
    return after, idle - min(idle, wanted)
