"""Draws worked out from judgements to scores, with all intermediate steps kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import (
    Bools,
    Condition,
    Evaluation,
    Floats,
    Inputs,
    Ints,
    ScoringProblem,
    Whole,
)
from toi.engine.scoring.cells import pulled
from toi.engine.scoring.strengths import strengths
from toi.engine.scoring.values import doing_nothing, gated, value_of
from toi.engine.voi.propagation import side_of

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


class FactoredEvaluation:
    """Some draws of a problem, with all that is needed to work out what a change changes.

    Everything is laid out with draws last; cells are numbered as in `Reach`.

    A cell is linear in each pull on it: with b the case, A and R what is left of its two
    sides, ``s = ((1 - R) + A (1 + (2 b - 1) R)) / 2 = ((1 + A) - R (1 + (1 - 2 b) A)) / 2``.
    So if one pull p changes by dp, and A or R without it is A' or R', the cell changes by
    ``-dp A' (1 + (2 b - 1) R) / 2`` or ``dp R' (1 + (1 - 2 b) A) / 2``.
    """

    def __init__(self, problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> None:
        self.problem, self.rows = problem, np.array(rows, dtype=np.int64)
        self.width = len(problem.criteria)
        self.weights = inputs.weights
        self.sound = contiguous(inputs.sound)
        self.force = contiguous(inputs.force)
        self.answer_force = contiguous(inputs.answer_force)
        self.strength = contiguous(strengths(problem, self.sound.T, self.answer_force.T))
        self.alone = self._unanswered()
        self.cases = contiguous(inputs.judgements).reshape(-1, len(self.weights))
        self._wear()
        self._derive()
        self._score()

    def _unanswered(self) -> Floats:
        """What answers leave of each argument, (A, S), were it sound."""
        left, problem = np.ones_like(self.sound), self.problem
        for e, (by, to) in enumerate(zip(problem.answer_by, problem.answer_to, strict=True)):
            if not problem.settled[to]:
                left[to] *= 1.0 - self.answer_force[e] * self.strength[by]
        return left

    def _wear(self) -> None:
        """Argued cells, (T C, S), and by how much each hit moves its own per strength, (H, S)."""
        problem, draws = self.problem, len(self.weights)
        pairs = problem.hit_argument * len(problem.forces) + problem.hit_force
        pulls, self.pull = np.unique(pairs, return_inverse=True)
        argument, force = np.divmod(pulls, len(problem.forces) or 1)
        self.factor = 1.0 - self.force[force] * self.strength[argument]  # one per pull
        self.left = np.ones((2 * len(self.cases), draws))
        self.effect = np.empty((len(problem.hit_force), draws))
        side = side_of(problem)
        order = np.argsort(side, kind="stable")
        sides = np.split(order, np.flatnonzero(np.diff(side[order])) + 1) if len(order) else []
        for hits in sides:
            self._wear_side(self.left[side[hits[0]]], hits.tolist())
        for hits in sides:
            self._weigh_side(int(side[hits[0]]), hits.tolist())
        self.argued = pulled(self.cases, self.left[::2], self.left[1::2])

    def _wear_side(self, product: Floats, hits: list[int]) -> None:
        """Multiply up one side in place, and all of it but each hit."""
        for h in hits:
            self.effect[h] = product
            product *= self.factor[self.pull[h]]
        after = self.factor[self.pull[hits[-1]]].copy()
        for h in hits[-2::-1]:
            self.effect[h] *= after
            after *= self.factor[self.pull[h]]

    def _weigh_side(self, side: int, hits: list[int]) -> None:
        """From what the others leave to what one unit of strength moves."""
        cell, raises = divmod(side, 2)
        half = self.cases[cell] - 0.5
        lever = -half * self.left[side - 1 if raises else side + 1]
        lever += 0.5 if raises else -0.5
        for h in hits:
            self.effect[h] *= lever
            self.effect[h] *= self.force[self.problem.hit_force[h]]

    def _derive(self) -> None:
        """Final cells, (T C, S), and what each condition starts from and divides by."""
        self.cells, cases = self.argued.copy(), self.cases.copy()
        self.own: dict[int, Floats] = {}  # a theory's cells before its condition acts
        self.now: dict[int, Floats] = {}
        self.before: dict[int, Floats] = {}
        every, benefits = np.arange(self.width), np.flatnonzero(~self.problem.is_cost)
        for number, step in enumerate(self.problem.derivations):
            at = step.theory * self.width
            if isinstance(step, Whole):
                for cells in (cases, self.cells):
                    cells[at + every] = mean_of(step, cells, every, self.width)
            else:
                self.own[number] = self.cells[at + every]
                self.now[number], self.before[number] = (
                    sum_of(step.on, cells, every, self.width) for cells in (self.cells, cases)
                )
                self.cells[at + benefits] = self.conditional(number, step, benefits, 0.0, 0.0)

    def conditional(
        self,
        number: int,
        step: Condition,
        criteria: Ints,
        own: Floats | float,
        now: Floats | float,
    ) -> Floats:
        """A conditional theory's cells if its own and the sum it hangs on change by so much."""
        before = self.before[number][criteria]
        sums = self.now[number][criteria] + now
        ratio = np.divide(sums, before, out=np.ones_like(before), where=before > 0)
        cells = (self.own[number][criteria] + own) * (1.0 - step.share + step.share * ratio)
        return np.asarray(np.minimum(1.0, cells, out=cells))

    def _score(self) -> None:
        problem, draws = self.problem, len(self.weights)
        self.values = np.empty_like(self.cells)
        for c in range(self.width):
            self.values[c :: self.width] = value_of(problem, c, self.cells[c :: self.width])
        self.gated = contiguous(gated(problem, self.as_cells(self.cells)))
        totals = np.zeros((len(problem.theories), draws))
        for c in range(self.width):
            totals += self.weights[:, c] * self.values[c :: self.width]
        totals *= 100.0
        self.found = Evaluation(
            strength=self.strength.T,
            base=self.as_cells(self.cases),
            argued=self.as_cells(self.argued),
            cells=self.as_cells(self.cells),
            values=self.as_cells(self.values),
            totals=totals.T,
            nothing=doing_nothing(problem, self.weights),
            gated=self.gated.T,
        )
        scores = problem.method.scores(problem, self.weights, self.found, self.rows.tolist())
        every = np.arange(len(self.rows))
        self.base = World(contiguous(scores), self.gated[self.rows], every)

    def as_cells(self, flat: Floats) -> Floats:
        """Cells by number, (T C, S), as the other kernels have them, (S, T, C)."""
        return flat.reshape(-1, self.width, flat.shape[-1]).transpose(2, 0, 1)


def contiguous(values: NDArray[Kind]) -> NDArray[Kind]:
    """Draws last, side by side: (S, ...) as (..., S)."""
    return np.ascontiguousarray(np.moveaxis(values, 0, -1))


def mean_of(step: Whole, cells: Floats, criteria: Ints, width: int) -> Floats:
    """The mean of a whole's parts, on some criteria."""
    parts = zip(step.parts, step.shares, strict=True)
    return np.asarray(sum(share * cells[part * width + criteria] for part, share in parts))


def sum_of(theories: Sequence[int] | Ints, cells: Floats, criteria: Ints, width: int) -> Floats:
    """The sum over some theories, on some criteria."""
    at = np.asarray(theories, dtype=np.int64)[:, None] * width + criteria
    return np.asarray(cells[at].sum(axis=0))
