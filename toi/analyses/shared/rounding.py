"""Shares rounded so that they still add up."""

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise

STEP = 0.01  # of the whole: shares are shown in whole per cents
SAME = 1e-6  # shares nearer than this are equal


def in_steps(
    shares: Sequence[float], step: float = STEP, whole: float | None = None
) -> list[float]:
    """Round shares to multiples of `step` that still add up to `whole`, by default their sum.

    Each is cut to the step below it; what that leaves goes, step by step, to those that
    lost most (the method of largest remainders, Hamilton 1792); of equals, to the first.
    """
    counts = [int(share / step + 1e-9) for share in shares]
    left = round((sum(shares) if whole is None else whole) / step) - sum(counts)
    lost = sorted(range(len(shares)), key=lambda i: counts[i] - shares[i] / step)
    for i in lost[: max(left, 0)]:
        counts[i] += 1
    return [round(count * step, 9) for count in counts]


def in_tenths(points: Sequence[float], whole: float | None = None) -> list[float]:
    """Round points, of either sign, to tenths that add up to `whole`, by default their sum.

    As `in_steps` does, so that a table adds up to the score that stands above it, and the parts of
    a sum to how that sum is written.
    """
    return _adding_up(points, 1, whole)


def in_ones(points: Sequence[float]) -> list[float]:
    """Round points, of either sign, to whole numbers that add up to their sum, as it is written.

    Equal ones are rounded alike, though they then do not add up.
    """
    found = _adding_up(points, 0)
    return found if _are_even(points, found, 1.0) else [float(round(one)) for one in points]


def _adding_up(points: Sequence[float], digits: int, whole: float | None = None) -> list[float]:
    times = 10**digits
    counts = [math.floor(times * one + 1e-9) for one in points]
    total = round(math.fsum(points) if whole is None else whole, digits)
    left = round(times * total) - sum(counts)
    step = 1 if left > 0 else -1  # over, where halves are written otherwise than their difference
    lost = sorted(range(len(points)), key=lambda i: step * (counts[i] - times * points[i]))
    for i in lost[: abs(left)]:
        counts[i] += step
    return [count / times for count in counts]


def in_grouped_steps(
    shares: Sequence[float], groups: Sequence[Hashable], step: float = STEP
) -> list[float]:
    """Round shares as `in_steps` does, first those of whole groups and then those within each.

    So a group that gets exactly 10 % is shown as parts that add up to 10 %.
    """
    names = list(dict.fromkeys(groups))
    members = [[i for i, one in enumerate(groups) if one == name] for name in names]
    sums = in_steps([sum(shares[i] for i in some) for some in members], step)
    found = [0.0] * len(shares)
    for some, whole in zip(members, sums, strict=True):
        for i, part in zip(some, in_steps([shares[i] for i in some], step, whole), strict=True):
            found[i] = part
    return found


def in_even_steps(
    shares: Sequence[float],
    step: float = STEP,
    groups: Sequence[Hashable] | None = None,
    whole: float | None = None,
) -> list[float]:
    """Round shares as `in_steps` does, or `in_grouped_steps`, and equal ones alike.

    Where equal shares cannot add up even so, they are cut down alike: 33, 33, 33.
    """
    if groups is not None:
        found = in_grouped_steps(shares, groups, step)
        if _are_even(shares, found, step):
            return found
    found = in_steps(shares, step, whole)
    if _are_even(shares, found, step):
        return found
    return [
        min(b for a, b in zip(shares, found, strict=True) if abs(a - share) < SAME)
        for share in shares
    ]


def beside_fixed(
    values: Sequence[float], fixed: Mapping[int, float], step: float, whole: float
) -> list[float]:
    """Round values to multiples of `step`, but for some that are fixed; together they are `whole`.

    What is fixed need be no multiple of `step`: the odd rest which that leaves goes to the
    largest of the others that it brings nearer to its value, else to that which rounding took most
    from; never to what is nothing. Where each has an equal it stays over, as in `in_even_steps`.

    Parameters
    ----------
    values : sequence of float
        What they are exactly, with the fixed ones in their places.
    fixed : mapping
        By place, what is not rounded.
    whole : float
        What they add up to.
    """
    found = [fixed.get(i, 0.0) for i in range(len(values))]
    free = [i for i in range(len(values)) if i not in fixed]
    if not free or whole <= 0:
        return found
    exact, left = [values[i] for i in free], whole - math.fsum(fixed.values())
    even = math.floor(left / step + SAME) * step / whole
    parts = in_even_steps([value / whole for value in exact], step / whole, whole=even)
    for i, part in zip(free, parts, strict=True):
        found[i] = round(part * whole / step) * step
    over = whole - math.fsum(found)
    same = SAME * whole  # what is nothing stays nothing
    some = [i for i in free if values[i] > same]
    alone = [i for i in some if sum(abs(values[i] - one) < same for one in exact) == 1]
    if over < -same or (over < step * (1.0 - SAME) and alone):
        takers = alone or free
        lost = {i: values[i] - found[i] for i in takers}
        nearer = [i for i in takers if abs(lost[i] - over) < abs(lost[i])]
        taker = max(nearer, key=values.__getitem__) if nearer else max(lost, key=lost.__getitem__)
        found[taker] += over
    return [round(value, 12) for value in found]


def _are_even(shares: Sequence[float], rounded: Sequence[float], step: float) -> bool:
    """Tell whether equal shares were rounded alike."""
    return all(abs(a - b) < step / 2 for a, b in _equals(shares, rounded))


def _equals(shares: Sequence[float], rounded: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield the rounded values of each two neighbours by size whose shares are equal."""
    in_order = sorted(zip(shares, rounded, strict=True))
    for (one, a), (other, b) in pairwise(in_order):
        if other - one < SAME:
            yield a, b
