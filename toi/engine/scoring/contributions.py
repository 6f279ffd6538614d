"""Who gave and who took: a deterministic score split over its arguments, exactly."""

from dataclasses import dataclass, replace

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, Ints, ScoringProblem, Whole
from toi.engine.scoring.cells import worn
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.values import slope_at, value_of

_SAME = 1e-12
CHUNK = 64  # answers left out at a time


@dataclass(frozen=True, eq=False)
class Contributions:
    """Points of score; `case + arguments.sum + conditions` is the total.

    Attributes
    ----------
    case : (T, C)
        The proponent's case.
    arguments : (T, C, A)
        Each argument, through every cell it pulls.
    conditions : (T, C)
        What a theory is conditional on.
    """

    case: Floats
    arguments: Floats
    conditions: Floats


def side_parts(pulls: Floats, starts: Ints) -> Floats:
    """How the pulls on each side of each cell share what they do together, (K,).

    Part of i: ``p_i * integral_0^1 prod_{j != i} (1 - t p_j) dt``, the Aumann-Shapley
    share of ``1 - prod (1 - p)``: the parts of a side add up to it. The integrand is a
    polynomial of degree k - 1 for k pulls, so Gauss-Legendre with ceil(k / 2) nodes is
    exact; they lie inside (0, 1), so that no factor is 0. A side's nodes depend on its own
    pulls alone, so that what else there is changes no bit.

    Parameters
    ----------
    pulls : (K,) float
        Grouped by side.
    starts : (G,) int
        Where each group begins.
    """
    if not len(pulls):
        return np.zeros(0)
    sizes = np.diff(np.append(starts, len(pulls)))
    found = np.empty(len(pulls))
    for size in sorted(set(sizes.tolist())):
        mine = starts[sizes == size][:, None] + np.arange(size)  # (sides of that size, size)
        nodes, weights = np.polynomial.legendre.leggauss((size + 1) // 2)
        factors = 1.0 - (nodes[:, None, None] + 1.0) / 2.0 * pulls[mine]
        others = factors.prod(axis=2, keepdims=True) / factors
        found[mine] = pulls[mine] * np.einsum("n,nsk->sk", weights / 2.0, others)
    return found


def contributions(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> Contributions:
    """Split the additive scores of a single draw (S = 1).

    In a cell the lowering side carries ``-(1 - A) (b + 1 - (1 - b) R) / 2`` and the
    raising side ``(1 - R) ((1 - b) + (1 - b A)) / 2``; together ``s - b``. Each is shared
    by `side_parts`, then taken through the value function by its mean slope between b
    and s, and multiplied by the weight.
    """
    moved = _moves(problem, inputs, found)
    base, argued, cells = found.base[0], found.argued[0], found.cells[0]
    case, conditions = np.empty_like(base), np.empty_like(base)
    for c in range(len(problem.criteria)):
        weight = 100.0 * inputs.weights[0, c]
        at_base = value_of(problem, c, base[:, c])
        at_argued = value_of(problem, c, argued[:, c])
        shift = argued[:, c] - base[:, c]
        slope = slope_at(problem, c, base[:, c])
        np.divide(at_argued - at_base, shift, out=slope, where=np.abs(shift) > _SAME)
        moved[:, c, :] *= weight * slope[:, None]
        case[:, c] = weight * at_base
        conditions[:, c] = weight * (value_of(problem, c, cells[:, c]) - at_argued)
    return Contributions(case, moved, conditions)


def _moves(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> Floats:
    """How far each argument moves each cell, (T, C, A), before value functions."""
    lowered, raised = worn(problem, found.strength[0], inputs.force[0])
    shape = len(problem.theories), len(problem.criteria), len(problem.arguments)
    moved = np.zeros(shape)
    side = (problem.hit_theory * shape[1] + problem.hit_criterion) * 2 + problem.hit_raises
    order = np.argsort(side, kind="stable")
    argument, raises = problem.hit_argument[order], problem.hit_raises[order]
    t, c = problem.hit_theory[order], problem.hit_criterion[order]
    pulls = inputs.force[0, problem.hit_force[order]] * found.strength[0, argument]
    starts = np.flatnonzero(np.diff(side[order], prepend=-1))
    b, down, up = (array[t, c] for array in (inputs.judgements[0], lowered, raised))
    reach = np.where(raises, (1.0 - b) + (1.0 - b * down), -(b + 1.0 - (1.0 - b) * up)) / 2.0
    np.add.at(moved, (t, c, argument), side_parts(pulls, starts) * reach)
    for step in problem.derivations:
        if isinstance(step, Whole):
            parts = zip(step.parts, step.shares, strict=True)
            moved[step.theory] = sum(share * moved[part] for part, share in parts)
    return moved


def given_back(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> Floats:
    """Points that each answer gives each theory, (E, T): the score less that without it."""
    e = len(problem.answers)
    if e == 0:
        return np.zeros((0, len(problem.theories)))
    without = np.empty((e, len(problem.theories)))
    for start in range(0, e, CHUNK):
        some = np.arange(start, min(start + CHUNK, e))
        repeated = {
            name: np.repeat(getattr(inputs, name), len(some), axis=0)
            for name in ("weights", "judgements", "sound", "answer_force", "force")
        }
        changed = replace(inputs, **repeated)
        changed.answer_force[np.arange(len(some)), some] = 0.0
        without[some] = evaluate(problem, changed).totals
    return np.asarray(found.totals - without)
