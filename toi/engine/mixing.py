"""Scores at two sets of draws, and at the first with some inputs taken from the second.

A group of inputs is a set of labels: those of quantities, `event_label` of arguments, and
`WEIGHTS` for the weights, which are one input since they add up to 1.
"""

from collections.abc import Sequence, Set

import numpy as np

from toi.arrays import Bools, Floats, Inputs, Quantity, ScoringProblem
from toi.engine.montecarlo import totals_of
from toi.engine.restrict import in_groups, restricted
from toi.engine.sampling import BLOCK, sampled_inputs, stream

WEIGHTS = "weights"
Labels = Set[str]


def event_label(argument: str) -> str:
    """The label of whether an argument is sound."""
    return f"event/{argument}"


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
    problem: ScoringProblem, theories: list[int], groups: Sequence[Labels], seed: int, points: int
) -> tuple[Floats, Bools]:
    """Scores of some theories at A, at B, and at A with each of G groups taken from B.

    A and B are independent draws of everything uncertain, by the labelled streams of
    `sampled_inputs` under seeds of their own, block by block: so neither another record
    nor another group changes the points, and more points begin with the same ones.

    Returns
    -------
    totals, gated : (2 + G, points, len(theories))
        With points side by side in memory.
    """
    totals = np.empty((2 + len(groups), len(theories), points))
    gated = np.empty(totals.shape, dtype=bool)
    place = {theory: i for i, theory in enumerate(theories)}
    apart = [theories] if problem.method.compares else in_groups(problem, theories)
    for some in apart:
        at = [place[theory] for theory in some]
        smaller, rows = restricted(problem, some)
        for start in range(0, points, BLOCK):
            n = min(BLOCK, points - start)
            base, other = (
                sampled_inputs(smaller, _seed(seed, side, start // BLOCK), n) for side in "AB"
            )
            mixes = (mixed(smaller, base, other, group) for group in groups)
            for i, inputs in enumerate((base, other, *mixes)):
                (scores,), out = totals_of(smaller, inputs, rows.tolist(), [smaller.method])
                totals[i, at, start : start + n] = scores.T
                gated[i, at, start : start + n] = out.T
    return totals.transpose(0, 2, 1), gated.transpose(0, 2, 1)


def _seed(seed: int, side: str, block: int) -> int:
    """A seed of its own for one block of A or B."""
    return int(stream(seed, f"mixing/{side}/{block}").integers(2**63))


def first_shares(totals: Floats, gated: Bools) -> Floats:
    """Who is first, (..., T): 1 for the best, 1/k each where k tie, gated ones below all."""
    key = np.where(gated, -np.inf, totals)
    best = key == key.max(axis=-1, keepdims=True)
    return np.asarray(best / best.sum(axis=-1, keepdims=True))


def leads(totals: Floats, leader: int, rivals: Sequence[int]) -> Floats:
    """The leader's score less the best of its rivals', (...) from (..., T).

    0 where it has no rival.
    """
    if not rivals:
        return np.zeros(totals.shape[:-1])
    return np.asarray(totals[..., leader] - totals[..., list(rivals)].max(axis=-1))
