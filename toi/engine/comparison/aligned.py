"""Rubrics as positions: every number at its expectation, on one frame, side by side.

The problems must be compiled on one frame (`toi.records.aligned_rubrics`): the same theories,
criteria, arguments, answers, forces and hits, so that a part of one can stand in for that of
another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, Ints, ScoringProblem, WeightLaw
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores
from toi.engine.scoring.subproblem import restricted

CHUNK = 2048  # draws at a time
FIELDS = ("weights", "sound", "answer_force", "judgements", "force")


@dataclass(frozen=True, eq=False)
class Position:
    """What a rubric comes to.

    Attributes
    ----------
    problem : ScoringProblem
        Nothing is settled in it.
    inputs : Inputs
        A single draw; answers to what the rubric settles have no force.
    settled : (A,) bool
        What the rubric settles.
    """

    problem: ScoringProblem
    inputs: Inputs
    settled: Bools


def positions(
    problems: Sequence[ScoringProblem], theories: Sequence[int]
) -> tuple[list[Position], list[int]]:
    """Rubrics as positions that hold only what some theories' scores depend on.

    Returns
    -------
    positions : list of Position
    rows : list of int
        Where the theories stand in them.
    """
    cover = np.max([problem.weights for problem in problems], axis=0)
    adjusted = next((p.scrutiny for p in problems if p.scrutiny is not None), None)
    gates = tuple(gate for problem in problems for gate in problem.gates)
    found, start, rows = [], 0, np.zeros(0, dtype=np.int64)
    for problem in problems:
        wide = replace(
            problem,
            weights=cover,
            weight_law=WeightLaw("exactly"),
            gates=gates,
            scrutiny=adjusted,  # where one asks for peers, all keep them
        )
        smaller, rows = restricted(wide, theories)
        kept = [problem.criteria.index(name) for name in smaller.criteria]
        own = smaller.gates[start : start + len(problem.gates)]
        start += len(problem.gates)
        weights = expected_inputs(problem).weights[0, kept]
        scrutiny = None if problem.scrutiny is None else smaller.scrutiny
        found.append(_unsettled(replace(smaller, weights=weights, gates=own, scrutiny=scrutiny)))
    return found, rows.tolist()


def _unsettled(problem: ScoringProblem) -> Position:
    """The same with its answers, rather than its problem, knowing what is settled."""
    inputs = expected_inputs(problem)
    inputs.answer_force[:, problem.settled[problem.answer_to]] = 0.0
    free = replace(problem, settled=np.zeros_like(problem.settled))
    return Position(free, inputs, problem.settled)


def scored(problem: ScoringProblem, inputs: Inputs, rows: list[int]) -> tuple[Floats, Bools]:
    """Scores of some theories by the problem's method, and what gates exclude, both (S, T).

    The criteria that have a weight, on which the method of the worst value depends, are
    those of each draw.
    """
    totals = np.empty((len(inputs.weights), len(rows)))
    gated = np.empty(totals.shape, dtype=bool)
    for mine in _alike(problem, inputs):
        for start in range(0, len(mine), CHUNK):
            some = mine[start : start + CHUNK]
            here = Inputs(**{name: getattr(inputs, name)[some] for name in FIELDS})
            weighed = replace(problem, weights=here.weights[0])
            found = evaluate(weighed, here)
            totals[some] = method_scores(weighed, here.weights, found, rows)
            gated[some] = found.gated[:, rows]
    return totals, gated


def _alike(problem: ScoringProblem, inputs: Inputs) -> list[Ints]:
    """Draws that one problem scores."""
    everything = np.arange(len(inputs.weights))
    if problem.method.name != "minimum":
        return [everything]
    kinds: dict[bytes, list[int]] = {}
    for draw, weighed in enumerate(inputs.weights > 0):
        kinds.setdefault(weighed.tobytes(), []).append(draw)
    return [everything[draws] for draws in kinds.values()]


def flat(inputs: Inputs) -> Floats:
    """Inputs with all numbers of a draw side by side, (N, S)."""
    fields = [getattr(inputs, name) for name in FIELDS]
    return np.concatenate([field.reshape(len(field), -1).T for field in fields])


def begins(inputs: Inputs) -> dict[str, int]:
    """Where each field begins among the N numbers of `flat`."""
    ends = np.cumsum([0, *(getattr(inputs, name)[0].size for name in FIELDS)])
    return dict(zip(FIELDS, ends.tolist(), strict=False))


def unflat(numbers: Floats, like: Inputs) -> Inputs:
    """Numbers (N, S) as inputs of the shape of others, draws side by side in memory."""
    found, start = {}, 0
    for name in FIELDS:
        shape = getattr(like, name).shape[1:]
        end = start + int(np.prod(shape))
        block = numbers[start:end].reshape(*shape, numbers.shape[1])
        found[name] = np.moveaxis(block, -1, 0)
        start = end
    return Inputs(**found)
