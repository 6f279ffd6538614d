"""The least change of values, of beliefs, or of both, under which statements are met."""

import numpy as np

from toi.engine.fit.landscape import Landscape, OverBeliefs, OverWeights, weighted_scores
from toi.engine.fit.programme import TINY, Goal, Reached, seek
from toi.engine.fit.statements import Demands
from toi.engine.problem import Bools, Floats
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class LeastChange:
    """Weights and credences near those of the base case.

    Attributes
    ----------
    weights : (C,) float
    sound : (A,) float
        Credences.
    cost : float
        ``sum |dw| / 2 + sum |dc|``: weight moved, and credence.
    met : bool
        Whether every demand is met there; if not, no such point was found.
    proven : bool
        Whether there is certainly none that costs less, or certainly none at all.
    """

    weights: Floats
    sound: Floats
    cost: float
    met: bool
    proven: bool


def of_values(base: BaseCase, demands: Demands, allowed: Bools, near: Floats) -> LeastChange:
    """Find the least change of the weights: a linear programme where scores are linear in them.

    Parameters
    ----------
    allowed : (C,) bool
        Criteria that may have weight.
    near : (C,) float
        Weights that come near to what is asked, to start from.
    """
    landscape = OverWeights(weighted_scores(base), allowed)
    now = base.inputs.weights[0]
    starts = [_within(now, allowed), near]
    found = _nearest(landscape, demands, now, np.full(len(now), 0.5), starts)
    sound = base.inputs.sound[0]
    cost = float(np.abs(found.point - now).sum() / 2)
    return LeastChange(found.point, sound, cost, found.met, landscape.linear)


def of_beliefs(base: BaseCase, demands: Demands) -> LeastChange:
    """Search for the least change of credences, the weights as they are."""
    columns = len(base.problem.criteria)
    free = np.arange(columns + base.inputs.sound.shape[1]) >= columns
    return _together(base, demands, free, [base.inputs.weights[0]])


def of_both(base: BaseCase, demands: Demands, allowed: Bools, near: Floats) -> LeastChange:
    """Search for the least change of weights and credences together."""
    free = np.r_[allowed, np.ones(base.inputs.sound.shape[1], dtype=bool)]
    return _together(base, demands, free, [_within(base.inputs.weights[0], allowed), near])


def _within(weights: Floats, allowed: Bools) -> Floats:
    """Return weights in the same proportions on the criteria that may have some."""
    found = np.where(allowed, weights, 0.0)
    found = found if found.any() else allowed.astype(np.float64)
    return np.asarray(found / found.sum())


def _together(base: BaseCase, demands: Demands, free: Bools, weights: list[Floats]) -> LeastChange:
    landscape = OverBeliefs(base, free)
    columns, sound = landscape.columns, base.inputs.sound[0]
    now = np.r_[base.inputs.weights[0], sound]
    price = np.where(np.arange(len(now)) < columns, 0.5, 1.0)
    starts = [np.r_[one, sound] for one in weights]
    found = _nearest(landscape, demands, now, price, starts)
    cost = float(price @ np.abs(found.point - now))
    return LeastChange(found.point[:columns], found.point[columns:], cost, found.met, False)


def _nearest(
    landscape: Landscape, demands: Demands, now: Floats, price: Floats, starts: list[Floats]
) -> Reached:
    """Return the point that meets all demands at the least price, of those reached.

    Where none is reached from the starts, the search begins once more from where the demands
    have most to spare.
    """
    goal = Goal(near=(price, now))
    reached = [seek(landscape, demands, goal, start) for start in starts]
    if not any(one.met for one in reached):
        widest = seek(landscape, demands, Goal(widest=True), starts[-1])
        reached += [seek(landscape, demands, goal, widest.point)]
    best = min(reached, key=lambda one: (not one.met, one.value))
    point = np.where(np.abs(best.point - now) < TINY, now, best.point)
    point[: landscape.columns] = best.point[: landscape.columns]  # they go on adding up to 1
    return Reached(point, best.value, best.spare)
