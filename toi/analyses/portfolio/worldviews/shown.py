"""Splits by several rubrics as people see them: per cents and amounts that add up."""

import math
from collections.abc import Iterable, Mapping, Sequence

from toi.analyses.portfolio.rounded import (
    CENT,
    UNSPENT,
    amount_step,
    beside,
    by_group,
    held_kinds,
    is_multiple,
    to_a_cent,
    told_as_given,
)
from toi.analyses.portfolio.shown import amount_text
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.shared.format import whole
from toi.analyses.shared.rounding import SAME, STEP

HEADS = {"expected": "Expect", "proportional": "Pro rata", "nash": "Nash", "minimax": "Maximin"}
MEANING = {
    "expected": "the largest mean satisfaction, by credence",
    "proportional": "each rubric spends its credence's part",
    "nash": "the largest product of satisfactions",
    "minimax": "the least satisfied is satisfied most",
}

PART = "proportional"  # which is no best split by anything
HELD = 1e-5  # of the budget: what is nearer to its floor or cap is held by it


def rounded_compromise(result: WorldviewsResult, split: Compromise) -> Mapping[str, float]:
    """Return the shares of one of several splits in whole per cents, equal ones alike.

    A line that is held at a share such as 7.5 % has that; at a third, it is rounded as others are.
    """
    fixed = told_as_given(_held(result, split))
    return by_group(_held_kinds(result, split), _parts(result, split), fixed, STEP, 1.0)


def satisfied_text(part: float | None) -> str:
    """Write how far a rubric is satisfied, in per cents of its own range.

    How far below such a range something lies tells more of the range than of that.
    """
    if part is None:
        return "-"
    return whole(100 * part) if part >= -1 else "<-100"


def compromise_amounts(result: WorldviewsResult, split: Compromise) -> Mapping[str, float]:
    """Return what each line, and what is left over, comes to; empty where no amount was named.

    Rounded, so that together they are the amount of the budget; what is held by a floor or a cap
    has exactly that, today's amounts are as they were given, and no bound is overstepped. What
    equal lines cannot share evenly is left over.
    """
    whole = result.amount
    if whole is None:
        return {}
    exact = {name: part * whole for name, part in _parts(result, split).items()}
    step = amount_step(whole)
    if split is result.today:
        given = {n: round(x, 6) for n, x in exact.items() if n != UNSPENT and is_multiple(x, CENT)}
        return beside(exact, given, step, whole)
    fixed = {name: to_a_cent(part * whole, whole) for name, part in _held(result, split).items()}
    while True:
        found = by_group(_held_kinds(result, split), exact, fixed, step, whole)
        inside = {
            name: to_a_cent(min(max(found[name] / whole, floor), cap) * whole, whole)
            for name, (floor, cap) in result.bounds.items()
            if name in found and name not in fixed
        }
        beyond = {name: x for name, x in inside.items() if abs(x - found[name]) > SAME * step}
        if not beyond:
            over = max(whole - math.fsum(found.values()), 0.0)
            return {**found, UNSPENT: round(found[UNSPENT] + over, 6)}
        fixed |= beyond


def compromise_texts(result: WorldviewsResult, split: Compromise) -> Mapping[str, str]:
    """Write what each line, and what is left over, comes to; nothing where that is none."""
    amounts = compromise_amounts(result, split)
    return {name: amount_text(result, x) if x else "" for name, x in amounts.items()}


def _parts(result: WorldviewsResult, split: Compromise) -> dict[str, float]:
    """Return exact parts of the budget by line, and what stays unspent."""
    shares = {**split.shares, UNSPENT: split.unspent}
    return {name: share / result.budget for name, share in shares.items()}


def _held_kinds(
    result: WorldviewsResult, split: Compromise
) -> Iterable[tuple[Sequence[str], float]]:
    """Return the lines of each kind that its floor or cap holds; nothing holds today's split."""
    if split is result.today:
        return ()
    return held_kinds(result.line_kinds, _parts(result, split), result.bounds)


def _held(result: WorldviewsResult, split: Compromise) -> dict[str, float]:
    """Return the floors and caps at which lines are held, as parts of the budget."""
    if split is result.today:
        return {}
    parts = _parts(result, split)
    return {
        name: end
        for name, ends in result.bounds.items()
        for end in ends
        if 0 < end < 1 and abs(parts.get(name, 0.0) - end) < HELD
    }
