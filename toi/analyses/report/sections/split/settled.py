"""The arguments that would move a split most, were they settled."""

from collections.abc import Iterator

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.report.html import Markup, bullets, paragraphs, tag
from toi.analyses.shared.format import per_cent, whole_per_cent

MUCH = 0.02  # of the budget, that an argument moves


def settled_most(split: PortfolioResult) -> Iterator[Markup]:
    """List the arguments whose settling would move most of a split."""
    if not split.settled:
        return
    found = [*changes(split)]
    if not found:
        yield paragraphs(no_change(split))
        return
    yield tag("h3", "What would change it most")
    yield paragraphs("Shares of the budget that would move if an argument were settled:")
    yield bullets(found)


def no_change(split: PortfolioResult) -> str:
    """Say that no argument moves much, and which moves most."""
    text = "No single argument, if it were settled, would move as much as 2 % of it"
    if not split.settled or split.settled[0].moved <= 0:
        return f"{text}."
    most = split.settled[0]
    share = per_cent(most.moved / split.budget)
    return f"{text}; most would “{split.titles[most.argument]}” ({share})."


def changes(split: PortfolioResult) -> Iterator[str]:
    """Yield the arguments that would move most, with where to."""
    names = {line.id: line.short_title for line in split.allocation}
    for one in [one for one in split.settled if one.moved > MUCH * split.budget][:4]:
        both = (("if it is sound", one.gains_if_sound), ("if it is not", one.gains_if_unsound))
        sides = "; ".join(f"to {names[who]} {when}" for when, who in both if who)
        share = whole_per_cent(one.moved / split.budget)
        yield f"{split.titles[one.argument]} ({share}{f': {sides}' if sides else ''})."
