"""What floors, caps, smallest grants and the like cost and move, in words."""

from collections.abc import Sequence

from toi.analyses.portfolio.demands.result import (
    CommitmentRow,
)
from toi.analyses.portfolio.result import (
    PortfolioResult,
)
from toi.analyses.portfolio.shown import commitments_in_order, share_change, share_part
from toi.analyses.shared.format import listed

SMALL = 0.05  # points that round to none
MOST_CHANGES = 3  # lines that are named
FEW = 5  # commitments of this run, or of the rubric, that are all named; of more the dearest
DEAREST = 3
MOST_MOVING = 2  # commitments of which is told what they move


def commitments_told(result: PortfolioResult, everything: bool = False) -> str | None:
    """Say what floors, caps and the like cost and move: the dearest of them, or all."""
    cost = commitments_verdict(result, everything)
    if cost is None:
        return None
    effect = commitments_effect(result, everything)
    whole = commitments_verdict(result, True), commitments_effect(result, True)
    more = "Each with what it costs and moves: --all." if (cost, effect) != whole else None
    return " ".join(filter(None, [cost, effect, more]))


def commitments_verdict(result: PortfolioResult, everything: bool = False) -> str | None:
    """Say what floors, caps and the like cost, each by itself and all together.

    What was asked for in this run is told before what the rubric asks for, of both the dearest.
    """
    given = commitments_in_order(result)
    if not given:
        return None
    own = [one for one in given if not one.of_rubric]
    theirs = [one for one in given if one.of_rubric]
    costs = [result.commitments_cost, *(one.cost for one in given)]
    told = [_priced(some, everything) for some in (own, theirs) if some]
    if len(given) > 1 and any(cost >= SMALL for cost in costs):
        cost = points(result.commitments_cost)
        told[0] = f"What was fixed costs {cost} points together. Alone {told[0]}"
    if own and theirs:
        told[1] = f"Of the rubric, {told[1]}"
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in told)


def _priced(some: Sequence[CommitmentRow], everything: bool) -> str:
    """Name commitments with their prices: the dearest of many, or all."""
    whole = everything or len(some) <= FEW
    dear = [one for one in some if one.cost >= SMALL]
    little = [one for one in some if one.cost < SMALL and one.changes]
    free = [one for one in some if one.cost < SMALL and not one.changes]
    told = []
    if dear:
        first, *rest = dear
        prices = [f"{_the(one)} {points(one.cost)}" for one in rest]
        named = [f"{_the(first)} costs {points(first.cost)} points", *prices]
        told.append(listed(named, len(named) if whole else DEAREST))
    for those, price in ((little, "under 0.05 points"), (free, "nothing")):
        if those:
            names = listed([_the(one) for one in those], len(those) if whole else DEAREST)
            called = names if whole or not dear else f"{len(those)} more"
            told.append(f"{called} {'cost' if len(those) > 1 else 'costs'} {price}")
    return "; ".join(told)


def _the(one: CommitmentRow) -> str:
    """Name a commitment in a sentence: `the cap of 10 % for X`, `at most 5 lines`."""
    return one.title if one.title.startswith(("at ", "nothing ")) else f"the {one.title}"


def commitments_effect(result: PortfolioResult, everything: bool = False) -> str | None:
    """Say what smallest grants and a largest number of lines move, which no line's row shows.

    Of the dearest of them, or of all.
    """
    moving = [
        one for one in commitments_in_order(result) if one.kind in ("grant", "most") and one.changes
    ]
    shown = moving if everything else moving[:MOST_MOVING]
    told = [f"{_the(one)} {_moves(result, one)}." for one in shown]
    return " ".join(f"{text[0].upper()}{text[1:]}" for text in told) or None


def _moves(result: PortfolioResult, one: CommitmentRow) -> str:
    """Say which lines get more for a commitment, and which less."""
    parts = []
    for word, sign in (("more", 1), ("less", -1)):
        some = [(name, more) for name, more in effect_of(result, one) if sign * more > 0]
        names = [f"{name} ({share_part(result, abs(more))})" for name, more in some]
        parts += [f"{word} to {listed(names, MOST_CHANGES)}"] if names else []
    return f"{'give' if one.kind == 'most' else 'gives'} {' and '.join(parts)}"


def effect_of(result: PortfolioResult, one: CommitmentRow) -> list[tuple[str, float]]:
    """Return the lines that get more or less for a commitment, in shares of the budget.

    Those first that it moves most.
    """
    names = {line.id: line.short_title for line in result.allocation}
    most = sorted(one.changes.items(), key=lambda item: (-abs(item[1]), item[0]))
    return [(names[name], -without) for name, without in most]


def effect_in_words(result: PortfolioResult, one: CommitmentRow) -> str:
    """Say which lines get most more or less for a commitment, in amounts if named."""
    told = [f"{name} {share_change(result, more)}" for name, more in effect_of(result, one)]
    return listed(told, MOST_CHANGES)


def points(value: float) -> str:
    """Write points with a decimal where they are few."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
