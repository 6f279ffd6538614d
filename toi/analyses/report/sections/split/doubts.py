"""The proposal of a paper on a split, how sure it is and what would change it."""

import math
from collections.abc import Iterator, Sequence

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import Benchmark, PortfolioResult
from toi.analyses.portfolio.rounded import amounts, rounded_shares
from toi.analyses.portfolio.shown import (
    amount_text,
    line_words,
    rounded_per_cent,
    share_amount,
    span_text,
)
from toi.analyses.portfolio.verdict import (
    better,
    worst_tenth,
)
from toi.analyses.portfolio.wording.commitments import (
    points,
)
from toi.analyses.report.html import Markup, bullets, paragraphs, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.sections.split.lines import gets
from toi.analyses.report.sections.split.settled import changes, no_change
from toi.analyses.shared.format import listed, per_cent, whole_per_cent
from toi.analyses.shared.scrutiny_orders import ADJUSTED

MOST_NAMED = 3
SEEN = 0.01  # of the budget: a range that whole per cents show
SMALL = 0.05  # points that round to none


def proposal(split: PortfolioResult) -> str | None:
    """Say what is proposed, in amounts, and whether that beats equal shares; None if nothing is."""
    given = [line for line in split.allocation if line.share > 0]
    if not given:
        return None
    of = f"{len(given)} of {line_words(split).counted(len(split.allocation))}"
    whole = "All" if split.amount is None else amount_text(split, split.amount)
    spent = whole if split.unspent <= 0 else _together(split, given)
    most = listed([_with_its_floor(split, one) for one in given[:MOST_NAMED]])
    verdict = better(split, _equal(split))
    return f"Proposed: {spent} to {of}, most to {most}.{_fixed(split)} {verdict}"


def _equal(split: PortfolioResult) -> Benchmark:
    return next(other for other in split.benchmarks if other.name == "equal")


def _part(split: PortfolioResult, share: float) -> str:
    """Write a part of the budget, in the amounts that it comes to where there are some."""
    part = share / split.budget
    return share_amount(split, part) or whole_per_cent(part)


def _together(split: PortfolioResult, lines: Sequence[PortfolioLine]) -> str:
    """Write what some lines get together, as the table has it."""
    worth, shares = amounts(split), rounded_shares(split)
    if worth:
        return amount_text(split, round(math.fsum(worth[line.id] for line in lines), 6))
    return rounded_per_cent(math.fsum(shares[line.id] for line in lines))


def _with_its_floor(split: PortfolioResult, line: PortfolioLine) -> str:
    held = ", held by its floor" if line.role == "floor" else ""
    return f"{line.short_title} ({gets(split, line, rounded_shares(split), amounts(split))}{held})"


def _fixed(split: PortfolioResult) -> str:
    """Say how much is held by floors, and what all that was fixed costs."""
    held = [line for line in split.allocation if line.role == "floor"]
    if not split.commitments:
        return ""
    cost = split.commitments_cost
    price = f"costs {points(cost)} points" if cost >= SMALL else "costs nothing"
    of_it = f" {_together(split, held)} of it is held by floors;" if held else ""
    return f"{of_it} {'all that' if held else 'What'} was fixed beforehand {price}."


def in_question(result: ReportResult, split: PortfolioResult) -> str | None:
    """Say how lines that were named compare with those that were not; None where none were."""
    if "--only " not in split.lines_asked:
        return None
    scores = {row.id: row.score for row in result.score.results if not row.gated}
    scores |= {one.id: one.score for one in result.also if one.score is not None}
    names = {one.id: one.short_title for one in split.allocation}
    lines = {line.id for line in split.allocation}
    others = [score for name, score in scores.items() if name not in lines]
    free = [one.id for one in split.allocation if one.share > 0 and one.role != "floor"]
    ours = {name: scores[name] for name in free if name in scores}
    named = f"Only {line_words(split).counted(len(lines))} that were named beforehand compete here."
    if not ours or not others:
        return named
    lowest, highest = min(ours, key=ours.__getitem__), max(ours, key=ours.__getitem__)
    above, all_ = (sum(score > ours[end] for score in others) for end in (lowest, highest))
    text = f"{named} Of {len(others)} others {above or 'none'} score higher than {names[lowest]}"
    if lowest == highest:
        return f"{text}, which gets something without a floor."
    return (
        f"{text}, the lowest of these that gets something without a floor, and {all_ or 'none'} "
        "higher than "
        f"{names[highest]}, the highest."
    )


