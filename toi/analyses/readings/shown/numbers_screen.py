"""Numbers and quotes of readers, as the screen on their agreement writes them."""

import math

from toi.analyses.readings.result import FarTheory, OddTheory
from toi.analyses.shared.format import correlation, cut
from toi.distribution import figure

RELIABLE, TENTATIVE = 0.8, 0.667  # customary for alpha
MOST = 5  # cells and readers that are named
LONGEST_REASON = 150  # letters


def agreement_text(value: float | None) -> str:
    """Write a correlation or an alpha; nothing where it cannot be told."""
    return "" if value is None else correlation(value)


def alpha(value: float | None) -> str:
    """Write an agreement; one that misses a customary bound is not rounded up to it."""
    for bound in (RELIABLE, TENTATIVE):
        if value is not None and value < bound <= round(value, 2):
            return correlation(math.floor(100 * value) / 100)
    return agreement_text(value)


def points_text(value: float | None) -> str:
    """Write points of a scale, with a decimal below a hundred."""
    return "" if value is None else figure(value, 3) if value >= 100 else f"{value:.1f}"


def reason_given(odd: OddTheory | FarTheory) -> str:
    """Quote what the reader says of it."""
    return f" The reason given: “{cut(odd.why, LONGEST_REASON)}”" if odd.why else ""
