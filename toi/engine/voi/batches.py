"""Batch means: per-batch sums of draws, from which errors and half-sample estimates follow.

Every block of draws is cut into `BATCHES` pieces of all but equal size, and piece b of each
block belongs to batch b. So batches are alike, however many draws there are; sums are made
piece by piece and added block by block, so no chunk size can change a bit of them.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from toi.engine.problem import Floats, Ints
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import parts
from toi.light_dataclass import dataclass

BATCHES = 128  # even: the first half decides, the second values, and the other way round
PIECE = 256  # draws of half a block that are learnt from, or valued, at a time; all of few inputs
PIECES = 32  # in a chunk, so that what is worked on stays in the processor's cache
FEW_CELLS = 2**9  # of a table of which twice as many pieces stay there
MOST_CELLS = 3 * 2**18  # of the tables of all draws of a chunk


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some draws of one block: whole pieces of it.

    Attributes
    ----------
    draws : slice
        Which draws.
    starts : (K,) int
        Where each piece begins, counted from the chunk's first draw.
    batches : (K,) int
        The batch that each piece belongs to.
    """

    draws: slice
    starts: Ints
    batches: Ints

    @property
    def size(self) -> int:
        """Return the number of draws."""
        return int(self.draws.stop - self.draws.start)

    @cached_property
    def place(self) -> Ints:
        """Return the place of each draw's batch among the K, (S,)."""
        sizes = np.diff(np.append(self.starts, self.size))
        return np.repeat(np.arange(len(self.batches)), sizes)

    def add(self, sums: Floats, values: Floats) -> None:
        """Add values (..., S) to the sums (..., BATCHES) of their batches."""
        sums[..., self.batches] += self.by_batch(values)

    def by_batch(self, values: Floats) -> Floats:
        """Sum values (..., S) by the K batches, (..., K)."""
        return np.asarray(np.add.reduceat(values, self.starts, axis=-1))


def chunks(
    n: int, pieces: int = PIECES, first: int = 0, total: int | None = None
) -> Iterator[Chunk]:
    """Yield `n` draws in order, at most so many pieces of a block at a time.

    Parameters
    ----------
    first, total : int
        The number of the first of them, and how many there are in all; by default these are all.
    """
    for block, size in _blocks(n, first, total):
        edges = np.arange(BATCHES + 1) * size // BATCHES
        edges = np.clip(block + edges, first, first + n) - first
        for piece in range(0, BATCHES, pieces):
            batches = np.arange(piece, min(piece + pieces, BATCHES))
            batches = batches[edges[batches + 1] > edges[batches]]
            if len(batches):
                start, stop = int(edges[batches[0]]), int(edges[batches[-1] + 1])
                yield Chunk(slice(start, stop), edges[batches] - start, batches)


def pieces_of(cells: int) -> int:
    """Return how many pieces of a block to work on at a time, for a table of so many cells."""
    if cells <= FEW_CELLS:
        return 2 * PIECES
    fit = MOST_CELLS * BATCHES // (BLOCK * cells)
    return min(max(fit, 1), PIECES)


def pieces(n: int, half: int, most: int = PIECE) -> Iterator[slice]:
    """Cut the draws of one half of a block of `n` into pieces."""
    start, stop = (0, n // 2) if half == 0 else (n // 2, n)
    for part in parts(stop - start, most):
        yield slice(start + part.start, start + part.stop)


def halves_of(n: int, first: int = 0, total: int | None = None) -> Iterator[tuple[int, slice]]:
    """Yield which of `n` draws are of one half of a block, with the half, in order.

    Parameters
    ----------
    first, total : int
        The number of the first of them, and how many there are in all; by default these are all.
    """
    for block, size in _blocks(n, first, total):
        edges = (block, block + size // 2, block + size)
        for half in range(2):
            start, stop = max(edges[half], first), min(edges[half + 1], first + n)
            if start < stop:
                yield half, slice(start - first, stop - first)


def _blocks(n: int, first: int, total: int | None) -> Iterator[tuple[int, int]]:
    """Yield where each block begins that has some of `n` draws, and how many draws it has."""
    total = n if total is None else total
    for block in range(first - first % BLOCK, first + n, BLOCK):
        yield block, min(BLOCK, total - block)


def counts(n: int) -> Floats:
    """Return how many of `n` draws each batch has, (BATCHES,)."""
    found = np.zeros(BATCHES)
    for chunk in chunks(n):
        chunk.add(found, np.ones(chunk.size))
    return found


def halves() -> tuple[slice, slice]:
    """Return the batches of either half of the draws."""
    return slice(0, BATCHES // 2), slice(BATCHES // 2, BATCHES)


def ratio(sums: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Estimate a mean, and its standard error, from batch sums (..., B) and batch sizes (B,).

    ``m = sum_b x_b / sum_b n_b`` with the error of a ratio estimate,
    ``sqrt(k / (k - 1) sum_b (x_b - n_b m)^2) / sum_b n_b`` over the k batches that have
    draws (Cochran 1977, ch. 6). NaN where fewer than two have.

    Parameters
    ----------
    sums : (..., B) float
        Of the quantity over each batch.
    size : (B,) float
        Draws in each batch.

    Returns
    -------
    mean, standard_error : (...) float
    """
    whole, k = size.sum(), np.count_nonzero(size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = sums.sum(axis=-1) / whole
        off = sums - mean[..., None] * size
        spread = np.sqrt((off**2).sum(axis=-1) * (k / np.float64(k - 1)))
        return mean, np.asarray(np.where(k > 1, spread / whole, np.nan))


def jackknife(
    estimate: Callable[..., Floats], size: Floats, *sums: Floats
) -> tuple[Floats, Floats]:
    """Estimate a function of means, and its standard error by leaving out one batch at a time.

    Parameters
    ----------
    estimate : callable
        From means, each (..., B), to the estimates, (..., B).
    size : (B,) float
        Draws in each batch.
    *sums : (..., B) float
        Sums over each batch.

    Returns
    -------
    estimate, standard_error : (...)
        The error is ``sqrt((k - 1) / k sum_b (e_b - mean e)^2)`` (Tukey 1958) over the k
        batches that have draws; NaN where fewer than two have.
    """
    full = size > 0
    k = int(full.sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        found = estimate(*(s.sum(axis=-1, keepdims=True) / size.sum() for s in sums))[..., 0]
        left = size.sum() - size[full]
        means = ((s.sum(axis=-1, keepdims=True) - s[..., full]) / left for s in sums)
        without = estimate(*means) if k > 1 else np.full((*found.shape, 1), np.nan)
        off = without - without.mean(axis=-1, keepdims=True)
        return found, np.asarray(np.sqrt((off**2).sum(axis=-1) * max(k - 1, 1) / max(k, 1)))
