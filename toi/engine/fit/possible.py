"""Common ground of all weights that meet some demands: their ranges, and who leads whom.

Necessary and possible preference (Greco, Mousseau & Slowinski 2008): a pair is *certain* where
the first scores higher under all weights that meet the demands.
"""

import numpy as np

from toi.engine.fit.landscape import Landscape
from toi.engine.fit.programme import Goal, Reached, seek
from toi.engine.fit.statements import STRICT, Demands
from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass

MOST_PROVEN = 2000  # pairs that are proven, each by a linear programme


@dataclass(frozen=True, eq=False)
class Compatible:
    """Weights that meet all demands.

    Attributes
    ----------
    low, high : (C,) float
        Ends of each weight.
    certain : (N, N) bool
        Whether the row's theory scores higher than the column's under all of them.
    every_pair : bool
        Whether all pairs were looked at; those that were not count as uncertain.
    """

    low: Floats
    high: Floats
    certain: Bools
    every_pair: bool


def most_to_spare(
    landscape: Landscape, demands: Demands, starts: Floats, enough: bool = False
) -> Reached:
    """Find the weights under which the least that any demand has to spare is largest.

    Parameters
    ----------
    starts : (S, C) float
        Where to start from: the best of these, where scores are not linear in the weights.
    enough : bool
        Whether any weights that meet all demands will do.
    """
    spare = demands.leads(landscape.totals(starts)) - demands.least
    start = starts[int(np.argmax(spare.min(axis=1, initial=np.inf)))]
    return seek(landscape, demands, Goal(widest=True, enough=enough), start)


def compatible(landscape: Landscape, demands: Demands, inside: Floats) -> Compatible:
    """Work out what all weights that meet the demands have in common.

    Exact where scores are linear in the weights; else what a search from the best of `inside`
    finds: ranges may be wider, and certain pairs fewer, than it says.

    Parameters
    ----------
    inside : (S, C) float
        Weights that meet all demands, one at least.
    """
    columns = landscape.columns
    low, high = inside.min(axis=0), inside.max(axis=0)
    seen = [inside]
    for c in np.flatnonzero(landscape.free).tolist():
        for sign, ends in ((1.0, low), (-1.0, high)):
            cost = np.zeros(columns)
            cost[c] = sign
            start = inside[int(np.argmin(sign * inside[:, c]))]
            found = seek(landscape, demands, Goal(cost=cost), start)
            ends[c] = sign * min(sign * found.point[c], sign * ends[c])
            seen.append(found.point[None])
    points = np.concatenate(seen)
    certain, every_pair = _certain(landscape, demands, points)
    return Compatible(low, high, certain, every_pair)


def _certain(landscape: Landscape, demands: Demands, points: Floats) -> tuple[Bools, bool]:
    """Find the pairs that hold at all points, and prove each by looking for one where not."""
    n = landscape.totals(points[:1]).shape[1]
    totals = landscape.totals(points)
    found = np.zeros((n, n), dtype=bool)
    proven = 0
    order = np.argsort(-totals.mean(axis=0), kind="stable").tolist()
    # From the last pair up, so that most of what is certain follows from what was proven.
    for k in reversed(range(n)):
        a = order[k]
        for b in order[k + 1 :]:
            if (totals[:, a] - totals[:, b]).min() <= STRICT:
                continue
            if (found[a] & found[:, b]).any():  # a leads somebody who leads b
                found[a, b] = True
                continue
            if proven == MOST_PROVEN:
                return found, False
            proven += 1
            start = points[int(np.argmin(totals[:, a] - totals[:, b]))]
            against = seek(landscape, demands, Goal(lead=(b, a)), start).point[None]
            totals = np.concatenate([totals, landscape.totals(against)])
            points = np.concatenate([points, against])
            found[a, b] = (totals[:, a] - totals[:, b]).min() > STRICT
    return found, True
