"""Screen of theories head to head."""

import math
from collections.abc import Sequence
from shlex import quote

from toi.analyses.compare.theories.result import CriterionGap, Driver, PairRow, TheoriesCompared
from toi.analyses.compare.theories.scrutiny_screen import first_scrutiny, pair_scrutiny
from toi.analyses.compare.theories.tenths import gap_in_tenths, gaps_in_tenths
from toi.analyses.compare.theories.verdict import TINY, called, remarks, verdict
from toi.analyses.flips.change_words import change_text
from toi.analyses.flips.result import Flip
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, room
from toi.analyses.shared.format import (
    GLUE,
    count,
    cut,
    cut_apart,
    glued,
    ids_tell,
    listed,
    per_cent,
    rounded,
    short_per_cent,
    signed,
    whole,
    whole_per_cent,
)
from toi.analyses.shared.names import Names
from toi.analyses.shared.provenance import (
    WITHOUT_GATES,
    by,
    options,
    ranked_options,
    seeded_options,
)
from toi.analyses.shared.result import CriterionLabel, Provenance

LEFT_OUT = "."
PARTS = (
    "Gap: points of score by which {one} is ahead, below 0 behind. Most of it from: its largest "
    "parts, in points; others may take some of it back."
)
NEAREST = 2  # swaps of each kind that are named
KINDS = {
    "weight": ("the weight of ", "weight"),
    "credence": ("belief in ", "credence"),
    "judgement": ("", "judgement"),
}
WHOLES = {"scrutiny": "as its peers fared", "condition": "what it rests on"}
WIDEST_HEAD, NARROWEST_TITLE, NARROWEST_REASON, NARROWEST_HALF = 14, 12, 15, 26
ROOMY = 72  # columns of a page that bear ids beside names


def theories_screen(result: TheoriesCompared, page: Page) -> str:
    """Show two theories in full, or the first of several against each other one; per rubric."""
    screen = Screen(page)
    for rubric in result.rubrics:
        pairs = [pair for pair in result.pairs if pair.rubric == rubric.name]
        if len(result.rubrics) > 1:
            screen.line(f"-- rubric {rubric.name} ".ljust(page.width, "-"), "dim")
        if len(pairs) == 1:
            _add_pair(screen, result, pairs[0])
        else:
            first = [pair for pair in pairs if pair.a == result.theories[0].id]
            _add_against_first(screen, result, first)
        screen.blank()
    return screen.next(*_next(result)).end(result.provenance, result.rubrics)


def _add_pair(screen: Screen, result: TheoriesCompared, pair: PairRow) -> None:
    screen.say(verdict(pair, result.provenance)).blank()
    _add_criteria(screen, result, pair)
    names = result.provenance.names
    screen.blank()
    if not all(pair.gated):  # of two that are excluded neither is ahead
        screen.say(_swaps(pair, names))
    screen.say(_dominance(pair, names))
    screen.say(*pair_scrutiny(result, pair))


def head(name: str, names: Names) -> str:
    """Return what heads the column of a theory: its id, or its short title if that tells more."""
    short = names.theory(name)
    return name if ids_tell([(name, short)]) else cut(short, WIDEST_HEAD)


def _add_criteria(screen: Screen, result: TheoriesCompared, pair: PairRow) -> None:
    """Add the weighed criteria, the widest gap first where gaps are parts of the score."""
    labels = {label.id: label for label in result.criteria[pair.rubric] if label.weight > 0}
    gaps = [gap for gap in pair.criteria if gap.criterion in labels]
    gaps.sort(key=lambda gap: -abs(round(gap.points or 0.0, 9)))
    names = result.provenance.names
    rows = []
    apart = any(gap.weights[0] != gap.weights[1] for gap in gaps)
    tenths = gaps_in_tenths(pair, gaps)
    for gap, points in zip(gaps, tenths or [0.0] * len(gaps), strict=True):
        sides = _sides(labels[gap.criterion], gap, apart)
        rows.append(["", *sides, signed(points, 1), ""])
    split = bool(tenths)
    if split:
        a, b = (rounded(score, 1) for score in pair.scores)
        sides = [a, "", b, ""] if apart else ["", a, b]
        rows.append(["Score", *sides, signed(gap_in_tenths(*pair.scores), 1), ""])
    on_ten = {label.scale for label in labels.values()} == {(0.0, 10.0)} or not gaps
    told = "After arguments" if names.arguments else "As judged"
    start = f"0-10 {told.lower()}" if on_ten else told
    one, other = (head(name, names) for name in (pair.a, pair.b))
    sides = [one, "Weight", other, "Weight"] if apart else ["Weight", one, other]
    heads = [start, *sides, "Gap", "Most of it from"]
    last = len(heads) - 1
    wide = max(NARROWEST_TITLE, room([heads, *rows], 0, screen.page.width))
    heads[0] = cut(start, wide)
    titles = cut_apart([labels[gap.criterion].title for gap in gaps], wide - len(" +"))
    for row, gap, title in zip(rows, gaps, titles, strict=False):  # not that of the score
        row[0] = f"{title} {labels[gap.criterion].sign}"
    left = room([[*heads[:last], ""], *rows], last, screen.page.width)
    for row, gap in zip(rows, gaps, strict=False):
        shown = gap.points if row[last - 1] != "0" else 0.0
        row[last] = _from(pair, gap.criterion, shown, left, result.provenance)
    if split:
        align = "l" + "r" * (last - 1) + "l"
        screen.table(rows, heads, align, shrink=last, least=NARROWEST_REASON)
    else:  # no part of a gap to show
        heads, *rows = (cells[: last - 1] for cells in (heads, *rows))
        screen.table(rows, heads, "l" + "r" * (last - 2), shrink=0, least=NARROWEST_TITLE)
    if apart:
        screen.say(f"{LEFT_OUT} does not bear on it, and is left out: the others share its weight.")
    if split:
        screen.say(PARTS.format(one=one))
    elif gaps:
        method = result.method[pair.rubric]
        screen.say(f"A score by {method} is no sum, so the gap is not split.")


