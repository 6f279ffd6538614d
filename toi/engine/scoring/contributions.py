"""Contributions: a deterministic score split over its arguments, exactly."""

from itertools import chain

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, Ints, ScoringProblem, Whole
from toi.engine.scoring.cells import part_shares, remaining_distance
from toi.engine.scoring.joint_pulls import JointPull, joint_hits
from toi.engine.scoring.lines import gauss_legendre, line_shares
from toi.engine.scoring.magnitudes import (
    PullTerms,
    fill_magnitudes,
    member_magnitudes,
    overlap,
    pull_terms,
)
from toi.engine.scoring.values import by_theory, slope_at, theory_weights, value_of
from toi.light_dataclass import dataclass

_SAME = 1e-12


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
        The share of its peers' losses that an unexamined theory bears.
    conditions : (T, C)
        The standing of what a theory is conditional on.
    """

    case: Floats
    arguments: Floats
    scrutiny: Floats
    conditions: Floats


def side_parts(pulls: Floats, starts: Ints) -> Floats:
    """Share what the pulls on each side of each cell do together among them, (K,).

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
    over its joint pulls by `side_parts`, that of a line over its arguments by `line_shares`, then
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
    """Find how far each argument moves each cell, (T, C, A), before value functions."""
    hits, terms = joint_hits(problem), pull_terms(problem, inputs, found.strength)
    taken = np.empty((len(hits.pulls), 1))
    fill_magnitudes(problem, terms, taken)
    sizes = taken[:, 0]
    lowered, raised = remaining_distance(problem, 1.0 - sizes)
    t, c = hits.theory, hits.criterion
    b, down, up = (array[t, c] for array in (inputs.judgements[0], lowered, raised))
    reach = np.where(hits.raises, 1.0 - b + (1.0 - b * down), -(b + 1.0 - (1.0 - b) * up)) / 2.0
    reach *= _parts(problem, sizes)
    moved = np.zeros((len(problem.theories), len(problem.criteria), len(problem.arguments)))
    # A joint hit moves its cell by each of its arguments, one after the other.
    shares = [argument_shares(problem, pull, terms) for pull in hits.pulls]
    members = np.array([len(one) for one in shares], dtype=np.int64)
    argument = np.fromiter(chain.from_iterable(shares), dtype=np.int64)
    share = np.fromiter(chain.from_iterable(one.values() for one in shares), dtype=np.float64)
    many = members[hits.pull]
    first = np.repeat((np.cumsum(members) - members)[hits.pull], many)
    at = first + np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    place = np.repeat(t, many), np.repeat(c, many), argument[at]
    np.add.at(moved, place, share[at] * np.repeat(reach, many))
    for step in problem.derivations:
        if isinstance(step, Whole):
            parts = zip(step.parts, part_shares(problem, step), strict=True)
            moved[step.theory] = sum(share[:, None] * moved[part] for part, share in parts)
    return moved


def _parts(problem: ScoringProblem, sizes: Floats) -> Floats:
    """Share what each side takes away among its joint hits, (N,), from joint pulls (B,)."""
    hits = joint_hits(problem)
    side = (hits.theory * len(problem.criteria) + hits.criterion) * 2 + hits.raises
    order = np.argsort(side, kind="stable")
    starts = np.flatnonzero(np.diff(side[order], prepend=-1))
    found = np.empty(len(side))
    found[order] = side_parts(sizes[hits.pull[order]], starts)
    return found


def argument_shares(problem: ScoringProblem, pull: JointPull, terms: PullTerms) -> dict[int, float]:
    """Share a joint pull among its arguments, in a single draw; the shares add up to 1."""
    if pull.single is not None:
        return {pull.single.argument: 1.0}
    arguments = pull.arguments
    chance = terms.chance(arguments)
    sure = np.ones(len(arguments)) if chance is None else np.array(chance)[:, 0]
    members = np.array(member_magnitudes(pull, terms))[:, 0]
    parts = line_shares(pull.rows, overlap(problem, pull, terms), members, sure)
    total = parts.sum()
    parts = parts / total if total > 0 else np.full(len(parts), 1.0 / len(parts))
    return dict(zip(arguments, parts.tolist(), strict=True))
