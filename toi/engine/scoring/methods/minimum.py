"""The minimum method: the worst value alone."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.scoring.methods.base import ValueMethod
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Minimum(ValueMethod):
    """``V_t = 100 min_c f_c`` over the criteria of weight above 0 in each draw.

    The maximin rule (Wald 1950) on values; how large a weight is does not matter.
    """

    name = "minimum"
    uses_weight_sizes = False
    start = np.inf

    def take_in(self, total: Floats, weight: Floats, value: Floats) -> None:
        """Keep the worse of two."""
        np.minimum(total, value, out=total, where=weight > 0)
