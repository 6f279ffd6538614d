"""Scores at two sets of draws, and at the first with some inputs taken from the second.

A group of inputs is a set of labels: those of quantities, `event_label` of arguments, and
`WEIGHTS` for the weights, which are one input since they add up to 1.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import WEIGHTS, Bools, Floats, Inputs, Quantity, ScoringProblem, event_label
from toi.engine.sampling.sampler import Sampler, empty_inputs
from toi.engine.sampling.streams import BLOCK, stream
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.smaa.simulate import totals_of
from toi.engine.voi.best import TIE

Labels = Set[str]


def mixed(problem: ScoringProblem, base: Inputs, other: Inputs, group: Labels) -> Inputs:
    """`base` with the inputs of a group taken from `other`."""
    cells = np.zeros((len(problem.theories), len(problem.criteria)), dtype=bool)
    cells[problem.judgement_theory, problem.judgement_criterion] = _in(group, problem.judgements)
    events = np.array([event_label(name) in group for name in problem.arguments], dtype=bool)
    return Inputs(
        weights=other.weights if WEIGHTS in group else base.weights,
        judgements=_swapped(base.judgements, other.judgements, cells),
        sound=_swapped(base.sound, other.sound, events),
        answer_force=_swapped(base.answer_force, other.answer_force, _in(group, problem.answers)),
        force=_swapped(base.force, other.force, _in(group, problem.forces)),
    )


def _in(group: Labels, quantities: Sequence[Quantity]) -> Bools:
    return np.array([quantity.label in group for quantity in quantities], dtype=bool)


def _swapped(base: Floats, other: Floats, which: Bools) -> Floats:
    """`base` (S, ...) with what `which` (...) marks taken from `other`, laid out as it is."""
    if not which.any():
        return base
    found = base.copy(order="K")
    np.moveaxis(found, 0, -1)[which] = np.moveaxis(other, 0, -1)[which]
    return found


def mixed_totals(
    problem: ScoringProblem,
    theories: list[int],
    groups: Sequence[Labels],
    seed: int,
    points: int,
    goes_on: Callable[[int], bool] = lambda done: True,
) -> tuple[Floats, Bools]:
    """Scores of some theories at A, at B, and at A with each of G groups taken from B.

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
    parts = list(_parts(problem, theories, seed, points))
    done = 0
    for block, start in enumerate(range(0, points, BLOCK)):
        done = min(start + BLOCK, points)
        for part in parts:
            for i, (scores, out) in enumerate(part.scores(block, done - start, groups)):
                totals[i, part.at, start:done] = scores.T
                gated[i, part.at, start:done] = out.T
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

    def scores(
        self, block: int, n: int, groups: Sequence[Labels]
    ) -> Iterator[tuple[Floats, Bools]]:
        """Scores and gates at A, at B and at each mix, (n, theories)."""
        base, other = (empty_inputs(self.problem, n) for _ in "AB")
        for sampler, inputs in zip(self.samplers, (base, other), strict=True):
            sampler.fill(block, inputs)
        mixes = (mixed(self.problem, base, other, group) for group in groups)
        for inputs in (base, other, *mixes):
            (scores,), out = totals_of(self.problem, inputs, self.rows, [self.problem.method])
            yield scores, out


def _parts(
    problem: ScoringProblem, theories: list[int], seed: int, points: int
) -> Iterator[_Shard]:
    """Theories in groups that need little room, unless the method compares them all."""
    place = {theory: i for i, theory in enumerate(theories)}
    second = int(stream(seed, "mixing").integers(2**63))
    for some in [theories] if problem.method.compares else in_groups(problem, theories):
        smaller, rows = restricted(problem, some)
        samplers = Sampler(smaller, seed, points), Sampler(smaller, second, points)
        yield _Shard([place[theory] for theory in some], smaller, rows.tolist(), samplers)


def first_shares(totals: Floats, gated: Bools) -> Floats:
    """Who is first, (..., T): 1 for the best, 1/k each where k tie, gated ones below all."""
    key = np.where(gated, -np.inf, totals)
    best = key >= key.max(axis=-1, keepdims=True) - TIE
    return np.asarray(best / best.sum(axis=-1, keepdims=True))


def leads(totals: Floats, leader: int, rivals: Sequence[int]) -> Floats:
    """The leader's score less the best of its rivals', (...) from (..., T).

    0 where it has no rival.
    """
    if not rivals:
        return np.zeros(totals.shape[:-1])
    return np.asarray(totals[..., leader] - totals[..., list(rivals)].max(axis=-1))
