"""Break-even values: the nearest values of one parameter at which another theory is ahead.

"The leader loses first place" and "two theories swap" are one question: at which value
does some theory of `others` come to score strictly more than `holder`?
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.memory import MOST_NUMBERS
from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.score import parts
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, linear_in
from toi.engine.sensitivity.side_by_side import each_alone
from toi.light_dataclass import dataclass

STEPS = 12  # of a scan, to either side of the present value and then inside the step found
ROUNDS = 9  # scans: the step found is at last 12**-9 of the range there was
CLEAR = 2e-9  # points by which a score is certainly more, after rounding to 1e-9


@dataclass(frozen=True)
class Crossing:
    """A value of a parameter at which the holder is overtaken.

    Attributes
    ----------
    parameter : Parameter
    value : float
        Where the two are level.
    beyond : float
        Just past it, where the holder has been scored and found to be behind.
    new_leader : int
        Column of the base case whose theory scores most of the others there; the first if level.
    verified : bool
        Whether scoring at `beyond` confirms it.
    """

    parameter: Parameter
    value: float
    beyond: float
    new_leader: int
    verified: bool

    @property
    def distance(self) -> float:
        """Return how far the parameter must change."""
        return abs(self.value - self.parameter.now)


def crossings(
    base: BaseCase, parameters: Sequence[Parameter], holder: int, others: Sequence[int]
) -> list[Crossing]:
    """Find the nearest crossing below and above the present value of each parameter.

    In closed form where every score is linear in the parameter; elsewhere by scans of `STEPS`
    steps, each inside the step at which the one before found the holder behind. What comes
    and goes within one step of the first scan (a twelfth of the range) is not seen.

    Parameters
    ----------
    holder, others : int, sequence of int
        Columns of the base case, in which the holder must not be behind.

    Returns
    -------
    list of Crossing
        In the order of `parameters`, those below first.
    """
    sides = [(one, end) for one in parameters for end in (one.low, one.high) if end != one.now]
    if not sides or not others:
        return []
    parameters, ends = [one for one, _ in sides], np.array([end for _, end in sides])
    now = np.array([one.now for one in parameters])
    linear = linear_in(base, parameters)
    shares = np.full((len(sides), 2), np.nan)  # of the way to the end: level, and clearly behind
    for mine, find, each in ((linear, _in_closed_form, 1), (~linear, _by_scans, STEPS)):
        for at in _in_parts(np.flatnonzero(mine), each * len(base.rows)):
            shares[at] = find(base, [parameters[i] for i in at], now[at], ends[at], holder, others)
    found = np.flatnonzero(~np.isnan(shares[:, 0]))
    values = now[:, None] + shares * (ends - now)[:, None]
    return [
        crossing
        for at in _in_parts(found, len(base.rows))
        for crossing in _verified(base, [parameters[i] for i in at], values[at], holder, others)
    ]


def _in_parts(which: Ints, scores: int) -> Iterator[Ints]:
    """Cut a list so that what is scored for a part fits into memory.

    Parameters
    ----------
    which : (K,) int
    scores : int
        How many there are for each.
    """
    for part in parts(len(which), max(1, MOST_NUMBERS // max(scores, 1))):
        yield which[part]


def nearest(found: Sequence[Crossing]) -> list[Crossing]:
    """Return the nearer crossing of each parameter, least distance first."""
    ordered = sorted(found, key=lambda one: (round(one.distance, 9), one.parameter.index))
    first: dict[tuple[str, int], Crossing] = {}
    for crossing in ordered:
        first.setdefault((crossing.parameter.kind, crossing.parameter.index), crossing)
    return list(first.values())


def breakeven(base: BaseCase, parameters: Sequence[Parameter], a: int, b: int) -> list[Crossing]:
    """Find where two theories swap: for each parameter the nearest value, least change first.

    Parameters
    ----------
    a, b : int
        Columns of the base case; whichever is ahead is overtaken by the other.
    """
    key = base.key
    holder, other = (a, b) if key[a] >= key[b] else (b, a)
    return nearest(crossings(base, parameters, holder, [other]))


def _behind(key: Floats, holder: int, others: Sequence[int]) -> Bools:
    """Return whether some other scores strictly more, along the first axis of `key`."""
    return np.asarray(key[:, list(others)].max(axis=1) > key[:, holder])


def _in_closed_form(
    base: BaseCase,
    parameters: list[Parameter],
    now: Floats,
    ends: Floats,
    holder: int,
    others: Sequence[int],
) -> Floats:
    """Find shares of the way to the end, (K, 2): ``-d(now) / (d(end) - d(now))``.

    ``d`` is by how much another scores more than the holder; the first to overtake counts.
    """
    before, after = base.scores, each_alone(base, parameters, ends[:, None]).totals
    rivals = [j for j in others if not before.gated[0, j]]
    if before.gated[0, holder] or not rivals:
        return np.full((len(parameters), 2), np.nan)
    was = np.minimum(before.totals[:, rivals] - before.totals[:, [holder]], 0.0)
    ahead = after[:, rivals] - after[:, [holder]]
    reached = ahead > CLEAR
    rise = np.where(reached, ahead - was, 1.0)
    share = np.where(reached, -was / rise, np.inf)
    first = share.argmin(axis=1)
    here = np.arange(len(parameters)), first
    past = np.minimum(1.0, share[here] + CLEAR / rise[here])
    found = np.stack([share[here], past], axis=1)
    found[~reached.any(axis=1)] = np.nan
    return found


def _by_scans(
    base: BaseCase,
    parameters: list[Parameter],
    now: Floats,
    ends: Floats,
    holder: int,
    others: Sequence[int],
) -> Floats:
    """Find shares of the way to the end, (K, 2): middle and far end of the last step."""
    inner, outer = np.zeros(len(parameters)), np.ones(len(parameters))
    alive = np.arange(len(parameters))
    ways = np.arange(1, STEPS + 1) / STEPS
    for scan in range(ROUNDS):
        shares = inner[alive, None] + (outer - inner)[alive, None] * ways
        values = now[alive, None] + shares * (ends - now)[alive, None]
        key = each_alone(base, [parameters[i] for i in alive], values).key
        behind = _behind(key, holder, others).reshape(shares.shape)
        behind[:, -1] |= scan > 0  # seen by the scan before, whatever rounding makes of it now
        step, seen = behind.argmax(axis=1), behind.any(axis=1)
        alive, step, shares = alive[seen], step[seen], shares[seen]
        if not len(alive):
            break
        rows = np.arange(len(alive))
        inner[alive] = np.where(step > 0, shares[rows, step - 1], inner[alive])
        outer[alive] = shares[rows, step]
    found = np.full((len(parameters), 2), np.nan)
    found[alive] = np.stack([(inner + outer) / 2, outer], axis=1)[alive]
    return found


def _verified(
    base: BaseCase, parameters: list[Parameter], values: Floats, holder: int, others: Sequence[int]
) -> list[Crossing]:
    """Return crossings at `values` (K, 2), scored just beyond."""
    key = each_alone(base, parameters, values[:, 1:]).key
    behind = _behind(key, holder, others)
    ahead = np.array(others)[key[:, list(others)].argmax(axis=1)].tolist()
    return [
        Crossing(one, float(value), float(beyond), who, bool(lost))
        for one, (value, beyond), who, lost in zip(parameters, values, ahead, behind, strict=True)
    ]
