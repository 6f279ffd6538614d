"""Scores of given inputs: the only way from inputs to scores, chunk by chunk."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, Method, ScoringProblem
from toi.engine.scoring.evaluate import ScoredOnly
from toi.engine.scoring.methods.base import some
from toi.engine.scoring.ranking import order_key
from toi.light_dataclass import dataclass

CHUNK = 4096  # draws at a time, so that what is worked on stays in the processor's cache
FEW_CELLS = 2**20  # in as many more draws at a time as a small table has fewer of them
MOST_CELLS = 2**21  # in a chunk: 16 MiB an array, whatever the number of theories


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of K theories in S draws; every array has draws side by side in memory.

    Attributes
    ----------
    by_method : tuple of (S, K) float
        In points, by each method that was asked for.
    gated : (S, K) bool
        Whether a gate excludes the theory.
    values : (S, K, C) float or None
        Value of every cell, 1 is best; None where not asked for.
    """

    by_method: tuple[Floats, ...]
    gated: Bools
    values: Floats | None = None

    def at(self, draws: slice) -> "Scores":
        """Return the scores of some of the draws."""
        return Scores(
            tuple(one[draws] for one in self.by_method),
            self.gated[draws],
            None if self.values is None else self.values[draws],
        )

    @property
    def totals(self) -> Floats:
        """Return the scores by the first method, (S, K)."""
        return self.by_method[0]

    @property
    def key(self) -> Floats:
        """Return what theories are ranked by under the first method, (S, K)."""
        return order_key(self.totals, self.gated)


def score(
    problem: ScoringProblem,
    inputs: Inputs,
    rows: Sequence[int],
    methods: Sequence[Method] | None = None,
    values: bool = False,
    chunk: int | None = None,
) -> Scores:
    """Score some theories for given inputs.

    Parameters
    ----------
    inputs : Inputs
        S draws.
    rows : sequence of int
        The K theories that are scored; some methods compare them with one another.
    methods : sequence of Method, optional
        By default the problem's.
    values : bool
        Whether to keep the values of cells.
    chunk : int, optional
        Largest number of draws that are evaluated at a time; it changes no bit.
    """
    methods = [problem.method] if methods is None else methods
    rows, n = list(rows), inputs.draws
    cells = max(len(problem.theories) * len(problem.criteria), 1)
    chunk = chunk or max(CHUNK, FEW_CELLS // cells)
    chunk = max(1, min(chunk, MOST_CELLS // cells))
    if n <= chunk and not values:
        found = ScoredOnly(problem, inputs)
        each = (method.scores(problem, inputs.weights, found, rows) for method in methods)
        return Scores(tuple(_by_theory(one) for one in each), some(found.gated, rows))
    totals = np.empty((len(methods), len(rows), n))
    gated = np.empty((len(rows), n), dtype=bool)
    kept = np.empty((len(problem.criteria), len(rows), n)) if values else None
    for part in parts(n, chunk):
        here = inputs.at(part)
        found = ScoredOnly(problem, here)
        for out, method in zip(totals, methods, strict=True):
            out[:, part] = method.scores(problem, here.weights, found, rows).T
        gated[:, part] = found.gated.T[rows]
        if kept is not None:
            kept[:, :, part] = found.values.T[:, rows]
    return Scores(
        by_method=tuple(one.T for one in totals),
        gated=gated.T,
        values=None if kept is None else kept.T,
    )


def _by_theory(totals: Floats) -> Floats:
    """Lay the draws of scores (S, K) side by side in memory, where they do not lie so already."""
    return np.ascontiguousarray(totals.T).T


def joined(some: Sequence[Scores]) -> Scores:
    """Put the scores of some draws after those of others."""
    if len(some) == 1:
        return some[0]
    methods = zip(*(one.by_method for one in some), strict=True)
    totals = tuple(np.concatenate([part.T for part in of_each], axis=1).T for of_each in methods)
    return Scores(totals, np.concatenate([one.gated.T for one in some], axis=1).T)


def parts(n: int, size: int = CHUNK) -> Iterator[slice]:
    """Cut 0 to `n` into slices of at most `size`."""
    yield from (slice(start, min(start + size, n)) for start in range(0, n, size))