def split_sure(split: PortfolioResult) -> Section:
    """Show how sure a split is: against equal shares, over draws and under other positions."""
    equal = _equal(split)
    body = paragraphs(
        f"{better(split, equal)} It is the better of the two in {per_cent(equal.better)} of cases.",
        worst_tenth(split),
        _were_all_examined(split),
    )
    return Section("split-sure", "How sure", together([body, bullets(_how_shares_range(split))]))


def _were_all_examined(split: PortfolioResult) -> str | None:
    """Say what would go elsewhere if little examined lines bore what others do, or none did."""
    other = split.other_scrutiny
    if other is None:
        return None
    moved, many = f"{_part(split, other.moved)} would go elsewhere", line_words(split).many
    if other.scrutiny == ADJUSTED:
        return f"If {many} that were examined little were marked down as much as others: {moved}."
    return f"Without what {many} that were examined little are marked down for that: {moved}."


def _how_shares_range(split: PortfolioResult) -> Iterator[str]:
    """Yield how far shares go over draws, and which lines hold under other positions."""
    given = [line for line in split.allocation if line.share > 0]
    widest = sorted(given, key=lambda line: line.span[0] - line.span[1])[:MOST_NAMED]
    spans = [
        f"{line.short_title} ({_span(split, line)})"
        for line in widest
        if line.span[1] - line.span[0] >= SEEN
    ]
    if spans:
        yield f"Shares that range most, in 9 of 10 reruns: {listed(spans)}."
    near = [one for one in split.allocation if one.role == "borderline" and one.share <= 0]
    if near:
        names = [f"{line.short_title} ({per_cent(line.resamples)})" for line in near]
        yield (
            "Maybe, with nothing now, since it brings too little on average; in so many of the "
            f"reruns it would get something: {listed(names)}."
        )
    many = len(split.other_rubrics)
    free = [line for line in given if line.role != "floor"]  # a floor holds everywhere
    if many and free:
        under = {one.short_title: round((one.rubrics or 0.0) * many) for one in free}
        fewer = {name: times for name, times in under.items() if times < many}
        told = [f"{name} ({times})" for name, times in fewer.items()]
        firm = len(free) - len(fewer)
        which = "" if len(free) == len(given) else " that no floor holds in"
        rest = f"; the others under so many: {listed(told)}" if told else ""
        yield (
            f"{firm} of the {line_words(split).counted(len(free))}{which} "
            f"{'gets' if firm == 1 else 'get'} something under every one of the {many} other "
            f"positions at hand too{rest}."
        )


def _span(split: PortfolioResult, line: PortfolioLine) -> str:
    return f"{span_text(split, line, rounded_shares(split)[line.id], ' to ')} %"


def split_change(split: PortfolioResult) -> Section:
    """Show which arguments would move a split most, and what would bring other lines in."""
    found = [*changes(split)]
    parts: list[Markup] = []
    if found:
        parts += [
            paragraphs("Shares of the budget that would move if an argument were settled:"),
            bullets(found),
        ]
    else:
        parts.append(paragraphs(no_change(split)))
    ways = [*_ways_in(split)]
    if ways:
        parts += [
            paragraphs(f"The nearest belief that would bring {line_words(split).an_one} in:"),
            bullets(ways),
        ]
    return Section("split-change", "What would change it", together(parts))


def _ways_in(split: PortfolioResult) -> Iterator[str]:
    for line in split.allocation:
        if line.share <= 0 and line.enters is not None:
            title = split.titles.get(line.enters.argument, line.enters.argument)
            yield (
                f"{line.short_title}: “{title}” believed {per_cent(line.enters.credence)} "
                f"(now {per_cent(line.enters.now)})."
            )
