"""Pick-freeze design: scores at two sets of draws, and at the first with some inputs of the second.

Saltelli (2002): f(A), f(B) and, for each group g of inputs, f(AB_g), which Sobol indices
are estimated from.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, ScoringProblem
from toi.engine.sampling.input_labels import Labels, mixed
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers
from toi.engine.sampling.streams import BLOCK, PER_WORD, stream
from toi.engine.scoring.score import parts, score
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.light_dataclass import dataclass
from toi.threads import Crew

MOST = 2**22  # numbers that are drawn at a time for A, and as many for B
LEAST = 256  # points


def mixed_totals(
    problem: ScoringProblem,
    theories: Sequence[int],
    groups: Sequence[Labels],
    seed: int,
    points: int,
    goes_on: Callable[[int], bool] = lambda done: True,
) -> tuple[Floats, Bools]:
    """Score some theories at A, at B, and at A with each of G groups taken from B.

    A and B are independent draws of everything uncertain, one stream per labelled
    quantity; A is what any other analysis draws with this seed. So neither another record
    nor another group changes the points, and more points begin with the same ones.

    Parameters
    ----------
    goes_on : callable
        Told after each block how many points are done; it ends there when it says no.

    Returns
    -------
    totals, gated : (2 + G, N, len(theories))
        With points side by side in memory; N is `points` unless it ended early.
    """
    totals = np.empty((2 + len(groups), len(theories), points))
    gated = np.empty(totals.shape, dtype=bool)
    shards = list(_shards(problem, list(theories), seed, points))
    done, crew = 0, Crew()
    for start in range(0, points, BLOCK):
        done = min(start + BLOCK, points)
        for shard in shards:
            for some in parts(done - start, shard.size):
                part = slice(start + some.start, start + some.stop)
                here = totals[:, :, part], gated[:, :, part]
                crew.each(partial(shard.score, *here), shard.points(part, groups, crew))
        if not goes_on(done):
            break
    return totals[:, :, :done].transpose(0, 2, 1), gated[:, :, :done].transpose(0, 2, 1)


@dataclass(frozen=True, eq=False)
class _Shard:
    """Theories that are worked out together: their places, rows and the draws they need."""

    at: list[int]
    problem: ScoringProblem
    rows: list[int]
    samplers: tuple[Sampler, Sampler]

    @property
    def size(self) -> int:
        """Return how many points to work out at a time."""
        return max(MOST // numbers(self.problem) // PER_WORD * PER_WORD, LEAST)

    def points(
        self, part: slice, groups: Sequence[Labels], crew: Crew
    ) -> list[tuple[int, Callable[[], Inputs]]]:
        """Return what makes some points at A, at B and at each mix, each with its number."""
        base, other = (empty_inputs(self.problem, part.stop - part.start) for _ in "AB")
        for sampler, inputs in zip(self.samplers, (base, other), strict=True):
            sampler.fill(part.start, inputs, crew)
        mixes = [partial(mixed, self.problem, base, other, labels) for labels in groups]
        return list(enumerate([lambda: base, lambda: other, *mixes]))

    def score(self, totals: Floats, gated: Bools, points: tuple[int, Callable[[], Inputs]]) -> None:
        """Write scores and gates at some points to their places in (2 + G, theories, N)."""
        number, make = points
        found = score(self.problem, make(), self.rows)
        totals[number, self.at], gated[number, self.at] = found.totals.T, found.gated.T


def _shards(
    problem: ScoringProblem, theories: list[int], seed: int, points: int
) -> Iterator[_Shard]:
    """Cut theories into groups that need little memory, unless the method compares them all."""
    place = {theory: i for i, theory in enumerate(theories)}
    second = int(stream(seed, "mixing").integers(2**63))  # the seed of B
    for some in [theories] if problem.method.compares else in_groups(problem, theories):
        smaller, rows = restricted(problem, some)
        samplers = Sampler(smaller, seed, points), Sampler(smaller, second, points)
        yield _Shard([place[theory] for theory in some], smaller, rows.tolist(), samplers)
