"""Forced worlds: every score again, with one argument the other way, on the same draws.

In each draw one of the two worlds of an argument, sound and unsound, is the draw itself, so
only the other has to be worked out; and in that one only the cells that the argument
reaches: itself, through arguments that it answers, through wholes and conditions. What
the other pulls leave of such a cell is kept from the draw (products without one factor).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from toi.arrays import (
    Bools,
    Condition,
    Evaluation,
    Floats,
    Inputs,
    Ints,
    ScoringProblem,
    Whole,
)
from toi.engine.aggregate import doing_nothing, gated, value_of
from toi.engine.batches import Chunk, chunks
from toi.engine.cells import pulled
from toi.engine.methods import method_scores
from toi.engine.reach import Reach, Step, reach_of, side_of
from toi.engine.strengths import strengths

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class World:
    """Scores of R theories in some draws.

    Attributes
    ----------
    totals : (R, S) float
    gated : (R, S) bool
    changed : (k,) int
        Which of the theories may score otherwise than in the draw itself.
    """

    totals: Floats
    gated: Bools
    changed: Ints


class Draws:
    """Some draws of a problem, worked out so far that an argument can be turned in each.

    Everything is laid out with draws last; cells are numbered as in `Reach`.
    """

    def __init__(self, problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> None:
        self.problem, self.rows = problem, np.array(rows, dtype=np.int64)
        self.width = len(problem.criteria)
        self.weights = inputs.weights
        self.sound = _contiguous(inputs.sound)
        self.force = _contiguous(inputs.force)
        self.answer_force = _contiguous(inputs.answer_force)
        self.strength = _contiguous(strengths(problem, self.sound.T, self.answer_force.T))
        self.alone = self._unanswered()
        self.cases = _contiguous(inputs.judgements).reshape(-1, len(self.weights))
        self._wear()
        self._derive_all()
        self._score_all()

    def _unanswered(self) -> Floats:
        """What answers leave of each argument, (A, S), were it sound."""
        left = np.ones_like(self.sound)
        problem = self.problem
        for e, (by, to) in enumerate(zip(problem.answer_by, problem.answer_to, strict=True)):
            if not problem.settled[to]:
                left[to] *= 1.0 - self.answer_force[e] * self.strength[by]
        return left

    def _wear(self) -> None:
        """What is left of each side, (2 T C, S), and without each hit on it, (H, S)."""
        problem, draws = self.problem, len(self.weights)
        pairs = problem.hit_argument * len(problem.forces) + problem.hit_force
        pulls, self.pull = np.unique(pairs, return_inverse=True)
        argument, force = np.divmod(pulls, len(problem.forces) or 1)
        self.factor = 1.0 - self.force[force] * self.strength[argument]  # one per pull
        self.left = np.ones((2 * len(self.cases), draws))
        self.without = np.empty((len(problem.hit_force), draws))
        side = side_of(problem)
        order = np.argsort(side, kind="stable")
        for hits in np.split(order, np.flatnonzero(np.diff(side[order])) + 1):
            if len(hits):
                self._wear_side(self.left[side[hits[0]]], hits.tolist())

    def _wear_side(self, product: Floats, hits: list[int]) -> None:
        """Multiply up one side in place, from before and from behind each hit."""
        for h in hits:
            self.without[h] = product
            product *= self.factor[self.pull[h]]
        after = self.factor[self.pull[hits[-1]]].copy()
        for h in hits[-2::-1]:
            self.without[h] *= after
            after *= self.factor[self.pull[h]]

    def _derive_all(self) -> None:
        """Final cells, (T C, S), and what each condition found and divides by."""
        every = np.arange(len(self.cases))
        self.cells = pulled(self.cases, self.left[2 * every], self.left[2 * every + 1])
        self.own: dict[int, Floats] = {}  # a theory's cells before its condition acts
        self.before: dict[int, Floats] = {}
        cases = self.cases.copy()
        for number, step in enumerate(self.problem.derivations):
            criteria = np.arange(self.width)
            if isinstance(step, Whole):
                _fill(step, cases, criteria, self.width)
            else:
                self.own[number] = self.cells[step.theory * self.width + criteria]
                self.before[number] = _sum_of(step, cases, criteria, self.width)
                criteria = np.flatnonzero(~self.problem.is_cost)
            self._derive(self.cells, Step(number, criteria, (True,) * len(criteria)))

    def _derive(self, cells: Floats, step: Step) -> None:
        """Work out one derivation again, in place."""
        what = self.problem.derivations[step.number]
        if isinstance(what, Whole):
            _fill(what, cells, step.criteria, self.width)
            return
        before = self.before[step.number][step.criteria]
        now = _sum_of(what, cells, step.criteria, self.width)
        ratio = np.divide(now, before, out=np.ones_like(before), where=before > 0)
        at = what.theory * self.width + step.criteria
        own = np.where(
            np.array(step.fresh)[:, None], cells[at], self.own[step.number][step.criteria]
        )
        cells[at] = np.minimum(1.0, own * (1.0 - what.share + what.share * ratio))

    def _score_all(self) -> None:
        problem, draws = self.problem, len(self.weights)
        self.values = np.empty_like(self.cells)
        for c in range(self.width):
            self.values[c :: self.width] = value_of(problem, c, self.cells[c :: self.width])
        self.gated = _contiguous(gated(problem, self._as_cells(self.cells)))
        self.scratch, self.scratch_values = self.cells.copy(), self.values.copy()
        nothing = doing_nothing(problem, self.weights)
        totals = np.zeros((len(problem.theories), draws))
        for c in range(self.width):
            totals += self.weights[:, c] * self.values[c :: self.width]
        totals *= 100.0
        self.found = Evaluation(
            strength=self.strength.T,
            base=self._as_cells(self.cases),
            argued=self._as_cells(self.cells),
            cells=self._as_cells(self.scratch),
            values=self._as_cells(self.scratch_values),
            totals=totals.T,
            nothing=nothing,
            gated=self.gated.T,
        )
        scores = method_scores(problem, self.weights, self.found, self.rows.tolist())
        every = np.arange(len(self.rows))
        self.base = World(_contiguous(scores), self.gated[self.rows], every)

    def _as_cells(self, flat: Floats) -> Floats:
        return flat.reshape(-1, self.width, flat.shape[-1]).transpose(2, 0, 1)

    def turned(self, reach: Reach) -> World:
        """The world in which one argument is sound where it was not, and the other way round."""
        cells, touched = self.scratch, reach.touched
        cells[reach.cells] = self._argued(reach)
        for step in reach.steps:
            self._derive(cells, step)
        world = self._scored(reach)
        cells[touched] = self.cells[touched]
        return world

    def _argued(self, reach: Reach) -> Floats:
        """The cells that it pulls, directly or through what it answers, (N, S)."""
        strength = self._strengths(reach)
        factor = 1.0 - self.force[reach.pull_force] * strength[reach.pull_by]
        sides = self.without[reach.first_hit]
        for g, still, _ in reach.crowded:
            sides[g] = self.factor[self.pull[still]].prod(axis=0)
        sides *= factor[reach.first_pull]
        for g, _, more in reach.crowded:
            sides[g] *= factor[more].prod(axis=0)
        lowered, raised = self.left[2 * reach.cells], self.left[2 * reach.cells + 1]
        for left, (places, which) in ((lowered, reach.lowered), (raised, reach.raised)):
            left[places] = sides[which]
        return pulled(self.cases[reach.cells], lowered, raised)

    def _strengths(self, reach: Reach) -> Floats:
        """Strengths of the arguments that move, (len(moved), S)."""
        found = {reach.argument: (1.0 - self.sound[reach.argument]) * self.alone[reach.argument]}
        for a, answers in zip(reach.moved[1:], reach.answers[1:], strict=True):
            found[a] = self.sound[a].copy()
            for e, by in answers:
                found[a] *= 1.0 - self.answer_force[e] * found.get(by, self.strength[by])
        return np.stack([found[a] for a in reach.moved])

    def _scored(self, reach: Reach) -> World:
        problem, method = self.problem, self.problem.method
        gates = self.gated
        if problem.gates:
            gates = gates.copy()
            some = self._as_cells(self.scratch)[:, reach.theories]
            gates[reach.theories] = gated(problem, some).T
        totals = self.base.totals.copy()
        if method.name == "additive":
            self._add(reach, totals)
            return World(totals, gates[self.rows], reach.changed)
        changed = np.arange(len(self.rows)) if method.compares else reach.changed
        for c, cells, _ in reach.scored:
            self.scratch_values[cells] = value_of(problem, c, self.scratch[cells])
        found, shown = replace(self.found, gated=gates.T), self.rows[changed].tolist()
        totals[changed] = method_scores(problem, self.weights, found, shown).T
        self.scratch_values[reach.touched] = self.values[reach.touched]
        return World(totals, gates[self.rows], changed)

    def _add(self, reach: Reach, totals: Floats) -> None:
        """Add to the totals what the touched cells change in the weighted sum."""
        for c, cells, places in reach.scored:
            change = value_of(self.problem, c, self.scratch[cells])
            change -= self.values[cells]
            change *= 100.0 * self.weights[:, c]
            totals[places] += change


def _contiguous(values: NDArray[Kind]) -> NDArray[Kind]:
    """Draws last, side by side: (S, ...) as (..., S)."""
    return np.ascontiguousarray(np.moveaxis(values, 0, -1))


def _fill(step: Whole, cells: Floats, criteria: Ints, width: int) -> None:
    """A whole's cells on some criteria from its parts'."""
    parts = zip(step.parts, step.shares, strict=True)
    cells[step.theory * width + criteria] = sum(
        share * cells[part * width + criteria] for part, share in parts
    )


def _sum_of(step: Condition, cells: Floats, criteria: Ints, width: int) -> Floats:
    on = np.array(step.on)[:, None] * width + criteria
    return np.asarray(cells[on].sum(axis=0))


def worlds(
    problem: ScoringProblem, inputs: Inputs, rows: Sequence[int], arguments: Sequence[int]
) -> Iterator[tuple[Chunk, Draws, list[Reach]]]:
    """The draws in chunks, each with what an argument turned in it would change.

    For each chunk and each of the reaches, ``draws.turned(reach)`` is the other world.

    Raises
    ------
    ValueError
        If the arguments' events are not all 0 or 1.
    """
    if not ((inputs.sound == 0.0) | (inputs.sound == 1.0)).all():
        raise ValueError("events must be 0 or 1; these inputs hold probabilities")
    places = np.array(rows, dtype=np.int64)
    reaches = [reach_of(problem, a, places) for a in arguments]
    for chunk in chunks(len(inputs.weights)):
        yield chunk, Draws(problem, inputs.at(chunk.draws), rows), reaches
