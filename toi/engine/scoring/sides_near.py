"""Sides of cells in draws that are alike but for a few numbers: only what differs is multiplied.

Where one number is changed at a time, as in every one-at-a-time analysis, an argument of thousands
acts on some dozens of cells, and all others stay.
"""

from collections.abc import Iterator

import numpy as np

from toi.engine.problem import Floats, Ints, ScoringProblem
from toi.engine.remembered import HITS, remembered
from toi.engine.scoring.joint_pulls import joint_hits
from toi.light_dataclass import dataclass

AT_ONCE = 2**19  # factors that are fetched together, at most; each takes some dozens of bytes


@dataclass(frozen=True, eq=False)
class _Grouped:
    """Things in groups: those of group g are ``members[starts[g] : starts[g + 1]]``."""

    members: Ints
    starts: Ints

    def of(self, groups: Ints) -> tuple[Ints, Ints]:
        """Return how many are in each of some groups, (N,), and who, one group after the other."""
        many = self.starts[groups + 1] - self.starts[groups]
        first = np.cumsum(many) - many
        at = np.arange(many.sum()) + np.repeat(self.starts[groups] - first, many)
        return many, self.members[at]


def _grouped(group: Ints, groups: int) -> _Grouped:
    """Group things by the number of the group of each, (N,); in a group they stay in order."""
    counts = np.bincount(group, minlength=groups)
    return _Grouped(np.argsort(group, kind="stable"), np.concatenate([[0], np.cumsum(counts)]))


@dataclass(frozen=True, eq=False)
class _Sides:
    """The joint hits of a problem by what they are made of, and by the side that they act on.

    Sides are numbered through, as a table (2, C, T): low ends first.
    """

    side: Ints
    by_pull: _Grouped
    by_side: _Grouped


@remembered(HITS)
def _sides(problem: ScoringProblem) -> _Sides:
    hits, criteria, theories = joint_hits(problem), len(problem.criteria), len(problem.theories)
    side = (hits.raises * criteria + hits.criterion) * theories + hits.theory
    return _Sides(
        side,
        _grouped(hits.pull, len(hits.pulls)),
        _grouped(side, 2 * criteria * theories),
    )


def sides_near(problem: ScoringProblem, remaining: Floats, near: Floats) -> tuple[Floats, Floats]:
    """Find what is left of the distance to each end of the scale, both (S, T, C).

    Factors are multiplied in the order in which they stand, as everywhere, so that no bit
    hangs on what the draws are near to.

    Parameters
    ----------
    remaining : (B + 1, S) float
        What each joint pull leaves.
    near : (B + 1,) float
        What most joint pulls leave in most draws.
    """
    hits, sides = joint_hits(problem), _sides(problem)
    draws, theories = remaining.shape[1], len(problem.theories)
    alike = np.ones(2 * len(problem.criteria) * theories)
    np.multiply.at(alike, sides.side, near[hits.pull])
    # Theories side by side in memory: each is changed by itself, and all are weighed together.
    found = alike.reshape(-1, 1, theories).repeat(draws, axis=1)
    pull, draw = np.nonzero(remaining[:-1] != near[:-1, None])
    many, changed = sides.by_pull.of(pull)
    differs = np.zeros(found.shape, dtype=bool)
    differs[_place(sides.side[changed], np.repeat(draw, many), theories)] = True
    flat, longest = found.reshape(-1), int(np.diff(sides.by_side.starts).max(initial=1))
    for place in _some(np.flatnonzero(differs), max(AT_ONCE // longest, 1)):
        table, draw, theory = np.unravel_index(place, found.shape)
        many, factors = sides.by_side.of(table * theories + theory)
        flat[place] = 1.0
        values = remaining[hits.pull[factors], np.repeat(draw, many)]
        np.multiply.at(flat, np.repeat(place, many), values)
    lowered, raised = found.reshape(2, -1, draws, theories).transpose(0, 2, 3, 1)
    return lowered, raised


def _some(places: Ints, size: int) -> Iterator[Ints]:
    """Yield places in order, at most so many at a time."""
    yield from (places[start : start + size] for start in range(0, len(places), size))


def _place(side: Ints, draw: Ints, theories: int) -> tuple[Ints, Ints, Ints]:
    """Return where sides stand in a table (2 C, S, T)."""
    table, theory = np.divmod(side, theories)
    return table, draw, theory
