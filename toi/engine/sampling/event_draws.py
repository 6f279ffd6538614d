"""Draws of whether arguments are sound: events of their credence."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, ScoringProblem, event_label
from toi.engine.sampling.quantile_tables import LEVELS
from toi.engine.sampling.scaled_draws import is_short, levels_of
from toi.engine.sampling.streams import streams


class EventDraws:
    """Draws of whether each argument is sound."""

    def __init__(self, problem: ScoringProblem, seed: int) -> None:
        self._events = streams(seed, [event_label(name) for name in problem.arguments])
        self._thresholds = np.rint(problem.credence * LEVELS).astype(np.int64).tolist()

    def fill(self, some: Sequence[int], first: int, sound: Floats | Bools) -> None:
        """Overwrite the columns of `some` arguments, (S, A), with draws from the first on."""
        n = len(sound)
        if is_short(first, n):
            levels = levels_of([self._events[i] for i in some], first, n)
            below = np.array([self._thresholds[i] for i in some])
            sound.T[some[0] : some[-1] + 1] = levels < below[:, None]
            return
        for i in some:
            sound[:, i] = self._events[i].happens(first, n, self._thresholds[i])


def sampled_events(problem: ScoringProblem, seed: int, n: int) -> Bools:
    """Draw whether each argument is sound in the first `n` draws, (S, A)."""
    found = np.empty((len(problem.arguments), n), dtype=bool).T
    if problem.arguments:
        EventDraws(problem, seed).fill(range(len(problem.arguments)), 0, found)
    return found
