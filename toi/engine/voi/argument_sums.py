"""Sums over draws with each of many arguments sound and unsound, kept where they differ.

Of thousands of theories an argument changes a few dozen, and few are ever first: tables of all
arguments by all theories and batches would be nearly empty, and fill the memory.
"""

import numpy as np

from toi.engine.problem import Floats, Ints
from toi.engine.voi.batches import BATCHES, Chunk
from toi.engine.voi.best import BestInDraw


class WorthIf:
    """What each of R theories is worth with each of A arguments some way, summed by batch.

    What an argument does not change is worth the same as in the draws as they are.
    """

    def __init__(self, arguments: int, theories: int) -> None:
        self._as_drawn = np.zeros((theories, BATCHES))
        self._changed: list[Ints] = [np.empty(0, dtype=np.int64)] * arguments
        self._sums = [np.empty((0, BATCHES))] * arguments

    def add_drawn(self, totals: Floats) -> None:
        """Add sums over some draws as they are, (R, BATCHES)."""
        self._as_drawn += totals

    def add(self, i: int, chunk: Chunk, changed: Ints, totals: Floats, change: Floats) -> None:
        """Add one argument, the same theories each time.

        Parameters
        ----------
        changed : (n,) int
            The theories that it changes.
        totals : (R, BATCHES) float
            Sums over the chunk as it is drawn.
        change : (n, S) float
            By how much it changes them in each draw.
        """
        if not len(self._changed[i]):
            self._changed[i], self._sums[i] = changed, np.zeros((len(changed), BATCHES))
        more = np.zeros((len(changed), BATCHES))
        chunk.add(more, change)
        self._sums[i] += totals[changed]
        self._sums[i] += more

    def of(self, some: slice) -> Floats:
        """Return the sums of some arguments, (n, R, BATCHES)."""
        changed, sums = self._changed[some], self._sums[some]
        found = np.tile(self._as_drawn, (len(sums), 1, 1))
        for out, which, own in zip(found, changed, sums, strict=True):
            out[which] = own
        return found


class FirstIf:
    """Shares of the first place with each of A arguments sound and unsound, summed by batch.

    Only theories that are ever first have a row, in the order in which they first are.
    """

    def __init__(self, arguments: int, theories: int) -> None:
        self._row = np.full(theories, -1)
        self._theories: list[int] = []
        self._sums = [np.empty((2, 0, BATCHES))] * arguments  # unsound and sound

    def add(
        self, i: int, chunk: Chunk, drawn: BestInDraw, flipped: BestInDraw, sound: Floats
    ) -> None:
        """Add one argument, given who is best as drawn, and with it the other way."""
        both, kind = (self._by_row(drawn), self._by_row(flipped)), sound.astype(np.int64)
        rows = len(self._theories)
        as_drawn, the_other_way = (one.by_batch(chunk, rows, kind) for one in both)
        if rows > self._sums[i].shape[1]:
            more = np.zeros((2, rows - self._sums[i].shape[1], BATCHES))
            self._sums[i] = np.concatenate([self._sums[i], more], axis=1)
        self._sums[i][:, :, chunk.batches] += as_drawn + the_other_way[::-1]

    def _by_row(self, best: BestInDraw) -> BestInDraw:
        """Name the best by their rows; who is first for the first time gets one."""
        row = self._row[best.theory]
        if row.min(initial=0) < 0:
            new = np.unique(best.theory[row < 0])
            self._row[new] = np.arange(len(new)) + len(self._theories)
            self._theories += new.tolist()
            row = self._row[best.theory]
        return BestInDraw(row, best.draw, best.share, best.together)

    def of(self, some: slice, sound: bool) -> Floats:
        """Return the sums of some arguments, sound or unsound, (n, R, BATCHES)."""
        sums = self._sums[some]
        found = np.zeros((len(sums), len(self._row), BATCHES))
        for out, own in zip(found, sums, strict=True):
            out[self._theories[: own.shape[1]]] = own[int(sound)]
        return found
