"""Sobol indices of scores, of a lead and of who is first, of theories that come a few at a time.

The scores of a few theories alone are in memory at all points; what hangs on all theories is kept
point by point.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from toi.engine.problem import Floats
from toi.engine.scoring.ranking import are_best, lead, order_key
from toi.engine.sensitivity.pick_freeze import MixedScores
from toi.engine.sensitivity.sobol import (
    Counts,
    Indices,
    Variances,
    indices,
    joined,
    panels,
    variances,
)
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class ScoreIndices:
    """Indices of the scores of T theories, and of what hangs on all of them.

    Attributes
    ----------
    each : Indices
        Of the T scores, and of the lead after them.
    first : Indices
        Of who is first, as one output.
    points, evaluations : int
        N, and how often the model was worked out.
    """

    each: Indices
    first: Indices
    points: int
    evaluations: int


def score_indices(
    mixed: Iterator[MixedScores],
    theories: int,
    leader: int,
    rivals: Sequence[int],
    resampled: Callable[[int], Counts],
) -> ScoreIndices:
    """Estimate indices from scores at A, at B and at each mix.

    Parameters
    ----------
    mixed : iterator of MixedScores
        Of some theories after others, until all were there.
    theories : int
        T.
    leader, rivals : int, sequence of int
        Places of the theory whose lead is looked at, and of those that it is a lead over.
    resampled : callable
        Gives the `resample_counts` of so many points.
    """
    begun = next(mixed)
    many, points, _ = begun.totals.shape
    counts, at_once = resampled(points), 1 if len(list(panels(theories))) > 1 else None
    firsts, leads = (
        _FirstAtPoints(theories, many, points),
        _LeadAtPoints(leader, rivals, many, points),
    )
    each: list[Indices] = []
    for some in chain([begun], mixed):
        firsts.take_in(some)
        leads.take_in(some)
        for part in panels(some.totals.shape[2]):
            last = some.at.start + part.stop == theories
            values = _outputs(some, part, leads if last else None)
            each.append(indices(variances(next(values), next(values), values, counts, at_once)))
    del begun, some, mixed  # and with them the scores
    first = indices(firsts.variances(counts, at_once))
    return ScoreIndices(joined(each), first, points, many * points)


def _outputs(some: MixedScores, part: slice, leads: "_LeadAtPoints | None") -> Iterator[Floats]:
    """Yield the scores of a part of the theories at A, at B and at each mix, with a lead if any."""
    for number, totals in enumerate(some.totals):
        own = totals[:, part]
        yield own if leads is None else np.concatenate([own, leads.at(number)[:, None]], axis=1)


class _LeadAtPoints:
    """Points by which one theory is ahead of the best of some others, at every point.

    Parameters
    ----------
    shape : int
        2 + G and N.
    """

    def __init__(self, leader: int, rivals: Sequence[int], *shape: int) -> None:
        self._leader, self._rivals = leader, list(rivals)
        self._own, self._best = np.zeros(shape), np.full(shape, -np.inf)

    def take_in(self, some: MixedScores) -> None:
        """Look at the scores of some theories."""
        places = range(some.at.start, some.at.stop)
        rivals = [t - places.start for t in self._rivals if t in places]
        for own, best, totals in zip(self._own, self._best, some.totals, strict=True):
            if self._leader in places:
                own[:] = totals[:, self._leader - places.start]
            if rivals:
                np.maximum(best, totals.T[rivals].max(axis=0), out=best)

    def at(self, number: int) -> Floats:
        """Return the lead at A, at B or at a mix, (N,), when all theories were there."""
        two = np.stack([self._own[number], self._best[number]], axis=-1)
        return lead(two, 0, [1] if self._rivals else [])


class _FirstAtPoints:
    """Who is best of all theories, at every point: a bit for each, which is set where it is best.

    Parameters
    ----------
    theories : int
        T.
    shape : int
        2 + G and N.
    """

    def __init__(self, theories: int, *shape: int) -> None:
        self._best = np.full(shape, -np.inf)
        self._level = np.zeros(shape, dtype=np.int32)  # how many are best
        self._is_best = np.zeros((theories, shape[0], -(-shape[1] // 8)), dtype=np.uint8)

    def take_in(self, some: MixedScores) -> None:
        """Look at the scores of some theories, and forget who is no longer best."""
        for number, (totals, gated) in enumerate(zip(some.totals, some.gated, strict=True)):
            key, best, level = order_key(totals, gated).T, self._best[number], self._level[number]
            most = key.max(axis=0)
            beaten = most > best
            self._is_best[:, number] &= ~np.packbits(beaten)
            level[beaten] = 0
            np.maximum(best, most, out=best)
            first = are_best(key, best)
            level += first.sum(axis=0, dtype=np.int32)
            self._is_best[some.at, number] = np.packbits(first, axis=1)

    def variances(self, counts: Counts, at_once: int | None) -> Variances:
        """Estimate the variances of who is first, as one output, when all theories were there."""
        theories, many, _ = self._is_best.shape
        found = Variances(
            np.zeros((len(counts), many - 2, theories)),
            np.zeros((len(counts), many - 2, theories)),
            np.zeros((len(counts), theories)),
        )
        for part in panels(theories):
            if self._is_best[part].any():  # else nothing varies
                values = self._shares(part)
                one = variances(next(values), next(values), values, counts, at_once)
                found.first[:, :, part], found.total[:, :, part] = one.first, one.total
                found.whole[:, part] = one.whole
        return found.together()

    def _shares(self, part: slice) -> Iterator[Floats]:
        """Yield the `best_shares` of some theories at A, at B and at each mix, (N, K)."""
        for number, level in enumerate(self._level):
            first = np.unpackbits(self._is_best[part, number], axis=1, count=len(level))
            yield (first / np.maximum(level, 1)).T
