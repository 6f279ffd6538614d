"""Returns that diminish: what is gained from what is spent.

Every function gains one unit from the first unit, and half a unit from the next one once
`half` has been spent: so shares at which half is gone mean the same under each of them.
"""

from typing import Literal

import numpy as np

from toi.engine.problem import Floats

Returns = Literal["log", "sqrt", "none"]
Numbers = Floats | float


def gained(returns: Returns, spent: Numbers, half: Numbers) -> Floats:
    """Effective effort, any shape.

    ``log``: ``h ln(1 + x / h)``; ``sqrt``: ``2 h / 3 (sqrt(1 + 3 x / h) - 1)``; ``none``: x.

    Parameters
    ----------
    spent : float
        0 or more, in shares of the budget.
    half : float
        Above 0: what must be spent until another unit brings half of what the first did.
    """
    if returns == "log":
        return np.asarray(half * np.log1p(spent / half))
    if returns == "sqrt":
        return np.asarray(2.0 * half / 3.0 * (np.sqrt(1.0 + 3.0 * spent / half) - 1.0))
    return np.asarray(spent, dtype=np.float64)


def slope(returns: Returns, spent: Numbers, half: Numbers) -> Floats:
    """What another unit brings, any shape: 1 at the first, 1/2 once `half` is spent."""
    if returns == "log":
        return np.asarray(1.0 / (1.0 + spent / half))
    if returns == "sqrt":
        return np.asarray(1.0 / np.sqrt(1.0 + 3.0 * spent / half))
    return np.ones_like(np.asarray(spent, dtype=np.float64))
