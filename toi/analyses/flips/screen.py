"""Changes of who leads: lines for the overview, and a screen and a table for each topic."""

import math
from collections.abc import Sequence

from toi.analyses.flips.result import Change, Changing, Flip, LeadRow, Switch
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, room
from toi.analyses.layout.tables import Table
from toi.analyses.shared.conventions import TITLES, setting_word
from toi.analyses.shared.format import count, cut, in_digits, listed, probability, signed
from toi.analyses.shared.provenance import drawn_options, ranked_options
from toi.analyses.shared.result import Provenance

KINDS = {
    "weight": "weight",
    "credence": "belief",
    "judgement": "judgement",
    "overlap": "overlap",
}
MANY = {
    "weight": "weights",
    "credence": "credences",
    "judgement": "judgements",
    "overlap": "overlaps",
}
IN_WORDS = {
    "weight": "weight of",
    "credence": "belief in",
    "credence range": "belief in",
    "overlap": "overlap of",
}
DECIDED = "(gate)"  # marks who leads since a gate lets it through, or excludes who led
MOST_FLIPS = 6  # of a kind
MOST_BARS = 15
NARROWEST_BAR, WIDEST_BAR = 13, 41
NARROWEST_NAME = 14
SLACK = 1e-6  # of the last digit: rounding of the arithmetic


def add_flips(screen: Screen, found: Changing, made: Provenance) -> None:
    """Add the least change of each kind that puts another theory first, one line each."""
    if found.reason or found.leader is None:
        screen.line(no_other_first(found))
        return
    if tied(found):
        screen.line(f"{_tie(found, made)}: the least change decides.")
        return
    least = [(what, found.least(what)) for what in KINDS if found.searched.get(what)]
    rows = [
        [
            _changed(what, flip.id, made),
            change_text(flip),
            then_first(flip, made),
        ]
        if flip
        else [no_single(what), "", ""]
        for what, flip in least
    ]
    rows += [
        [TITLES[one.id], switch_text(one), made.names.theory(one.new_leader)]
        for one in found.switches
    ]
    heads = ["What would put another first", "from -> to", "then first"]
    screen.table(rows, heads, "lll", shrink=0, least=NARROWEST_NAME)
    note = gates_note([flip for _, flip in least if flip])
    if note:
        screen.line(note)
    if not all(flip.verified for _, flip in least if flip):
        screen.line("Some of these were not borne out by scoring.")


def _changed(what: str, name: str, made: Provenance) -> str:
    """Name a number in words: `weight of Cost`, `belief in ...`, `Lanes on Cost`."""
    lead = "" if what == "judgement" else f"{IN_WORDS.get(what, what)} "
    return f"{lead}{made.names.number(what, name)}"


def tied(found: Changing) -> bool:
    """Tell whether the first is level with another, so that it has no lead to lose."""
    return found.lead is not None and round(found.lead, 9) == 0 and found.runner_up is not None


def _tie(found: Changing, made: Provenance) -> str:
    return f"{_leader(found, made)} and {made.names.theory(found.runner_up or '-')} are level"


def no_single(what: str) -> str:
    """Say that no number of a kind does it alone."""
    return f"no single {KINDS[what]} does it"


def change_text(change: Change) -> str:
    """Write `25 % -> 41 %`, `.50 -> .81`, `8.0 -> 5.2`; what it goes to does flip as printed."""
    return f"{value_text(change, change.from_)} -> {value_text(change, change.rounded)}"


def then_first(flip: Flip, made: Provenance) -> str:
    """Name who then leads, with a mark where a gate decides that."""
    mark = f" {DECIDED}" * bool(flip.lifts or flip.bars)
    return f"{made.names.theory(flip.new_leader)}{mark}"


def gates_note(flips: Sequence[Flip]) -> str:
    """Explain the mark of what a gate decides, where some of the flips have it."""
    parts = ["lets it through"] * any(flip.lifts for flip in flips)
    parts += ["excludes who is first now"] * any(flip.bars for flip in flips)
    return f"{DECIDED}: one then {' or '.join(parts)}." if parts else ""


def switch_text(switch: Switch) -> str:
    """Write `as judged -> left out`."""
    return " -> ".join(setting_word(switch.id, one) for one in (switch.from_, switch.to))


def value_text(change: Change, value: float) -> str:
    """Write a number of a change, with its decimals."""
    if change.what == "weight":
        return f"{in_digits(100 * value, change.digits)} %"
    text = in_digits(value, change.digits)
    if change.what == "judgement":
        return text
    return (
        text[1:] if text.startswith("0.") and value else f"{value:g}" if value in (0, 1) else text
    )


