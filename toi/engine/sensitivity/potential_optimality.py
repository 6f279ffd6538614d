"""Potential optimality: the least change of the weights that makes a theory lead, or proof of none.

Hazen (1986), Partial information, dominance, and potential optimality. Operations Research 34(2).
"""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.light_dataclass import dataclass

MARGIN = 1e-6  # points by which one theory must lead the others, so that it certainly does
WIDER_MARGINS = (0.01, 0.03, 0.1, 0.3)  # leads at which numbers may be rounded to fewer digits


@dataclass(frozen=True, eq=False)
class PotentialOptimality:
    """Weights under which a theory leads, or the proof that there are none.

    Attributes
    ----------
    nearest : tuple of (C,) float
        The nearest weights that put it first, then the nearest that do so by each lead of
        `WIDER_MARGINS` that can be had; empty if none put it first.
    best : (C,) float
        Weights under which its least lead over a rival is greatest.
    margin : float
        That lead, in points: below `MARGIN`, no weights put it first.
    mixture : (N,) float
        Shares of rivals, adding up to 1, whose mean scores at least ``-margin`` points more
        than the theory on every criterion. Under any weights, then, some rival does: the proof.
    """

    nearest: tuple[Floats, ...]
    best: Floats
    margin: float
    mixture: Floats


def by_weights(base: BaseCase, theory: int, allowed: Bools) -> PotentialOptimality:
    """Find the least change of the weights that puts a theory first, by two linear programmes.

    The first maximises m subject to ``V_x - V_j >= m`` for all rivals j, with w on the simplex;
    its dual is the mixture of rivals that proves m the greatest. Where m reaches `MARGIN`, the
    second minimises ``sum |w - w_now| / 2`` subject to ``V_x - V_j >= MARGIN``. Additive scores
    are linear in the weights and gates do not depend on them, so both are exact.

    Parameters
    ----------
    theory : int
        A column of the base case that no gate excludes.
    allowed : (C,) bool
        Criteria that may have weight.
    """
    rivals = rivals_of(base, theory)
    now, mixture = base.inputs.weights[0], np.zeros(len(base.rows))
    if not rivals:
        return PotentialOptimality((now,), now, np.inf, mixture)
    gains = gains_over(base, theory, rivals)
    best, margin, mixture[rivals] = _greatest(gains, allowed)
    leads = [lead for lead in (MARGIN, *WIDER_MARGINS) if lead <= margin]
    nearest = tuple(_nearest(gains, now, allowed, lead) for lead in leads)
    return PotentialOptimality(nearest, best, margin, mixture)


def rivals_of(base: BaseCase, theory: int) -> list[int]:
    """Return the other columns that no gate excludes in the base case."""
    return [j for j in np.flatnonzero(~np.isneginf(base.key)).tolist() if j != theory]


def gains_over(base: BaseCase, theory: int, rivals: Sequence[int]) -> Floats:
    """Return points that all weight on one criterion gives a theory over each rival, (R, C).

    Parameters
    ----------
    theory : int
        A column of the base case.
    rivals : R ints
        The same.
    """
    values = 100.0 * evaluate(base.problem, base.inputs).values[0, base.rows]
    return np.asarray(values[theory] - values[list(rivals)])


def _greatest(gains: Floats, allowed: Bools) -> tuple[Floats, float, Floats]:
    """Find the weights with the greatest least lead, that lead, and the mixture that proves it."""
    from scipy.optimize import linprog

    lines, columns = gains.shape
    found = linprog(
        np.r_[np.zeros(columns), -1.0],
        A_ub=np.c_[-gains, np.ones(lines)],
        b_ub=np.zeros(lines),
        A_eq=np.r_[np.ones(columns), 0.0][None, :],
        b_eq=[1.0],
        bounds=[*_bounds(allowed), (None, None)],
        method="highs",
    )
    return found.x[:columns], -float(found.fun), -np.asarray(found.ineqlin.marginals)


def _nearest(gains: Floats, now: Floats, allowed: Bools, lead: float) -> Floats:
    """Find the weights nearest to `now` under which every gain reaches `lead`, (C,).

    The variables are the weights and bounds ``t >= |w - w_now|``.
    """
    from scipy.optimize import linprog

    lines, columns = gains.shape
    eye = np.eye(columns)
    found = linprog(
        np.r_[np.zeros(columns), np.full(columns, 0.5)],
        A_ub=np.block([[-gains, np.zeros((lines, columns))], [eye, -eye], [-eye, -eye]]),
        b_ub=np.r_[np.full(lines, -lead), now, -now],
        A_eq=np.r_[np.ones(columns), np.zeros(columns)][None, :],
        b_eq=[1.0],
        bounds=[*_bounds(allowed), *[(0.0, None)] * columns],
        method="highs",
    )
    return np.asarray(np.clip(found.x[:columns], 0.0, 1.0))


def _bounds(allowed: Bools) -> list[tuple[float, float]]:
    return [(0.0, 1.0 if free else 0.0) for free in allowed.tolist()]
