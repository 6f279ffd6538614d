"""Where one number puts another theory ahead: the nearest values on either side.

"The leader loses first place" and "two theories swap" are one question: at which value
does some theory of `others` come to score strictly more than `holder`?
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, straight

STEPS = 12  # of a scan, to either side of the present value and then inside the step found
ROUNDS = 9  # scans: the step found is at last 12**-9 of the room there was
CLEAR = 2e-9  # points by which a score is certainly more, after rounding to 1e-9


@dataclass(frozen=True)
class Crossing:
    """A value of a knob at which the holder is overtaken.

    Attributes
    ----------
    value : float
        Where the two are level.
    beyond : float
        Just past it, where the holder has been scored and found to be behind.
    new_leader : int
        Who of the others scores most there, as a column of the board; the first of those level.
    verified : bool
        Whether scoring at `beyond` bears it out.
    """

    knob: Parameter
    value: float
    beyond: float
    new_leader: int
    verified: bool

    @property
    def distance(self) -> float:
        """How far the knob must be turned."""
        return abs(self.value - self.knob.now)


def crossings(
    board: BaseCase, knobs: Sequence[Parameter], holder: int, others: Sequence[int]
) -> list[Crossing]:
    """The nearest crossing below and the nearest above the present value of each knob.

    In closed form where every score is a straight line in the knob; elsewhere by scans of
    `STEPS` steps, each inside the step at which the one before found the holder behind. What
    comes and goes within one step of the first scan (a twelfth of the room) is not seen.

    Parameters
    ----------
    holder, others : int, sequence of int
        Columns of the board; the holder must not be behind as things are.

    Returns
    -------
    list of Crossing
        In the order of `knobs`, those below first.
    """
    sides = [(knob, end) for knob in knobs for end in (knob.low, knob.high) if end != knob.now]
    if not sides or not others:
        return []
    turns, ends = [knob for knob, _ in sides], np.array([end for _, end in sides])
    now = np.array([knob.now for knob in turns])
    line = straight(board, turns)
    shares = np.full((len(sides), 2), np.nan)  # of the way to the end: level, and clearly behind
    for mine, find in ((line, _in_closed_form), (~line, _by_scans)):
        at = np.flatnonzero(mine)
        if len(at):
            shares[at] = find(board, [turns[i] for i in at], now[at], ends[at], holder, others)
    found = np.flatnonzero(~np.isnan(shares[:, 0]))
    values = now[found, None] + shares[found] * (ends - now)[found, None]
    return _verified(board, [turns[i] for i in found], values, holder, others)


def nearest(found: Sequence[Crossing]) -> list[Crossing]:
    """The nearer crossing of each knob, least distance first."""
    ordered = sorted(found, key=lambda one: (round(one.distance, 9), one.knob.index))
    first: dict[tuple[str, int], Crossing] = {}
    for crossing in ordered:
        first.setdefault((crossing.knob.kind, crossing.knob.index), crossing)
    return list(first.values())


def leader_of(key: Floats) -> int | None:
    """The column of the first of those ranked first, None if all are gated; `key` is (N,)."""
    return None if np.isneginf(key).all() else int(np.argmax(key))


def breakeven(board: BaseCase, knobs: Sequence[Parameter], a: int, b: int) -> list[Crossing]:
    """Where two theories swap places: for each knob the nearest value, least change first.

    `a` and `b` are columns of the board; whichever is ahead is overtaken by the other.
    """
    key = board.key()
    holder, other = (a, b) if key[a] >= key[b] else (b, a)
    return nearest(crossings(board, knobs, holder, [other]))


def _behind(key: Floats, holder: int, others: Sequence[int]) -> Bools:
    """Whether some other scores strictly more, along the first axis of `key`."""
    return np.asarray(key[:, list(others)].max(axis=1) > key[:, holder])


def _in_closed_form(
    board: BaseCase,
    knobs: list[Parameter],
    now: Floats,
    ends: Floats,
    holder: int,
    others: Sequence[int],
) -> Floats:
    """Shares of the way to the end, (K, 2): ``-d(now) / (d(end) - d(now))``.

    ``d`` is by how much another scores more than the holder; the first to overtake counts.
    """
    before, gated = board.score(board.inputs)
    after, _ = board.turned(knobs, ends)
    rivals = [j for j in others if not gated[0, j]]
    if gated[0, holder] or not rivals:
        return np.full((len(knobs), 2), np.nan)
    was = np.minimum(before[:, rivals] - before[:, [holder]], 0.0)
    ahead = after[:, rivals] - after[:, [holder]]
    reached = ahead > CLEAR
    rise = np.where(reached, ahead - was, 1.0)
    share = np.where(reached, -was / rise, np.inf)
    first = share.argmin(axis=1)
    here = np.arange(len(knobs)), first
    past = np.minimum(1.0, share[here] + CLEAR / rise[here])
    found = np.stack([share[here], past], axis=1)
    found[~reached.any(axis=1)] = np.nan
    return found


def _by_scans(
    board: BaseCase,
    knobs: list[Parameter],
    now: Floats,
    ends: Floats,
    holder: int,
    others: Sequence[int],
) -> Floats:
    """Shares of the way to the end, (K, 2): the middle and the far end of the last step."""
    inner, outer = np.zeros(len(knobs)), np.ones(len(knobs))
    alive = np.arange(len(knobs))
    ways = np.arange(1, STEPS + 1) / STEPS
    for scan in range(ROUNDS):
        shares = inner[alive, None] + (outer - inner)[alive, None] * ways
        values = now[alive, None] + shares * (ends - now)[alive, None]
        turns = [knobs[i] for i in alive for _ in ways]
        behind = _behind(board.keys(turns, values.ravel()), holder, others).reshape(shares.shape)
        behind[:, -1] |= scan > 0  # seen by the scan before, whatever rounding makes of it now
        step, seen = behind.argmax(axis=1), behind.any(axis=1)
        alive, step, shares = alive[seen], step[seen], shares[seen]
        if not len(alive):
            break
        rows = np.arange(len(alive))
        inner[alive] = np.where(step > 0, shares[rows, step - 1], inner[alive])
        outer[alive] = shares[rows, step]
    found = np.full((len(knobs), 2), np.nan)
    found[alive] = np.stack([(inner + outer) / 2, outer], axis=1)[alive]
    return found


def _verified(
    board: BaseCase, knobs: list[Parameter], values: Floats, holder: int, others: Sequence[int]
) -> list[Crossing]:
    """Crossings at `values` (K, 2), scored just beyond."""
    if not knobs:
        return []
    key = board.keys(knobs, values[:, 1])
    behind = _behind(key, holder, others)
    ahead = np.array(others)[key[:, list(others)].argmax(axis=1)].tolist()
    return [
        Crossing(knob, float(value), float(beyond), who, bool(lost))
        for knob, (value, beyond), who, lost in zip(knobs, values, ahead, behind, strict=True)
    ]
