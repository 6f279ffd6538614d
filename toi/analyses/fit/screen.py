"""Screen of a fit: can it be, by which weights, what else would do, and what to ask next."""

from collections.abc import Iterator
from dataclasses import replace

from toi.analyses.fit.result import FitResult, LeastMove, NumberChange, StatementFit
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import (
    count,
    listed,
    per_cent,
    probability,
    short_per_cent,
    signed,
)
from toi.analyses.shared.provenance import options
from toi.analyses.shared.result import Provenance

MOST_SAID = 8  # statements that are shown, those that are missed first
MOST_PAIRS = 3
MOST_CHANGES = 3
SIGNS = {">": "above", ">>": "far above", "=": "level with"}


def fit_screen(result: FitResult, page: Page, everything: bool = False) -> str:
    """Show whether weights rank so, the fitted ones, what they meet, and what else would do."""
    screen = Screen(page).say(*_verdict(result)).blank()
    _add_weights(screen, result)
    _add_statements(screen.blank(), result, everything)
    screen.blank().say(*_reasons(result), indent="  ")
    commands = tuple(_commands(result))
    if commands:
        screen.blank().next(*commands)
    return screen.end(result.provenance)


def _verdict(result: FitResult) -> Iterator[str]:
    n, found, clash = len(result.statements), result.attainable, result.contradiction
    all_said = "what you say" if n == 1 else f"all {n} statements"
    if clash is not None and clash.circle:
        yield (
            f"What you say goes in a circle, which no rubric can rank: "
            f"{_words(result, clash.statements)}."
        )
    elif clash is not None:
        sure = "No weights rank so" if found.proven else "No weights were found that rank so"
        few = "the fewest that clash" if clash.smallest else "these clash"
        yield (
            f"{sure} while arguments are believed as in {result.start}; {few}: "
            f"{_words(result, clash.statements)}."
        )
    else:
        # What is to be level has a point to spare at most, which says nothing of the rest.
        strict = all(one.sign != "=" for one in result.statements)
        spare = f", with {found.spare:.1f} points to spare at best" if strict else ""
        yield (
            f"Weights alone can rank so, with arguments believed as in {result.start}: they meet "
            f"{all_said}{spare}."
        )
    if found.every_criterion:
        yield "If every criterion could have weight, some weights would: --criteria all."
    where = f"{result.file} is yours and meets" if result.file else f"{result.name} meets"
    also = ", with beliefs changed too" if result.fitted == "both" else ""
    yield f"{where} {result.met} of {n}{also}."


def _words(result: FitResult, statements: tuple[str, ...]) -> str:
    """Write statements out, by titles."""
    made = {one.text: one for one in result.statements}
    return "; ".join(_said(result.provenance, made[text]) for text in statements)


def _said(made: Provenance, one: StatementFit) -> str:
    """Write `Auditing (T04) far above Tools (T09)`."""
    return f"{_called(made, one.first)} {SIGNS[one.sign]} {_called(made, one.second)}"


def _called(made: Provenance, name: str) -> str:
    title = made.names.theory(name)
    return title if title == name else f"{title} ({name})"


def _add_weights(screen: Screen, result: FitResult) -> None:
    """Add the fitted weights, and what else they may be."""
    able = any(one.low is not None for one in result.weights)
    rows = [
        [
            one.title,
            per_cent(one.share),
            _span(one.p05, one.p95),
            *([] if one.low is None or one.high is None else [_span(one.low, one.high)]),
            per_cent(one.start),
            short_per_cent(one.half),
            short_per_cent(one.double),
        ]
        for one in sorted(result.weights, key=lambda one: (-one.share, one.id))
    ]
    heads = ["Criterion", "Weight", "9 in 10", *(["Can be"] if able else []), result.start]
    noise = [f"Noise {result.noise * k:g}" for k in (0.5, 2.0)]
    screen.table(rows, [*heads, *noise], "l" + "r" * (5 + able), shrink=0, least=14)


def _span(low: float, high: float) -> str:
    return f"{short_per_cent(low)}-{short_per_cent(high)}"


def _add_statements(screen: Screen, result: FitResult, everything: bool) -> None:
    """Add the statements, the worst met first."""
    by_need = sorted(result.statements, key=lambda one: (one.met, round(one.probability, 9)))
    shown = by_need if everything else by_need[:MOST_SAID]
    made = result.provenance
    rows = [
        [
            f"{_title(made, one.first)} {one.sign} {_title(made, one.second)}",
            signed(one.points, 1),
            per_cent(one.probability),
            "not met" if one in result.unmet else "",
        ]
        for one in shown
    ]
    screen.table(rows, ["What was said", "Points", "Agree", ""], "lrrl", shrink=0, least=20)
    rest = len(by_need) - len(shown)
    more = f"{rest} more, met better: --all. " if rest else ""
    screen.say(
        f"{more}Points: how far the first then leads. Agree: of the weights that explain what was "
        "said. > any lead, >> 5 points or more, = within 1 point."
    )


