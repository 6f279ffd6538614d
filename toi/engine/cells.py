"""Cells: from the proponent's judgement, through arguments, wholes and conditions."""

import numpy as np

from toi.arrays import Condition, Floats, ScoringProblem, Whole


def worn(problem: ScoringProblem, strength: Floats, force: Floats) -> tuple[Floats, Floats]:
    """What is left of the distance to each end of the scale, both (S, T, C).

    ``A = prod (1 - p)`` over the pulls ``p = force * strength`` that lower a cell, ``R``
    over those that raise it.
    """
    s, t, c = len(strength), len(problem.theories), len(problem.criteria)
    lowered, raised = np.ones((2, t, c, s))
    if s == 1:  # a step per hit would cost more than the work
        left = 1.0 - force[0, problem.hit_force] * strength[0, problem.hit_argument]
        for side, mine in ((lowered, ~problem.hit_raises), (raised, problem.hit_raises)):
            cells = problem.hit_theory[mine], problem.hit_criterion[mine]
            np.multiply.at(side[:, :, 0], cells, left[mine])
        return lowered.transpose(2, 0, 1), raised.transpose(2, 0, 1)
    pair, left = (-1, -1), np.ones(s)
    hits = zip(
        problem.hit_argument.tolist(),
        problem.hit_force.tolist(),
        problem.hit_theory.tolist(),
        problem.hit_criterion.tolist(),
        problem.hit_raises.tolist(),
        strict=True,
    )
    for argument, which, theory, criterion, raises in hits:
        if (argument, which) != pair:  # sorted, so each pull is worked out once
            pair = argument, which
            left = 1.0 - force[:, which] * strength[:, argument]
        side = raised if raises else lowered
        side[theory, criterion] *= left
    return lowered.transpose(2, 0, 1), raised.transpose(2, 0, 1)


def pulled(base: Floats, lowered: Floats, raised: Floats) -> Floats:
    """Cells after their arguments, any shape.

    The mean of "lowered, then raised" and "raised, then lowered":
    ``((1 - (1 - b A) R) + (1 - (1 - b) R) A) / 2``. With one side only this is DF-QuAD.
    """
    down_up = 1.0 - (1.0 - base * lowered) * raised
    up_down = (1.0 - (1.0 - base) * raised) * lowered
    return np.asarray((down_up + up_down) / 2.0)


def derive(problem: ScoringProblem, base: Floats, argued: Floats) -> tuple[Floats, Floats, Floats]:
    """Fill in wholes and conditions: base, argued and final cells, each (S, T, C).

    A benefit cell of a theory conditional on theories j becomes
    ``min(1, s (1 - share + share * sum_j s_j / sum_j b_j))``, the ratio being 1 where the
    sum below it is 0.
    """
    base, argued = base.copy(order="K"), argued.copy(order="K")
    cells = argued.copy(order="K")
    benefits = np.flatnonzero(~problem.is_cost)
    for step in problem.derivations:
        match step:
            case Whole(theory, parts, shares):
                for array in (base, argued, cells):
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
