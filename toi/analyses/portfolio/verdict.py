"""Verdicts on a split: whether it is better than others, what goes where, what that hangs on."""

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import Benchmark, PortfolioResult
from toi.analyses.portfolio.rounded import UNSPENT, leaves_unspent, rounded_shares
from toi.analyses.portfolio.shown import line_words, rounded_per_cent, share_text, worst
from toi.analyses.portfolio.unspent import why_idle
from toi.analyses.portfolio.wording.commitments import SMALL, points
from toi.analyses.shared.format import count, glued, listed, signed, whole, whole_per_cent
from toi.analyses.shared.scrutiny_orders import ADJUSTED

HARDLY = 0.05  # of what the split brings: a gain below this is hardly one
SAME = 1e-6  # points that make no difference
HALF = 0.5  # points that round to none without a decimal
MOST_RUBRICS = 0.8  # of other rubrics: most of them
MOST_NAMED = 3  # other rubrics
SAME_SPLIT = 0.01  # of the budget: a split from which less goes elsewhere is the same


def split_verdict(result: PortfolioResult, named: bool = True) -> str:
    """Say whether the split is better than equal shares, and what goes where.

    Its rubric is `named`, except where that stands above already.
    """
    asked = f" {_asked(result)}" if named else ""
    if not any(line.share > 0 for line in result.allocation):
        return f"{why_idle(result)}: all stays unspent.{asked}"
    equal = next(b for b in result.benchmarks if b.name == "equal")
    return f"{better(result, equal)} {where(result)}{asked}"


def better(result: PortfolioResult, other: Benchmark) -> str:
    """Say whether the split is better than another, by the caution that it was asked for."""
    low, high = other.gain_interval.p05, other.gain_interval.p95
    called = called_as(other)
    if max(abs(low), abs(high)) < SAME:
        return f"No better than {called}, {_as_good(result, other)}."
    risk = result.wishes.risk
    worse = result.cvar - other.cvar
    aimed = (1.0 - risk) * other.gain + risk * worse
    more = gain(other)
    figures = f"{more} {'point' if more in ('+1', '-1') else 'points'} {_span(other)}"
    if risk:
        figures += f" on average, {signed(worse)} in the {worst(result.wishes.tail)} of cases"
    sure = low >= SMALL or risk > 0
    if max(abs(aimed), abs(other.gain)) < SMALL:
        return f"Level with {called}, to a tenth of a point."
    if aimed < 0:
        word = "Worse than" if high <= -SMALL or risk > 0 else "Not clearly different from"
    elif not sure:
        word = "Not clearly better than"
    elif aimed < HARDLY * abs(result.expected):
        word = "Hardly better than"
    else:
        word = "Clearly better than"
    care = " at this caution" if risk else ""
    return f"{word} {called}{care}: {figures}."


def _as_good(result: PortfolioResult, other: Benchmark) -> str:
    """Say whether a split that brings the same is the same."""
    own = {line.id: line.share for line in result.allocation}
    apart = {name: share - other.shares.get(name, 0.0) for name, share in own.items()}
    same = all(abs(share) < SAME * result.budget for share in apart.values())
    return "which it is" if same else "which spends otherwise and brings the same"


def gain(other: Benchmark) -> str:
    """Write the mean gain over another split, with a decimal where it or its sign needs that."""
    return signed(other.gain, _digits(other))


def _digits(other: Benchmark) -> int:
    """Return the decimals of a gain: one below a point, or where a clear range would end at 0."""
    low, high = other.gain_interval.p05, other.gain_interval.p95
    near = min(abs(low), abs(high)) < HALF and not _reaches_none(other)
    return 1 if abs(other.gain) < 1 or near else 0


def _reaches_none(other: Benchmark) -> bool:
    """Tell whether the range of a gain reaches 0, as it is shown with a decimal."""
    return other.gain_interval.p05 < SMALL and other.gain_interval.p95 > -SMALL


def gain_in_full(result: PortfolioResult, other: Benchmark) -> str:
    """Write what the split brings more than another: `+6 [5 to 8] over today`."""
    low, high = other.gain_interval.p05, other.gain_interval.p95
    if max(abs(low), abs(high)) < SAME:
        return f"no more than {called_as(other)}, {_as_good(result, other)}"
    doubt = ", not clearly more" if _reaches_none(other) else ""
    return f"{gain(other)} {_span(other)} over {called_as(other)}{doubt}"


def called_as(other: Benchmark) -> str:
    """Name another split in a sentence."""
    return "today" if other.name == "today" else other.title


def _span(other: Benchmark) -> str:
    ends = (other.gain_interval.p05, other.gain_interval.p95)
    low, high = (signed(end, _digits(other)).removeprefix("+") for end in ends)
    return glued(f"[{low} to {high}]")


