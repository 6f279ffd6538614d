"""Forced worlds: every score again, with one argument the other way, on the same draws.

In each draw one of the two worlds of an argument, sound and unsound, is the draw itself, so
only the other has to be worked out; and in that one only the cells that the argument
reaches: itself, through arguments that it answers, through wholes and conditions. What
the other pulls leave of such a cell is kept from the draw (products without one factor).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from toi.engine.problem import Floats, Inputs, ScoringProblem, Whole
from toi.engine.scoring.cells import pulled
from toi.engine.scoring.values import gated, value_of
from toi.engine.voi.batches import PIECES, Chunk, chunks
from toi.engine.voi.factored_draws import FactoredEvaluation, World, mean_of, sum_of
from toi.engine.voi.propagation import UpdatePlan, UpdateStep, reach_of


class IncrementalEvaluation(FactoredEvaluation):
    """Some draws of a problem in each of which an argument can be turned."""

    def __init__(self, problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> None:
        super().__init__(problem, inputs, rows)
        self.change = np.zeros_like(self.cells)  # of each cell, in the world at hand

    def turned(self, reach: UpdatePlan) -> World:
        """The world in which one argument is sound where it was not, and the other way round."""
        self.change[reach.cells] = self._pulled(reach)
        for step in reach.steps:
            self._derive_again(step)
        world = self._scored(reach)
        self.change[reach.touched] = 0.0
        return world

    def _pulled(self, reach: UpdatePlan) -> Floats:
        """By how much the cells move that the argument, or what it answers, pulls, (N, S)."""
        strength = self._strengths(reach)
        if len(reach.moved) == 1:
            found = self.effect[reach.hits] * (strength[0] - self.strength[reach.argument])
        else:
            found = (strength - self.strength[list(reach.moved)])[reach.by]
            found *= self.effect[reach.hits]
        for one in reach.crowded:
            cell = reach.cells[one.place]
            left = (self._product(reach, strength, side) for side in (one.lowering, one.raising))
            found[one.place] = pulled(self.cases[cell], *left) - self.argued[cell]
        return np.asarray(found)

    def _strengths(self, reach: UpdatePlan) -> Floats:
        """Strengths of the arguments that move, (len(moved), S)."""
        found = {reach.argument: (1.0 - self.sound[reach.argument]) * self.alone[reach.argument]}
        for a, answers in zip(reach.moved[1:], reach.answers[1:], strict=True):
            found[a] = self.sound[a].copy()
            for e, by in answers:
                found[a] *= 1.0 - self.answer_force[e] * found.get(by, self.strength[by])
        return np.stack([found[a] for a in reach.moved])

    def _product(self, reach: UpdatePlan, strength: Floats, hits: Sequence[int]) -> Floats:
        """What is left of one side, (S,), where some of the arguments on it move."""
        left = np.ones(len(self.weights))
        for h in hits:
            argument = int(self.problem.hit_argument[h])
            if argument in reach.moved:
                force = self.force[self.problem.hit_force[h]]
                left *= 1.0 - force * strength[reach.moved.index(argument)]
            else:
                left *= self.factor[self.pull[h]]
        return left

    def _derive_again(self, step: UpdateStep) -> None:
        """By how much the cells of a derived theory change."""
        what, change = self.problem.derivations[step.number], self.change
        at = what.theory * self.width + step.criteria
        if isinstance(what, Whole):
            change[at] = mean_of(what, change, step.criteria, self.width)
            return
        now = sum_of(step.sources, change, step.criteria, self.width)
        cells = self.conditional(step.number, what, step.criteria, change[at], now)
        change[at] = cells - self.cells[at]

    def _scored(self, reach: UpdatePlan) -> World:
        problem, method = self.problem, self.problem.method
        totals, gates = self.base.totals.copy(), self.gated
        if problem.gates:
            gates = gates.copy()
            flat = reach.theories[:, None] * self.width + np.arange(self.width)
            some = (self.cells[flat] + self.change[flat]).transpose(2, 0, 1)
            gates[reach.theories] = gated(problem, some).T
        if method.linear_in_weights:
            self._add(reach, totals)
            return World(totals, gates[self.rows], reach.changed)
        changed = np.arange(len(self.rows)) if method.compares else reach.changed
        cells, values = self.cells + self.change, self.values.copy()
        for c, at, _ in reach.scored:
            values[at] = value_of(problem, c, cells[at])
        found = replace(
            self.found, cells=self.as_cells(cells), values=self.as_cells(values), gated=gates.T
        )
        shown = self.rows[changed].tolist()
        totals[changed] = method.scores(problem, self.weights, found, shown).T
        return World(totals, gates[self.rows], changed)

    def _add(self, reach: UpdatePlan, totals: Floats) -> None:
        """Add to the totals what the touched cells change in the weighted sum."""
        for c, cells, places in reach.scored:
            change, weight = self.change[cells], 100.0 * self.weights[:, c]
            if self.problem.value_functions[c] is not None:
                change += self.cells[cells]
                change = value_of(self.problem, c, change) - self.values[cells]
            elif self.problem.is_cost[c]:
                weight = -weight
            change *= weight
            totals[places] += change


def worlds(
    problem: ScoringProblem,
    inputs: Inputs,
    rows: Sequence[int],
    arguments: Sequence[int],
    pieces: int = PIECES,
) -> Iterator[tuple[Chunk, IncrementalEvaluation, list[UpdatePlan]]]:
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
    for chunk in chunks(len(inputs.weights), pieces):
        yield chunk, IncrementalEvaluation(problem, inputs.at(chunk.draws), rows), reaches
