"""Screen and table of a split."""

from collections.abc import Iterator

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table, stamp
from toi.analyses.portfolio.legend import fades, legend
from toi.analyses.portfolio.lines_screen import (
    THIN,
    add_lines,
    is_thin,
    why_unspent,
)
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import UNSPENT, amounts, leaves_unspent, today_shares
from toi.analyses.portfolio.shown import (
    gain_reached,
    line_words,
    losses,
    moved_per_cent,
    today_left,
    today_part,
    worst,
)
from toi.analyses.portfolio.unspent import (
    nothing_is_worth,
    points_above,
    spent_all_the_same,
    what_nothing_is,
)
from toi.analyses.portfolio.verdict import (
    gain_in_full,
    lines_chosen,
    others_verdict,
    scrutiny_verdict,
    split_verdict,
    synergies_verdict,
    worst_tenth,
)
from toi.analyses.portfolio.why import full_why, short_why, why_less
from toi.analyses.portfolio.wording.caution import caution
from toi.analyses.portfolio.wording.commitments import commitments_told
from toi.analyses.portfolio.wording.next_commands import next_commands
from toi.analyses.portfolio.wording.small import how_to_have_none, small_told
from toi.analyses.portfolio.wording.ties import (
    one_of_several,
)
from toi.analyses.shared.format import (
    listed,
    probability,
    whole,
    whole_per_cent,
)
from toi.analyses.shared.rounding import STEP


def portfolio_screen(
    result: PortfolioResult, page: Page, everything: bool = False, notes: bool = False
) -> str:
    """Show the split: a verdict, one table, what it is worth; `notes` adds what it rests on."""
    verdict = split_verdict(result)
    scrutiny = None if lines_chosen(result) else scrutiny_verdict(result)  # else in the notes
    screen = Screen(page).say(verdict, *filter(None, [scrutiny])).blank()
    add_lines(screen, result, everything)
    told = [
        commitments_told(result, everything),
        synergies_verdict(result),
        one_of_several(result),
        others_verdict(result),
        _small_grants(result),
    ]
    screen.blank().say(*_worth(result), *filter(None, told), *_today(result), *_change(result))
    screen.say(*(_notes(result) if notes else [legend(result)]))
    return screen.next(*next_commands(result)).end(result.provenance, again=verdict)


def _small_grants(result: PortfolioResult) -> str | None:
    """Name lines whose money may be too little to be of use, and how to have none such."""
    small = small_told(result)
    return f"{small}; {how_to_have_none(result)}." if small else None


def _worth(result: PortfolioResult) -> Iterator[str]:
    if not any(line.share > 0 for line in result.allocation):
        yield " ".join(filter(None, [worst_tenth(result), caution(result)]))
        if nothing_is_worth(result):
            yield " ".join(filter(None, [what_nothing_is(result), spent_all_the_same(result)]))
        return
    others = [b for b in result.benchmarks if b.name != "equal"]
    gains = "; ".join(gain_in_full(result, b) for b in others)
    points = f"It brings {points_above(result)}"
    text = f"{points}{f': {gains}' if gains else ''}."
    yield " ".join(filter(None, [text, worst_tenth(result), caution(result)]))


def _today(result: PortfolioResult) -> Iterator[str]:
    """Say what is counted as today's split, and which moves from it bring most."""
    if result.today is None:
        return
    yours = "" if result.current else "; --current FILE for yours"
    text = f"Today ({result.today.split(': ')[0]}{yours})"
    first = result.moves[:3]
    if not first:
        yield f"{text} is this split."
        return
    left = today_left(result)
    text += f", which leaves {left} unspent" if left else ""
    text += outside(result)
    names = {line.id: line.short_title for line in result.allocation}
    parts = [f"{moved_per_cent(result, m)} to {names[m.to] if m.to else 'nothing'}" for m in first]
    closed = gain_reached(first[-1])
    less = f"{_less(result)}{_most_dropped(result)}"
    yield f"{text}: best moves {listed(parts)}, which bring {closed}.{less}"


def outside(result: PortfolioResult) -> str:
    """Name what gets money today and is not in question, which counts as unspent."""
    named = [f"{today_part(result, title)} for {title}" for title in result.today_outside]
    counted = "count" if len(named) > 1 else "counts"
    return f" ({listed(named)}, not in question here, {counted} as unspent)" if named else ""


def _less(result: PortfolioResult) -> str:
    """Name what gets less than the user's own today, and what costs those still in."""
    if result.current is None:
        return ""
    why = {line.short_title: why_less(result, line) for line in result.allocation}
    told = [
        f"{name} ({change}{f': {why[name]}' if why.get(name) else ''})"
        for name, change in losses(result)
    ]
    return f" Less than today goes to {listed(told)}." if told else ""


def _most_dropped(result: PortfolioResult) -> str:
    """Say why the line that gets most today, of those that would get nothing, gets nothing."""
    out, now = [line for line in result.allocation if line.share <= 0], today_shares(result)
    line = max(out, key=lambda one: now[one.id], default=None)
    if line is None or now[line.id] < STEP:
        return ""
    amount = today_part(result, line.id)
    return (
        f" {line.short_title}, where {amount} goes today, gets nothing: {short_why(result, line)}."
    )


