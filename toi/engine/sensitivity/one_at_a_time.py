"""One number at a time: what the scores are when a weight, a credence or a judgement is another.

A *knob* is one number of the deterministic model with the room it has; a *board* is a
problem at its expectation, on which knobs are turned, many turns in one evaluation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from toi.engine.problem import Bools, Condition, Floats, Inputs, ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.what_if import order_key

Kind = Literal["weight", "credence", "judgement", "force", "answer"]
CHUNK = 1024  # turns at a time, so that what is worked on stays in the processor's cache


@dataclass(frozen=True)
class Parameter:
    """One number, from 0 to 1: a share of the weights, a credence, a place on a scale, a force.

    `index` is that of the criterion, argument, judgement, force or answer; `now` its present
    value, `low` and `high` how far it can be turned.
    """

    kind: Kind
    index: int
    now: float
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, eq=False)
class BaseCase:
    """A problem at its expectation and the theories that are compared on it.

    Attributes
    ----------
    inputs : Inputs
        A single draw (S = 1).
    rows : list of int
        Where the N theories that are compared stand in `problem`.
    """

    problem: ScoringProblem
    inputs: Inputs
    rows: list[int]

    def score(self, inputs: Inputs) -> tuple[Floats, Bools]:
        """Scores by the problem's method and who is gated, both (S, N), of any inputs."""
        n = len(inputs.weights)
        totals, gated = np.empty((n, len(self.rows))), np.empty((n, len(self.rows)), dtype=bool)
        for start in range(0, n, CHUNK):
            part = slice(start, start + CHUNK)
            here = inputs.at(part)
            found = evaluate(self.problem, here)
            totals[part] = method_scores(self.problem, here.weights, found, self.rows)
            gated[part] = found.gated[:, self.rows]
        return totals, gated

    def turned(self, knobs: Sequence[Parameter], values: Floats) -> tuple[Floats, Bools]:
        """Scores and who is gated, both (K, N), with knob k alone at `values[k]`."""
        return self.score(turned(self.problem, self.inputs, knobs, values))

    def keys(self, knobs: Sequence[Parameter], values: Floats) -> Floats:
        """What theories are ranked by, (K, N), with knob k alone at `values[k]`."""
        return order_key(*self.turned(knobs, values))

    def key(self) -> Floats:
        """What theories are ranked by as things are, (N,)."""
        return np.asarray(order_key(*self.score(self.inputs))[0])


def board(problem: ScoringProblem, shown: Sequence[int], every_criterion: bool = False) -> BaseCase:
    """The part of a problem that the scores of `shown` depend on, at its expectation.

    Criteria without weight are left out unless `every_criterion`: only the weights need them.
    """
    smaller, rows = restricted(problem, shown, every_criterion)
    return BaseCase(smaller, expected_inputs(smaller), rows.tolist())


def turned(
    problem: ScoringProblem, inputs: Inputs, knobs: Sequence[Parameter], values: Floats
) -> Inputs:
    """A single draw repeated, (K,) draws, in draw k of which knob k stands at `values[k]`.

    When a weight is turned, the others keep their proportions: ``w_j (1 - v) / (1 - w_c)``.
    """
    n = len(knobs)
    found = repeated(inputs, n)
    for row, (knob, value) in enumerate(zip(knobs, values.tolist(), strict=True)):
        match knob.kind:
            case "weight":
                if knob.now < 1:
                    found.weights[row] *= (1.0 - value) / (1.0 - knob.now)
                    found.weights[row, knob.index] = value
            case "credence":
                found.sound[row, knob.index] = value
            case "judgement":
                t = problem.judgement_theory[knob.index]
                found.judgements[row, t, problem.judgement_criterion[knob.index]] = value
            case "force":
                found.force[row, knob.index] = value
            case "answer":
                found.answer_force[row, knob.index] = value
    return found


def repeated(inputs: Inputs, n: int) -> Inputs:
    """A single draw `n` times over, its copies side by side in memory."""

    def copies(array: Floats) -> Floats:
        return np.moveaxis(np.repeat(array[0][..., None], n, axis=-1), -1, 0)

    return Inputs(
        weights=copies(inputs.weights),
        judgements=copies(inputs.judgements),
        sound=copies(inputs.sound),
        answer_force=copies(inputs.answer_force),
        force=copies(inputs.force),
        peer=None if inputs.peer is None else np.repeat(inputs.peer, n, axis=0),
    )


def weight_knobs(board: BaseCase) -> list[Parameter]:
    """One per criterion; a weight of all there is has no others to share with, so no room.

    None under ``minimum``, to which the size of a weight is nothing.
    """
    if board.problem.method.name == "minimum":
        return []
    weights = board.inputs.weights[0].tolist()
    return [Parameter("weight", c, w, 1.0 if w >= 1 else 0.0, 1.0) for c, w in enumerate(weights)]


def credence_knobs(board: BaseCase) -> list[Parameter]:
    """One per argument: its credence before replies, or all told where it is settled."""
    return [Parameter("credence", a, q) for a, q in enumerate(board.problem.credence.tolist())]


def judgement_knobs(board: BaseCase) -> list[Parameter]:
    """One per judgement, with the room its scale has."""
    problem = board.problem
    where = zip(
        problem.judgement_theory.tolist(), problem.judgement_criterion.tolist(), strict=True
    )
    now = [float(board.inputs.judgements[0, t, c]) for t, c in where]
    return [Parameter("judgement", i, b, min(0.0, b), max(1.0, b)) for i, b in enumerate(now)]


def straight(board: BaseCase, knobs: Sequence[Parameter]) -> Bools:
    """Knobs in which every score is certainly a straight line, (K,).

    Additive scores are linear in the weights, whatever is gated, since cells and gates do not
    depend on them. They are linear in each other number too (the model is multilinear) where
    there are no gates, conditions or value functions and, for a credence, no argument reaches
    a cell by two ways.
    """
    problem = board.problem
    bent = (
        bool(problem.gates)
        or any(isinstance(step, Condition) for step in problem.derivations)
        or any(function is not None for function in problem.value_functions)
    )
    if problem.method.name != "additive":
        return np.zeros(len(knobs), dtype=bool)
    if bent:
        return np.array([knob.kind == "weight" for knob in knobs], dtype=bool)
    twice = _two_ways(problem)
    return np.array(
        [not (knob.kind == "credence" and twice[knob.index]) for knob in knobs], dtype=bool
    )


def _two_ways(problem: ScoringProblem) -> Bools:
    """Arguments that act on some cell by two ways, through what they answer too, (A,)."""
    n = len(problem.arguments)
    ways = np.eye(n)  # ways from column argument to the strength of row argument
    answered = zip(problem.answer_to.tolist(), problem.answer_by.tolist(), strict=True)
    by: dict[int, list[int]] = {}
    for to, other in answered:
        if not problem.settled[to]:
            by.setdefault(to, []).append(other)
    for a in problem.argument_order:  # what answers an argument comes before it
        ways[a] += sum(ways[r] for r in by.get(a, []))
    columns = len(problem.criteria)
    reach = np.zeros((len(problem.theories) * columns, n))
    cell = problem.hit_theory * columns + problem.hit_criterion
    np.add.at(reach, cell, ways[problem.hit_argument])
    return np.asarray(reach.max(axis=0, initial=0.0) > 1.0)
