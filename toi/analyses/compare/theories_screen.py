"""Theories head to head, as a screen and as a table."""

from collections.abc import Iterator, Sequence

from toi.analyses.compare.theories_result import Driver, PairRow, TheoriesCompared
from toi.analyses.flips.result import Flip
from toi.analyses.flips.screen import change_text
from toi.analyses.shared.page import GLUE, Page, columns, count, cut
from toi.analyses.shared.percent import per_cent, short_per_cent
from toi.analyses.shared.provenance import by, options, provenance_line
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.tables import Table

TINY = 1e-9
NOISE = 2.0  # standard errors
NEAREST = 2  # swaps of each kind that are named
KINDS = {
    "weight": ("the weight of", "weight"),
    "credence": ("belief in", "credence"),
    "judgement": ("the judgement", "judgement"),
}


def theories_screen(result: TheoriesCompared, page: Page) -> str:
    """Two theories in full, or the first of several against each other one; per rubric."""
    lines: list[str] = []
    for rubric in result.rubrics:
        pairs = [pair for pair in result.pairs if pair.rubric == rubric.name]
        if len(result.rubrics) > 1:
            lines.append(page.paint(f"-- rubric {rubric.name} ".ljust(page.width, "-"), "dim"))
        if len(pairs) == 1:
            lines += _one_pair(result, pairs[0], page)
        else:
            first = [pair for pair in pairs if pair.a == result.theories[0].id]
            lines += _against_first(result, first, page)
        lines.append("")
    lines += [page.fill(_next(result), "      ")]
    lines.append(provenance_line(page, result.provenance, result.rubrics))
    return "\n".join(lines) + "\n"


def _one_pair(result: TheoriesCompared, pair: PairRow, page: Page) -> Iterator[str]:
    yield page.fill(verdict(pair))
    yield ""
    yield from _criteria(result, pair, page)
    yield ""
    yield page.fill(_swaps(pair.breakeven))
    yield page.fill(_dominance(pair))


def verdict(pair: PairRow) -> str:
    """Who beats whom, how surely and by how much."""
    error = f" (+-{100 * pair.standard_error:.1f})" if 0 < pair.p_a_beats_b < 1 else ""
    a, b, sign, p = pair.a, pair.b, 1, pair.p_a_beats_b
    if p + pair.p_tie / 2 < 0.5:
        a, b, sign, p = b, a, -1, 1.0 - p - pair.p_tie
    low, high = sorted((sign * pair.gap.interval.p05, sign * pair.gap.interval.p95))
    ties = f", ties in {per_cent(pair.p_tie)}" if pair.p_tie > TINY else ""
    text = f"{a} beats {b} in {per_cent(p)} of draws{error}{ties}, by "
    text += f"{_points(sign * pair.gap.expected)} points [{low:.0f} to {high:.0f}]."
    if abs(p + pair.p_tie / 2 - 0.5) < NOISE * pair.standard_error:
        text += " That is within the noise of the draws."
    for name, rule in zip((pair.a, pair.b), pair.gated, strict=True):
        text += f" {name} is excluded by the gate {rule}." if rule else ""
    return text


def _points(points: float) -> str:
    text = f"{points:.0f}"
    return "0" if text == "-0" else text


def signed(points: float) -> str:
    """`+3`, `-3`, `0`."""
    text = f"{points:+.0f}"
    return "0" if text in ("+0", "-0") else text


def _criteria(result: TheoriesCompared, pair: PairRow, page: Page) -> Iterator[str]:
    """The weighed criteria, the widest gap first where gaps are parts of the score."""
    labels = {label.id: label for label in result.criteria[pair.rubric] if label.weight > 0}
    rows = [gap for gap in pair.criteria if gap.criterion in labels]
    rows.sort(key=lambda gap: -abs(round(gap.points or 0.0, 9)))
    body = [
        [
            _title(labels[gap.criterion]),
            labels[gap.criterion].shown(gap.a),
            labels[gap.criterion].shown(gap.b),
            "" if gap.points is None else signed(gap.points),
            "",
        ]
        for gap in rows
    ]
    if rows and rows[0].points is not None:
        body.append(["score", *(f"{s:.0f}" for s in pair.scores), signed(pair.gap.expected), ""])
    heads = ["0-10 after the arguments", pair.a, pair.b, "Gap", "Most of it from (on one alone)"]
    if len({label.scale for label in labels.values()}) > 1 or (
        rows and labels[rows[0].criterion].scale != (0.0, 10.0)
    ):
        heads[0] = "After the arguments"
    taken = sum(max(len(row[i]) for row in [heads, *body]) + 1 for i in range(4))
    heads[4] = cut(heads[4], page.width - taken)
    for row, gap in zip(body, rows, strict=False):  # the row of the score is left as it is
        row[4] = _from(pair, gap.criterion, gap.points, page.width - taken)
    head, *lines = columns(body, heads, ["left", "right", "right", "right", "left"])
    yield page.paint(head, "bold")
    yield from lines
    if rows and rows[0].points is None:
        method = result.method[pair.rubric]
        yield page.fill(f"A score by {method} is no sum, so the gap is not split.")


def _title(label: CriterionLabel) -> str:
    return f"{label.title.lower()} {'-' if label.direction == 'cost' else '+'}"


def _from(pair: PairRow, criterion: str, points: float | None, room: int) -> str:
    """The heaviest driver that pulls the way the gap goes, and the next if there is room."""
    if not points:
        return ""
    found = [d for d in pair.drivers if d.criterion == criterion and d.points * points > 0]
    words = [f"{_name(d, pair)} {signed(d.points)}" for d in found[:2] if signed(d.points) != "0"]
    both = ", ".join(words)
    return both if len(both) <= room else cut(words[0], room)


