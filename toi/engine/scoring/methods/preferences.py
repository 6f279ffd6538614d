"""Preference functions: from a difference on one criterion to a preference."""

from dataclasses import replace
from typing import Literal

import numpy as np

from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

SAME = 1e-9  # shares of a scale; smaller differences are rounding


@dataclass(frozen=True)
class Preference:
    """A preference function: from a difference on one criterion to a preference, 0 to 1.

    Attributes
    ----------
    q, p, s : float
        On the raw scale, 0 where `function` has none: the largest difference that counts
        for nothing, the smallest that counts in full, the bend of the Gaussian.
    """

    function: Literal["usual", "u-shape", "v-shape", "level", "linear", "gaussian"] = "usual"
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0

    def rescaled(self, span: float) -> "Preference":
        """Return the same function with its thresholds in shares of a scale of width `span`."""
        return replace(self, q=self.q / span, p=self.p / span, s=self.s / span)


def signed_preference(difference: Floats, preference: Preference) -> Floats:
    """Return ``P(d) - P(-d)``, any shape: the preference for the better, negative if d is.

    The six functions of Brans, Vincke & Mareschal (1986, table 1), with indifference
    threshold q, preference threshold p and Gaussian bend s. A difference that is no larger
    than a threshold but for rounding does not pass it.
    """
    size = np.abs(difference)
    q, p = preference.q, preference.p
    match preference.function:
        case "usual":
            found = np.where(size > SAME, 1.0, 0.0)
        case "u-shape":
            found = np.where(size > q + SAME, 1.0, 0.0)
        case "level":
            found = 0.5 * (size > q + SAME) + 0.5 * (size > p + SAME)
        case "gaussian" if preference.s > SAME:
            found = -np.expm1(-(size**2) / (2.0 * preference.s**2))
        case "v-shape" | "linear" if p - q > SAME:
            found = np.clip((size - q) / (p - q), 0.0, 1.0)
        case _:  # no room between the thresholds, nor for a bend: a step
            found = np.where(size > q + SAME, 1.0, 0.0)
    return np.asarray(np.copysign(found, difference))
