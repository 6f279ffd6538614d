"""What would change who leads: a block for the first screen, and a screen for each topic."""

import math
from collections.abc import Iterator, Sequence

from toi.analyses.flips.result import Change, Changing, Flip, LeadRow
from toi.analyses.shared.page import GLUE, Page, columns, cut, listed, probability
from toi.analyses.shared.provenance import provenance_line, ranked_options
from toi.analyses.shared.result import Provenance

KINDS = {"weight": "weight", "credence": "belief", "judgement": "judgement"}
MANY = {"weight": "weights", "credence": "credences", "judgement": "judgements"}
MOST_FLIPS = 6  # of a kind
MOST_BARS = 15
MOST_CHANGES = 8
NARROWEST_BAR, WIDEST_BAR = 13, 41
SLACK = 1e-6  # of the last digit: rounding of the arithmetic


def dethrone_lines(found: Changing, page: Page) -> list[str]:
    """The least change of each kind that puts another theory first, one line each."""
    if found.reason or found.leader is None:
        return [f"Nothing would change who leads: {found.reason}."]
    least = [(what, found.least(what)) for what in KINDS if found.searched.get(what)]
    head = f"What would dethrone {found.leader} (least change of one thing"
    checked = all(flip.verified for _, flip in least if flip)
    head += "; each verified by scoring)" if checked else ")"
    lines = [page.paint(page.fill(head), "bold")]
    texts = {what: change_text(flip) for what, flip in least if flip}
    ids = {what: flip.id.replace(".", " ") for what, flip in least if flip}
    tail = max((len(text) for text in texts.values()), default=0)
    then = max((len(flip.new_leader) for _, flip in least if flip), default=0)
    room = page.width - 2 - 10 - 1 - tail - 2 - len("then  leads") - then
    wide = min(room, max(map(len, ids.values()), default=0))
    for what, flip in least:
        if flip is None:
            lines.append(f"  {KINDS[what]:9} {no_single(found, what)}")
            continue
        name, text = cut(ids[what], wide).ljust(wide), texts[what].ljust(tail)
        lines.append(f"  {KINDS[what]:9} {name} {text}  then {flip.new_leader} leads")
    return lines


def no_single(found: Changing, what: str) -> str:
    """That no number of a kind does it alone."""
    return f"none of {found.searched[what]} {MANY[what]} does it alone"


def change_text(change: Change) -> str:
    """`25 % -> 41 %`, `.50 -> .81`, `8.0 -> 5.2`; what it goes to does flip as printed."""
    return f"{value_text(change, change.from_)} -> {value_text(change, change.rounded)}"


def value_text(change: Change, value: float) -> str:
    """A number of a change, with its decimals."""
    if change.what == "weight":
        return f"{100 * value:.{change.digits}f} %"
    if change.what == "judgement":
        return f"{value:.{change.digits}f}"
    text = f"{value:.{change.digits}f}"
    return (
        text[1:] if text.startswith("0.") and value else f"{value:g}" if value in (0, 1) else text
    )


def flips_screen(
    found: Changing, made: Provenance, page: Page, most: int | None = MOST_FLIPS
) -> str:
    """Every single number that puts another theory first, the least changes of each kind first."""
    lines = [page.fill(_flips_verdict(found)), ""]
    shown = [flip for what in KINDS for flip in _first(found, what, most)]
    if shown:
        rows = [[KINDS[f.what], _setting(f), value_text(f, f.from_), f.new_leader] for f in shown]
        heads = ["", "Set with --set", "from", "then leads"]
        head, *body = columns(rows, heads, ["left", "left", "right", "left"])
        lines += [page.paint(head, "bold"), *body, ""]
        left = len(found.flips) - len(shown)
        more = f" {left} more, larger for their kind, with --format json." if left else ""
        lines.append(
            page.fill(
                "Each is the nearest value that does it, rounded away from the present, verified "
                f"by scoring; the others stay as they are, weights in proportion.{more}"
            )
        )
        lines.append(page.fill(_next_flip(shown[0], made), "      "))
    return "\n".join([*lines, provenance_line(page, made)]) + "\n"


def _flips_verdict(found: Changing) -> str:
    if found.reason:
        return f"Nothing would change who leads: {found.reason}."
    counts = [
        f"{sum(flip.what == what for flip in found.flips)} of {number} {MANY[what]}"
        for what, number in found.searched.items()
        if number
    ]
    return (
        f"{found.leader} leads. Another would, if one number alone were changed: {listed(counts)}."
    )


def _first(found: Changing, what: str, most: int | None) -> list[Flip]:
    return [flip for flip in found.flips if flip.what == what][:most]


def _setting(flip: Flip) -> str:
    """The setting as it is typed; where several are needed, what they amount to."""
    if len(flip.set) == 1:
        return flip.set[0]
    return f"{flip.id} to {value_text(flip, flip.rounded)}, the others in proportion"


def _next_flip(flip: Flip, made: Provenance) -> str:
    settings = "".join(f" --set {one}" for one in flip.set)
    more = ranked_options(made)
    commands = [
        f"score{more}{settings}",
        f"sensitivity weights{more}",
        f"sensitivity tornado{more}",
    ]
    return "Next: " + " | ".join(f"toi {c}".replace(" ", GLUE) for c in commands)