def _sides(label: CriterionLabel, gap: CriterionGap, apart: bool) -> list[str]:
    """Write what two theories have on a criterion: each with its own weight if they differ."""
    cells = label.shown(gap.a), label.shown(gap.b)
    if not apart:
        return [whole_per_cent(label.weight), *cells]
    return [
        word
        for cell, weight in zip(cells, gap.weights, strict=True)
        for word in ([cell, whole_per_cent(weight)] if weight > 0 else [LEFT_OUT, LEFT_OUT])
    ]


def _from(pair: PairRow, criterion: str, points: float | None, room: int, made: Provenance) -> str:
    """Name the heaviest driver that pulls the way the gap goes, and the next if there is room."""
    if not points:
        return ""
    found = [d for d in pair.drivers if d.criterion == criterion and d.points * points > 0]
    words = [_driver(d, pair, made, 1) for d in found[:2] if signed(d.points) != "0"]
    if not words:
        return ""
    both = "; ".join(words)
    return both if len(both) <= room else cut(words[0], room)


def _driver(driver: Driver, pair: PairRow, made: Provenance, digits: int = 0) -> str:
    """Write the points of a driver and what it is, with whom it alone bears on."""
    points = signed(driver.points, digits)
    if driver.argument is None:
        case = "the case" if made.words.proponent else "as judged"
        return f"{points} {WHOLES.get(driver.what, case)}"
    title = made.names.argument(driver.argument)
    for side, other, name in ((driver.a, driver.b, pair.a), (driver.b, driver.a, pair.b)):
        if abs(other) < TINY < abs(side):
            return f"{points} {head(name, made.names)}: {title}"
    return f"{points} {title}"


def _swaps(pair: PairRow, names: Names) -> str:
    """Say the nearest swaps of each kind, and which kinds do not do it."""
    flips = pair.breakeven
    words: list[str] = []
    for what, (lead, _) in KINDS.items():
        mine = [flip for flip in flips if flip.what == what][:NEAREST]
        words += [
            f"{lead}{names.number(what, flip.id)} goes {glued(change_text(flip))}"
            f"{_gate_of(flip, pair, names)}"
            for flip in mine
        ]
    none = [
        noun
        for what, (_, noun) in KINDS.items()
        if what != "judgement"
        and not any(flip.what == what for flip in flips)
        and (what != "credence" or names.arguments)
    ]
    if not words:
        beliefs = "weight, credence" if names.arguments else "weight"
        return f"No single {beliefs} or judgement makes them swap."
    rest = f" No single {' or '.join(none)} does it." if none else ""
    return f"They swap if {'; or '.join(words)}.{rest}"


def _gate_of(flip: Flip, pair: PairRow, names: Names) -> str:
    """Say which gate a swap lifts, or which then excludes the one ahead, where one does."""
    if flip.lifts:
        return f", which lifts the gate {flip.lifts}"
    ahead = names.theory(pair.b if flip.new_leader == pair.a else pair.a)
    return f", where the gate {flip.bars} excludes {ahead}" if flip.bars else ""


