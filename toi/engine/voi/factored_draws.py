"""Factored draws: evaluations with the slope of each cell in what each blow leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Bools, Condition, Evaluation, Floats, Inputs, Ints, ScoringProblem
from toi.engine.scoring.blows import blows_of
from toi.engine.scoring.cells import borrowed_left, part_shares, sides_left, with_borrowed
from toi.engine.scoring.evaluate import evaluate_blows
from toi.engine.scoring.pulls import dealt, lefts
from toi.engine.scoring.strengths import replies_leave, strengths
from toi.engine.scoring.values import by_theory, theory_weights

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class FlippedScores:
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
    lefts : (B + 1, S) float
        What each blow leaves; 1 for the last, which is no blow.
    slopes : (N, S) float
        How far each landing's cell rises per unit of what its blow leaves.
    cases, cells, values : (T C, S) float
        Cells before any argument, as they come out, and what they are worth.
    hangs : mapping from int to ((C, S) float, (C, S) float)
        By the place of a condition among the derivations: its theory's cells before it
        acts, and the mean of the cells it hangs on.
    base : FlippedScores
        The draws as they are.
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
    lefts: Floats
    slopes: Floats
    cases: Floats
    cells: Floats
    values: Floats
    hangs: dict[int, tuple[Floats, Floats]]
    base: FlippedScores

    @property
    def width(self) -> int:
        """Return the number of criteria."""
        return len(self.problem.criteria)

    def as_cells(self, flat: Floats) -> Floats:
        """Return numbered cells, (T C, S), as the other kernels have them, (S, T, C)."""
        return flat.reshape(-1, self.width, flat.shape[-1]).transpose(2, 0, 1)


def factored_draws(problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> FactoredDraws:
    """Evaluate draws for the theories in `rows`, and keep what a change needs."""
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    left = lefts(problem, dealt(problem, inputs, strength), len(strength))
    found = evaluate_blows(problem, inputs, strength, left)
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
        lefts=left,
        slopes=landing_slopes(problem, cases, left, inputs.peer),
        cases=_flat(cases),
        cells=_flat(contiguous(found.cells)),
        values=_flat(contiguous(found.values)),
        hangs=_hangs(problem, found),
        base=FlippedScores(scores, gated[list(rows)], every),
    )


def landing_slopes(
    problem: ScoringProblem, cases: Floats, left: Floats, peer: Ints | None
) -> Floats:
    """Return how far each landing's cell rises per unit of what its blow leaves, (N, S).

    A cell ``s = b A R + (1 - R) (1 + A) / 2`` rises by ``1/2 + (b - 1/2) R`` per unit of A
    and ``(b - 1/2) A - 1/2`` per unit of R; and A by what all but one of its blows leave,
    per unit of what that one leaves.

    Parameters
    ----------
    cases : (T, C, S) float
    left : (B + 1, S) float
    peer : (S, T) int or None
    """
    blows = blows_of(problem)
    found = np.empty((len(blows.blow), left.shape[1]))
    for (t, c, raises), landings in _landings_by_side(problem).items():
        borrowed = borrowed_left(problem, left, peer, t, c)
        sides = with_borrowed(problem, c, sides_left(problem, left, t, c), borrowed)
        lever = (cases[t, c] - 0.5) * sides[not raises]
        lever += -0.5 if raises else 0.5
        if raises == problem.is_cost[c]:
            lever *= borrowed
        which = blows.blow[landings].tolist()
        for row, number in zip(landings, which, strict=True):
            found[row] = lever
            lever = lever * left[number]
        after = left[which[-1]].copy()
        for row, number in zip(landings[-2::-1], which[-2::-1], strict=True):
            found[row] *= after
            after *= left[number]
    return found


def _landings_by_side(problem: ScoringProblem) -> dict[tuple[int, int, bool], list[int]]:
    blows = blows_of(problem)
    found: dict[tuple[int, int, bool], list[int]] = {}
    sides = zip(blows.theory.tolist(), blows.criterion.tolist(), blows.raises.tolist(), strict=True)
    for number, side in enumerate(sides):
        found.setdefault(side, []).append(number)
    return found


def _hangs(problem: ScoringProblem, found: Evaluation) -> dict[int, tuple[Floats, Floats]]:
    """Return each conditional theory's cells before its condition, and its conditions' mean."""
    cells = contiguous(found.cells)
    wholes = {step.theory: step for step in problem.derivations if not isinstance(step, Condition)}
    known: dict[int, tuple[Floats, Floats]] = {}
    for number, step in enumerate(problem.derivations):
        if isinstance(step, Condition):
            whole = wholes.get(step.theory)
            own = contiguous(found.examined[:, step.theory])
            if whole is not None:
                shares = part_shares(problem, whole)[:, :, None]
                own = np.asarray((shares * cells[list(whole.parts)]).sum(axis=0))
            known[number] = own, np.asarray(cells[list(step.on)].mean(axis=0))
    return known


def contiguous(values: NDArray[Kind]) -> NDArray[Kind]:
    """Lay values (S, ...) out with draws last, side by side, (..., S)."""
    return np.ascontiguousarray(np.moveaxis(values, 0, -1))


def _flat(cells: Floats) -> Floats:
    """Number cells (T, C, S), (T C, S)."""
    return cells.reshape(-1, cells.shape[-1])
