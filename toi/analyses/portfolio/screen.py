"""Screen and table of a split."""

from collections.abc import Iterator, Mapping

from toi.analyses.portfolio.result import Benchmark, PortfolioLine, PortfolioResult
from toi.analyses.shared.format import count, listed, probability, whole_per_cent
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import options
from toi.analyses.shared.rounding import in_steps
from toi.analyses.shared.screen import Screen
from toi.analyses.shared.tables import Table, stamp

ROLES = {"core": "core", "hedge": "hedge", "borderline": "maybe", "out": "out"}
USUAL = {"listed", "outreach", "agenda"}  # kinds that are split over unless others are named
SHOWN_OUT = 3  # lines without a share that are shown unless all are
SAME = 1e-6  # points that make no difference
THIN = "~"


def portfolio_screen(result: PortfolioResult, page: Page, everything: bool = False) -> str:
    """Show the split: a verdict, one table, what it is worth, what it leaves out."""
    screen = Screen(page).say(split_verdict(result)).blank()
    _add_table(screen, result, everything)
    screen.blank().say(*_worth(result), *_today(result), _change(result), _sure(result))
    return screen.say(*_assumes(result)).next(*_next(result)).end(result.provenance)


def _rounded(result: PortfolioResult) -> dict[str, float]:
    """Round shares to steps of 5 %, with what stays unspent under an empty id."""
    exact = [line.share / result.budget for line in result.allocation]
    found = in_steps([*exact, result.unspent / result.budget])
    return dict(zip([*(line.id for line in result.allocation), ""], found, strict=True))


def split_verdict(result: PortfolioResult) -> str:
    """Say what goes where."""
    kinds = ", ".join(f"{n} {kind}" for kind, n in result.kinds.items())
    made = result.provenance
    asked = f"Split over {kinds} (--kind). Rubric {made.rubric}: {result.rubric_title}."
    given = [line for line in result.allocation if line.share > 0]
    if not given:
        return f"Nothing is worth doing by these lights: all stays unspent. {asked}"
    order = sorted(result.by_kind, key=lambda kind: -result.by_kind[kind])
    exact = [*(result.by_kind[kind] for kind in order), result.unspent]
    *shares, idle = in_steps([share / result.budget for share in exact], 0.01)
    parts = [f"{100 * s:.0f} % to {kind}" for kind, s in zip(order, shares, strict=True) if s > 0]
    sure = [line for line in given if line.role == "core"]
    firm = f"{len(sure)} of them {'is' if len(sure) == 1 else 'are'} core" if sure else "none core"
    rest = f", {100 * idle:.0f} % unspent" if idle > 0 else ""
    return f"{listed(parts)}{rest}: {count(len(given), 'line')}, {firm}. {asked}"


def _add_table(screen: Screen, result: PortfolioResult, everything: bool) -> None:
    """Add lines with a share on the screen first; then those that lack least."""
    rounded = _rounded(result)
    given = [line for line in result.allocation if everything or rounded[line.id] > 0]
    small = [line for line in result.allocation if line.share > 0 and line not in given]
    out = [line for line in result.allocation if line.share <= 0 and line not in given]
    shown = [*given, *out[: 0 if everything else SHOWN_OUT]]
    rows = [_row(result, line, rounded) for line in shown]
    if rounded[""] > 0:
        left = [whole_per_cent(rounded[""]), "", _amount(result, rounded[""]), "unspent"]
        rows.append(["", *left, "nothing left is worth more"])
    heads = ["", "Share", "Range", "Amount", "Line", "Why"]
    align = "lrlrll"
    if result.amount is None:
        heads, *rows = ([*row[:3], *row[4:]] for row in (heads, *rows))
        align = "lrlll"
    screen.table(rows, heads, align, trim=True)
    if small:
        share = whole_per_cent(sum(line.share for line in small) / result.budget)
        screen.line(f"      and {count(len(small), 'line')} of under 5 %, {share} (--all)")
    if len(out) > SHOWN_OUT and not everything:
        screen.line(f"      {len(out) - SHOWN_OUT} more get nothing (--all)")


def _row(result: PortfolioResult, line: PortfolioLine, rounded: Mapping[str, float]) -> list[str]:
    low, high = (100 * x / result.budget for x in (line.range.p05, line.range.p95))
    share = rounded[line.id]
    return [
        ROLES[line.role],
        whole_per_cent(share),
        f"{low:.0f}-{high:.0f}" if round(low) != round(high) else f"{low:.0f}",
        _amount(result, share) if share > 0 else "",
        f"{line.id} {line.short_title}{THIN if line.thin else ''}",
        _why(line, result.wishes.max_lines is not None),
    ]


def _amount(result: PortfolioResult, share: float) -> str:
    if result.amount is None:
        return ""
    unit = f" {result.unit}" if result.unit else ""
    value = share * result.amount
    return (f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}") + unit


def _why(line: PortfolioLine, limited: bool) -> str:
    if line.gated:
        return f"gate {line.gated}"
    if line.bound:
        return f"held by its {line.bound}"
    if line.share > 0 and line.hedges:
        return f"pays if {line.hedges}"
    if line.share > 0:
        often = f"in {100 * line.resamples:.0f} %"
        return often if line.rubrics is None else f"{often}, rubrics {100 * line.rubrics:.0f} %"
    if line.enters:
        side = "<" if line.enters.credence < line.enters.now else ">"
        return f"in if {line.enters.argument} {side} {probability(line.enters.credence)}"
    if line.worth <= 0:
        return "worth less than doing nothing"
    if not line.short:
        return "left out by --max-lines" if limited else "just at the margin"
    lacks = f"{line.short:.1f}" if line.short < 1 else f"{line.short:.0f}"
    return f"{lacks} point{'' if lacks == '1' else 's'} short"