def weights_screen(found: Changing, made: Provenance, page: Page) -> str:
    """For each criterion the weights at which the leader stays first, and who leads beyond."""
    lines = [page.fill(weights_verdict(found)), ""]
    if found.weight_stability:
        rows = [
            [
                name,
                f"{100 * found.weights[name]:.0f} %",
                weight_interval(low, high, found.weights[name]),
                *(who or "-" for who in found.successors[name]),
            ]
            for name, (low, high) in found.weight_stability.items()
        ]
        head, *body = columns(
            rows,
            ["Weight of", "now", "first from .. to", "below", "above"],
            ["left", "right", "right", "left", "left"],
        )
        lines += [page.paint(head, "bold"), *body, ""]
        text = "One weight at a time, as a share of all; the others keep their proportions. "
        text += "Below and above: who leads there."
        lines.append(page.fill(text))
    lines.append(f"Next: toi sensitivity flips{ranked_options(made)}")
    return "\n".join([*lines, provenance_line(page, made)]) + "\n"


def weights_verdict(found: Changing) -> str:
    """Which weights could change who leads, in words."""
    if found.leader is None:
        return f"Nobody leads: {found.reason}."
    if found.weight_stability is None:
        return (
            f"{found.leader} leads, and no weight changes that: this method looks only at which "
            "criteria have weight, not at how much."
        )
    free = [name for name, ends in found.weight_stability.items() if ends == (0.0, 1.0)]
    if len(free) == len(found.weight_stability):
        return f"{found.leader} leads whatever any one weight is."
    flip = found.least("weight")
    text = f"{found.leader} stays first as long as each weight alone stays within its bounds."
    if flip:
        text += f" The nearest bound: {flip.id} {change_text(flip)}, then {flip.new_leader} leads."
    return text


def weight_interval(low: float, high: float, now: float) -> str:
    """`16 - 64 %`, rounded inwards, so that the leader is first at all that is named."""
    for digits in range(6):
        tens = 10**digits
        a = math.ceil(100 * low * tens - SLACK) / tens
        b = math.floor(100 * high * tens + SLACK) / tens
        if a <= 100 * now + 1e-9 and b >= 100 * now - 1e-9:
            break
    return f"{a:.{digits}f} - {b:.{digits}f} %"


def tornado_screen(
    found: Changing, made: Provenance, page: Page, most: int | None = MOST_BARS
) -> str:
    """The leader's lead with one number at a time low and high, the widest swing first."""
    if found.reason:
        lines = [page.fill(f"No lead to shake: {found.reason}."), ""]
        return "\n".join([*lines, provenance_line(page, made)]) + "\n"
    rows = found.tornado[:most]
    lines = [page.fill(tornado_verdict(found)), "", *_bars(rows, page), ""]
    text = (
        "L, H: the lead over whoever is best of the others, with this number at its 5th and 95th "
        "percentile (beliefs: 0 and 1); : is no lead. Points on the score's 0-100."
    )
    if len(found.tornado) > len(rows):
        text += f" {len(found.tornado) - len(rows)} more with --format json."
    lines += [page.fill(text), f"Next: toi sensitivity flips{ranked_options(made)}"]
    return "\n".join([*lines, provenance_line(page, made)]) + "\n"


def _bars(rows: Sequence[LeadRow], page: Page) -> Iterator[str]:
    finite = [x for row in rows for x in (row.lead_low, row.lead_high) if math.isfinite(x)]
    low, high = min([0.0, *finite]), max([0.0, *finite])
    texts = [
        [bar_words(row), bar_ends(row), f"{row.lead_low:+.1f}", f"{row.lead_high:+.1f}"]
        for row in rows
    ]
    heads = ["Number", "from .. to", "L", "H", "lead"]
    fixed = sum(max(map(len, [heads[i], *(t[i] for t in texts)])) for i in (1, 2, 3)) + 4
    names = max((len(t[0]) for t in texts), default=0)
    width = max(NARROWEST_BAR, min(WIDEST_BAR, page.width - fixed - names))
    names = page.width - fixed - width
    body = [
        [cut(name, names), *rest, _bar(row, low, high, width)]
        for row, (name, *rest) in zip(rows, texts, strict=True)
    ]
    head, *lines = columns(body, heads, ["left", "right", "right", "right", "left"])
    yield page.paint(head, "bold")
    yield from lines


def lead_text(lead: float) -> str:
    """A lead; one that a gate takes away, or hands over, is named."""
    return f"{lead:+.1f}" if math.isfinite(lead) else "out" if lead < 0 else "alone"


def tornado_verdict(found: Changing) -> str:
    """How far the leader leads, and how many numbers could turn that."""
    losing = sum(min(row.lead_low, row.lead_high) < 0 for row in found.tornado)
    return (
        f"{found.leader} leads by {found.lead or 0:.1f} points over {found.runner_up or '-'}. "
        f"Of {len(found.tornado)} numbers that move this lead, {losing} can turn it alone."
    )


def bar_words(row: LeadRow) -> str:
    """Which number is turned."""
    kind = {"credence": "belief", "credence range": "belief, its range"}.get(row.what, row.what)
    return f"{kind} {row.id}"


def bar_ends(row: LeadRow) -> str:
    """From where to where."""
    if row.what == "weight":
        return f"{100 * row.low:.0f}-{100 * row.high:.0f} %"
    if row.what == "judgement":
        return f"{row.low:.{row.digits}f}-{row.high:.{row.digits}f}"
    return f"{probability(row.low)}-{probability(row.high)}"


def _bar(row: LeadRow, low: float, high: float, width: int) -> str:
    """A span from the lead at the low end to that at the high end, with the place of no lead."""

    def place(lead: float) -> int:
        share = (min(max(lead, low), high) - low) / (high - low) if high > low else 0.0
        return round(share * (width - 1))

    ends = place(row.lead_low), place(row.lead_high)
    cells = [" "] * width
    cells[min(ends) : max(ends) + 1] = "-" * (max(ends) - min(ends) + 1)
    cells[place(0.0)] = ":"
    cells[ends[0]], cells[ends[1]] = "L", "H"
    return "".join(cells)
