"""Screen and table of theories head to head."""

from collections.abc import Iterator, Sequence

from toi.analyses.compare.scrutiny_screen import first_scrutiny, pair_scrutiny, scrutiny_rows
from toi.analyses.compare.theories_result import CriterionGap, Driver, PairRow, TheoriesCompared
from toi.analyses.flips.result import Flip
from toi.analyses.flips.screen import change_text
from toi.analyses.shared.format import (
    GLUE,
    count,
    cut,
    glued,
    per_cent,
    short_per_cent,
    signed,
    whole,
)
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import by, options
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.screen import Screen, room
from toi.analyses.shared.tables import DIGEST, Table

TINY = 1e-9
NOISE = 2.0  # standard errors
NEAREST = 2  # swaps of each kind that are named
KINDS = {
    "weight": ("the weight of", "weight"),
    "credence": ("belief in", "credence"),
    "judgement": ("the judgement", "judgement"),
}
WHOLES = {"case": "the case", "scrutiny": "as its peers fared", "condition": "what it rests on"}


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
    screen.say(verdict(pair)).blank()
    _add_criteria(screen, result, pair)
    screen.blank().say(_swaps(pair.breakeven), _dominance(pair), *pair_scrutiny(result, pair))


def verdict(pair: PairRow) -> str:
    """Say who beats whom, how surely and by how much."""
    error = f" (+-{100 * pair.standard_error:.1f})" if 0 < pair.p_a_beats_b < 1 else ""
    a, b, sign, p = pair.a, pair.b, 1, pair.p_a_beats_b
    if p + pair.p_tie / 2 < 0.5:
        a, b, sign, p = b, a, -1, 1.0 - p - pair.p_tie
    low, high = sorted((sign * pair.gap.interval.p05, sign * pair.gap.interval.p95))
    ties = f", ties in {per_cent(pair.p_tie)}" if pair.p_tie > TINY else ""
    text = f"{a} beats {b} in {per_cent(p)} of draws{error}{ties}, by "
    points = whole(sign * pair.gap.expected)
    unit = "point" if points in ("1", "-1") else "points"
    text += f"{points} {unit} [{whole(low)} to {whole(high)}]."
    if pair.p_tie > 1 - TINY:
        text = f"{pair.a} and {pair.b} are level in every draw."
    if abs(p + pair.p_tie / 2 - 0.5) < NOISE * pair.standard_error:
        text += " That is within the noise of the draws."
    for name, rule in zip((pair.a, pair.b), pair.gated, strict=True):
        text += f" {name} is excluded by the gate {rule}." if rule else ""
    return text


def _add_criteria(screen: Screen, result: TheoriesCompared, pair: PairRow) -> None:
    """Add the weighed criteria, the widest gap first where gaps are parts of the score."""
    labels = {label.id: label for label in result.criteria[pair.rubric] if label.weight > 0}
    gaps = [gap for gap in pair.criteria if gap.criterion in labels]
    gaps.sort(key=lambda gap: -abs(round(gap.points or 0.0, 9)))
    rows = []
    for gap in gaps:
        label = labels[gap.criterion]
        points = "" if gap.points is None else signed(gap.points)
        rows.append([_title(label), label.shown(gap.a), label.shown(gap.b), points, ""])
    split = bool(gaps) and gaps[0].points is not None
    if split:
        rows.append(["score", *(f"{s:.0f}" for s in pair.scores), signed(pair.gap.expected), ""])
    on_ten = {label.scale for label in labels.values()} == {(0.0, 10.0)} or not gaps
    start = "0-10 after the arguments" if on_ten else "After the arguments"
    heads = [start, pair.a, pair.b, "Gap", "Most of it from"]
    left = room([[*heads[:4], ""], *rows], 4, screen.page.width)
    for row, gap in zip(rows, gaps, strict=False):  # the row of the score is left as it is
        row[4] = _from(pair, gap.criterion, gap.points, left)
    screen.table(rows, heads, "lrrrl", shrink=4)
    if gaps and not split:
        method = result.method[pair.rubric]
        screen.say(f"A score by {method} is no sum, so the gap is not split.")


def _title(label: CriterionLabel) -> str:
    return f"{label.title.lower()} {'-' if label.direction == 'cost' else '+'}"


def _from(pair: PairRow, criterion: str, points: float | None, room: int) -> str:
    """Name the heaviest driver that pulls the way the gap goes, and the next if there is room."""
    if not points:
        return ""
    found = [d for d in pair.drivers if d.criterion == criterion and d.points * points > 0]
    words = [f"{_name(d, pair)} {signed(d.points)}" for d in found[:2] if signed(d.points) != "0"]
    if not words:
        return ""
    both = ", ".join(words)
    return both if len(both) <= room else cut(words[0], room)


def _name(driver: Driver, pair: PairRow) -> str:
    if driver.argument is None:
        return WHOLES[driver.what]
    for side, other, name in ((driver.a, driver.b, pair.a), (driver.b, driver.a, pair.b)):
        if abs(other) < TINY < abs(side):
            return f"{driver.argument} ({name})"
    return driver.argument


def _swaps(flips: Sequence[Flip]) -> str:
    """Say the nearest swaps of each kind, and which kinds do not do it."""
    words = []
    for what, (lead, _) in KINDS.items():
        mine = [flip for flip in flips if flip.what == what][:NEAREST]
        if mine:
            words.append(
                f"{lead} " + " or ".join(f"{f.id} goes {glued(change_text(f))}" for f in mine)
            )
    none = [
        noun
        for what, (_, noun) in KINDS.items()
        if what != "judgement" and not any(flip.what == what for flip in flips)
    ]
    if not words:
        return "No single weight, credence or judgement makes them swap."
    rest = f" No single {' or '.join(none)} does it." if none else ""
    return f"They swap if {'; or '.join(words)}.{rest}"


