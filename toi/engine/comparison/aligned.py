"""Aligned parameter vectors: rubrics as positions, every number at its expectation.

The problems must be compiled on one frame (`toi.records.aligned_rubrics`): the same theories,
criteria, arguments, answers, forces and hits, so that a part of one can stand in for that of
another.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, ScoringProblem, WeightLaw
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.subproblem import restricted
from toi.light_dataclass import dataclass

FIELDS = ("weights", "sound", "answer_force", "judgements", "force")


@dataclass(frozen=True, eq=False)
class Position:
    """A rubric as one vector of numbers, with the problem that scores it.

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
    """Make positions of rubrics that hold only what some theories' scores depend on.

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
    """Encode settled arguments in the inputs.

    Answers to them get no force and nothing is marked as settled, so that rubrics that settle
    different arguments share one problem.
    """
    inputs = expected_inputs(problem)
    inputs.answer_force[:, problem.settled[problem.answer_to]] = 0.0  # ours alone: just made
    free = replace(problem, settled=np.zeros_like(problem.settled))
    return Position(free, inputs, problem.settled)


def ravel(inputs: Inputs) -> Floats:
    """Put all N numbers of each draw into one column, (N, S), field by field."""
    fields = [getattr(inputs, name) for name in FIELDS]
    return np.concatenate([field.reshape(len(field), -1).T for field in fields])


def offsets(inputs: Inputs) -> dict[str, int]:
    """Return where each field begins among the N numbers of `ravel`."""
    ends = np.cumsum([0, *(getattr(inputs, name)[0].size for name in FIELDS)])
    return dict(zip(FIELDS, ends.tolist(), strict=False))


def unravel(numbers: Floats, like: Inputs) -> Inputs:
    """Undo `ravel`: make inputs of the shape of others from numbers (N, S), draws side by side.

    Parameters
    ----------
    numbers : (N, S) float
    like : Inputs
        Of the wanted shape but for the number of draws.
    """
    found, start = {}, 0
    for name in FIELDS:
        shape = getattr(like, name).shape[1:]
        end = start + int(np.prod(shape))
        block = numbers[start:end].reshape(*shape, numbers.shape[1])
        found[name] = np.moveaxis(block, -1, 0)
        start = end
    return like.with_(**found)
