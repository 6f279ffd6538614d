"""Tables that turn 16-bit integers into values of a distribution, shared by shape.

A stream gives integers k from 0 to 65,535; the value of a quantity is its quantile at
``(k + 1/2) / 65,536``. Distributions that differ by place and width alone, as PERT
[1, 2, 5] and [10, 20, 50] do, share one table, so that any distribution costs the same
to draw: one look-up, one multiplication, one addition.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toi.distribution import Distribution
from toi.engine.problem import Floats
from toi.engine.sampling.quantiles import MOST_EXPONENT, beta_table, mixture_table, quantile

LEVELS = 65_536
MOST_TABLES = 96  # half a mebibyte each; more shapes than these are worked out as they come
WORTH_FETCHING = LEVELS // 8  # look-ups for which a whole table is fetched first
DIGITS = 12  # to which relative shapes are compared
LONGEST_TAIL = 8.0  # standard deviations from the middle that no level reaches

Integers = NDArray[np.uint16]


def standard_form(law: Distribution) -> tuple[Distribution, float, float]:
    """Write a law as `shift + scale * X`, with X of a shape that others share.

    Returns
    -------
    shape : Distribution
        On 0 to 1, or with mean 0 and spread 1, or a lognormal with mu 0; a mixture is
        its own shape, and so is a lognormal at the ends of what floats hold.
    shift, scale : float
    """
    p = law.parameters
    match law.family:
        case "uniform":
            return Distribution("uniform", (0.0, 1.0)), p[0], p[1] - p[0]
        case "pert" | "triangular":
            width = p[2] - p[0]
            mode = round((p[1] - p[0]) / width, DIGITS)
            return Distribution(law.family, (0.0, mode, 1.0)), p[0], width
        case "beta":
            low, high = law.on
            return Distribution("beta", p), low, high - low
        case "normal":
            return Distribution("normal", (0.0, 1.0)), p[0], p[1]
        case "mixture":
            return law, 0.0, 1.0
        case _ if abs(p[0]) + LONGEST_TAIL * p[1] > MOST_EXPONENT:
            return law, 0.0, 1.0  # exp(mu) or exp(sigma z) alone is 0 or infinite
        case _:
            return Distribution("lognormal", (0.0, p[1])), 0.0, float(np.exp(p[0]))


class Scale(NamedTuple):
    """What makes draws of a shape those of a quantity: ``shift + scale * X``, clipped to `ends`."""

    shift: float
    scale: float
    ends: tuple[float, float] | None

    def apply(self, values: Floats) -> None:
        """Overwrite draws of the shape, any number of them."""
        if self.scale != 1.0:
            values *= self.scale
        if self.shift != 0.0:
            values += self.shift
        if self.ends is not None:
            np.clip(values, *self.ends, out=values)


UNSCALED = Scale(0.0, 1.0, None)


@lru_cache(maxsize=MOST_TABLES)
def table(shape: Distribution, scale: Scale = UNSCALED) -> Floats:
    """Return quantiles of a shape, scaled, at the middle of each of the 65,536 levels."""
    found = quantile(shape, (np.arange(LEVELS) + 0.5) / LEVELS)
    scale.apply(found)
    found.flags.writeable = False
    return found


def forget_tables() -> None:
    """Drop the tables that were made; any is made again when a quantile is next read from it."""
    for made in (table, beta_table, mixture_table):
        made.cache_clear()


def fetch(values: Floats) -> None:
    """Have the processor fetch a table from one end to the other, as it does ahead.

    That is twice as quick as to fetch it place by place, as levels come.
    """
    np.add.reduce(values)
