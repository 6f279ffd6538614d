"""The geometric method: the weighted geometric mean of the values."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.scoring.methods.base import ValueMethod
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Geometric(ValueMethod):
    """``V_t = 100 prod_c f_c ^ w_c``, the weighted product of Bridgman (1922).

    A value of 0 makes the score 0 unless its weight is 0; values below 0, which only unclipped
    criteria have, count as 0.
    """

    name = "geometric"
    start = 1.0

    def take_in(self, total: Floats, weight: Floats, value: Floats) -> None:
        """Multiply by ``f_c ^ w_c``."""
        total *= np.maximum(value, 0.0) ** weight