def _change(result: PortfolioResult) -> Iterator[str]:
    """Say which argument, were it settled, would move most of the split."""
    names = {line.id: line.short_title for line in result.allocation}
    found = [a for a in result.settled if a.moved > 0.005 * result.budget][:1]
    for a in found:
        both = (("if so", a.gains_if_sound), ("if not", a.gains_if_unsound))
        sides = ", ".join(f"to {names[who]} {when}" for when, who in both if who)
        share = whole_per_cent(a.moved / result.budget)
        title = result.titles[a.argument]
        yield (
            f"No argument would move more than {share} of the budget if it were known whether it "
            f"is right: {title} ({sides})."
        )


def _criteria(result: PortfolioResult) -> Iterator[str]:
    """Explain the criteria by which lines are told apart, each by its two ends."""
    for title, (worst_end, best_end) in result.ends.items():
        yield f"{title}: at worst, {worst_end}; at best, {best_end}."


def _coming(result: PortfolioResult) -> Iterator[str]:
    """Say what would bring the next line in."""
    coming = next((line for line in result.allocation if line.enters and not line.share), None)
    if coming is not None and coming.enters is not None:
        enters = coming.enters
        side = "below" if enters.credence < enters.now else "above"
        yield (
            f"Next to come in: {coming.short_title}, if this were believed {side} "
            f"{probability(enters.credence)} (now {probability(enters.now)}): "
            f"{result.titles[enters.argument]}."
        )


def _notes(result: PortfolioResult) -> Iterator[str]:
    """Say how ranges are found, what is assumed and what is left out."""
    p, w, lines = result.precision, result.wishes, line_words(result)
    kinds = ", ".join(f"{n} {kind}" for kind, n in result.kinds.items())
    yield (
        f"Split over {kinds} (--kind). Points: of the score, above "
        f"{result.provenance.words.baseline} ({whole(result.nothing)}). "
        "Shares in whole per cents, amounts from the exact ones. What is uncertain"
        f"{', weights too,' if p.weights_redrawn else ''} was drawn anew {p.resamples} times and "
        "split each time: a range holds the middle 90 % of these shares, and the share itself. "
        "Core: in 95 % of them, so that its range does not begin at 0; maybe: in fewer, or out in "
        f"less than 75 %.{_others(result)}"
    )
    yield (
        f"Sampling error of a share: at most {100 * p.standard_error:.1f} %; no split is better by "
        f"more than {max(p.gap, 1e-4):.1g} points (tangents off by at most {p.tangent_error:.0e}). "
        "What arguments would move is reckoned at the mean of all else."
    )
    if lines_chosen(result) and (told_of := scrutiny_verdict(result)):
        yield told_of
    yield from _criteria(result)
    if result.alike:
        told = [f"{name} (as {other})" for name, other in result.alike.items()]
        yield f"Rubrics that say the same as another are not counted again: {listed(told)}."
    if result.unseen:
        yield f"Of {lines.many} that are not in question: {', '.join(result.unseen)}."
    if result.today is None and result.current is None:
        yield "Today's split is not known: --current FILE says how it is spent now."
    yield from _coming(result)
    if not nothing_is_worth(result) and (counted := what_nothing_is(result)):
        yield counted
    how = "never fades" if w.returns == "none" else f"then fades ({w.returns})"
    risk = f"risk {w.risk:g}, the {worst(w.tail)}" if w.risk else "risk 0: the average alone"
    worth = f"the score above that is the worth of the first unit in {lines.an_one}"
    yield f"Assumes: {worth}; it {how}; {risk}."
    if w.returns != "none":
        yield fades(result)
    yield f"Leaves out: {'; '.join(result.leaves_out)}."
    if any(is_thin(result, line) for line in result.allocation if line.share > 0):
        yield f"{THIN} few arguments are about it, so its worth may be silence."


def _others(result: PortfolioResult) -> str:
    """Name the other rubrics by which lines may get something too."""
    return f" Other rubrics: {listed(list(result.other_rubrics))}." if result.other_rubrics else ""


def portfolio_table(result: PortfolioResult) -> Table:
    """Return every line with all its figures, and what is left unspent, if anything."""
    worth = amounts(result)
    cost = {(one.kind, one.id): one.cost for one in result.commitments}
    lines = [
        vars(line)
        | {"amount": worth.get(line.id), "unit": result.unit}
        | {"bound_cost": cost.get((line.bound or "", line.id)), "why": full_why(result, line)}
        | {f"{kind}_cost": cost.get((kind, line.id)) for kind in ("floor", "cap", "grant")}
        for line in result.allocation
    ]
    if leaves_unspent(result):
        idle = {"title": "unspent", "share": result.unspent, "amount": worth.get(UNSPENT)}
        lines.append({**idle, "unit": result.unit, "why": why_unspent(result)})
    return Table.of(
        lines,
        "id title kind role share p05=range.p05 p50=range.p50 p95=range.p95 standard_error",
        "amount unit bound bound_cost floor_cost cap_cost grant_cost",
        "worth marginal short resamples rubrics hedges",
        "enters_argument=enters.argument enters_credence=enters.credence gated",
        "criterion=criterion.id criterion_points=criterion.points",
        "argument=argument.id argument_points=argument.points why",
    ).with_columns(**stamp(result.provenance))
