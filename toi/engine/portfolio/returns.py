"""Diminishing returns: effective effort by spending.

Every function gains one unit from the first unit, and half a unit from the next one once
`half_return` has been spent: so shares at which half is gone mean the same under each of them.
"""

from typing import Literal

import numpy as np

from toi.engine.problem import Floats

Returns = Literal["log", "sqrt", "none"]
Numbers = Floats | float


def gained(returns: Returns, spent: Numbers, half_return: Numbers) -> Floats:
    """Return effective effort, any shape, in shares of the budget.

    ``log``: ``h ln(1 + x / h)``; ``sqrt``: ``2 h / 3 (sqrt(1 + 3 x / h) - 1)``; ``none``: x.

    Parameters
    ----------
    spent : float
        0 or more, in shares of the budget.
    half_return : float
        Above 0: what must be spent until another unit brings half of what the first did.
    """
    if returns == "log":
        return np.asarray(half_return * np.log1p(spent / half_return))
    if returns == "sqrt":
        return np.asarray(
            2.0 * half_return / 3.0 * (np.sqrt(1.0 + 3.0 * spent / half_return) - 1.0)
        )
    return np.asarray(spent, dtype=np.float64)


def needed(returns: Returns, effort: Numbers, half_return: Numbers) -> Floats:
    """Return what must be spent for some effective effort, any shape: `gained` turned round.

    Parameters
    ----------
    effort, half_return : float
        In shares of the budget, as for `gained`.
    """
    if returns == "log":
        return np.asarray(half_return * np.expm1(effort / half_return))
    if returns == "sqrt":
        return np.asarray(half_return / 3.0 * ((1.0 + 1.5 * effort / half_return) ** 2 - 1.0))
    return np.asarray(effort, dtype=np.float64)


def slope(returns: Returns, spent: Numbers, half_return: Numbers) -> Floats:
    """Return what another unit brings, any shape: 1 at first, 1/2 once `half_return` is spent.

    Parameters
    ----------
    spent, half_return : float
        In shares of the budget, as for `gained`.
    """
    if returns == "log":
        return np.asarray(1.0 / (1.0 + spent / half_return))
    if returns == "sqrt":
        return np.asarray(1.0 / np.sqrt(1.0 + 3.0 * spent / half_return))
    return np.ones_like(np.asarray(spent, dtype=np.float64))