def flips_screen(found: Changing, made: Provenance, page: Page) -> str:
    """Show every single number that puts another theory first, the least changes first."""
    screen = Screen(page).say(_flips_verdict(found, made)).blank()
    of_kind = ([flip for flip in found.flips if flip.what == what] for what in KINDS)
    shown = [flip for flips in of_kind for flip in flips[:MOST_FLIPS]]
    if shown or found.switches:
        rows = [
            [KINDS[f.what], _setting(f), value_text(f, f.from_), then_first(f, made)] for f in shown
        ]
        rows += [
            ["convention", one.set, one.from_, made.names.theory(one.new_leader)]
            for one in found.switches
        ]
        screen.table(rows, ["", "Set with --set", "from", "then first"], "llrl", trim=True).blank()
        first = shown[0].set if shown else [found.switches[0].set]
        left = len(found.flips) - len(shown)
        more = f" {left} more, larger for their kind, with --format json." if left else ""
        screen.say(
            "Each is the nearest value that does it, rounded away from the present, verified "
            f"by scoring; the others stay as they are, weights in proportion.{more}",
            *filter(None, [gates_note(shown)]),
        )
        settings = "".join(f" --set {one}" for one in first)
        more = drawn_options(made)
        screen.next(
            f"score{ranked_options(made)}{settings}",
            f"sensitivity weights{more}",
            f"sensitivity tornado{more}",
        )
    return screen.end(made)


def _flips_verdict(found: Changing, made: Provenance) -> str:
    if found.reason:
        return no_other_first(found)
    counts = [
        f"{sum(flip.what == what for flip in found.flips)} of {number} {MANY[what]}"
        for what, number in found.searched.items()
        if number
    ]
    first = f"{_leader(found, made)} scores highest"
    return (
        f"{_tie(found, made) if tied(found) else first}. Another would be first, if one number "
        f"alone were changed: {listed(counts)}."
    )


def no_other_first(found: Changing) -> str:
    """Say why no number is sought that puts another first.

    Where gates exclude all, a judgement may well let one through: nobody is first, as things are.
    """
    start = "Nobody is first" if found.leader is None else "Nothing would change who is first"
    return f"{start}: {found.reason}."


def _leader(found: Changing, made: Provenance) -> str:
    return made.names.theory(found.leader or "nobody")


def _setting(flip: Flip) -> str:
    """Write the setting as it is typed; where several are needed, what they amount to."""
    if len(flip.set) == 1:
        return flip.set[0]
    return f"{flip.id} to {value_text(flip, flip.rounded)}, the others in proportion"


def weights_screen(found: Changing, made: Provenance, page: Page) -> str:
    """Show per criterion the weights at which the leader stays first, and who leads beyond."""
    screen = Screen(page).say(weights_verdict(found, made)).blank()
    if found.weight_stability:
        rows = [
            [
                made.names.criterion(name),
                f"{100 * found.weights[name]:.0f} %",
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
    leader = _leader(found, made)
    if found.weight_stability is None:
        return (
            f"{leader} is first, and no weight changes that: this method looks only at which "
            "criteria have weight, not at how much."
        )
    if tied(found):
        return f"{_tie(found, made)}: any weight that favours one of them decides."
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


def tornado_screen(found: Changing, made: Provenance, page: Page) -> str:
    """Show the leader's lead with one number at a time low and high, the widest swing first."""
    if found.reason:
        return Screen(page).say(f"No lead to shake: {found.reason}.").blank().end(made)
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
    return screen.next(f"sensitivity flips{drawn_options(made)}").end(made)


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
    """Say how far the leader leads, and how many numbers could turn that."""
    second = made.names.theory(found.runner_up or "-")
    if tied(found):
        start = f"{_tie(found, made)}. "
    elif found.runner_up is None:
        start = f"{_leader(found, made)} leads alone: gates exclude all others. "
    else:
        start = f"{_leader(found, made)} leads by {found.lead or 0:.1f} points over {second}. "
    if not found.tornado:
        return f"{start}No number that is uncertain moves that."
    many = count(len(found.tornado), "number")
    return f"{start}Of {many} that move this lead, {len(found.turning)} can turn it alone."


def bar_words(row: LeadRow, made: Provenance) -> str:
    """Name the number that is changed."""
    aside = ", its range" if row.what == "credence range" else ""
    return f"{_changed(row.what, row.id, made)}{aside}"


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


def flips_table(found: Changing) -> Table:
    """Return every single number that puts another theory first."""
    table = Table.of(
        found.flips, "what id from=from_ to rounded distance new_leader verified set lifts bars"
    )
    switched = [
        [
            "convention",
            one.id,
            one.from_,
            one.to,
            None,
            None,
            one.new_leader,
            True,
            one.set,
            None,
            None,
        ]
        for one in found.switches
    ]
    return Table(table.headers, [*table.rows, *switched])


def weights_table(found: Changing) -> Table:
    """Return the weights at which the leader stays first."""
    rows = [
        [name, found.weights[name], low, high, *found.successors[name]]
        for name, (low, high) in (found.weight_stability or {}).items()
    ]
    return Table(["criterion", "now", "low", "high", "leads_below", "leads_above"], rows)


def tornado_table(found: Changing) -> Table:
    """Return the leader's lead with each number at its ends."""
    return Table.of(found.tornado, "what id low high lead_low lead_high swing")
