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
from toi.engine.voi.batches import pieces
from toi.engine.voi.regression.reach import linear_alone, reach

ROUNDING = 1e-6  # points
STRETCHES = 32  # of a range, of like chance
SLACK = 2.0  # standard errors
STEEPER = 2.0  # than on average, where worth bends in all numbers by the way they are combined


def deciding_judgements(
    problem: ScoringProblem, inputs: SomeDraws, rows: Sequence[int], value: Floats
) -> Ints:
    """Find the judgements that may change which of the theories in `rows` is chosen, (n,).

    Where worth is linear in judgements, no other changes a choice that a regression leads; by a
    method that is no weighted sum, none that would not even if it moved scores twice as far. Where
    a gate or a value function may bend worth sharply, none that puts no other near the first place
    in any 32nd of its range; that it changes who is last, whose score the excluded get, is
    not reckoned with.

    Parameters
    ----------
    value : (R, S) float
        Of each choice in these draws, in points.
    """
    labels = frozenset(one.label for one in problem.judgements if not one.law.is_point)
    which = np.flatnonzero(named(problem, labels)[0])
    if not len(which) or len(rows) < 2:
        return which[:0]
    hangs, sharp = reach(problem, rows, labels), _bent_sharply(problem, which)
    places, halves = places_of(problem, labels), [_Half(hangs), _Half(hangs)]
    stretches = _Stretches(hangs[sharp])
    for block in parts(inputs.draws, BLOCK):
        for half, sums in enumerate(halves):
            for part in pieces(block.stop - block.start, half):
                draws = slice(block.start + part.start, block.start + part.stop)
                some = inputs.at(draws)
                numbers = rows_at(some, places)
                sums.add(numbers, value[:, draws])
                if sharp.any():
                    stretches.add(numbers[sharp], value[:, draws])
                del some, numbers  # before others are drawn
    if not all(one.draws for one in halves):
        return which[:0]
    steeper = np.where(linear_alone(problem)[which], 1.0, STEEPER)
    low = np.minimum(halves[0].low, halves[1].low)
    high = np.maximum(halves[0].high, halves[1].high)
    decides = [one.decides(low, high, steeper) for one in halves]
    found = decides[0] | decides[1]
    if sharp.any():
        found[sharp] |= stretches.decides()
    return which[found]


def _bent_sharply(problem: ScoringProblem, judgements: Ints) -> Bools:
    """Tell of which judgements a gate or a value function takes account."""
    bent = np.array([function is not None for function in problem.value_functions], dtype=bool)
    return np.asarray(bent[problem.judgement_criterion[judgements]] | bool(problem.gates))


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


class _Stretches:
    """The mean worth of R choices in each stretch of the range of D judgements.

    Stretches are of like chance in the first draws that are added.

    Parameters
    ----------
    hangs : (D, R) bool
        Which judgements each choice may hang on.
    """

    def __init__(self, hangs: Bools) -> None:
        self._own = [np.flatnonzero(column) for column in hangs.T]
        self._count = np.zeros((len(hangs), STRETCHES))
        self._sums = [np.zeros((len(own), STRETCHES)) for own in self._own]
        self._draws, self._y, self._squares = 0, np.zeros(hangs.shape[1]), np.zeros(hangs.shape[1])
        self._edges: Floats | None = None

    def add(self, x: Floats, y: Floats) -> None:
        """Add some draws, (D, S) and (R, S)."""
        if self._edges is None:
            inner = np.arange(1, STRETCHES) / STRETCHES
            self._edges = np.quantile(x, inner, axis=1)
        place = sum((x > edge[:, None]).astype(np.int64) for edge in self._edges)
        place = place + STRETCHES * np.arange(len(x))[:, None]
        self._count += np.bincount(place.ravel(), minlength=self._count.size).reshape(
            self._count.shape
        )
        self._draws += x.shape[1]
        self._y += y.sum(axis=1)
        self._squares += np.einsum("rs,rs->r", y, y)
        for own, sums, worth in zip(self._own, self._sums, y, strict=True):
            if len(own):
                at = place[own] - STRETCHES * (own - np.arange(len(own)))[:, None]
                weights = np.broadcast_to(worth, at.shape).ravel()
                sums += np.bincount(at.ravel(), weights, sums.size).reshape(sums.shape)

    def decides(self) -> Bools:
        """Tell which judgements have a stretch in which another may be first, (D,)."""
        y = self._y / self._draws
        sd = np.sqrt(np.maximum(self._squares / self._draws - y**2, 0.0))
        found, best = np.zeros(len(self._count), dtype=bool), int(y.argmax())
        next_best = np.delete(y, best).max()
        for choice, (own, sums) in enumerate(zip(self._own, self._sums, strict=True)):
            with np.errstate(invalid="ignore", divide="ignore"):  # of none there is no mean
                mean = sums / self._count[own]
                slack = SLACK * sd[choice] / np.sqrt(self._count[own])
            near = mean - slack < next_best if choice == best else mean + slack > y[best]
            found[own] |= near.any(axis=1)
        return found