def _name(driver: Driver, pair: PairRow) -> str:
    if driver.argument is None:
        return "the case" if driver.what == "case" else "what it rests on"
    for side, other, name in ((driver.a, driver.b, pair.a), (driver.b, driver.a, pair.b)):
        if abs(other) < TINY < abs(side):
            return f"{driver.argument} ({name})"
    return driver.argument


def _swaps(flips: Sequence[Flip]) -> str:
    """The nearest swaps of each kind; weights and credences that do not do it are said."""
    words = []
    for what, (lead, _) in KINDS.items():
        mine = [flip for flip in flips if flip.what == what][:NEAREST]
        if mine:
            words.append(f"{lead} " + " or ".join(f"{f.id} goes {_change(f)}" for f in mine))
    none = [
        noun
        for what, (_, noun) in KINDS.items()
        if what != "judgement" and not any(flip.what == what for flip in flips)
    ]
    if not words:
        return "No single weight, credence or judgement makes them swap."
    rest = f" No single {' or '.join(none)} does it." if none else ""
    return f"They swap if {'; or '.join(words)}.{rest}"


def _change(flip: Flip) -> str:
    return change_text(flip).replace(" ", GLUE)


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


def _against_first(result: TheoriesCompared, pairs: Sequence[PairRow], page: Page) -> Iterator[str]:
    first = result.theories[0]
    won = [pair.b for pair in pairs if pair.p_a_beats_b + pair.p_tie / 2 > 0.5]
    yield page.fill(
        f"{first.id} {first.short} against {count(len(pairs), 'other')}: ahead of "
        f"{', '.join(won) if won else 'none'} in most draws (one standard error at most "
        f"{100 * max(pair.standard_error for pair in pairs):.1f} %)."
    )
    yield ""
    body = [
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
    heads = ["ID", "Beats %", "Gap", "[90 %]", "Most of it from", "They swap if"]
    align = ["left", "right", "right", "right", "left", "left"]
    fixed = sum(max(len(row[i]) for row in [heads, *body]) + 1 for i in range(4))
    room = (page.width - fixed - 1) // 2
    body = [[*row[:4], cut(row[4], room), row[5]] for row in body]
    head, *lines = columns(body, heads, align)
    yield page.paint(head, "bold")
    yield from (cut(line, page.width) for line in lines)
    yield page.fill(
        "Beats: share of draws in which it stands above; gap: points ahead. Two in full: "
        f"toi{GLUE}compare{GLUE}{first.id}{GLUE}{pairs[0].b}; every pair: --format{GLUE}json."
    )


def _main_reason(pair: PairRow) -> str:
    found = [d for d in pair.drivers if d.points * pair.gap.expected > 0]
    return f"{found[0].argument or 'the case'} {signed(found[0].points)}" if found else ""


def _nearest_swap(pair: PairRow) -> str:
    if not pair.breakeven:
        return "nothing alone does"
    first = min(pair.breakeven, key=lambda flip: round(flip.distance, 9))
    return f"{first.id} {change_text(first)}"


def _next(result: TheoriesCompared) -> str:
    pair, rubric = result.pairs[0], result.rubrics[0]
    more = by(rubric) + options(result.provenance)
    names = " ".join(theory.id for theory in result.theories)
    heaviest = [d.argument for d in pair.drivers if d.argument]
    commands = [f"explain {pair.a}{more}"]
    commands += [f"show {name}{options(result.provenance)}" for name in heaviest[:1]]
    if len(result.rubrics) == 1:
        commands.append(f"compare {names}{more} -r NAME")
    return "Next: " + " | ".join(f"toi {c}".replace(" ", GLUE) for c in commands)


def theories_table(result: TheoriesCompared) -> Table:
    """Every pair in full: the gap, then its criteria, drivers, swaps, one row each."""
    headers = [
        *("rubric", "a", "b", "what", "name", "criterion", "value_a", "value_b", "points"),
        *("p05", "p50", "p95", "p_a_beats_b", "p_tie", "standard_error"),
    ]
    rows: list[list[object]] = []
    for pair in result.pairs:
        origin = [pair.rubric, pair.a, pair.b]
        spread = pair.gap.interval
        chances = [pair.p_a_beats_b, pair.p_tie, pair.standard_error]
        drawn = [spread.p05, spread.p50, spread.p95, *chances]
        rows.append([*origin, "score", "", "", *pair.scores, pair.gap.expected, *drawn])
        blank = [None] * len(drawn)
        rows += [
            [*origin, "criterion", "", gap.criterion, gap.a, gap.b, gap.points, *blank]
            for gap in pair.criteria
        ]
        rows += [
            [*origin, d.what, d.argument or "", d.criterion, d.a, d.b, d.points, *blank]
            for d in pair.drivers
        ]
        rows += [
            [*origin, f"swap by {f.what}", f.id, "", f.from_, f.to, None, *blank]
            for f in pair.breakeven
        ]
        found = pair.dominance
        rows.append([*origin, "dominance", "", "", found.p_a, found.p_b, None, *blank])
    digests = {rubric.name: rubric.digest[:12] for rubric in result.rubrics}
    made = result.provenance
    origin = ["rubric_digest", "data_digest", "seed"]
    rows = [[*row, digests.get(str(row[0])), made.data_digest[:12], made.seed] for row in rows]
    return Table([*headers, *origin], rows)