def _title(made: Provenance, name: str) -> str:
    title = made.names.theory(name)
    return title if title == name else f"{name} {title}"


def _reasons(result: FitResult) -> Iterator[str]:
    yield from _certain(result)
    yield from _least(result)
    if result.closest and result.closest[0].met:
        first, *rest = result.closest
        n = len(result.statements)
        others = [f"{one.rubric} {one.met}" for one in rest[:3]]
        also = f"; then {listed(others)}" if others else ""
        yield f"Closest as it stands: {first.rubric} meets {first.met} of {n}{also}."
    question = result.question
    if question is not None:
        made = result.provenance
        yield (
            f"Would tell most: is {_called(made, question.first)} above "
            f"{_called(made, question.second)}? ({per_cent(question.chance)} say yes so far.)"
        )
    drawn = f"{result.drawn:,} draws"
    how = (
        f"too few of {drawn} explain it, so hit-and-run went on with {result.effective:,.0f}"
        if result.walked
        else f"{result.effective:,.0f} of {drawn} count"
    )
    yield f"Many rubrics explain one ranking; the weights are the mean of those that do ({how})."


def _certain(result: FitResult) -> Iterator[str]:
    found = result.certain
    if found is None:
        return
    made = result.provenance
    pairs = [f"{_called(made, a)} above {_called(made, b)}" for a, b in found.new[:MOST_PAIRS]]
    word = "surely" if result.attainable.proven else "as far as was searched"
    if not pairs:
        yield "No other pair is certain under all weights that meet this."
        return
    yield (
        f"Under all weights that meet this ({word}), {found.pairs} of {found.of} pairs are "
        f"certain, among them unsaid: {'; '.join(pairs)}."
    )


def _least(result: FitResult) -> Iterator[str]:
    """Say what would have to change, by values, by beliefs or by both, and which costs less."""
    by = {one.of: one for one in result.least}
    if all(one.before for one in result.statements):
        yield f"{result.start} ranks so already."
        return
    alone = [by["values"], by["beliefs"]]
    for one in alone:
        if one.met:
            yield f"By {one.of} alone, from {result.start}: {_changes(result, one)}."
        elif one.of == "beliefs" and by["values"].met:
            yield "By beliefs alone: no change was found that meets it all."
    if by["both"].met and (result.fitted == "both" or not any(one.met for one in alone)):
        yield f"By values and beliefs together: {_changes(result, by['both'])}."
    if not by["both"].met and not any(one.met for one in alone):
        yield "No values and beliefs together were found that meet it all."
    costs = {one.of: one.cost for one in alone if one.cost is not None}
    if len(costs) == 2:
        cheaper = min(costs, key=lambda of: costs[of])
        yield (
            f"{cheaper.capitalize()} explain it more cheaply: they move "
            f"{probability(costs[cheaper])}, the other "
            f"{probability(max(costs.values()))} (shares of weight, or credence)."
        )


def _changes(result: FitResult, change: LeastMove) -> str:
    names = result.provenance.names
    words = [_moved(names.number(one.what, one.id), one) for one in change.changes[:MOST_CHANGES]]
    rest = len(change.changes) - len(words)
    more = f" and {count(rest, 'smaller change')}" if rest else ""
    return ", ".join(words) + more


def _moved(name: str, one: NumberChange) -> str:
    if one.what == "weight":
        return f"{name} {short_per_cent(one.now)} -> {per_cent(one.at)}"
    return f"{name} {probability(one.now)} -> {probability(one.at)}"


def _commands(result: FitResult) -> Iterator[str]:
    there = options(replace(result.provenance, rubric=None))
    if result.file is None:
        return
    yield f"score --rubric {result.name}{there}"
    if result.extends:
        yield f"compare {result.name} {result.extends}{there}"
    both = next(one for one in result.least if one.of == "both")
    if not result.attainable.possible and result.fitted == "values" and both.met:
        yield f"rubric fit {result.name} ... --beliefs --force"


def fit_table(result: FitResult) -> Table:
    """Return the fitted weights."""
    return Table.of(result.weights, "id title share p05 p95 low high half double start")
