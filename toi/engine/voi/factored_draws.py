"""Factored draws: evaluated, with how far each cell moves if one joint pull changes."""

from collections.abc import Sequence
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
from toi.engine.scoring.cells import borrowed_side, both_sides, own_sides, part_shares
from toi.engine.scoring.evaluate import evaluate_remaining
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import pull_terms, remaining_shares
from toi.engine.scoring.strengths import replies_leave, strengths
from toi.engine.scoring.values import by_theory, theory_weights
from toi.light_dataclass import dataclass

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class FlippedScores:
    """Scores in some draws, as they are or with an argument flipped.

    Attributes
    ----------
    totals : (k, S) float
    gated : (k, S) bool
    changed : (k,) int
        Whose: those of R theories that may score otherwise than in the draws as they are.
    """

    totals: Floats
    gated: Bools
    changed: Ints


@dataclass(frozen=True, eq=False)
class FactoredDraws:
    """Some draws of a problem, laid out with draws last.

    Cells are numbered ``theory * C + criterion``.

    Attributes
    ----------
    found : Evaluation
        Of the draws as they are.
    rows : (R,) int
        The theories that are scored.
    percent : (C, 1 or R, S) float
        Weights in points, of all theories or of each.
    sound, strength, unanswered : (A, S) float
        Of each argument: whether it is sound, its strength, and what its strength would be
        if it were sound.
    force, answer_force : (F, S), (E, S) float
    remaining : (B + 1, S) float
        What each joint pull leaves; 1 for the last, which is none.
    slopes : (N, S) float
        How far the cell of each joint hit rises per unit of what its pull leaves.
    cases, cells, values : (T C, S) float
        Cells before any argument, as they come out, and what they are worth; no values where
        scores follow from cells alone.
    condition_terms : mapping from int to ((C, S) float, (C, S) float)
        By the place of a condition among the derivations: its theory's cells before it
        acts, and the mean of the cells it hangs on.
    base : FlippedScores
        The draws as they are, of all R theories.
    """

    problem: ScoringProblem
    inputs: Inputs
    found: Evaluation
    rows: Ints
    percent: Floats
    sound: Floats
    strength: Floats
    unanswered: Floats
    force: Floats
    answer_force: Floats
    remaining: Floats
    slopes: Floats
    cases: Floats
    cells: Floats
    values: Floats
    condition_terms: dict[int, tuple[Floats, Floats]]
    base: FlippedScores

    @property
    def width(self) -> int:
        """Return the number of criteria."""
        return len(self.problem.criteria)

    def as_cells(self, flat: Floats) -> Floats:
        """Lay out cells by number, (T C, S), as the other kernels do, (S, T, C)."""
        return flat.reshape(-1, self.width, flat.shape[-1]).transpose(2, 0, 1)


def factored_draws(problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> FactoredDraws:
    """Evaluate draws for the theories in `rows`, and keep what a change needs."""
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    terms = pull_terms(problem, inputs, strength)
    remaining = remaining_shares(problem, terms, inputs.draws)
    valued = not problem.method.linear_in_weights or _bent(problem)
    found = evaluate_remaining(problem, inputs, strength, remaining, valued)
    scores = contiguous(problem.method.scores(problem, inputs.weights, found, rows))
    gated = contiguous(found.gated)
    every = np.arange(len(rows))
    weights = by_theory(theory_weights(problem, inputs.weights, list(rows)))
    cases = contiguous(inputs.judgements)
    return FactoredDraws(
        problem=problem,
        inputs=inputs,
        found=found,
        rows=np.array(rows, dtype=np.int64),
        percent=np.ascontiguousarray(100.0 * weights.transpose(2, 1, 0)),
        sound=contiguous(inputs.sound),
        strength=contiguous(strength),
        unanswered=contiguous(replies_leave(problem, strength, inputs.answer_force)),
        force=contiguous(inputs.force),
        answer_force=contiguous(inputs.answer_force),
        remaining=remaining,
        slopes=slopes(problem, cases, remaining, inputs.peer),
        cases=_flat(cases),
        cells=_flat(contiguous(found.cells)),
        values=_flat(contiguous(found.values)),
        condition_terms=_condition_terms(problem, found),
        base=FlippedScores(scores, gated[list(rows)], every),
    )


def slopes(problem: ScoringProblem, cases: Floats, remaining: Floats, peer: Ints | None) -> Floats:
    """Find how far the cell of each joint hit rises per unit of what its pull leaves, (N, S).

    A cell ``s = b A R + (1 - R) (1 + A) / 2`` rises by ``1/2 + (b - 1/2) R`` per unit of A
    and ``(b - 1/2) A - 1/2`` per unit of R; and A by what all its pulls but one leave, per
    unit of what that one leaves.

    Parameters
    ----------
    cases : (T, C, S) float
    remaining : (B + 1, S) float
    peer : (S, T) int or None
    """
    pull = joint_hits(problem).pull
    found = np.empty((len(pull), remaining.shape[1]))
    for (t, c, raises), hits in _hits_by_side(problem).items():
        borrowed = borrowed_side(problem, remaining, peer, t, c)
        sides = both_sides(problem, c, own_sides(problem, remaining, t, c), borrowed)
        product = (cases[t, c] - 0.5) * sides[not raises]
        product += -0.5 if raises else 0.5
        if raises == problem.is_cost[c]:
            product *= borrowed
        factors = [remaining[b] for b in pull[hits].tolist()]
        # All factors but one: those before it in a first pass, those after it in a second.
        for hit, factor in zip(hits, factors, strict=True):
            found[hit] = product
            product = product * factor
        after = np.ones_like(product)
        for hit, factor in zip(hits[::-1], factors[::-1], strict=True):
            found[hit] *= after
            after *= factor
    return found


def _hits_by_side(problem: ScoringProblem) -> dict[tuple[int, int, bool], list[int]]:
    """Group the joint hits by theory, criterion and side."""
    hits = joint_hits(problem)
    found: dict[tuple[int, int, bool], list[int]] = {}
    sides = zip(hits.theory.tolist(), hits.criterion.tolist(), hits.raises.tolist(), strict=True)
    for number, side in enumerate(sides):
        found.setdefault(side, []).append(number)
    return found


def _condition_terms(
    problem: ScoringProblem, found: Evaluation
) -> dict[int, tuple[Floats, Floats]]:
    """Find each conditional theory's cells before its condition, and the mean it hangs on."""
    cells = contiguous(found.cells)
    wholes = {step.theory: step for step in problem.derivations if isinstance(step, Whole)}
    terms: dict[int, tuple[Floats, Floats]] = {}
    for number, step in enumerate(problem.derivations):
        if isinstance(step, Condition):
            own = contiguous(found.examined[:, step.theory])
            if step.theory in wholes:  # of its parts' final cells, which may be conditional too
                whole = wholes[step.theory]
                shares = part_shares(problem, whole)[:, :, None]
                own = np.asarray((shares * cells[list(whole.parts)]).sum(axis=0))
            terms[number] = own, np.asarray(cells[list(step.on)].mean(axis=0))
    return terms


def _bent(problem: ScoringProblem) -> bool:
    """Tell whether what a cell is worth may hang on more than how far it moves."""
    return any(one is not None for one in problem.value_functions)


def contiguous(values: NDArray[Kind]) -> NDArray[Kind]:
    """Lay out draws last, side by side: (S, ...) as (..., S)."""
    return np.ascontiguousarray(np.moveaxis(values, 0, -1))


def _flat(cells: Floats) -> Floats:
    """Number cells: (T, C, S) as (T C, S)."""
    return cells.reshape(-1, cells.shape[-1])
