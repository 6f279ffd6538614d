"""How effort would be split, by one position or by several."""

from collections.abc import Iterator

from toi.analyses.portfolio.result import (
    Compromise,
    PortfolioLine,
    PortfolioResult,
    WorldviewsResult,
)
from toi.analyses.portfolio.shown import (
    UNSPENT,
    amount_text,
    left_by_rounding,
    rounded_compromise,
    rounded_shares,
    share_text,
    span_ends,
    with_amount,
)
from toi.analyses.portfolio.verdict import (
    gain_in_full,
    scrutiny_verdict,
    split_verdict,
    worst_tenth,
)
from toi.analyses.portfolio.worldviews.screen import MEANING
from toi.analyses.report.html import Markup, bullets, inner_link, paragraphs, tag, together
from toi.analyses.report.pictures import Axis, interval
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section, from_to
from toi.analyses.report.tables import Band, PageRow, columns, table
from toi.analyses.shared.format import listed, per_cent, whole, whole_per_cent
from toi.analyses.shared.rounding import STEP

ROLES = {
    "core": "Core: in nearly all draws and positions",
    "hedge": "Hedge: pays where the rest fails",
    "borderline": "Maybe: in some draws, out in others",
    "out": "Gets nothing",
}
MOST_OUT = 6
SMALL = 0.005  # of the budget
MUCH = 0.02  # of the budget, that an argument moves


def portfolio(result: ReportResult) -> Section | None:
    """Show the split, or why there is none; None where nobody thought of one."""
    split = result.split
    if isinstance(split, PortfolioResult):
        body = together([*_one(result, split)])
    elif isinstance(split, WorldviewsResult):
        body = together([*_several(split)])
    elif result.no_split is not None:
        body = paragraphs(f"No split could be made: {result.no_split}")
    else:
        return None
    return Section("portfolio", "How to split effort", body)


def _one(result: ReportResult, split: PortfolioResult) -> Iterator[Markup]:
    yield paragraphs(split_verdict(split), scrutiny_verdict(split))
    yield _lines(result, split)
    given = any(line.share > 0 for line in split.allocation)
    if given:
        gains = "; ".join(gain_in_full(other) for other in split.benchmarks)
        yield paragraphs(
            f"It brings {whole(split.expected)} points{f': {gains}' if gains else ''}.",
            worst_tenth(split),
        )
    yield from _moves(split)
    yield from _settled(split)
    yield tag("h3", "What this takes for granted")
    yield bullets(_assumed(split))


def _lines(result: ReportResult, split: PortfolioResult) -> Markup:
    rounded = rounded_shares(split)
    axis = Axis.of([0, *(100 * line.span[1] / split.budget for line in split.allocation)])
    amounts = split.amount is not None
    heads = [*columns("Line", "#Share", "#Range"), axis.column]
    heads += [*(columns("#Amount") if amounts else []), *columns("Why")]
    found: list[PageRow | Band] = []
    for role, words in ROLES.items():
        lines = [line for line in split.allocation if line.role == role]
        shown = lines[:MOST_OUT] if role == "out" else lines
        if not shown:
            continue
        more = f" (the nearest {len(shown)} of {len(lines)})" if len(shown) < len(lines) else ""
        found.append(Band(f"{words}{more}"))
        found += [PageRow(_line(result, split, line, rounded[line.id], axis)) for line in shown]
    for words, left in (
        ("Unspent", rounded[UNSPENT]),
        ("Left where equal shares are rounded alike", left_by_rounding(rounded)),
    ):
        if left > 0:
            amount = [amount_text(split, left)] if amounts else []
            found.append(PageRow([words, whole_per_cent(left), "", "", *amount, ""]))
    caption = "Shares of the budget in whole per cents, with the middle 90 % of resamples"
    return table(caption, heads, found, stacked=True)


def _line(
    result: ReportResult, split: PortfolioResult, line: PortfolioLine, share: float, axis: Axis
) -> list[str]:
    low, high = (100 * end / split.budget for end in line.span)
    ranked = {row.id for row in result.score.results}
    name = line.title if line.id not in ranked else inner_link(line.title, f"theory-{line.id}")
    kind = tag("span", f" {line.kind}", class_="dim") if len(split.kinds) > 1 else None
    exact = 100 * line.share / split.budget
    amount = amount_text(split, share) if share else ""
    return [
        together([name, kind]),
        share_text(share, line.share),
        from_to(*span_ends(split, line, share)),
        interval(axis, low, high, exact),
        *([amount] if split.amount is not None else []),
        _why(split, line),
    ]


def _why(split: PortfolioResult, line: PortfolioLine) -> str:
    """Say why a line gets what it gets."""
    if line.gated:
        return f"excluded: {line.gated}"
    if line.bound:
        return f"held by its {line.bound}"
    if line.share > 0:
        told = f"in {per_cent(line.resamples)} of resamples"
        if line.rubrics is not None and split.other_rubrics:
            others = len(split.other_rubrics)
            told += f" and {round(line.rubrics * others)} of {others} other positions"
        if line.hedges:
            told += f"; pays if this is so: {split.titles.get(line.hedges, line.hedges)}"
        return told
    if line.worth <= 0:
        return "worth no more than doing nothing"
    return f"{line.short:.1f} points short" if line.short is not None else ""


