"""Functions of inputs in which the worth of each choice is regressed: lines, bends, products."""

from itertools import combinations

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.sampling.streams import BLOCK
from toi.engine.voi.batches import PIECE
from toi.engine.voi.regression.sparse_regression import Tiles
from toi.light_dataclass import dataclass

MOST_BENT, MOST_PAIRED = 24, 6  # inputs; of more, so many terms would fit noise
BENDS = 3  # of the worth in each of few inputs, at quantiles that part its draws evenly


@dataclass(frozen=True, eq=False)
class Basis:
    """Functions of some inputs, in which the worth of a choice is regressed.

    The inputs themselves; of a few, piecewise linear with bends, by default at their quartiles; of
    very few, products of pairs too, since arguments may count only together. The inputs alone where
    worth is known to be linear in them: to estimate bends that are not there would add noise.

    Attributes
    ----------
    kept : (d,) int
        Rows of the inputs that vary.
    bent : (k,) int
        Which of these have bends, once for each.
    knots : (k,) float
    pairs : (2, m) int
    reach : (D, R) bool
        Which choices each input may change the worth of.
    bends_reach : (k, R) bool
        Which choices each bend is for.
    """

    kept: Ints
    bent: Ints
    knots: Floats
    pairs: Ints
    reach: Bools
    bends_reach: Bools

    @classmethod
    def of(
        cls, columns: Floats, reach: Bools, bends: int = BENDS, jumps: Bools | None = None
    ) -> "Basis":
        """Choose functions for inputs (D, S), by some draws of them."""
        kept = np.flatnonzero(np.ptp(columns, axis=1) > 0)
        return cls.of_kept(kept, reach, columns, bends, jumps)

    @classmethod
    def of_kept(
        cls,
        kept: Ints,
        reach: Bools,
        columns: Floats | None = None,
        bends: int = BENDS,
        jumps: Bools | None = None,
    ) -> "Basis":
        """Choose them given which inputs vary; draws of more than `MOST_BENT` are not needed.

        Parameters
        ----------
        bends : int
            How many each input may have; 0 where worth is linear in all of them together.
        jumps : (D, R) bool, optional
            Which choices more than `BENDS` are for, since their worth may jump in an input; by
            default all that it reaches.
        """
        bent, bends_reach = [], [reach[:0]]
        if columns is not None and len(kept) <= MOST_BENT:
            for place, (row, own) in enumerate(zip(columns[kept], reach[kept], strict=True)):
                few = _knots(row, min(bends, BENDS))
                sharply = own if jumps is None else own & jumps[kept[place]]
                for knot in sorted({*few, *_knots(row, bends)}):
                    bent.append((place, knot))
                    bends_reach.append((own if knot in few else sharply)[None])
        paired = len(kept) <= MOST_PAIRED and bends > 0
        pairs = combinations(range(len(kept)), 2) if paired else ()
        return cls(
            kept,
            np.array([place for place, _ in bent], dtype=np.int64),
            np.array([knot for _, knot in bent]),
            np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T,
            reach,
            np.concatenate(bends_reach),
        )

    @property
    def piece(self) -> int:
        """Return how many draws to work on at a time, so that the functions stay in the cache."""
        return BLOCK if len(self.kept) <= MOST_BENT else PIECE

    @property
    def tiles(self) -> Tiles:
        """Return the functions with the choices that each may tell something of."""
        own = self.reach[self.kept]
        one, other = self.pairs
        return Tiles(np.concatenate([own, self.bends_reach, own[one] & own[other]]))

    def __call__(self, columns: Floats) -> Floats:
        """Return the functions of inputs (D, S), (p, S); of many, which may be large, no copy."""
        if not self.bent.size and not self.pairs.size and len(self.kept) == len(columns):
            return columns
        own = columns[self.kept]
        one, other = self.pairs
        beyond = np.maximum(own[self.bent] - self.knots[:, None], 0.0)
        return np.concatenate([own, beyond, own[one] * own[other]])


def _knots(row: Floats, bends: int) -> list[float]:
    """Return where the worth may bend in one input; nowhere in an event."""
    ends = float(row.min()), float(row.max())
    shares = np.arange(1, bends + 1) / (bends + 1)
    inside = {float(knot) for knot in np.quantile(row, shares, method="nearest")}
    return sorted(inside - set(ends))
