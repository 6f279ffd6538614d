"""Linear regression of many choices at once, each on the functions that its worth may hang on.

What a theory is worth hangs on its own cells and on what acts on them: a few of the thousands of
numbers of a large debate. Slopes of all others are 0, and to estimate them would add noise. So
each choice is regressed on its own functions alone, and only products of functions that some
choice hangs on together are summed. All sums are made by einsum, which adds up each product of two
rows in one order, whatever rows are beside them and whoever does it.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np

from toi.engine.memory import give_back
from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.score import parts
from toi.light_dataclass import dataclass
from toi.threads import Crew

RIDGE = 1e-9  # of the functions' variance: where they depend on one another, any fit will do
ALIKE = 1e-9  # of the sum of squares: what is left of one that does not vary is rounding
ROWS = 32  # functions of a tile, of which a processor's cache holds some hundreds of draws
DRAWS = 256
LARGE = 1024  # functions from which on a copy of their table would be felt
PREDICTED = 2**15  # worths at a time, where choices are few


@dataclass(frozen=True, eq=False)
class Tiles:
    """Functions side by side, `ROWS` to a tile, so that those of one choice are in few tiles.

    Attributes
    ----------
    reach : (p, R) bool
        Which choices each of p functions may change the worth of.
    """

    reach: Bools

    @cached_property
    def order(self) -> Ints:
        """Return the q functions that any choice hangs on, by the first choice that does."""
        some = np.flatnonzero(self.reach.any(axis=1))
        return some[np.argsort(self.reach[some].argmax(axis=1), kind="stable")]

    @cached_property
    def rows(self) -> list[slice]:
        """Return where in that order the functions of each tile stand."""
        return list(parts(len(self.order), ROWS))

    @cached_property
    def choices(self) -> list[Ints]:
        """Return which choices hang on a function of each tile."""
        return [np.flatnonzero(one) for one in self._meets]

    @property
    def pairs(self) -> int:
        """Return how many pairs of tiles there are that a choice hangs on together."""
        return sum(map(len, self.before))

    @cached_property
    def before(self) -> list[Ints]:
        """Return the tiles with which each makes a pair: some before it, and last itself."""
        meets = self._meets.astype(np.float64)
        return [np.flatnonzero(row) for row in np.tril(meets @ meets.T) > 0.0]

    def in_order(self, functions: Floats) -> Floats:
        """Lay out functions (p, S) tile by tile, (q, S); without a copy where they are so."""
        if np.array_equal(self.order, np.arange(len(functions))):
            return functions
        return np.asarray(functions[self.order])

    def alike(self) -> Iterator[tuple[Ints, Ints]]:
        """Yield the choices that hang on the same functions, with these, as places in order."""
        by: dict[bytes, list[int]] = {}
        for choice, own in enumerate(self.reach[self.order].T):
            by.setdefault(np.packbits(own).tobytes(), []).append(choice)
        for some in by.values():
            yield np.array(some), np.flatnonzero(self.reach[self.order, some[0]])

    @cached_property
    def _meets(self) -> Bools:
        """Tell which choices hang on any function of each tile, (n, R)."""
        of_each = [self.reach[self.order[rows]].any(axis=0) for rows in self.rows]
        return np.array(of_each, dtype=bool).reshape(len(of_each), self.reach.shape[1])


@dataclass(frozen=True, eq=False)
class LinearFit:
    """Predicted worth of R choices, linear in functions, and the best choice without these.

    Attributes
    ----------
    tiles : Tiles
    intercept : (R,) float
    slopes : list of (k, m) float
        Of the m functions of each tile, for the k choices that hang on them.
    best : int
    """

    tiles: Tiles
    intercept: Floats
    slopes: list[Floats]
    best: int

    def choices(self, functions: Floats, crew: Crew) -> Ints:
        """Return the choice with the best prediction in each draw, (S,)."""
        tiles, rows = self.tiles, self.tiles.in_order(functions)

        def choose(draws: slice) -> Ints:
            predicted = np.repeat(self.intercept[:, None], draws.stop - draws.start, axis=1)
            for own, choices, slopes in zip(tiles.rows, tiles.choices, self.slopes, strict=True):
                predicted[choices] += np.einsum("ji,is->js", slopes, rows[own, draws])
            return np.asarray(predicted.argmax(axis=0))

        size = max(DRAWS, PREDICTED // len(self.intercept))
        return np.concatenate(crew.each(choose, parts(functions.shape[1], size)))


class Moments:
    """Sums over draws of functions, of R worths, and of their products.

    Parameters
    ----------
    tiles : Tiles
        Which products of functions are wanted.
    """

    def __init__(self, tiles: Tiles) -> None:
        self.draws = 0
        choices = tiles.reach.shape[1]
        self._tiles = tiles
        self._x, self._y = np.zeros(len(tiles.order)), np.zeros(choices)
        self._cross = np.zeros((len(tiles.order), choices))
        self._products = [np.zeros((len(before), ROWS, ROWS)) for before in tiles.before]

    def add(self, functions: Floats, worth: Floats, crew: Crew) -> None:
        """Add some draws: (p, S) and (R, S)."""
        tiles, rows = self._tiles, self._tiles.in_order(functions)
        self.draws += worth.shape[1]
        self._x += rows.sum(axis=1)
        self._y += worth.sum(axis=1)

        def add_tile(tile: int) -> None:
            own = rows[tiles.rows[tile]]
            for other, product in zip(tiles.before[tile], self._products[tile], strict=True):
                theirs = rows[tiles.rows[other]]
                product[: len(own), : len(theirs)] += np.einsum("is,js->ij", own, theirs)
            for some in parts(len(tiles.choices[tile]), ROWS):
                choices = tiles.choices[tile][some]
                self._cross[tiles.rows[tile], choices] += np.einsum(
                    "is,js->ij", own, worth[choices]
                )

        crew.each(add_tile, range(len(tiles.rows)))

    @property
    def is_large(self) -> bool:
        """Tell whether some table that is solved may be large."""
        return len(self._x) >= LARGE

    def fit(self) -> LinearFit:
        """Regress each choice's worth on its functions; once, since the tables are let go."""
        tiles, x, y = self._tiles, self._x / self.draws, self._y / self.draws
        slopes = np.zeros((len(y), len(x)))
        varies, left = self._varies(x), list(tiles.alike())
        while left:
            choices, reached = left.pop()
            own = reached[varies[reached]]
            gram, scale = self._gram(own, x[own], last=not left)
            cross = self._cross[np.ix_(own, choices)] - self.draws * np.outer(x[own], y[choices])
            slopes[np.ix_(choices, own)] = _solved(gram, cross / scale[:, None]).T / scale
        del self._cross
        pairs = zip(tiles.choices, tiles.rows, strict=True)
        of_tiles = [slopes[choices, own] for choices, own in pairs]
        return LinearFit(tiles, y - slopes @ x, of_tiles, int(y.argmax()))

    def _varies(self, x: Floats) -> Bools:
        """Tell which functions, of means (q,), vary but for rounding; others have no slope."""
        square = np.zeros(len(x))
        for products, rows in zip(self._products, self._tiles.rows, strict=True):
            square[rows] = np.diag(products[-1])[: rows.stop - rows.start]
        return np.asarray(square - self.draws * x**2 > ALIKE * square)

    def _gram(self, some: Ints, mean: Floats, last: bool) -> tuple[Floats, Floats]:
        """Return the correlations of some functions, (k, k), and what scales each of them, (k,)."""
        found = self._products_of(some, last)
        each = list(parts(len(some), ROWS))  # so that no other table of this size is made
        for rows in each:
            found[rows] -= np.outer(mean[rows], mean) * self.draws
        scale = np.sqrt(np.diag(found))
        for rows in each:
            found[rows] /= np.outer(scale[rows], scale)
        found.flat[:: len(found) + 1] += RIDGE
        return found, scale

    def _products_of(self, some: Ints, last: bool) -> Floats:
        """Return the sums of products of some functions, as places in order, (k, k).

        Those of a tile are let go with its turn where they are the `last`: of thousands of
        functions both tables would fill the memory.
        """
        found = np.empty((len(some), len(some)))
        starts = np.searchsorted(some // ROWS, np.arange(len(self._tiles.rows) + 1))
        where = [slice(*ends) for ends in pairwise(starts.tolist())]
        for tile in sorted(set((some // ROWS).tolist())):
            rows = where[tile]
            for other, product in zip(self._tiles.before[tile], self._products[tile], strict=True):
                columns = where[other]
                block = product[np.ix_(some[rows] % ROWS, some[columns] % ROWS)]
                found[rows, columns], found[columns, rows] = block, block.T
            if last:
                self._products[tile] = np.empty((0, ROWS, ROWS))
                if len(some) >= LARGE:
                    give_back()
        return found


def _solved(gram: Floats, cross: Floats) -> Floats:
    """Solve ``gram x = cross``, (k, k) and (k, R); a large table is overwritten.

    By LU factors: where functions that hardly vary depend on one another, rounding outweighs the
    ridge, and what is left has no Cholesky factor.
    """
    if len(gram) < LARGE:
        return np.asarray(np.linalg.solve(gram, cross))
    from scipy.linalg import lu_factor, lu_solve

    factors = lu_factor(gram.T, overwrite_a=True, check_finite=False)
    return np.asarray(lu_solve(factors, cross, overwrite_b=True, check_finite=False))
