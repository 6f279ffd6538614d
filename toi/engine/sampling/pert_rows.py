"""Values of many PERT quantities by levels, read between the entries of tables.

All of them are prepared at once: of tens of thousands, an object each takes longer to make than
to draw from some of them.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from toi.distribution import Distribution
from toi.engine.problem import Floats, Quantity
from toi.engine.sampling.quantile_tables import DIGITS, LEVELS, Integers
from toi.engine.sampling.quantiles import (
    MOST_BETA_TABLES,
    TABLE_CELLS,
    beta_table,
    beta_table_of,
)

_PER_CELL = LEVELS // TABLE_CELLS  # levels between two entries of a table of quantiles
_SHIFT = _PER_CELL.bit_length() - 1
_HALF = 0.5 / _PER_CELL  # of a level, in cells
FEW = TABLE_CELLS // 4  # values for which no table of differences is made first


class Scratch:
    """Memory for what is worked out between levels and values, both (K, n), again and again."""

    def __init__(self, *shape: int) -> None:
        self.short = np.empty(shape, dtype=np.uint16)
        self.cells = np.empty(shape, dtype=np.int64)
        self.rise = np.empty(shape)


def interpolate(
    tables: Sequence[tuple[float, float]],
    levels: Integers,
    out: Floats,
    scratch: Scratch | None = None,
) -> None:
    """Overwrite rows with the values at some levels, (K, n), between the quantiles of a table each.

    A level is in the middle of its share of a cell of the table, so that it is an odd number of
    halves of that share beyond the entry before it.

    Parameters
    ----------
    tables : sequence of (float, float)
        The numbers of the `beta_table` of each row.
    scratch : Scratch, optional
        For as many rows or more.
    """
    scratch = scratch or Scratch(*levels.shape)
    used = slice(len(levels))
    short, cells, rise = scratch.short[used], scratch.cells[used], scratch.rise[used]
    within = cells.view(np.float64)  # whose memory is free as soon as it is needed
    cells[:] = np.right_shift(levels, _SHIFT, out=short)
    for (a, b), cell, row, up in zip(tables, cells, out, rise, strict=True):
        table = beta_table(a, b)
        if len(cell) < FEW:
            table.take(cell, out=row, mode="clip")
            table[1:].take(cell, out=up, mode="clip")
            up -= row
        else:
            steps = table[1:] - table[:-1]  # which fetches the table from one end to the other
            table.take(cell, out=row, mode="clip")
            steps.take(cell, out=up, mode="clip")
    np.left_shift(levels, 1, out=short)
    short |= 1
    within[:] = np.bitwise_and(short, 2 * _PER_CELL - 1, out=short)
    within *= _HALF  # a power of 2: nothing is rounded
    rise *= within
    out += rise


class PertRows:
    """Values of K quantities of PERT laws that have a range, on a scale that is mapped to 0-1.

    Attributes
    ----------
    between : list of (float, float)
        The numbers of the `beta_table` between whose entries the values of each are interpolated.
    """

    def __init__(self, quantities: Sequence[Quantity], low: float, span: float) -> None:
        laws = np.array([one.law.parameters for one in quantities]).reshape(-1, 3)
        ends = np.array([(one.low, one.high) for one in quantities]).reshape(-1, 2)
        start, width = laws[:, 0], laws[:, 2] - laws[:, 0]
        modes = ((laws[:, 1] - start) / width).tolist()
        self.between = [_table_of(round(mode, DIGITS)) for mode in modes]
        self._scale, self._shift = (width / span)[:, None], ((start - low) / span)[:, None]
        clips = (start < ends[:, 0]) | (laws[:, 2] > ends[:, 1])
        reached, scaled = np.flatnonzero(clips).tolist(), ((ends - low) / span).tolist()
        self._ends = {i: scaled[i] for i in reached}

    def fill(self, some: Sequence[int], levels: Integers, out: Floats, scratch: Scratch) -> None:
        """Overwrite rows, (len(some), n), with the values of some of them at levels of each."""
        interpolate([self.between[i] for i in some], levels, out, scratch)
        out *= self._scale.take(some, axis=0)
        out += self._shift.take(some, axis=0)
        for i, row in zip(some, out, strict=True):
            if i in self._ends:
                np.clip(row, *self._ends[i], out=row)


@lru_cache(maxsize=MOST_BETA_TABLES)
def _table_of(mode: float) -> tuple[float, float]:
    """Return the numbers of the `beta_table` of the PERT law on 0 to 1 that has some mode."""
    return beta_table_of(Distribution("pert", (0.0, mode, 1.0)))
