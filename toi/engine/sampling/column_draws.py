"""Draws of the cells of one criterion of very many theories, of whichever are asked for.

Only seeds and shapes are kept of each; a generator is made anew whenever a cell's turn comes, which
takes a twentieth of the time of its draws.
"""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Floats, Quantity, ScoringProblem
from toi.engine.sampling.scaled_draws import Scaled, fixed_value, levels_of, values_of_levels
from toi.engine.sampling.seeds import Seed
from toi.engine.sampling.streams import Stream, stream_seeds


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
        self._seeds = {t: Seed(row) for t, row in zip(drawn, seeds, strict=True)}
        self._scaled = {t: Scaled(quantity, low, span) for t, quantity in drawn.items()}

    @property
    def tables(self) -> set[tuple[float, float]]:
        """Return the numbers of the `beta_table`s that are read."""
        return {one.between for one in self._scaled.values() if one.between is not None}

    def fill(self, theories: Sequence[int], first: int, out: Floats) -> None:
        """Overwrite `out`, (K, n), with draws of the cells of some theories.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4. All draws are in one block.
        """
        at = [i for i, theory in enumerate(theories) if theory in self._scaled]
        if len(at) < len(out):
            out[:] = self._fixed[list(theories)][:, None]
        if at:
            drawn = [theories[i] for i in at]
            levels = levels_of(
                [Stream(self._seeds[theory]) for theory in drawn], first, out.shape[1]
            )
            rows = out if len(at) == len(out) else [out[i] for i in at]
            values_of_levels([self._scaled[theory] for theory in drawn], levels, rows)
