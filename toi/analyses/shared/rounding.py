"""Shares rounded so that they still add up."""

from collections.abc import Sequence

STEP = 0.05


def in_steps(shares: Sequence[float], step: float = STEP) -> list[float]:
    """Round shares to multiples of `step` that still add up to their sum, rounded once.

    Each is cut to the step below it; what that leaves goes, step by step, to those that
    lost most (the method of largest remainders, Hamilton 1792); of equals, to the first.
    """
    counts = [int(share / step + 1e-9) for share in shares]
    left = round(sum(shares) / step) - sum(counts)
    lost = sorted(range(len(shares)), key=lambda i: counts[i] - shares[i] / step)
    for i in lost[: max(left, 0)]:
        counts[i] += 1
    return [round(count * step, 9) for count in counts]
