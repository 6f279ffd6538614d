"""Who gave and who took: a deterministic score split over its arguments, exactly."""

from dataclasses import dataclass, replace

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, Ints, ScoringProblem, Whole
from toi.engine.scoring.blows import Blow, blows_of
from toi.engine.scoring.cells import part_shares, worn
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.lines import gauss_legendre, line_shares
from toi.engine.scoring.pulls import Dealt, dealt, members_of, overlap_of, pull_of
from toi.engine.scoring.values import by_theory, slope_at, theory_weights, value_of

_SAME = 1e-12
CHUNK = 64  # answers left out at a time


@dataclass(frozen=True, eq=False)
class Contributions:
    """Points of score; `case + arguments.sum + scrutiny + conditions` is the total.

    Attributes
    ----------
    case : (T, C)
        The proponent's case.
    arguments : (T, C, A)
        Each argument, through every cell it pulls.
    scrutiny : (T, C)
        What was not examined bears as its peers do.
    conditions : (T, C)
        What a theory is conditional on.
    """

    case: Floats
    arguments: Floats
    scrutiny: Floats
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
        nodes, weights = gauss_legendre((size + 1) // 2)
        factors = 1.0 - nodes[:, None, None] * pulls[mine]
        others = factors.prod(axis=2, keepdims=True) / factors
        found[mine] = pulls[mine] * np.einsum("n,nsk->sk", weights, others)
    return found


def contributions(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> Contributions:
    """Split the additive scores of a single draw (S = 1).

    In a cell the lowering side carries ``-(1 - A) (b + 1 - (1 - b) R) / 2`` and the
    raising side ``(1 - R) ((1 - b) + (1 - b A)) / 2``; together ``s - b``. Each is shared
    over its blows by `side_parts`, that of a line over its arguments by `line_shares`, then
    taken through the value function by its mean slope between b and s, and multiplied by
    the weight.
    """
    moved = _moves(problem, inputs, found)
    base, argued, examined = found.base[0], found.argued[0], found.examined[0]
    case, scrutiny, conditions = (np.empty_like(base) for _ in range(3))
    weights = 100.0 * by_theory(theory_weights(problem, inputs.weights))[0]
    for c in range(len(problem.criteria)):
        weight = weights[:, c]
        at_base, at_argued, at_examined, at_end = (
            value_of(problem, c, cells[:, c]) for cells in (base, argued, examined, found.cells[0])
        )
        shift = argued[:, c] - base[:, c]
        slope = slope_at(problem, c, base[:, c])
        np.divide(at_argued - at_base, shift, out=slope, where=np.abs(shift) > _SAME)
        moved[:, c, :] *= (weight * slope)[:, None]
        case[:, c] = weight * at_base
        scrutiny[:, c] = weight * (at_examined - at_argued)
        conditions[:, c] = weight * (at_end - at_examined)
    return Contributions(case, moved, scrutiny, conditions)


def _moves(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> Floats:
    """How far each argument moves each cell, (T, C, A), before value functions."""
    blows, made_of = blows_of(problem), dealt(problem, inputs, found.strength)
    pulls = np.array([pull_of(problem, blow, made_of)[0] for blow in blows.blows])
    lowered, raised = worn(problem, 1.0 - pulls)
    t, c = blows.theory, blows.criterion
    b, down, up = (array[t, c] for array in (inputs.judgements[0], lowered, raised))
    reach = np.where(blows.raises, 1.0 - b + (1.0 - b * down), -(b + 1.0 - (1.0 - b) * up)) / 2.0
    reach *= _parts(problem, pulls)
    moved = np.zeros((len(problem.theories), len(problem.criteria), len(problem.arguments)))
    shares = [argument_shares(problem, blow, made_of) for blow in blows.blows]
    for cell, blow, amount in zip(
        zip(t.tolist(), c.tolist(), strict=True), blows.blow.tolist(), reach.tolist(), strict=True
    ):
        for argument, share in shares[blow].items():
            moved[(*cell, argument)] += share * amount
    for step in problem.derivations:
        if isinstance(step, Whole):
            parts = zip(step.parts, part_shares(problem, step), strict=True)
            moved[step.theory] = sum(share[:, None] * moved[part] for part, share in parts)
    return moved


def _parts(problem: ScoringProblem, pulls: Floats) -> Floats:
    """The part of each landing in what its side takes away, (N,); `pulls` (B,) of the blows."""
    blows = blows_of(problem)
    side = (blows.theory * len(problem.criteria) + blows.criterion) * 2 + blows.raises
    order = np.argsort(side, kind="stable")
    starts = np.flatnonzero(np.diff(side[order], prepend=-1))
    found = np.empty(len(side))
    found[order] = side_parts(pulls[blows.blow[order]], starts)
    return found


def argument_shares(problem: ScoringProblem, blow: Blow, made_of: Dealt) -> dict[int, float]:
    """How the arguments of a blow share what it takes away, for a single draw; adds up to 1."""
    arguments = blow.arguments
    if len(arguments) == 1:
        return {arguments[0]: 1.0}
    pull = members_of(blow, made_of)
    chance = made_of.chance(arguments)
    sure = np.ones(len(arguments)) if chance is None else chance[:, 0]
    parts = line_shares(blow.rows, overlap_of(problem, blow), pull[:, 0], sure)
    total = parts.sum()
    parts = parts / total if total > 0 else np.full(len(parts), 1.0 / len(parts))
    return dict(zip(arguments, parts.tolist(), strict=True))


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
