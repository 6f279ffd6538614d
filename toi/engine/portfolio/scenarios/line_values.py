"""Values of the lines in every scenario, of a few lines at a time where all would fill the memory.

Every draw of a line is made before those of the next ones: so the tables of its judgements are made
once, and means over the scenarios are added up in one order, however few lines there are at a time.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.memory import give_back
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem, WeightLaw
from toi.engine.remembered import replaced
from toi.engine.sampling.quantile_tables import forget_tables
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers
from toi.engine.sampling.streams import PER_WORD
from toi.engine.scoring.evaluate import ScoredOnly
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import parts
from toi.engine.scoring.subproblem import in_groups, part_of
from toi.engine.scoring.values import by_theory, theory_weights, value_of
from toi.light_dataclass import dataclass

ROOM = 3 * 2**23  # bytes of values at a time, and of the draws at a time that they are made of
LITTLE_ROOM = 2**22  # the same where the values of all lines are kept
MANY = 3  # times as much, of lines that hang on many theories, which are worked out each time


@dataclass(frozen=True, eq=False)
class LineValues:
    """Values of K lines in S scenarios, weights left open.

    Attributes
    ----------
    problem : ScoringProblem
        Scored by a `ValueMethod`.
    rows : (K,) int
        Where the lines stand in it.
    values : (S, K, C) float
        Of every cell; 1 is best.
    gated : (S, K) bool
    """

    problem: ScoringProblem
    rows: Ints
    values: Floats
    gated: Bools

    def worth(self, weights: Floats) -> Floats:
        """Return worth above doing nothing (S, K) with some weights (C,).

        A line that a gate excludes in a scenario is worth 0 there: it would be stopped.
        """
        own = theory_weights(self.problem, weights[None, :], self.rows.tolist())  # in all scenarios
        scores = self._method.of_values(own, self.values)
        scores -= self._method.of_nothing(self.problem, weights[None, :])[0]
        scores[self.gated] = 0.0
        return scores

    def mean_worth(self, chances: Floats, weights: Floats) -> Floats:
        """Return expected worth (B, K) by B weights (B, C) and chances of the scenarios (B, S)."""
        if not self._method.linear_in_weights:
            found = [c @ self.worth(w) for c, w in zip(chances, weights, strict=True)]
            return np.reshape(found, (len(chances), len(self.rows)))  # also where B is 0
        own = by_theory(theory_weights(self.problem, weights, self.rows.tolist()))
        nothing = self._method.of_nothing(self.problem, weights)
        points = 100.0 * self.values.T  # per unit of weight
        points[:, self.gated.T] = 0.0
        draws = len(self.values)
        means = (points.reshape(-1, draws) @ chances.T).reshape(*points.shape[:2], len(chances))
        scores = (own * means.transpose(2, 1, 0)).sum(axis=2)
        return np.asarray(scores - nothing[:, None] * (chances @ ~self.gated))

    @property
    def _method(self) -> ValueMethod:
        assert isinstance(self.problem.method, ValueMethod)
        return self.problem.method


def drawn_values(
    problem: ScoringProblem, rows: Ints, seed: int, draws: int, room: int = ROOM
) -> Iterator[tuple[Ints, LineValues]]:
    """Draw the values of lines, as many at a time as there is room for.

    Parameters
    ----------
    rows : (T,) int
        Where the lines stand in the problem.
    room : int
        How many bytes of values are made at a time; it changes no bit.

    Yields
    ------
    places : (K,) int
        Which of the lines these are.
    values : LineValues
    """
    place = {row: t for t, row in enumerate(rows.tolist())}
    fit = max(room // (8 * draws * max(len(problem.criteria), 1)), 1)
    for group in _groups(problem, rows.tolist(), fit):
        at = np.array([place[row] for row in group])
        yield at, LineValues(problem, rows[at], *_drawn(problem, group, seed, draws, room))
        if fit < len(rows):
            forget_tables()  # most judgements have one of their own
            give_back()


def _groups(problem: ScoringProblem, rows: Sequence[int], fit: int) -> Iterator[Sequence[int]]:
    """Cut lines into groups of about the same size, of `fit` lines at most."""
    if len(rows) <= fit:
        yield rows
        return
    even = -(-len(rows) // -(-len(rows) // fit))
    for group in in_groups(problem, rows, even):
        for part in parts(len(group), MANY * fit):
            yield group[part]


def _drawn(
    problem: ScoringProblem, theories: Sequence[int], seed: int, draws: int, room: int
) -> tuple[Floats, Bools]:
    """Draw the values of some theories, (S, K, C), and whether a gate excludes them, (S, K)."""
    problem, places = part_of(problem, theories)
    rows = places.tolist()
    problem = replaced(problem, weight_law=WeightLaw("exactly"))  # no value hangs on the weights
    values = np.empty((len(problem.criteria), len(rows), draws))
    gated = np.empty((len(rows), draws), dtype=bool)
    sampler = Sampler(problem, seed, draws)
    pieces = -(-8 * draws * numbers(problem) // room)
    size = -(-draws // pieces)
    for part in parts(draws, size + -size % PER_WORD):
        _draw(sampler, problem, part, rows, values[:, :, part], gated[:, part])
    return values.T, gated.T


def _draw(
    sampler: Sampler,
    problem: ScoringProblem,
    draws: slice,
    rows: Sequence[int],
    values: Floats,
    gated: Bools,
) -> None:
    """Overwrite values (C, K, S) and `gated` (K, S) in some of the draws."""
    inputs = empty_inputs(problem, draws.stop - draws.start)
    sampler.fill(draws.start, inputs)
    found = ScoredOnly(problem, inputs)
    for c, cells in enumerate(found.cells.T):
        values[c] = value_of(problem, c, cells[rows])
    gated[:] = found.gated.T[rows]
