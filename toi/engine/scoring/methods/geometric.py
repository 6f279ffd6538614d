"""The geometric method: the weighted geometric mean of the values."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.values import by_theory
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Geometric(ValueMethod):
    """``V_t = 100 prod_c f_c ^ w_c``."""

    name = "geometric"

    def of_values(self, weights: Floats, values: Floats) -> Floats:
        """Combine values by `weighted_product`."""
        return weighted_product(weights, values)


def weighted_product(weights: Floats, values: Floats) -> Floats:
    """Return ``V_t = 100 prod_c f_c ^ w_c``, (S, T): the weighted geometric mean of the values.

    The weighted product of Bridgman (1922). A value of 0 makes the score 0 unless its
    weight is 0; values below 0, which only unclipped criteria have, count as 0.

    Parameters
    ----------
    weights : (S, C) or (S, T, C) float
    values : (S, T, C) float
    """
    total = np.ones(values.shape[:2], order="F")
    for c in range(values.shape[2]):
        total *= np.maximum(values[:, :, c], 0.0) ** by_theory(weights)[:, :, c]
    return np.asarray(100.0 * total)
