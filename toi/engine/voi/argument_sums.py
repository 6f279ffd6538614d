"""Sums over draws with each of many arguments sound and unsound, kept where they differ.

Of thousands of theories an argument changes a few dozen, and few are ever first: tables of all
arguments by all theories and batches would be nearly empty, and fill the memory.
"""

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.voi.batches import BATCHES, Chunk
from toi.engine.voi.best import BestInDraw

EXACT = 2  # theories that may tie so that sums of their shares are exact


class WorthIf:
    """What each of R theories is worth with each of A arguments some way, summed by batch.

    What an argument does not change is worth the same as in the draws as they are.
    """

    def __init__(self, arguments: int, theories: int) -> None:
        self._as_drawn = np.zeros((theories, BATCHES))
        self._changed: list[Ints] = [np.empty(0, dtype=np.int64)] * arguments
        self._sums = [np.empty((0, BATCHES))] * arguments

    def add_drawn(self, chunk: Chunk, totals: Floats) -> None:
        """Add sums over a chunk's batches as they are drawn, (R, K)."""
        self._as_drawn[:, chunk.batches] += totals

    def add(self, i: int, chunk: Chunk, changed: Ints, totals: Floats, change: Floats) -> None:
        """Add one argument, the same theories each time.

        Parameters
        ----------
        changed : (n,) int
            The theories that it changes.
        totals : (R, K) float
            Sums over the chunk's batches as they are drawn.
        change : (n, S) float
            By how much it changes them in each draw.
        """
        if not len(self._changed[i]):
            self._changed[i], self._sums[i] = changed, np.zeros((len(changed), BATCHES))
        sums = self._sums[i][:, chunk.batches]
        sums += totals[changed]
        sums += chunk.by_batch(change)
        self._sums[i][:, chunk.batches] = sums

    def of(self, some: slice) -> Floats:
        """Return the sums of some arguments, (n, R, BATCHES)."""
        changed, sums = self._changed[some], self._sums[some]
        found = np.tile(self._as_drawn, (len(sums), 1, 1))
        for out, which, own in zip(found, changed, sums, strict=True):
            out[which] = own
        return found


class FirstIf:
    """Shares of the first place with each of A arguments sound and unsound, summed by batch.

    Of most arguments only what they change is kept, as shares of theories in batches: halves and
    whole ones, whose sums are exact. From where three or more tie on, all sums of an argument are
    kept; only theories that are ever first have a row there, in the order in which they first are.
    """

    def __init__(self, arguments: int, theories: int) -> None:
        self._as_drawn = np.zeros((theories, BATCHES))
        self._changes: list[list[tuple[Ints, Floats]]] = [[] for _ in range(arguments)]
        self._row = np.full(theories, -1)
        self._theories: list[int] = []
        self._sums: dict[int, Floats] = {}  # unsound and sound

    def add_drawn(self, chunk: Chunk, drawn: BestInDraw) -> None:
        """Add a chunk as it is drawn, after all arguments."""
        self._as_drawn[:, chunk.batches] += drawn.by_batch(chunk, len(self._as_drawn))[0]

    def add(
        self,
        i: int,
        chunk: Chunk,
        drawn: BestInDraw,
        flipped: BestInDraw,
        sound: Floats,
        changed: Bools,
    ) -> None:
        """Add one argument, given who is best as drawn, and with it the other way.

        Parameters
        ----------
        changed : (S,) bool
            The draws in which that is somebody else.
        """
        if i in self._sums or max(drawn.together.max(), flipped.together.max()) > EXACT:
            self._add_all(i, chunk, drawn, flipped, sound)
        elif changed.any():
            places, shares = [], []
            other_way = (1 - sound.astype(np.int64)) * BATCHES + chunk.batches[chunk.place]
            for best, sign in ((drawn, -1.0), (flipped, 1.0)):
                some = changed[best.draw]
                places.append(best.theory[some] * (2 * BATCHES) + other_way[best.draw[some]])
                shares.append(sign * best.share[some])
            self._changes[i].append(_summed(np.concatenate(places), np.concatenate(shares)))

    def _add_all(
        self, i: int, chunk: Chunk, drawn: BestInDraw, flipped: BestInDraw, sound: Floats
    ) -> None:
        both, kind = (self._by_row(drawn), self._by_row(flipped)), sound.astype(np.int64)
        if i not in self._sums:
            self._sums[i] = self._so_far(i)
        rows = len(self._theories)
        as_drawn, the_other_way = (one.by_batch(chunk, rows, kind) for one in both)
        if rows > self._sums[i].shape[1]:
            more = np.zeros((2, rows - self._sums[i].shape[1], BATCHES))
            self._sums[i] = np.concatenate([self._sums[i], more], axis=1)
        self._sums[i][:, :, chunk.batches] += as_drawn + the_other_way[::-1]

    def _so_far(self, i: int) -> Floats:
        """Return all sums of an argument of which changes are kept, and keep these no longer."""
        found = np.stack([self._exact(i, sound) for sound in (False, True)])
        self._number(np.flatnonzero(found.any(axis=(0, 2))))
        self._changes[i] = []
        return np.asarray(found[:, self._theories])

    def _exact(self, i: int, sound: bool) -> Floats:
        """Return the sums of an argument of which changes are kept, (R, BATCHES)."""
        found = self._as_drawn.copy()
        for places, shares in self._changes[i]:
            theory, rest = np.divmod(places, 2 * BATCHES)
            kind, batch = np.divmod(rest, BATCHES)
            mine = kind == int(sound)
            found[theory[mine], batch[mine]] += shares[mine]
        return found

    def _by_row(self, best: BestInDraw) -> BestInDraw:
        """Name the best by their rows; who is first for the first time gets one."""
        self._number(np.unique(best.theory))
        return BestInDraw(self._row[best.theory], best.draw, best.share, best.together)

    def _number(self, theories: Ints) -> None:
        """Give rows to theories that have none."""
        new = theories[self._row[theories] < 0]
        self._row[new] = np.arange(len(new)) + len(self._theories)
        self._theories += new.tolist()

    def of(self, some: slice, sound: bool) -> Floats:
        """Return the sums of some arguments, sound or unsound, (n, R, BATCHES)."""
        each = range(*some.indices(len(self._changes)))
        found = np.zeros((len(each), *self._as_drawn.shape))
        for out, i in zip(found, each, strict=True):
            if i in self._sums:
                own = self._sums[i]
                out[self._theories[: own.shape[1]]] = own[int(sound)]
            else:
                out[:] = self._exact(i, sound)
        return found


def _summed(places: Ints, shares: Floats) -> tuple[Ints, Floats]:
    """Add up the shares of each place, and take as little memory for them as holds them."""
    found, which = np.unique(places, return_inverse=True)
    return found.astype(np.int32), np.bincount(which, shares).astype(np.float32)