def _dominance(pair: PairRow) -> str:
    found = pair.dominance
    sides = ((pair.a, found.a, found.p_a), (pair.b, found.b, found.p_b))
    for name, certain, share in sides:
        if certain:
            return (
                f"{name} is nowhere worse on what has a weight, at the mean of every number, "
                f"and in {per_cent(share)} of draws: whatever the weights there, it leads."
            )
    words = [f"{name} in {per_cent(share)}" for name, _, share in sides]
    return (
        f"Neither dominates: nowhere worse on what has a weight is {words[0]} of draws, {words[1]}."
    )


def _add_against_first(screen: Screen, result: TheoriesCompared, pairs: Sequence[PairRow]) -> None:
    first = result.theories[0]
    won = [pair.b for pair in pairs if pair.p_a_beats_b + pair.p_tie / 2 > 0.5]
    screen.say(
        f"{first.id} {first.short} against {count(len(pairs), 'other')}: ahead of "
        f"{', '.join(won) if won else 'none'} in most draws (one standard error at most "
        f"{100 * max(pair.standard_error for pair in pairs):.1f} %)."
    ).blank()
    heads = ["ID", "Beats %", "Gap", "[90 %]", "Most of it from", "They swap if"]
    rows = [
        [
            pair.b,
            short_per_cent(pair.p_a_beats_b),
            signed(pair.gap.expected),
            f"{pair.gap.interval.p05:.0f} to {pair.gap.interval.p95:.0f}",
            _main_reason(pair),
            _nearest_swap(pair),
        ]
        for pair in pairs
    ]
    # The last two columns share what the others leave.
    half = room([[*row[:4], ""] for row in [heads, *rows]], 4, screen.page.width - 1) // 2
    rows = [[*row[:4], cut(row[4], half), row[5]] for row in rows]
    screen.table(rows, heads, "lrrrll", trim=True)
    screen.say(
        "Beats: share of draws in which it stands above; gap: points ahead. Two in full: "
        f"toi{GLUE}compare{GLUE}{first.id}{GLUE}{pairs[0].b}; every pair: --format{GLUE}json.",
        *first_scrutiny(result, pairs),
    )


def _main_reason(pair: PairRow) -> str:
    found = [d for d in pair.drivers if d.points * pair.gap.expected > 0]
    return f"{found[0].argument or 'the case'} {signed(found[0].points)}" if found else ""


def _nearest_swap(pair: PairRow) -> str:
    if not pair.breakeven:
        return "nothing alone does"
    first = min(pair.breakeven, key=lambda flip: round(flip.distance, 9))
    return f"{first.id} {change_text(first)}"


def _next(result: TheoriesCompared) -> list[str]:
    pair, rubric = result.pairs[0], result.rubrics[0]
    more = options(result.provenance)
    names = " ".join(theory.id for theory in result.theories)
    heaviest = [d.argument for d in pair.drivers if d.argument]
    commands = [f"explain {pair.a}{by(rubric)}{more}"]
    commands += [f"show {name}{more}" for name in heaviest[:1]]
    if len(result.rubrics) == 1:
        commands.append(f"compare {names}{by(rubric)}{more} -r NAME")
    return commands


def theories_table(result: TheoriesCompared) -> Table:
    """Return every pair in full: the gap, then its criteria, drivers and swaps, one row each."""
    digests = {rubric.name: rubric.digest[:DIGEST] for rubric in result.rubrics}
    rows: list[dict[str, object]] = []
    for pair in result.pairs:
        origin = {"rubric": pair.rubric, "a": pair.a, "b": pair.b}
        origin["rubric_digest"] = digests[pair.rubric]
        rows += [{**origin, **row} for row in _pair_rows(pair)]
    headers = [
        *("rubric", "a", "b", "what", "name", "criterion", "value_a", "value_b", "points"),
        *("p05", "p50", "p95", "p_a_beats_b", "p_tie", "standard_error", "rubric_digest"),
    ]
    made = result.provenance
    return Table.filled(headers, rows).with_columns(
        data_digest=made.data_digest[:DIGEST], seed=made.seed
    )


def _pair_rows(pair: PairRow) -> Iterator[dict[str, object]]:
    a, b = pair.scores
    chances = {name: getattr(pair, name) for name in ("p_a_beats_b", "p_tie", "standard_error")}
    gap = {"points": pair.gap.expected, **vars(pair.gap.interval), **chances}
    yield {"what": "score", "value_a": a, "value_b": b, **gap}
    for part in pair.criteria:
        yield {"what": "criterion", **_values(part), "criterion": part.criterion}
    for driver in pair.drivers:
        name = {"name": driver.argument, "criterion": driver.criterion}
        yield {"what": driver.what, **_values(driver), **name}
    for flip in pair.breakeven:
        ends = {"value_a": flip.from_, "value_b": flip.to}
        yield {"what": f"swap by {flip.what}", "name": flip.id, **ends}
    found = pair.dominance
    yield {"what": "dominance", "value_a": found.p_a, "value_b": found.p_b}
    yield from scrutiny_rows(pair)


def _values(part: CriterionGap | Driver) -> dict[str, object]:
    return {"value_a": part.a, "value_b": part.b, "points": part.points}