def _moves(split: PortfolioResult) -> Iterator[Markup]:
    if split.today is None or not split.moves:
        return
    names = {line.id: line.title for line in split.allocation}
    yield tag("h3", "Against today")
    now = next(other for other in split.benchmarks if other.name == "today")
    idle = now.unspent / split.budget
    left = f", which leaves {with_amount(split, idle)} unspent" if idle >= STEP else ""
    yield paragraphs(f"Today is {split.today}{left}. The moves from it that bring most:")
    yield bullets(
        f"{whole_per_cent(move.share / split.budget)} to "
        f"{names[move.to] if move.to else 'nothing'}: {move.gain:+.1f} points; "
        f"{whole_per_cent(min(move.closed, 1.0))} of the gap closed by then."
        for move in split.moves[:5]
    )


def _settled(split: PortfolioResult) -> Iterator[Markup]:
    names = {line.id: line.short_title for line in split.allocation}
    if not split.settled:
        return
    found = [one for one in split.settled if one.moved > MUCH * split.budget][:4]
    if not found:
        yield paragraphs("No single argument, if it were settled, would move as much as 2 % of it.")
        return
    yield tag("h3", "What would change it most")
    yield paragraphs("Shares of the budget that would move if an argument were settled:")
    items = []
    for one in found:
        both = (("if it is sound", one.gains_if_sound), ("if it is not", one.gains_if_unsound))
        sides = "; ".join(f"to {names[who]} {when}" for when, who in both if who)
        share = whole_per_cent(one.moved / split.budget)
        items.append(f"{split.titles[one.argument]} ({share}{f': {sides}' if sides else ''}).")
    yield bullets(items)


def _assumed(split: PortfolioResult) -> Iterator[str]:
    wishes = split.wishes
    reference = split.provenance.words.reference or "nothing"
    yield f"What scores above {reference} is what the first unit of effort in a line is worth."
    if wishes.returns != "none":
        yield (
            f"Returns fade: half is gone at {whole_per_cent(wishes.half_line)} of the budget in a "
            f"line, and at {whole_per_cent(wishes.half_kind)} in a kind."
        )
    risk = (
        "the average alone counts"
        if not wishes.risk
        else f"the worst tenth counts too ({wishes.risk:g} of 1)"
    )
    yield f"On risk: {risk}."
    yield from (f"Left out: {one}." for one in split.leaves_out)


def _several(split: WorldviewsResult) -> Iterator[Markup]:
    """Show compromises between positions."""
    yield paragraphs(
        f"{len(split.views)} positions have a say: "
        + listed([f"{one.rubric} ({whole_per_cent(one.credence)})" for one in split.views], 12)
        + ". Each column is a rule for a compromise; none is truer:"
    )
    yield bullets(f"{_rule(one)}: {MEANING[one.rule]}." for one in split.compromises)
    rules = split.compromises
    lines = _worth_showing(rules)
    heads = columns("Line", *(f"#{_rule(one)}" for one in rules))
    rounded = [rounded_compromise(split, one) for one in rules]
    rows = [
        # A rule names those lines alone to which it gives something.
        [split.titles[name], *(_share(split, shares.get(name, 0.0)) for shares in rounded)]
        for name in lines
    ]
    yield table("Shares of the budget by rule of compromise", heads, rows)
    views = [one.rubric for one in split.views]
    heads = columns("Rule", *(f"#{name}" for name in views))
    rows = [
        [label, *(f"{100 * one.satisfaction[name]:.0f}" for name in views)]
        for label, one in (
            *((_rule(one), one) for one in rules),
            *((f"Favourite of {one.rule}", one) for one in split.favourites),
        )
    ]
    yield paragraphs(
        "How satisfied each would be: 0 is what it expects where one position, picked by lot, "
        "decides alone; 100 is its own favourite."
    )
    yield table("Satisfaction of each position by rule", heads, rows)
    if split.everybody:
        names = listed([split.titles[name] for name in split.everybody], 8)
        yield paragraphs(f"In everybody's own favourite: {names}.")
    yield tag("h3", "What this takes for granted")
    yield bullets(f"Left out: {one}." for one in split.leaves_out)


def _worth_showing(rules: tuple[Compromise, ...]) -> list[str]:
    most: dict[str, float] = {}
    for one in rules:
        for name, share in one.shares.items():
            most[name] = max(most.get(name, 0.0), share)
    return sorted((n for n in most if most[n] > SMALL), key=lambda name: (-most[name], name))


def _share(split: WorldviewsResult, share: float) -> str:
    if share <= 0:
        return ""
    return with_amount(split, share)


def _rule(one: Compromise) -> str:
    return one.rule.replace("-", " ").replace("_", " ").capitalize()
