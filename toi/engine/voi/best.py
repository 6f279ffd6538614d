"""The best theory in each draw, and what a choice among theories is worth there."""

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.ranking import are_best, order_key
from toi.engine.voi.batches import Chunk
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class BestInDraw:
    """The best theories: one entry per theory and draw in which it is, in order of theories.

    Attributes
    ----------
    theory, draw : (N,) int
    share : (N,) float
        1 where it is best alone, 1/k where k tie.
    together : (S,) float
        How many tie in each draw; 0 where gates exclude all, so that nobody is best.
    """

    theory: Ints
    draw: Ints
    share: Floats
    together: Floats

    def by_batch(self, chunk: Chunk, theories: int, kind: Ints | None = None) -> Floats:
        """Return sums of first-place shares, (2, theories, K), over the K batches of a chunk.

        Index 0 sums the draws with ``kind == 0``, index 1 those with ``kind == 1``.

        Parameters
        ----------
        kind : (S,) int, optional
            0 or 1 for each draw; by default all 0.
        """
        batches = len(chunk.batches)
        draw = chunk.place if kind is None else chunk.place + kind * (theories * batches)
        bins = self.theory * batches
        bins += draw[self.draw]
        found = np.bincount(bins, self.share, minlength=2 * theories * batches)
        return np.asarray(found.reshape(2, theories, batches), dtype=np.float64)

    def dense(self, theories: int) -> Floats:
        """Return the share of each theory in each draw, (theories, S)."""
        found = np.zeros((theories, len(self.together)))
        found[self.theory, self.draw] = self.share
        return found

    def apart(self, others: Floats, together: Floats) -> Floats:
        """Return ``sum_t (share_t - other_t)^2`` in each draw, (S,).

        Parameters
        ----------
        others, together : (R, S) and (S,)
            Shares after the flip (`dense`), and how many tie there.
        """
        both = self.share * others[self.theory, self.draw]
        overlap = np.bincount(self.draw, both, minlength=len(self.together))
        return np.asarray(squares(self.together) + squares(together) - 2.0 * overlap)


def squares(together: Floats) -> Floats:
    """Return the sum of the squared shares of the best in each draw, by how many tie, (S,)."""
    return np.divide(1.0, together, out=np.zeros(len(together)), where=together > 0)


def best_in_draw(totals: Floats, gated: Bools | None) -> BestInDraw:
    """Find the best theories of each draw; gated ones (None: no gates) are below all others.

    Parameters
    ----------
    totals, gated : (R, S)
    """
    return best_by_key(order_key(totals, gated))


def best_by_key(key: Floats) -> BestInDraw:
    """Find the best theories of each draw from keys (R, S), as `order_key` makes them."""
    first = are_best(key, key.max(axis=0))
    theory, draw = np.divmod(np.flatnonzero(first), key.shape[1])  # quicker than nonzero
    together = np.bincount(draw, minlength=key.shape[1]).astype(np.float64)
    return BestInDraw(theory, draw, 1.0 / together[draw], together)


def worth(totals: Floats, gated: Bools | None) -> Floats:
    """Return what choosing each theory is worth in each draw, (R, S): its score.

    A theory that a gate turns out to exclude is worth the lowest score of the draw, since
    it ranks below all others.

    Parameters
    ----------
    totals : (R, S) float
        In points.
    gated : (R, S) bool or None
        None where there are no gates.
    """
    if gated is None:
        return totals
    return np.where(gated, totals.min(axis=0), totals)
