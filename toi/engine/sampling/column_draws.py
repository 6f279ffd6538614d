"""Draws of the cells of one criterion of very many theories, of whichever are asked for.

Only seeds and shapes are kept of each; a generator is made anew whenever a cell's turn comes, which
takes a twentieth of the time of its draws.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.problem import Floats, Quantity, ScoringProblem
from toi.engine.sampling.scaled_draws import Scaled, fixed_value, levels_of, values_of_levels
from toi.engine.sampling.seeds import Seed
from toi.engine.sampling.streams import Stream, stream_seeds

NUMBERS = 2**14  # that are drawn at a time, so that they stay in the processor's cache


class ColumnDraws:
    """Draws of the cells of a problem of one criterion; one that is not judged is 0."""

    def __init__(self, problem: ScoringProblem, seed: int) -> None:
        low, span = problem.low.item(), (problem.high - problem.low).item()
        self._fixed = np.zeros(len(problem.theories))
        drawn: dict[int, Quantity] = {}
        judged = zip(problem.judgement_theory.tolist(), problem.judgements, strict=True)
        for theory, quantity in judged:
            if quantity.law.is_point:
                self._fixed[theory] = fixed_value(quantity, low, span)
            else:
                drawn[theory] = quantity
        seeds = stream_seeds(seed, [quantity.label for quantity in drawn.values()])
        self._seeds = dict(zip(drawn, seeds, strict=True))
        self._scaled = {t: Scaled(quantity, low, span) for t, quantity in drawn.items()}

    @property
    def tables(self) -> set[tuple[float, float]]:
        """Return the numbers of the `beta_table`s that are read."""
        return {one.between for one in self._scaled.values() if one.between is not None}

    def draw(self, theories: Sequence[int], first: int, n: int) -> Iterator[Floats]:
        """Yield `n` draws of each of some cells, (n,), in the memory of those before.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4. All draws are in one block.
        """
        size = max(NUMBERS // max(n, 1), 1)
        memory = np.empty((size, n))
        for start in range(0, len(theories), size):
            some = theories[start : start + size]
            found = memory[: len(some)]
            self._fill(some, first, found)
            yield from found

    def _fill(self, theories: Sequence[int], first: int, found: Floats) -> None:
        """Overwrite `found`, (K, n), with draws of some cells."""
        at = [i for i, theory in enumerate(theories) if theory in self._scaled]
        if len(at) < len(found):
            found[:] = self._fixed[list(theories)][:, None]
        if at:
            drawn = [theories[i] for i in at]
            streams = [Stream(Seed(self._seeds[theory])) for theory in drawn]
            levels = levels_of(streams, first, found.shape[1])
            rows = found if len(at) == len(found) else [found[i] for i in at]
            values_of_levels([self._scaled[theory] for theory in drawn], levels, rows)
