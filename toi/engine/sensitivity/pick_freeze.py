"""Pick-freeze design: scores at two sets of draws, and at the first with some inputs of the second.

Saltelli (2002): f(A), f(B) and, for each group g of inputs, f(AB_g), which Sobol indices
are estimated from.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from toi import threads
from toi.engine.memory import give_back
from toi.engine.problem import Bools, Floats, Inputs, ScoringProblem
from toi.engine.sampling.input_labels import Labels, mixed
from toi.engine.sampling.quantile_tables import forget_tables
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers
from toi.engine.sampling.streams import BLOCK, PER_WORD, stream
from toi.engine.scoring.score import parts, score
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.sensitivity.sobol import panels
from toi.light_dataclass import dataclass
from toi.threads import Crew

AT_ONCE = BLOCK // 4  # points
MOST = 2**23  # numbers that are drawn at a time for A, and as many for B
LEAST = 256  # points

Points = tuple[int, slice, Callable[[], Inputs]]  # which of A, B and the mixes, where, and how made


@dataclass(frozen=True, eq=False)
class MixedScores:
    """Scores of some theories at A, at B, and at A with each of G groups taken from B.

    Attributes
    ----------
    at : slice
        Their places among the theories that were asked for.
    totals, gated : (2 + G, N, K)
        With points side by side in memory, where those of the next theories will be.
    """

    at: slice
    totals: Floats
    gated: Bools


def mixed_scores(
    problem: ScoringProblem,
    theories: Sequence[int],
    groups: Sequence[Labels],
    seed: int,
    points: int,
    goes_on: Callable[[int], bool] = lambda done: True,
) -> Iterator[MixedScores]:
    """Score theories at A, at B and at each mix: some theories at all points, then the next.

    A and B are independent draws of everything uncertain, one stream per labelled
    quantity; A is what any other analysis draws with this seed. So neither another record
    nor another group changes the points, and more points begin with the same ones.

    Parameters
    ----------
    goes_on : callable
        Told after each block how much is done, as a number of points. Where it says no while
        the first theories are worked out, all are worked out at the points that these are;
        later it is not heard, since fewer points would have to be begun anew.

    Yields
    ------
    MixedScores
        N is `points` unless it ended early.
    """
    compared = problem.method.compares
    places = [slice(0, len(theories))] if compared else list(panels(len(theories)))
    most = max(panel.stop - panel.start for panel in places)
    totals = np.empty((2 + len(groups), most, points))
    gated = np.empty(totals.shape, dtype=bool)
    crew = Crew()
    for i, panel in enumerate(places):
        give_back()  # what was freed where the last ones were looked at
        size = panel.stop - panel.start
        here = totals[:, :size, :points], gated[:, :size, :points]
        shards = list(_shards(problem, list(theories[panel]), seed, points))
        for block in parts(points, BLOCK):
            for shard in shards:
                shard.fill(block, groups, here, crew)
            if not goes_on((i * points + block.stop) // len(places)) and i == 0:
                points = block.stop
                break
        del shards
        forget_tables()  # most are others for the next theories
        give_back()
        yield MixedScores(panel, *(one[..., :points].transpose(0, 2, 1) for one in here))


@dataclass(frozen=True, eq=False)
class _Shard:
    """Theories that are worked out together: their places, rows and the draws they need."""

    at: list[int]
    problem: ScoringProblem
    rows: list[int]
    samplers: tuple[Sampler, Sampler]

    def fill(
        self, block: slice, groups: Sequence[Labels], out: tuple[Floats, Bools], crew: Crew
    ) -> None:
        """Write scores and gates at the points of a block to their places in (2 + G, K, N)."""
        size = min(AT_ONCE, max(MOST // numbers(self.problem) // PER_WORD * PER_WORD, LEAST))
        for some in parts(block.stop - block.start, size):
            part = slice(block.start + some.start, block.start + some.stop)
            here = out[0][:, :, part], out[1][:, :, part]
            crew.each(partial(self._score, *here), self._points(part, groups, crew))

    def _points(self, part: slice, groups: Sequence[Labels], crew: Crew) -> list[Points]:
        """Return what makes some points at A, at B and at each mix, a few at a time."""
        n = part.stop - part.start
        base, other = (empty_inputs(self.problem, n) for _ in "AB")
        for sampler, inputs in zip(self.samplers, (base, other), strict=True):
            sampler.fill(part.start, inputs, crew)
        few = list(parts(n, max(-(-n // threads.count()), LEAST)))  # each has its share of memory

        def mix(labels: Labels, some: slice) -> Inputs:
            return mixed(self.problem, base.at(some), other.at(some), labels)

        mixes = [partial(mix, labels) for labels in groups]
        makers: list[Callable[[slice], Inputs]] = [base.at, other.at, *mixes]
        return [(i, some, partial(make, some)) for i, make in enumerate(makers) for some in few]

    def _score(self, totals: Floats, gated: Bools, points: Points) -> None:
        number, some, make = points
        found = score(self.problem, make(), self.rows)
        totals[number, self.at, some], gated[number, self.at, some] = found.totals.T, found.gated.T


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
