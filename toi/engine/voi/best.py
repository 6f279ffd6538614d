"""Who is first in each draw, and what a choice among theories is worth there."""

from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.voi.batches import BATCHES, Chunk

TIE = 1e-9  # points; theories nearer to the best than this share the first place


@dataclass(frozen=True, eq=False)
class Leaders:
    """Who is first: one entry per theory and draw in which it is, in order of theories.

    Attributes
    ----------
    theory, draw : (N,) int
    share : (N,) float
        1 where it is first alone, 1/k where k tie.
    together : (S,) float
        How many tie in each draw.
    """

    theory: Ints
    draw: Ints
    share: Floats
    together: Floats

    def by_batch(self, chunk: Chunk, theories: int, kind: Ints | None = None) -> Floats:
        """Sums of shares, (2, theories, BATCHES): of draws of `kind` (S,) 0, and of kind 1."""
        draw = chunk.batch if kind is None else chunk.batch + kind * (theories * BATCHES)
        bins = self.theory * BATCHES
        bins += draw[self.draw]
        found = np.bincount(bins, self.share, minlength=2 * theories * BATCHES)
        return np.asarray(found.reshape(2, theories, BATCHES), dtype=np.float64)

    def dense(self, theories: int) -> Floats:
        """The share of each theory in each draw, (theories, S)."""
        found = np.zeros((theories, len(self.together)))
        found[self.theory, self.draw] = self.share
        return found

    def apart(self, others: Floats, together: Floats) -> Floats:
        """``sum_t (share_t - other_t)^2`` in each draw, (S,).

        Parameters
        ----------
        others, together : (R, S) and (S,)
            Shares of the other world (`dense`) and how many tie in it.
        """
        both = self.share * others[self.theory, self.draw]
        overlap = np.bincount(self.draw, both, minlength=len(self.together))
        return np.asarray(1.0 / self.together + 1.0 / together - 2.0 * overlap)


def leaders(totals: Floats, gated: Bools | None) -> Leaders:
    """Who scores best in each draw; gated theories (None: there are no gates) below all others.

    Parameters
    ----------
    totals, gated : (R, S)
    """
    key = totals if gated is None else np.where(gated, -np.inf, totals)
    first = key >= key.max(axis=0) - TIE
    theory, draw = np.divmod(np.flatnonzero(first), key.shape[1])  # quicker than nonzero
    together = np.bincount(draw, minlength=key.shape[1]).astype(np.float64)
    return Leaders(theory, draw, 1.0 / together[draw], together)


def worth(totals: Floats, gated: Bools | None) -> Floats:
    """What choosing each theory is worth in each draw, (R, S): its score.

    A theory that a gate turns out to exclude is worth the lowest score of the draw, since
    it ranks below all others.
    """
    if gated is None:
        return totals
    return np.where(gated, totals.min(axis=0), totals)
