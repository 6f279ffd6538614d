"""How far a split would be another, had other scenarios been drawn or weights been meant."""

from collections.abc import Iterable

import numpy as np

from toi.arrays import Floats
from toi.engine.portfolio.problem import Room, View
from toi.engine.portfolio.programme import Points
from toi.engine.portfolio.solve import solve
from toi.engine.sampling import stream

NEARLY = 0.9  # the share of resamples, and of rubrics, that counts as nearly all
NEARLY_RUBRICS = 0.8


def drawn_again(seed: int, number: int, scenarios: int) -> Floats:
    """Probabilities of the scenarios in one bootstrap sample (Efron 1979), (S,)."""
    draw = stream(seed, f"portfolio/resample/{number}").integers(0, scenarios, scenarios)
    return np.asarray(np.bincount(draw, minlength=scenarios) / scenarios)


def splits_of(views: Iterable[View], room: Room, points: Points) -> Floats:
    """The best split of each view, (B, T)."""
    return np.array([solve(view, room, points).shares for view in views])


def presence(splits: Floats) -> Floats:
    """Share of the splits in which each line gets something, (T,)."""
    return np.asarray((splits > 0).mean(axis=0))