def _dominance(pair: PairRow, names: Names) -> str:
    found = pair.dominance
    if found is None:
        return (
            f"{names.theory(pair.a)} and {names.theory(pair.b)} are not weighed on the same "
            "criteria, so that neither can be at least as good on all."
        )
    sides = ((pair.a, found.a, found.p_a), (pair.b, found.b, found.p_b))
    for name, certain, share in sides:
        if certain:
            return (
                f"{names.theory(name)} is nowhere worse on what has a weight, at the mean of every "
                f"number, and in {per_cent(share)} of draws: whatever the weights there, it leads."
            )
    (a, _, p), (b, _, q) = sides
    if pair.p_tie == 1 and all(one.a == one.b for one in pair.criteria if any(one.weights)):
        return "They are alike on all that has a weight."
    if not p and not q:
        return "In no draw is one at least as good as the other on all that has a weight."
    return (
        f"Neither is at least as good on all that has a weight: {names.theory(a)} is in "
        f"{per_cent(p)} of draws, {names.theory(b)} in {per_cent(q)}."
    )


def _add_against_first(screen: Screen, result: TheoriesCompared, pairs: Sequence[PairRow]) -> None:
    first, made, page = result.theories[0], result.provenance, screen.page
    names = made.names
    won = [names.theory(pair.b) for pair in pairs if pair.p_a_beats_b + pair.p_tie / 2 > 0.5]
    said = (
        f"{called(first.id, names)} against {count(len(pairs), 'other')}: ahead of "
        f"{listed(won)} in most draws (one standard error at most "
        f"{100 * max(pair.standard_error for pair in pairs):.1f} %)."
    )
    screen.say(" ".join([said, *remarks(pairs, made)])).blank()
    heads = ["Against", "Beats %", "Gap", "[90 %]", "Most of it from", "They swap if"]
    rows = [
        [
            called(pair.b, names) if page.width >= ROOMY else cut(names.theory(pair.b), 20),
            short_per_cent(pair.p_a_beats_b),
            *_gap(pair),
            _main_reason(pair, made),
            _nearest_swap(pair, names),
        ]
        for pair in pairs
    ]
    [of] = [by(rubric) for rubric in result.rubrics if rubric.name == pairs[0].rubric]
    two = f"toi compare {first.id} {pairs[0].b}{of}{ranked_options(made)}"
    # The last two columns share what the others leave; where that is little, the first has it.
    half = room([[*row[:4], ""] for row in [heads, *rows]], 4, page.width - 1) // 2
    if half < NARROWEST_HALF:
        heads, *rows = ([*row[:5]] for row in [heads, *rows])
        screen.table(rows, heads, "lrrrl", shrink=4, least=NARROWEST_REASON)
    else:
        rows = [[*row[:4], cut(row[4], half), row[5]] for row in rows]
        screen.table(rows, heads, "lrrrll", shrink=5, least=half)
    screen.say(
        "Beats: share of draws in which it stands above; gap: points ahead. Two in full: "
        f"{glued(two)}; every pair: --format{GLUE}json.",
        *first_scrutiny(result, pairs),
    )


def _gap(pair: PairRow) -> tuple[str, str]:
    """Write the gap and the middle 90 % of it; dashes where there are no scores."""
    gap = pair.gap
    if math.isnan(gap.expected):
        return "-", "-"
    return signed(gap.expected), f"{whole(gap.interval.p05)} to {whole(gap.interval.p95)}"


def _main_reason(pair: PairRow, made: Provenance) -> str:
    found = [d for d in pair.drivers if d.points * pair.gap.expected > 0]
    if not found:
        return ""
    on = "" if found[0].argument else f" on {made.names.criterion(found[0].criterion)}"
    return f"{_driver(found[0], pair, made)}{on}"


def _nearest_swap(pair: PairRow, names: Names) -> str:
    if not pair.breakeven:
        return "nothing alone does"
    first = min(pair.breakeven, key=lambda flip: round(flip.distance, 9))
    lifted = " lifts its gate" if first.lifts else ""
    return f"{change_text(first)} {names.number(first.what, first.id)}{lifted}"


def _next(result: TheoriesCompared) -> list[str]:
    pair, rubric = result.pairs[0], result.rubrics[0]
    made, of = result.provenance, by(rubric)
    names = " ".join(theory.id for theory in result.theories)
    heaviest = [d.argument for d in pair.drivers if d.argument]
    commands = [f"explain {pair.a}{of}{seeded_options(made)}"]
    commands += [f"show {name}{of}{options(made)}" for name in heaviest[:1]]
    if any(pair.gated) and len(result.rubrics) == 1:
        commands.append(f"compare {names}{of}{ranked_options(made)}{WITHOUT_GATES}")
    elif len(result.rubrics) == 1 and result.another:
        commands.append(f"compare {names}{of}{ranked_options(made)} -r {quote(result.another)}")
    return commands
