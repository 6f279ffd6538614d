"""Standings of theories whose scores in many draws are all at hand."""

from collections import Counter

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts


def acceptability_of(one: int, totals: Floats, gated: Bools) -> Floats:
    """Find how often one theory holds each rank, (T,): its row in `SmaaIndices.acceptability`.

    Parameters
    ----------
    one : int
    totals, gated : (S, T)
    """
    found = np.zeros(totals.shape[1])
    for part in parts(len(totals), BLOCK):
        mine = order_key(totals[part, one], gated[part, one])
        better, level = np.zeros((2, len(mine)), dtype=np.int64)
        for other in range(totals.shape[1]):
            key = order_key(totals[part, other], gated[part, other])
            better += key > mine
            level += key == mine
        counts = np.zeros(len(found))
        cases = Counter(zip(better.tolist(), level.tolist(), strict=True))
        for (place, tied), count in sorted(cases.items()):
            counts[place : place + tied] += count / tied  # itself is among those that tie
        found += counts
    return found / len(totals)