def _worth(result: PortfolioResult) -> Iterator[str]:
    parts = [_gain(b) for b in result.benchmarks]
    yield f"Value {round(result.expected)}: {'; '.join(parts)}."
    worst = [f"{round(b.cvar)} {_called(b)}" for b in result.benchmarks]
    cases = f"Worst tenth of cases: {round(result.cvar)}, against {listed(worst)}."
    steps = result.frontier
    if len(steps) > 1 and steps[0].expected > 0:
        lost, won = steps[0].expected - steps[-1].expected, steps[-1].cvar - steps[0].cvar
        full = f" Full caution (--risk 1) would cost {lost:.1f} on average and win {won:.1f} there."
        cases += full if max(lost, won) >= 0.05 else " Caution (--risk) would change little here."
    yield cases


def _gain(b: Benchmark) -> str:
    low, high = b.gain_interval.p05, b.gain_interval.p95
    if max(abs(low), abs(high)) < SAME:
        return f"no more than {_called(b)}, which it is"
    doubt = "" if low > 0 else ", NOT clearly better"
    return f"{b.gain:+.0f} [{round(low)} to {round(high)}] over {_called(b)}{doubt}"


def _called(b: Benchmark) -> str:
    return {"today": "today", "equal": "equal shares"}.get(b.name, b.title)


def _today(result: PortfolioResult) -> Iterator[str]:
    if result.today is None:
        return
    yield f"Today, as counted: {result.today} (--current FILE for yours)."
    first = result.moves[:3]
    if first:
        parts = [
            f"{100 * m.share / result.budget:.0f} % to {m.to or 'nothing'} ({100 * m.closed:.0f} %)"
            for m in first
        ]
        beyond = any(round(100 * m.closed) > 100 for m in first)
        why = (
            " Above 100 %: on the way lines still get what your limits rule out." if beyond else ""
        )
        yield f"Moves worth most, with the gap closed by then: {', '.join(parts)}.{why}"


def _change(result: PortfolioResult) -> str:
    found = [a for a in result.settled if a.moved > 0.005 * result.budget][:2]
    if not found:
        return "No single argument, were it settled, would move much of the budget."
    parts = []
    for a in found:
        both = (("if it is sound", a.gains_if_sound), ("if not", a.gains_if_unsound))
        sides = ", ".join(f"to {who} {when}" for when, who in both if who)
        parts.append(f"{a.argument} ({100 * a.moved / result.budget:.0f} %: {sides})")
    return (
        f"Would move most of the budget if settled: {'; '.join(parts)}. Approximate: reckoned "
        "at the mean of all else."
    )


def _sure(result: PortfolioResult) -> str:
    p = result.precision
    weights = " and weights" if p.weights_redrawn else ""
    others = listed(list(result.other_rubrics))
    return (
        f"Ranges, and why: {p.resamples} resamples of the scenarios{weights}; core: in 90 % of "
        f"them and in 80 % of the other rubrics ({others}). Sampling error "
        f"of a share: at most {100 * p.standard_error:.1f} %; tangents off by at most "
        f"{p.tangent_error:.0e}; no split is better by more than {max(p.gap, 1e-4):.1g} points."
    )


def _assumes(result: PortfolioResult) -> Iterator[str]:
    w = result.wishes
    half = f"half gone at {100 * w.half_line:.0f} % in a line, {100 * w.half_kind:.0f} % in a kind"
    fades = "never fades" if w.returns == "none" else f"then fades ({w.returns}: {half})"
    risk = f"risk {w.risk:g}" if w.risk else "risk 0: the average alone"
    yield f"Assumes: score above doing nothing = worth of a line's first unit; it {fades}; {risk}."
    yield f"Leaves out: {'; '.join(result.leaves_out)}."
    if any(line.thin for line in result.allocation if line.share > 0):
        yield f"{THIN} thinly argued: few arguments act on it, so its worth may be silence."


def _next(result: PortfolioResult) -> list[str]:
    more = options(result.provenance)
    first = next((line.id for line in result.allocation if line.share > 0), None)
    commands = [f"explain {first}{more}"] if first else [f"score{more}"]
    kinds = "" if set(result.kinds) == USUAL else f" --kind {','.join(result.kinds)}"
    most = result.wishes.max_lines
    limit = f" --max-lines {most}" if most is not None else ""
    risk = 0 if result.wishes.risk else 0.5
    commands.append(f"portfolio{more}{kinds}{limit} --risk {risk}")
    other = "essay-author" if result.provenance.rubric != "essay-author" else "proponent"
    if other in result.other_rubrics:
        commands.append(f"portfolio -r {result.provenance.rubric} -r {other}{kinds}")
    return commands


def portfolio_table(result: PortfolioResult) -> Table:
    """Return every line with all its figures."""
    amount = result.amount
    lines = [
        vars(line) | {"amount": amount and line.share / result.budget * amount}
        for line in result.allocation
    ]
    return Table.of(
        lines,
        "id title kind role share p05=range.p05 p50=range.p50 p95=range.p95 standard_error",
        "amount worth marginal short resamples rubrics hedges",
        "enters_argument=enters.argument enters_credence=enters.credence gated",
    ).with_columns(**stamp(result.provenance))
