"""The minimum method: the worst value alone."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.values import by_theory
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Minimum(ValueMethod):
    """``V_t = 100 min_c f_c`` over the criteria that have a weight."""

    name = "minimum"
    uses_weight_sizes = False

    def of_values(self, weights: Floats, values: Floats) -> Floats:
        """Combine values by `worst_value`."""
        return worst_value(weights, values)


def worst_value(weights: Floats, values: Floats) -> Floats:
    """Return ``V_t = 100 min_c f_c`` over the criteria of weight above 0 in each draw, (S, T).

    The maximin rule (Wald 1950) on values; how large a weight is does not matter.

    Parameters
    ----------
    weights : (S, C) or (S, T, C) float
    values : (S, T, C) float
    """
    total = np.full(values.shape[:2], np.inf, order="F")
    for c in range(values.shape[2]):
        weighed = by_theory(weights)[:, :, c] > 0
        np.minimum(total, values[:, :, c], out=total, where=weighed)
    return np.asarray(100.0 * total)
