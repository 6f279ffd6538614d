"""Weights at which the first stays first: a screen and a table."""

import math
from collections.abc import Sequence

from toi.analyses.flips.change_words import (
    NARROWEST_NAME,
    change_text,
    leader_words,
    tie_words,
    tied,
)
from toi.analyses.flips.result import Changing
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, room
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import cut, whole_per_cent
from toi.analyses.shared.provenance import drawn_options, without_gates
from toi.analyses.shared.result import Provenance

SLACK = 1e-6  # of the last digit: rounding of the arithmetic


def weights_screen(found: Changing, made: Provenance, page: Page) -> str:
    """Show per criterion the weights at which the leader stays first, and who leads beyond."""
    screen = Screen(page).say(weights_verdict(found, made)).blank()
    if found.weight_stability:
        rows = [
            [
                made.names.criterion(name),
                whole_per_cent(found.weights[name]),
                weight_interval(low, high, found.weights[name]),
                *(made.names.theory(who) if who else "-" for who in found.successors[name]),
            ]
            for name, (low, high) in found.weight_stability.items()
        ]
        heads = ["Weight of", "now", "first from .. to", "below", "above"]
        _cut_last_two(rows, heads, page.width)
        screen.table(rows, heads, "lrrll", shrink=0, least=NARROWEST_NAME).blank()
        screen.say(
            "One weight at a time, as a share of all; the others keep their proportions. "
            "Below and above: who is first there."
        )
    if found.leader is not None:
        screen.next(f"sensitivity flips{drawn_options(made)}")
    else:
        screen.next(without_gates("sensitivity weights", made))
    return screen.end(made)


def _cut_last_two(rows: list[list[str]], heads: Sequence[str], width: int) -> None:
    """Cut the names in the last two columns so that they share what the others leave."""
    left = room([[*row[:3], "", ""] for row in (heads, *rows)], 3, width)
    first = max(len(row[3]) for row in rows)
    last = max(left // 2, left - first)
    for row in rows:
        row[3:] = cut(row[3], left - last), cut(row[4], last)


def weights_verdict(found: Changing, made: Provenance) -> str:
    """Say which weights could change who leads."""
    if found.leader is None:
        return f"Nobody is first: {found.reason}."
    leader = leader_words(found, made)
    if found.weight_stability is None:
        return (
            f"{leader} is first, and no weight changes that: this method looks only at which "
            "criteria have weight, not at how much."
        )
    if tied(found):
        return f"{tie_words(found, made)}: any weight that favours one of them decides."
    free = [name for name, ends in found.weight_stability.items() if ends == (0.0, 1.0)]
    if len(free) == len(found.weight_stability):
        return f"{leader} is first whatever any one weight is."
    flip = found.least("weight")
    text = f"{leader} stays first as long as each weight alone stays within its bounds."
    if not flip:
        return text
    then = made.names.theory(flip.new_leader)
    name = made.names.criterion(flip.id)
    return f"{text} The nearest bound: {name} {change_text(flip)}, then {then} is first."


def weight_interval(low: float, high: float, now: float) -> str:
    """Write `16 - 64 %`, rounded inwards, so that the leader is first at all that is named."""
    for digits in range(6):
        tens = 10**digits
        a = math.ceil(100 * low * tens - SLACK) / tens
        b = math.floor(100 * high * tens + SLACK) / tens
        if a <= 100 * now + 1e-9 and b >= 100 * now - 1e-9:
            break
    return f"{a:.{digits}f} - {b:.{digits}f} %" if a != b else f"{a:.{digits}f} %"


def weights_table(found: Changing) -> Table:
    """Return the weights at which the leader stays first."""
    rows = [
        [name, found.weights[name], low, high, *found.successors[name]]
        for name, (low, high) in (found.weight_stability or {}).items()
    ]
    return Table(["criterion", "now", "low", "high", "leads_below", "leads_above"], rows)
