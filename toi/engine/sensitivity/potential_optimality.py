"""What it takes for a theory to lead: the least change of the weights, or proof that none do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.one_at_a_time import BaseCase

MARGIN = 1e-6  # points by which one theory must lead the others, so that it certainly does
ROOMIER = (0.01, 0.03, 0.1, 0.3)  # leads at which numbers may be rounded to fewer digits


@dataclass(frozen=True, eq=False)
class PotentialOptimality:
    """What weights alone can do for a theory.

    Attributes
    ----------
    nearest : tuple of (C,) float
        The nearest weights that put it first, then the nearest that do so by each lead of
        `ROOMIER` that can be had; empty if none put it first.
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


def by_weights(board: BaseCase, theory: int, allowed: Bools) -> PotentialOptimality:
    """The least change of the weights that puts a theory first, by two linear programmes.

    The first maximises m subject to ``V_x - V_j >= m`` for all rivals j, with w on the simplex;
    its dual is the mixture of rivals that proves m the greatest. Where m reaches `MARGIN`, the
    second minimises ``sum |w - w_now| / 2`` subject to ``V_x - V_j >= MARGIN``. Additive scores
    are linear in the weights and gates do not depend on them, so both are exact.

    Parameters
    ----------
    theory : int
        A column of the board that no gate excludes.
    allowed : (C,) bool
        Criteria that may have weight.
    """
    rivals = rivals_of(board, theory)
    now, mixture = board.inputs.weights[0], np.zeros(len(board.rows))
    if not rivals:
        return PotentialOptimality((now,), now, np.inf, mixture)
    gains = gains_over(board, theory, rivals)
    best, margin, mixture[rivals] = _greatest(gains, allowed)
    leads = [lead for lead in (MARGIN, *ROOMIER) if lead <= margin]
    nearest = tuple(_nearest(gains, now, allowed, lead) for lead in leads)
    return PotentialOptimality(nearest, best, margin, mixture)


def rivals_of(board: BaseCase, theory: int) -> list[int]:
    """The other columns that no gate excludes as things are."""
    return [j for j in np.flatnonzero(~np.isneginf(board.key())).tolist() if j != theory]


def gains_over(board: BaseCase, theory: int, rivals: Sequence[int]) -> Floats:
    """Points that all the weight on one criterion gives a theory over each rival, (R, C)."""
    values = 100.0 * evaluate(board.problem, board.inputs).values[0, board.rows]
    return np.asarray(values[theory] - values[list(rivals)])


def _greatest(gains: Floats, allowed: Bools) -> tuple[Floats, float, Floats]:
    """Weights with the greatest least lead, that lead, and the mixture that proves it."""
    from scipy.optimize import linprog

    lines, columns = gains.shape
    found = linprog(
        np.r_[np.zeros(columns), -1.0],
        A_ub=np.c_[-gains, np.ones(lines)],
        b_ub=np.zeros(lines),
        A_eq=np.r_[np.ones(columns), 0.0][None, :],
        b_eq=[1.0],
        bounds=[*_room(allowed), (None, None)],
        method="highs",
    )
    return found.x[:columns], -float(found.fun), -np.asarray(found.ineqlin.marginals)


def _nearest(gains: Floats, now: Floats, allowed: Bools, lead: float) -> Floats:
    """The weights nearest to `now` under which every gain reaches `lead`, (C,).

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
        bounds=[*_room(allowed), *[(0.0, None)] * columns],
        method="highs",
    )
    return np.asarray(np.clip(found.x[:columns], 0.0, 1.0))


def _room(allowed: Bools) -> list[tuple[float, float]]:
    return [(0.0, 1.0 if free else 0.0) for free in allowed.tolist()]
