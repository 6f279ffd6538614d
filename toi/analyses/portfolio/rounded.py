"""Shares and amounts of a split, rounded so that they add up.

Every form rounds here, so that a line has one share and one amount wherever it stands. What a user
gave is never rounded: a line that is held by a floor, a cap or its smallest grant has exactly that,
and today's amounts stand as they were written.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.shared.rounding import SAME, STEP, beside_fixed, in_even_steps

DIGITS = 3  # of an amount, after the first of the budget
TENTH = 0.1  # of a per cent: what somebody gave so exactly is told so
CENT = 0.01  # of the unit of amounts, and of a per cent where it is less than one: the same
NEAR = 1e-4  # of the budget: a kind that is nearer to its bound is held by it
LEAST = 5e-4  # of the budget: less is nothing
UNSPENT = ""  # the name of what stays unspent, beside the ids of lines


def rounded_shares(result: PortfolioResult) -> Mapping[str, float]:
    """Return the share of each line, and of what stays unspent, in whole per cents.

    A line that is held at a share such as 7.5 % has that; at a third, it is rounded as others are.
    """
    exact = _parts(result)
    fixed = told_as_given(_held(result))
    if fixed:
        return by_group(_held_kinds(result), exact, fixed, STEP, 1.0)
    groups = [*(line.kind for line in result.allocation), UNSPENT]
    return dict(zip(exact, in_even_steps([*exact.values()], groups=groups), strict=True))


def leaves_unspent(result: PortfolioResult) -> bool:
    """Tell whether something stays unspent, in the shares or the amounts that people are told."""
    told = rounded_shares(result)[UNSPENT], amounts(result).get(UNSPENT, 0.0)
    return max(told) > 0 or result.unspent > LEAST * result.budget


def told_as_given(held: Mapping[str, float]) -> dict[str, float]:
    """Return the shares that are told as they were given: with one decimal of a per cent, or none.

    Below 1 % it may be two. Of the others, such as a third, the rounding must not be at the cost of
    what is beside them.
    """
    return {
        name: round(x, 6)
        for name, x in held.items()
        if is_multiple(100 * x, TENTH if x >= STEP else CENT)
    }


def in_per_cent(share: float) -> float:
    """Return a rounded share in per cent, without what floating point adds to its decimals."""
    return round(100 * share, 1 if share >= STEP else 2)


def left_by_rounding(shares: Mapping[str, float]) -> float:
    """Return what equal lines that cannot share it evenly leave: 1 % beside 33, 33 and 33."""
    return round(max(1.0 - math.fsum(shares.values()), 0.0), 6)


def amounts(result: PortfolioResult) -> Mapping[str, float]:
    """Return what each line gets, and what stays unspent, in digits that bear.

    Rounded from exact shares, so that together they are the amount that the budget comes to; no
    line gets more than its cap, or less than its floor. Empty where no amount was named.
    """
    whole = result.amount
    if whole is None:
        return {}
    exact = {name: part * whole for name, part in _parts(result).items()}
    fixed = {name: to_a_cent(part * whole, whole) for name, part in _held(result).items()}
    step = amount_step(whole)
    while True:
        found = by_group(_held_kinds(result), exact, fixed, step, whole)
        beyond = {
            line.id: _within(result, line, exact[line.id], step, whole)
            for line in result.allocation
            if line.id not in fixed and not _keeps(result, line, found[line.id] / whole)
        }
        if not beyond:
            return found
        fixed |= beyond


def to_a_cent(amount: float, whole: float) -> float:
    """Round an amount to hundredths, or finer where the whole is small: a cap of 12.34 % of it."""
    return round(amount, max(2, 5 - math.floor(math.log10(whole))))


def amount_left(result: PortfolioResult) -> float:
    """Return what amounts leave of the budget where equal lines cannot share it evenly."""
    return 0.0 if result.amount is None else round(result.amount - sum(amounts(result).values()), 6)


def amount_step(amount: float) -> float:
    """Return the step of amounts: 1,000 where all is 2,000,000; 0.01 where it is 12."""
    return float(10.0 ** (math.floor(math.log10(amount)) - DIGITS))


def today_shares(result: PortfolioResult) -> Mapping[str, float]:
    """Return the part of the budget that each line gets today; empty where that is not known.

    By id, `UNSPENT`, and the title of what is not in question.
    """
    today = next((other for other in result.benchmarks if other.name == "today"), None)
    if today is None:
        return {}
    idle = max(today.unspent - sum(result.today_outside.values()), 0.0)
    found = {line.id: today.shares.get(line.id, 0.0) for line in result.allocation}
    every = {**found, **result.today_outside, UNSPENT: idle}
    return {name: share / result.budget for name, share in every.items()}


def today_shown(result: PortfolioResult) -> Mapping[str, float]:
    """Return what each line gets today as it was given: in money where an amount was named.

    Else in per cent. What was given in neither way, such as parts of a whole, is rounded.
    """
    whole, step, digit = 100.0, 1.0, TENTH
    if result.amount is not None:
        whole, step, digit = result.amount, amount_step(result.amount), CENT
    exact = {name: part * whole for name, part in today_shares(result).items()}
    given = {n: round(x, 6) for n, x in exact.items() if n != UNSPENT and is_multiple(x, digit)}
    return beside(exact, given, step, whole) if exact else {}


def _parts(result: PortfolioResult) -> dict[str, float]:
    """Return exact parts of the budget by line, and what stays unspent."""
    found = {line.id: line.share / result.budget for line in result.allocation}
    return {**found, UNSPENT: result.unspent / result.budget}


def _held(result: PortfolioResult) -> dict[str, float]:
    """Return the parts of the budget at which lines are held, exactly as these were asked for.

    A line that gets its cap is held there, even where more would have been worth no more.
    """
    found = {}
    for line in result.allocation:
        share = line.share / result.budget
        if share <= 0:
            continue
        nearest = min(_bounds(result, line), key=lambda end: abs(end - share))
        if line.bound is not None or (0 < nearest < 1 and abs(nearest - share) < SAME):
            found[line.id] = nearest
    return found


def _bounds(result: PortfolioResult, line: PortfolioLine) -> tuple[float, float, float]:
    """Return the floor, the cap and the smallest grant of a line, as parts of the budget."""
    floor, cap = result.wishes.bounds.get(line.id, (0.0, 1.0))
    return floor, cap, line.smallest / result.budget


def _keeps(result: PortfolioResult, line: PortfolioLine, part: float) -> bool:
    """Tell whether a line may have a part of the budget."""
    floor, cap, smallest = _bounds(result, line)
    least = max(floor, smallest if line.share > 0 else 0.0)
    return least - SAME * STEP <= part <= cap + SAME * STEP


def _within(
    result: PortfolioResult, line: PortfolioLine, exact: float, step: float, whole: float
) -> float:
    """Round an amount to the side where it keeps the bounds of its line."""
    steps = math.floor(exact / step + SAME)
    sides = (steps * step, (steps + 1) * step)
    return next((x for x in sides if _keeps(result, line, x / whole)), round(exact, 2))


def by_group(
    held_kinds: Iterable[tuple[Sequence[str], float]],
    exact: Mapping[str, float],
    fixed: Mapping[str, float],
    step: float,
    whole: float,
) -> dict[str, float]:
    """Round values by name; those of a kind that is held together are exactly what it may have.

    `held_kinds` are the lines of each such kind, with the part of the whole that it may have.
    """
    found, rest = dict(exact), whole
    left = list(exact)
    for members, part in held_kinds:
        some = {name: exact[name] for name in members}
        kept = {name: value for name, value in fixed.items() if name in some}
        found |= beside(some, kept, step, to_a_cent(part * whole, whole))
        rest -= to_a_cent(part * whole, whole)
        left = [name for name in left if name not in some]
    kept = {name: value for name, value in fixed.items() if name in left}
    return found | beside({name: exact[name] for name in left}, kept, step, rest)


def _held_kinds(result: PortfolioResult) -> Iterator[tuple[list[str], float]]:
    kinds = {line.id: line.kind for line in result.allocation}
    return held_kinds(kinds, _parts(result), result.wishes.bounds)


def held_kinds(
    kinds: Mapping[str, str],
    parts: Mapping[str, float],
    bounds: Mapping[str, tuple[float, float]],
) -> Iterator[tuple[list[str], float]]:
    """Yield the lines of each kind that its floor or cap holds, with the part that it is.

    Parameters
    ----------
    kinds : mapping from line to its kind
    parts : mapping from line to its part of the budget, where it gets any
    bounds : mapping from line or kind to a floor and a cap
    """
    for kind in dict.fromkeys(kinds.values()):
        lines = [line for line, its in kinds.items() if its == kind and line in parts]
        share = math.fsum(parts[line] for line in lines)
        for end in () if kind in kinds else bounds.get(kind, ()):
            if 0 < end < 1 and abs(share - end) < NEAR:
                yield lines, end
                break


def beside(
    exact: Mapping[str, float], fixed: Mapping[str, float], step: float, whole: float
) -> dict[str, float]:
    """Round values by name, but for those that are fixed; together they are `whole`."""
    names = list(exact)
    places = {names.index(name): value for name, value in fixed.items()}
    return dict(zip(names, beside_fixed([*exact.values()], places, step, whole), strict=True))


def is_multiple(value: float, step: float) -> bool:
    """Tell whether a value is a multiple of a step, but for errors of floating point."""
    return abs(value / step - round(value / step)) < SAME * max(1.0, abs(value / step) * 1e-6)