def where(result: PortfolioResult, by_kind: bool = True) -> str:
    """Say how many lines get something, and how much goes to which kind."""
    given = [line for line in result.allocation if line.share > 0]
    core = sum(line.role == "core" for line in given)
    firm = f"{core} of them core" if core else "none of them core"
    if len(given) == 1:
        firm = "which is core" if core else "which is not core"
    among = line_words(result).counted(len(result.allocation))
    lines = f"{len(given)} of {among}, {firm}"
    order = sorted(result.by_kind, key=lambda kind: -result.by_kind[kind])
    rounded = rounded_shares(result)
    shares = dict.fromkeys(order, 0.0)
    for line in result.allocation:
        shares[line.kind] += rounded[line.id]
    idle = rounded[UNSPENT]
    left = f"{share_text(idle, result.unspent)} unspent" if leaves_unspent(result) else ""
    if len(order) == 1 or not by_kind or lines_chosen(result):
        return f"It goes to {lines}{f'; {left}' if left else ''}."
    parts = [f"{rounded_per_cent(share)} to {kind}" for kind, share in shares.items() if share > 0]
    return f"{listed([*parts, left] if left else parts)}: {lines}."


def lines_chosen(result: PortfolioResult) -> bool:
    """Tell whether somebody chose single lines: then their kinds are nothing that was asked."""
    return "--only " in result.lines_asked


def _asked(result: PortfolioResult) -> str:
    return f"Rubric {result.provenance.named}: {result.rubric_title}."


def scrutiny_verdict(result: PortfolioResult) -> str | None:
    """Say what the other setting of scrutiny would do, and where the kinds break even."""
    other, words = result.other_scrutiny, result.provenance.words
    if other is None:
        return None
    little = f"{words.many} that {words.text or 'the records'} examined little"
    if other.scrutiny == ADJUSTED:
        said = f"{little} are taken as they stand; marked down as much as the others,"
    else:
        said = f"{little} are marked down as much as the others; as they stand,"
    said = f"{said[0].upper()}{said[1:]}"
    if other.moved < SAME_SPLIT * result.budget:
        return f"{said} less than 1 % of the budget would go elsewhere."
    if len(result.kinds) == 1 or lines_chosen(result):
        return f"{said} {whole_per_cent(other.moved / result.budget)} of it would go elsewhere."
    kinds = sorted(other.by_kind, key=lambda kind: -other.by_kind[kind])
    shares = [(other.by_kind[kind] / result.budget, kind) for kind in kinds]
    first, *rest = [(whole_per_cent(share), kind) for share, kind in shares if share > 0]
    parts = [f"{first[0]} would go to {first[1]}", *(f"{part} to {kind}" for part, kind in rest)]
    said += f" {listed(parts)}"
    if other.kind is None or other.break_even is None:
        return f"{said}."
    if other.break_even >= 1.0:
        return f"{said}; {other.kind} would get most either way."
    part = whole_per_cent(other.break_even)
    return f"{said}; {other.kind} gets most until it is marked down {part} as much."


def worst_tenth(result: PortfolioResult) -> str:
    """Write the mean of the worst tenth of cases, against that of other splits."""
    others = [
        f"{whole(b.cvar)} {'' if b.name == 'today' else 'with '}{called_as(b)}"
        for b in result.benchmarks
        if b.name == "today" or any(share > 0 for share in b.shares.values())
    ]
    against = f", against {listed(others)}" if others else ""
    return f"{worst(result.wishes.tail).capitalize()} of cases: {whole(result.cvar)}{against}."


def others_verdict(result: PortfolioResult) -> str | None:
    """Say how few of the other rubrics at hand give anything to what gets most here."""
    many, names = len(result.other_rubrics), list(result.other_rubrics)
    few = [(round((x.rubrics or 0.0) * many), x.short_title) for x in _by_few_others(result)]
    if not few:
        return None
    (n, first), *others = few
    told = [f"{n} {'gives' if n == 1 else 'give'} something to {first}"]
    told += [f"{m} to {name}" for m, name in others]
    named = f" ({listed(names)})" if len(names) <= MOST_NAMED else ""
    more = len(few) - MOST_NAMED
    rest = f"; fewer than {whole_per_cent(MOST_RUBRICS)} to {more} more" if more > 0 else ""
    return f"Of {count(many, 'other rubric')}{named} {listed(told[:MOST_NAMED])}{rest}."


def _by_few_others(result: PortfolioResult) -> list[PortfolioLine]:
    """Return what gets something of its own accord, but by less than most other rubrics."""
    return [
        line
        for line in result.allocation
        if line.share > 0 and not line.held and result.other_rubrics
        if line.rubrics is not None and line.rubrics < MOST_RUBRICS
    ]


def synergies_verdict(result: PortfolioResult) -> str | None:
    """Say what lines bring that are worth more together than apart, or less."""
    names = {line.id: line.short_title for line in result.allocation}
    parts = []
    for one in result.synergies:
        lines = " with ".join(names[line] for line in one.lines)
        strength = f"{lines} ({100 * one.strength:+.3g} %)"
        if not one.acts:
            parts.append(f"{strength} do not count, since one is worth nothing alone")
        elif abs(one.points) < SMALL:
            parts.append(f"{strength} change nothing")
        else:
            word = "bring" if one.points > 0 else "lose"
            parts.append(f"{strength} {word} {points(abs(one.points))} points")
    return f"Together: {'; '.join(parts)}." if parts else None
