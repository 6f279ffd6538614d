"""Draws of very many numbers on one scale, of whichever are asked for.

Only seeds and shapes are kept of each; a generator is made anew whenever a number's turn comes,
which takes a twentieth of the time of its draws.
"""

from collections.abc import Mapping, Sequence

from toi.engine.problem import Floats, Quantity
from toi.engine.sampling.pert_rows import PertRows, Scratch
from toi.engine.sampling.quantile_tables import Integers
from toi.engine.sampling.scaled_draws import Scaled, fixed_value, levels_of
from toi.engine.sampling.seeds import Seed
from toi.engine.sampling.streams import Stream, stream_seeds


class ColumnDraws:
    """Draws of the cells of one criterion, or of the forces on it; one that is not there is 0.

    Parameters
    ----------
    quantities : mapping of int to Quantity
        By the number of the theory or of the force.
    low, span : float
        The lowest value, and how far it is to the highest, which are mapped to 0 and 1.

    Attributes
    ----------
    tables : set of (float, float)
        The numbers of the `beta_table`s that PERT laws read.
    """

    def __init__(
        self, quantities: Mapping[int, Quantity], seed: int, low: float = 0.0, span: float = 1.0
    ) -> None:
        points = {i for i, one in quantities.items() if one.law.is_point}
        drawn = {i: one for i, one in quantities.items() if i not in points}
        perts = {i: one for i, one in drawn.items() if one.law.family == "pert"}
        self._fixed = {i: fixed_value(quantities[i], low, span) for i in points}
        self._scaled = {i: Scaled(drawn[i], low, span) for i in drawn.keys() - perts.keys()}
        self._pert_rows = {i: row for row, i in enumerate(perts)}
        self._perts = PertRows(list(perts.values()), low, span)
        seeds = stream_seeds(seed, [one.label for one in drawn.values()])
        self._seeds = dict(zip(drawn, seeds, strict=True))
        self.tables = set(self._perts.between)

    def fill(self, some: Sequence[int], first: int, out: Floats, scratch: Scratch) -> None:
        """Overwrite `out`, (K, n), with draws of some of the numbers.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4. All draws are in one block.
        """
        rows = [self._pert_rows.get(i, -1) for i in some]
        if min(rows) >= 0:
            self._perts.fill(rows, self._levels(some, first, out), out, scratch)
            return
        for at, (i, row) in enumerate(zip(some, rows, strict=True)):
            own = out[at : at + 1]
            if i not in self._seeds:
                own[:] = self._fixed.get(i, 0.0)
                continue
            levels = self._levels([i], first, own)
            if row >= 0:
                self._perts.fill([row], levels, own, scratch)
            else:
                self._scaled[i].look_up(None, levels[0], own[0])
                self._scaled[i].left.apply(own[0])

    def _levels(self, some: Sequence[int], first: int, out: Floats) -> Integers:
        return levels_of([Stream(Seed(self._seeds[i])) for i in some], first, out.shape[1])
