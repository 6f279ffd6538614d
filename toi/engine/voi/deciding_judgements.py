"""Judgements that may decide who is chosen: only these are worth regressing on one by one.

Of hundreds of judgements most move a score so little that no value of theirs puts another first.
One pass over the draws tells which: the regression of each theory's score on each judgement that it
hangs on, alone.
"""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.sampling.input_labels import named, places_of, rows_at
from toi.engine.sampling.sampler import SomeDraws
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import parts
from toi.engine.voi.evppi_regression import pieces
from toi.engine.voi.reach import linear_alone, reach

ROUNDING = 1e-6  # points
STEEPER = 2.0  # how much steeper than on average worth is taken to be where it may bend


def deciding_judgements(
    problem: ScoringProblem, inputs: SomeDraws, rows: Sequence[int], value: Floats
) -> Ints:
    """Find the judgements that may change which of the theories in `rows` is chosen, (n,).

    Where worth is linear in judgements, no other changes a choice that a regression leads; where
    it may bend, none that would not even if it moved scores twice as far.

    Parameters
    ----------
    value : (R, S) float
        Of each choice in these draws, in points.
    """
    labels = frozenset(one.label for one in problem.judgements if not one.law.is_point)
    which = np.flatnonzero(named(problem, labels)[0])
    if not len(which) or len(rows) < 2:
        return which[:0]
    hangs = reach(problem, rows, labels)
    if problem.gates:  # what is excluded is worth the lowest score, whosever that is
        hangs = np.ones_like(hangs)
    places, halves = places_of(problem, labels), [_Half(hangs), _Half(hangs)]
    for block in parts(inputs.draws, BLOCK):
        for half, sums in enumerate(halves):
            for part in pieces(block.stop - block.start, half):
                draws = slice(block.start + part.start, block.start + part.stop)
                some = inputs.at(draws)
                sums.add(rows_at(some, places), value[:, draws])
                del some  # before others are drawn
    if not all(one.draws for one in halves):
        return which[:0]
    steeper = np.where(linear_alone(problem)[which], 1.0, STEEPER)
    low = np.minimum(halves[0].low, halves[1].low)
    high = np.maximum(halves[0].high, halves[1].high)
    decides = [one.decides(low, high, steeper) for one in halves]
    return which[decides[0] | decides[1]]


class _Half:
    """Sums over one half of the draws: of D judgements, of the worth of R choices, of products.

    Parameters
    ----------
    hangs : (D, R) bool
        Which judgements each choice may hang on.
    """

    def __init__(self, hangs: Bools) -> None:
        judgements, choices = hangs.shape
        self.draws = 0
        self.low, self.high = np.full(judgements, np.inf), np.full(judgements, -np.inf)
        self._x, self._square = np.zeros((2, judgements))
        self._y = np.zeros(choices)
        self._own = [np.flatnonzero(column) for column in hangs.T]
        self._products = [np.zeros(len(own)) for own in self._own]

    def add(self, x: Floats, y: Floats) -> None:
        """Add some draws, (D, S) and (R, S)."""
        self.draws += x.shape[1]
        np.minimum(self.low, x.min(axis=1), out=self.low)
        np.maximum(self.high, x.max(axis=1), out=self.high)
        self._x += x.sum(axis=1)
        self._square += np.einsum("js,js->j", x, x)
        self._y += y.sum(axis=1)
        for own, products, worth in zip(self._own, self._products, y, strict=True):
            products += np.einsum("js,s->j", x if len(own) == len(x) else x[own], worth)

    def decides(self, low: Floats, high: Floats, steeper: Floats) -> Bools:
        """Tell whether any value of each judgement from low to high puts another first, (D,).

        What is linear is farthest ahead, or behind, at one of the ends.

        Parameters
        ----------
        low, high : (D,) float
        steeper : (D,) float
            How much steeper than the fit worth may be.
        """
        mean, y = self._x / self.draws, self._y / self.draws
        spread = np.maximum(self._square - self.draws * mean**2, 0.0)
        off = np.stack([low, high]) - mean
        best = int(y.argmax())
        ahead = np.full(off.shape, y[best])  # of the best, and of whoever else comes nearest
        nearest = np.full(off.shape, np.delete(y, best).max())
        for choice, (own, products) in enumerate(zip(self._own, self._products, strict=True)):
            cross, varies = products - mean[own] * self._y[choice], spread[own] > 0.0
            slope = np.divide(cross, spread[own], out=np.zeros(len(own)), where=varies)
            predicted = y[choice] + steeper[own] * slope * off[:, own]
            if choice == best:
                ahead[:, own] = predicted
            else:
                nearest[:, own] = np.maximum(nearest[:, own], predicted)
        return np.asarray((nearest + ROUNDING > ahead).any(axis=0))
