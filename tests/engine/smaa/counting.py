"""How a debate is counted, and all that is counted of it as bytes."""

from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa import simulate

DRAWS = BLOCK + 1100
ROWS = [2, 0, 1, 4, 3]


def bytes_of(found):
    """All that is counted, as bytes."""
    arrays = (found.acceptability, found.beats, found.ties, found.central_weights)
    some = (found.mean, found.sd, found.below_nothing, found.percentiles((0.05, 0.5)))
    return [array.tobytes() for array in (*arrays, *some)]


def counted(problem, blocks):
    """Count blocks of draws: the indices, and their bytes."""
    found = simulate.simulate(problem, ROWS, blocks)
    return found, bytes_of(found)
