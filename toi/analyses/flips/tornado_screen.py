"""The lead of the first, or of one asked about, with one number at a time low and high."""

import math
from collections.abc import Sequence

from toi.analyses.flips.change_words import (
    NARROWEST_NAME,
    leader_words,
    number_words,
    tie_words,
    tied,
)
from toi.analyses.flips.result import Changing, LeadRow
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, room
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count, in_digits, probability, signed
from toi.analyses.shared.provenance import drawn_options, without_gates
from toi.analyses.shared.result import Provenance

MOST_BARS = 15
NARROWEST_BAR, WIDEST_BAR = 13, 41


def tornado_screen(found: Changing, made: Provenance, page: Page) -> str:
    """Show a lead with one number at a time low and high, the widest swing first."""
    if found.reason:
        screen = Screen(page).say(f"No lead to shake: {found.reason}.").blank()
        if found.leader is None:
            screen.next(without_gates("sensitivity tornado", made))
        return screen.end(made)
    rows = found.tornado[:MOST_BARS]
    screen = Screen(page).say(tornado_verdict(found, made)).blank()
    if not rows:
        return screen.end(made)
    _add_bars(screen, rows, made)
    text = (
        "L, H: the lead over whoever is best of the others, with this number at its 5th and 95th "
        "percentile (beliefs: 0 and 1); : is no lead. Points on the score's 0-100."
    )
    if len(found.tornado) > len(rows):
        text += f" {len(found.tornado) - len(rows)} more with --format json."
    screen.blank().say(text)
    more = found.about or "flips"  # no way to the lead is sought where gates or a method bar it
    return screen.next(f"sensitivity {more}{drawn_options(made)}").end(made)


def _add_bars(screen: Screen, rows: Sequence[LeadRow], made: Provenance) -> None:
    """Add the bars; names give way where the narrowest bar leaves too little room."""
    finite = [x for row in rows for x in (row.lead_low, row.lead_high) if math.isfinite(x)]
    low, high = min([0.0, *finite]), max([0.0, *finite])
    heads = ["Number", "from .. to", "L", "H", "lead"]
    table = [
        [bar_words(row, made), bar_ends(row), lead_text(row.lead_low), lead_text(row.lead_high), ""]
        for row in rows
    ]
    width = room([heads[:4] + [""], *table], 4, screen.page.width)
    width = max(NARROWEST_BAR, min(WIDEST_BAR, width))
    for cells, row in zip(table, rows, strict=True):
        cells[4] = _bar(row, low, high, width)
    screen.table(table, heads, "lrrrl", shrink=0, least=NARROWEST_NAME)


def lead_text(lead: float) -> str:
    """Write a lead; one that a gate takes away is `out`, one that it hands over `alone`."""
    return signed(lead, 1) if math.isfinite(lead) else "out" if lead < 0 else "alone"


def tornado_verdict(found: Changing, made: Provenance) -> str:
    """Say how far one leads, or is behind, and how many numbers could turn that."""
    start, numbers, turning = f"{_standing(found, made)}.", found.tornado, len(found.turning)
    if not numbers:
        return f"{start} No number that is uncertain moves that."
    moves = "moves" if len(numbers) == 1 else "move"
    turn = "turn it" if found.about is None else "put it first"
    many = count(len(numbers), "number")
    return f"{start} Of {many} that {moves} this lead, {turning} can {turn} alone."


def _standing(found: Changing, made: Provenance) -> str:
    if found.about is not None:
        return _standing_behind(found.about, found.behind or 0.0, found, made)
    second = made.names.theory(found.runner_up or "-")
    if tied(found):
        return tie_words(found, made)
    if found.runner_up is None:
        return f"{leader_words(found, made)} leads alone: gates exclude all others"
    return f"{leader_words(found, made)} leads by {found.lead or 0:.1f} points over {second}"


def _standing_behind(about: str, behind: float, found: Changing, made: Provenance) -> str:
    called, first = made.names.theory(about), leader_words(found, made)
    if math.isinf(behind):
        return f"A gate excludes {called}; {first} leads"
    if round(behind, 9) == 0:
        return f"{called} and {first} are level"
    return f"{called} is {behind:.1f} points behind {first}"


def bar_words(row: LeadRow, made: Provenance) -> str:
    """Name the number that is changed."""
    aside = ", its range" if row.what == "credence range" else ""
    return f"{number_words(row.what, row.id, made)}{aside}"


def bar_ends(row: LeadRow) -> str:
    """Write from where to where a number is changed."""
    if row.what == "weight":
        return f"{100 * row.low:.0f}-{100 * row.high:.0f} %"
    if row.what == "judgement":
        return f"{in_digits(row.low, row.digits)}-{in_digits(row.high, row.digits)}"
    return f"{probability(row.low)}-{probability(row.high)}"


def _bar(row: LeadRow, low: float, high: float, width: int) -> str:
    """Draw the leads at both ends of a number, and the place of no lead between or beside them."""

    def place(lead: float) -> int:
        share = (min(max(lead, low), high) - low) / (high - low) if high > low else 0.0
        return round(share * (width - 1))

    ends = place(row.lead_low), place(row.lead_high)
    cells = [" "] * width
    cells[min(ends) : max(ends) + 1] = "-" * (max(ends) - min(ends) + 1)
    cells[place(0.0)] = ":"
    cells[ends[0]], cells[ends[1]] = "L", "H"
    return "".join(cells)


def tornado_table(found: Changing) -> Table:
    """Return the lead with each number at its ends."""
    return Table.of(found.tornado, "what id low high lead_low lead_high swing")
