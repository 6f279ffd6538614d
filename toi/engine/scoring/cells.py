"""Cells: from the proponent's judgement, through arguments, wholes and conditions."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Condition, Floats, ScoringProblem, Whole


def worn(problem: ScoringProblem, strength: Floats, force: Floats) -> tuple[Floats, Floats]:
    """What is left of the distance to each end of the scale, both (T, C), in a single draw.

    ``A = prod (1 - p)`` over the pulls ``p = force * strength`` that lower a cell, ``R``
    over those that raise it.

    Parameters
    ----------
    strength : (A,) float
    force : (F,) float
    """
    lowered, raised = np.ones((2, len(problem.theories), len(problem.criteria)))
    left = 1.0 - force[problem.hit_force] * strength[problem.hit_argument]
    for side, mine in ((lowered, ~problem.hit_raises), (raised, problem.hit_raises)):
        cells = problem.hit_theory[mine], problem.hit_criterion[mine]
        np.multiply.at(side, cells, left[mine])
    return lowered, raised


def argued(problem: ScoringProblem, base: Floats, strength: Floats, force: Floats) -> Floats:
    """Every cell after its arguments, (S, T, C); `base` itself where nothing is argued.

    Cells that no argument meets are left as they are; in many draws the others are worked
    out one by one, so that what is worked on stays in the processor's cache.
    """
    if not len(problem.hit_force):
        return base
    if len(base) == 1:
        lowered, raised = worn(problem, strength[0], force[0])
        return pulled(base, lowered[None], raised[None])
    found = np.empty_like(base)
    for t, c in problem.unargued_cells:
        found[:, t, c] = base[:, t, c]
    lefts = [1.0 - force[:, f] * strength[:, a] for a, f in problem.pulls]
    for t, c, lowers, raises in problem.pulled_cells:
        down, up = (_product([lefts[i] for i in side]) for side in (lowers, raises))
        found[:, t, c] = pulled(base[:, t, c], down, up)
    return found


def _product(factors: Sequence[Floats]) -> Floats | float:
    if not factors:
        return 1.0
    found = factors[0]
    for factor in factors[1:]:
        found = found * factor
    return found


def pulled(base: Floats, lowered: Floats | float, raised: Floats | float) -> Floats:
    """Cells after their arguments, any shape, given what is left of each distance.

    The mean of "lowered, then raised" and "raised, then lowered",
    ``((1 - (1 - b A) R) + (1 - (1 - b) R) A) / 2``, which is
    ``b A R + (1 - R) (1 + A) / 2``. With one side only this is DF-QuAD.
    """
    kept = base * lowered
    if isinstance(raised, float):  # nothing raises the cell: R = 1
        return kept
    kept *= raised
    kept += (1.0 - raised) * (0.5 + 0.5 * lowered)
    return kept


def derive(problem: ScoringProblem, base: Floats, argued: Floats) -> tuple[Floats, Floats, Floats]:
    """Fill in wholes and conditions: base, argued and final cells, each (S, T, C).

    A benefit cell of a theory conditional on theories j becomes
    ``min(1, s (1 - share + share * sum_j s_j / sum_j b_j))``, the ratio being 1 where the
    sum below it is 0.
    """
    if not problem.derivations:
        return base, argued, argued
    base, argued = base.copy(order="K"), argued.copy(order="K")
    cells = argued.copy(order="K") if problem.has_conditions else argued
    benefits = np.flatnonzero(~problem.is_cost)
    for step in problem.derivations:
        match step:
            case Whole(theory, parts, shares):
                for array in {id(array): array for array in (base, argued, cells)}.values():
                    array[:, theory] = sum(
                        share * array[:, part] for part, share in zip(parts, shares, strict=True)
                    )
            case Condition(theory, on, share):
                for c in benefits:
                    now = sum(cells[:, j, c] for j in on)
                    before = np.asarray(sum(base[:, j, c] for j in on))
                    ratio = np.divide(now, before, out=np.ones_like(before), where=before > 0)
                    factor = 1.0 - share + share * ratio
                    cells[:, theory, c] = np.minimum(1.0, cells[:, theory, c] * factor)
    return base, argued, cells
