"""Draws of uncertain numbers as ``shift + scale * X``: one at a time, or short ones together.

Of a few draws of many numbers a call takes longer than what it works on; so all that does not
hang on a law is done for many of them at once. That changes no bit.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Floats, Quantity
from toi.engine.sampling.quantile_tables import (
    LEVELS,
    UNSCALED,
    WORTH_FETCHING,
    Integers,
    Scale,
    fetch,
    standard_form,
    table,
)
from toi.engine.sampling.quantiles import TABLE_CELLS, beta_table, beta_table_of, quantile
from toi.engine.sampling.streams import BLOCK, PER_WORD, Stream, parts, place_of

SHORT = 2048  # draws up to which many quantities are drawn together
NUMBERS = 2**15  # that are worked on at a time, so that they stay in a processor's cache
_PER_CELL = LEVELS // TABLE_CELLS  # levels between two entries of a table of quantiles
_WITHIN = (np.arange(_PER_CELL) + 0.5) / _PER_CELL  # a level within its cell


class ScaledDraws:
    """Draws of one quantity that has a range, on a scale that is mapped to 0-1.

    Attributes
    ----------
    tabulated : bool
        Whether values are looked up in a table of all levels; it changes no bit.
    left : Scale
        What makes a value that was looked up, or worked out, one of the quantity.
    """

    def __init__(self, seed: int, quantity: Quantity, low: float, span: float) -> None:
        law = quantity.law
        self.shape, shift, scale = standard_form(law)
        self.tabulated = False
        self.stream = Stream(seed, quantity.label)
        start, end = law.support
        clips = start < quantity.low or end > quantity.high
        ends = ((quantity.low - low) / span, (quantity.high - low) / span) if clips else None
        self.left = Scale((shift - low) / span, scale / span, ends)
        self._in_table = UNSCALED
        self._between = beta_table_of(self.shape) if self.shape.family == "pert" else None

    def tabulate(self, alone: bool) -> None:
        """Look values up from now on, `alone` in a table that holds those of the quantity itself.

        Else the table may be that of others too.
        """
        self.tabulated = True
        if alone:
            self._in_table, self.left = self.left, UNSCALED

    @property
    def interpolated(self) -> tuple[float, float] | None:
        """Return the beta distribution between whose quantiles it is interpolated, if it is."""
        return None if self.tabulated else self._between

    def look_up(self, levels: Integers, out: Floats) -> None:
        """Overwrite `out` with the values at some levels, for which something may be `left`."""
        if self.tabulated:
            table(self.shape, self._in_table).take(levels, out=out, mode="clip")
        else:
            out[:] = quantile(self.shape, (levels + 0.5) / LEVELS)

    def fill(self, first: int, out: Floats, anew: bool = False) -> None:
        """Overwrite `out` with the draws from `first` on.

        Parameters
        ----------
        anew : bool
            Whether another table was used last.
        """
        if anew and self.tabulated and len(out) >= WORTH_FETCHING:
            fetch(table(self.shape, self._in_table))
        for part in parts(first, len(out)):  # which stay in the cache beside the table
            found = out[part]
            self.look_up(self.stream.integers(first + part.start, len(found)), found)
            self.left.apply(found)


def is_short(first: int, n: int) -> bool:
    """Tell whether `n` draws are so few that numbers are drawn together; all are in one block."""
    return n <= SHORT and first % BLOCK + n <= BLOCK


def fill_together(some: Sequence[ScaledDraws], first: int, rows: Sequence[Floats]) -> None:
    """Overwrite rows, (n,) each, with the draws from `first` on of a quantity each.

    Parameters
    ----------
    first : int
        Number of the first draw, from 0; a multiple of 4. All draws are in one block.
    """
    size = max(NUMBERS // max(len(rows[0]), 1), 1) if rows else 1
    for start in range(0, len(some), size):
        part = slice(start, start + size)
        _fill(some[part], first, rows[part])


def levels_of(streams: Sequence[Stream], first: int, n: int) -> Integers:
    """Draw the integers of `n` draws of some streams, in one block, (len(streams), n)."""
    words, place = -(-n // PER_WORD), place_of(first)
    raw = np.empty((len(streams), words), dtype="<u8")
    for row, one in zip(raw, streams, strict=True):
        row[:] = one.words(place, words)
    return np.asarray(raw.view("<u2")[:, :n])


def _fill(some: Sequence[ScaledDraws], first: int, rows: Sequence[Floats]) -> None:
    levels = levels_of([one.stream for one in some], first, len(rows[0]))
    cells: NDArray[np.intp] = (levels // _PER_CELL).astype(np.intp)
    shares = _WITHIN.take(levels % _PER_CELL)
    rise = np.empty(levels.shape[1])
    for one, level, cell, share, row in zip(some, levels, cells, shares, rows, strict=True):
        if one.interpolated is None:
            one.look_up(level, row)
        else:
            _interpolate(beta_table(*one.interpolated), cell, share, row, rise)
        one.left.apply(row)


def _interpolate(
    table: Floats, cell: NDArray[np.intp], share: Floats, out: Floats, rise: Floats
) -> None:
    """Overwrite `out` with what lies in cells of a table of quantiles, by linear interpolation.

    Parameters
    ----------
    table : (`TABLE_CELLS` + 1,) float
    cell : (n,) int
    share : (n,) float
        How far into its cell each lies, from 0 to 1.
    out : (n,) float
    rise : (n,) float
        Overwritten too.
    """
    table[:-1].take(cell, out=out, mode="clip")
    table[1:].take(cell, out=rise, mode="clip")
    rise -= out
    rise *= share
    out += rise
