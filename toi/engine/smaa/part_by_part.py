"""Draws that are made a part at a time: in turn, or, where that is long work, side by side."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from toi import processes
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import parts

Draws = TypeVar("Draws")
Found = TypeVar("Found")


class PartByPart(ABC, Generic[Draws]):
    """The first `n` draws, any part of which may be made by itself.

    Parameters
    ----------
    n : int
    most : int
        Draws that are made together at most; whole blocks.

    Attributes
    ----------
    parts : list of slice
        In order.
    """

    def __init__(self, n: int, most: int) -> None:
        self.parts = cut(n, most)

    @abstractmethod
    def made(self, draws: slice) -> Draws:
        """Make one of the parts, in the memory of those before."""

    def __getitem__(self, number: int) -> Draws:
        return self.made(self.parts[number])

    def __iter__(self) -> Iterator[Draws]:
        return map(self.made, self.parts)

    def others_make(self, done: int, pace: processes.Pace) -> range | None:
        """Return the numbers of all parts after so many; None where they are no long work."""
        draws, all_draws = self.parts[done - 1].stop, self.parts[-1].stop
        slow = pace.is_slow(draws, all_draws - draws)
        return range(done, len(self.parts)) if slow else None


def cut(n: int, most: int) -> list[slice]:
    """Cut draws into parts of whole blocks, but for the last.

    Where several share the work, the first is one block, which tells how long the others take;
    of these everybody gets as many, of about the same length.
    """
    shares = processes.width()
    if n <= most or shares == 1:
        return list(parts(n, most))
    blocks = -(-n // BLOCK) - 1
    pieces = -(-blocks * BLOCK // most)
    pieces = min(pieces + -pieces % shares, blocks)
    length, longer = divmod(blocks, pieces)
    sizes = [1, *[length + 1] * longer, *[length] * (pieces - longer)]
    ends = [min(BLOCK * end, n) for end in accumulate(sizes, initial=0)]
    return [slice(*both) for both in pairwise(ends)]


def in_turn(blocks: Iterable[Draws], do: Callable[[Draws], Found]) -> Generator[Found, None, None]:
    """Yield what is found for blocks in their order; by processes where that is long work."""
    pace = processes.Pace()
    for number, some in enumerate(blocks, 1):
        yield do(some)
        if isinstance(blocks, PartByPart):
            left = blocks.others_make(number, pace)
            if left is not None:
                yield from processes.side_by_side(lambda one: do(blocks[one]), left)
                return
