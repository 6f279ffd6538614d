"""Draws of uncertain numbers as ``shift + scale * X``: one at a time, or short ones together.

Of a few draws of many numbers a call takes longer than what it works on; so all that does not
hang on a law is done for many of them at once. That changes no bit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from toi.distribution import Distribution
from toi.engine.problem import Floats, Quantity
from toi.engine.sampling.pert_rows import Scratch, interpolate
from toi.engine.sampling.quantile_tables import (
    LEVELS,
    MOST_TABLES,
    UNSCALED,
    WORTH_FETCHING,
    Integers,
    Scale,
    fetch,
    standard_form,
    table,
)
from toi.engine.sampling.quantiles import beta_table_of, quantile
from toi.engine.sampling.streams import BLOCK, PER_WORD, Stream, parts, place_of, streams

SHORT = 2048  # draws up to which many quantities are drawn together
NUMBERS = 2**15  # that are worked on at a time, so that they stay in a processor's cache


class Scaled:
    """Values of one quantity that has a range, on a scale that is mapped to 0-1, by levels.

    Attributes
    ----------
    tabulated : bool
        Whether values are looked up in a table of all levels; it changes no bit.
    left : Scale
        What makes a value that was looked up, or worked out, one of the quantity.
    between : (float, float) or None
        The numbers of the `beta_table` between whose entries a value is else interpolated.
    """

    def __init__(self, quantity: Quantity, low: float, span: float) -> None:
        law = quantity.law
        self.shape, shift, scale = standard_form(law)
        self.tabulated = False
        start, end = law.support
        clips = start < quantity.low or end > quantity.high
        ends = ((quantity.low - low) / span, (quantity.high - low) / span) if clips else None
        self.left = Scale((shift - low) / span, scale / span, ends)
        self._in_table = UNSCALED
        self.between = beta_table_of(self.shape) if self.shape.family == "pert" else None

    def tabulate(self, alone: bool) -> None:
        """Look values up from now on, `alone` in a table that holds those of the quantity itself.

        Else the table may be that of others too.
        """
        self.tabulated = True
        if alone:
            self._in_table, self.left = self.left, UNSCALED

    @property
    def interpolates(self) -> bool:
        """Tell whether values are interpolated between the entries of a small table."""
        return not self.tabulated and self.between is not None

    @property
    def table(self) -> Floats | None:
        """Return the table in which values are looked up, if they are."""
        return table(self.shape, self._in_table) if self.tabulated else None

    def look_up(self, table: Floats | None, levels: Integers, out: Floats) -> None:
        """Overwrite `out` with the values at some levels, for which something may be `left`."""
        if table is not None:
            table.take(levels, out=out, mode="clip")
        elif self.between is not None:
            interpolate([self.between], levels[None], out[None])
        else:
            out[:] = quantile(self.shape, (levels + 0.5) / LEVELS)


class ScaledDraws(Scaled):
    """Draws of one quantity that has a range, on a scale that is mapped to 0-1."""

    def __init__(self, stream: Stream, quantity: Quantity, low: float, span: float) -> None:
        super().__init__(quantity, low, span)
        self.stream = stream

    def fill(self, first: int, out: Floats, anew: bool = False) -> None:
        """Overwrite `out` with the draws from `first` on.

        Parameters
        ----------
        anew : bool
            Whether another table was used last.
        """
        values = self.table
        if anew and values is not None and len(out) >= WORTH_FETCHING:
            fetch(values)
        for part in parts(first, len(out)):  # which stay in the cache beside the table
            self._draw(values, first + part.start, out[part])

    def _draw(self, table: Floats | None, first: int, out: Floats) -> None:
        """Overwrite `out` with draws that lie in a single block."""
        self.look_up(table, self.stream.within_block(first, len(out)), out)
        if self.left is not UNSCALED:
            self.left.apply(out)


def fixed_value(quantity: Quantity, low: float, span: float) -> float:
    """Return the value, mapped to 0-1, of a quantity that has no range."""
    ends = (quantity.low - low) / span, (quantity.high - low) / span
    return min(max((quantity.law.support[0] - low) / span, ends[0]), ends[1])


def scaled_draws(seed: int, scaled: Sequence[tuple[Quantity, float, float]]) -> list[ScaledDraws]:
    """Make the draws of some quantities that have a range, each with the scale mapped to 0-1."""
    own = streams(seed, [quantity.label for quantity, _, _ in scaled])
    return [ScaledDraws(one, *given) for one, given in zip(own, scaled, strict=True)]


def tabulate(
    drawn: Iterable[ScaledDraws], total: int, piecemeal: bool = False
) -> dict[Distribution, int]:
    """Have shapes tabulated that are drawn oftener than a table is long, the commonest first.

    Parameters
    ----------
    total : int
        How many draws of each will be asked for.
    piecemeal : bool
        Whether a few draws of very many quantities are made at a time. Of a table of all levels
        each few would then need others; so shapes have one only where values are not interpolated
        between the entries of a smaller one.

    Returns
    -------
    dict
        A number for each shape.
    """
    drawn = list(drawn)
    used = Counter(one.shape for one in drawn)
    small = {one.shape for one in drawn if one.between is not None} if piecemeal else set()
    often = [
        shape
        for shape, count in used.most_common()
        if count * total >= LEVELS and shape not in small
    ]
    tabulated = set(often[:MOST_TABLES])
    for one in drawn:
        if one.shape in tabulated:
            one.tabulate(alone=used[one.shape] == 1)
    return {shape: i for i, shape in enumerate(used)}


def is_short(first: int, n: int) -> bool:
    """Tell whether `n` draws are so few that numbers are drawn together; all are in one block."""
    return n <= SHORT and first % BLOCK + n <= BLOCK


def fill_together(some: Sequence[ScaledDraws], first: int, rows: Sequence[Floats]) -> None:
    """Overwrite one row or more, (n,) each, with the draws from `first` on of a quantity each.

    Parameters
    ----------
    first : int
        Number of the first draw, from 0; a multiple of 4. All draws are in one block.
    """
    n = len(rows[0])
    size = max(NUMBERS // max(n, 1), 1)
    memory, scratch = np.empty((size, n)), Scratch(size, n)
    for start in range(0, len(some), size):
        part = slice(start, start + size)
        each, out = some[part], rows[part]
        levels = levels_of([one.stream for one in each], first, n)
        together = [i for i, one in enumerate(each) if one.interpolates]
        for one, level, row in zip(each, levels, out, strict=True):
            if not one.interpolates:
                one.look_up(one.table, level, row)
                one.left.apply(row)
        if together:
            values = memory[: len(together)]
            _interpolate([each[i] for i in together], levels[together], values, scratch)
            for i, row in zip(together, values, strict=True):
                out[i][:] = row


def _interpolate(
    some: Sequence[ScaledDraws], levels: Integers, out: Floats, scratch: Scratch
) -> None:
    """Overwrite rows with the values of some quantities between entries of tables, (K, n)."""
    interpolate([one.between for one in some if one.between], levels, out, scratch)
    out *= np.array([[one.left.scale] for one in some])
    out += np.array([[one.left.shift] for one in some])
    for one, row in zip(some, out, strict=True):
        if one.left.ends is not None:
            np.clip(row, *one.left.ends, out=row)


def levels_of(streams: Sequence[Stream], first: int, n: int) -> Integers:
    """Draw the integers of `n` draws of some streams, in one block, (len(streams), n)."""
    words, place = -(-n // PER_WORD), place_of(first)
    raw = np.empty((len(streams), words), dtype="<u8")
    for row, one in zip(raw, streams, strict=True):
        row[:] = one.words(place, words)
    return np.asarray(raw.view("<u2")[:, :n])
