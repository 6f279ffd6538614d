"""Screen and table of one theory's score: by criterion, by line of attack, by argument."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from toi.analyses.explain.criteria_screen import add_criteria, by_weight
from toi.analyses.explain.reasons_screen import BASES, HANGS, PEERS, add_reasons, case_in_words
from toi.analyses.explain.result import ArgumentRow, ExplainResult
from toi.analyses.explain.verdict_screen import explain_verdict, remarks_quoted
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count, lines_text, listed, on_scale_finely, same_letters
from toi.analyses.shared.provenance import WITHOUT_GATES, options, seeded_options
from toi.analyses.shared.result import CriterionLabel
from toi.distribution import figure

DOUBTED, BELIEVED = 0.2, 0.8  # a credence to try instead
BASIS_WORDS = {"judged": "own judgement", "override": "yours"}
LONGEST_REMARK = 200  # letters; the whole with --all


def explain_screen(result: ExplainResult, page: Page, everything: bool = False) -> str:
    """Show why a theory stands where it does."""
    heads = {label.id: label for label in result.criteria}
    repeated = same_letters(result.id, result.title)
    screen = Screen(page).line(result.title if repeated else f"{result.id} {result.title}", "bold")
    verdict = explain_verdict(result)
    screen.say(verdict).blank()
    add_criteria(screen, result)
    if result.acting or result.scrutiny or result.conditions:
        add_reasons(screen.blank(), result, everything)
        screen.say(" ".join(_key(result)))
    for row in result.arguments:
        if row.without_room:
            stands = listed(row.without_room)
            screen.say(f'"{row.title}" does nothing {_where(row)}: it is {stands}.')
    if result.condition_why:
        screen.say(f"It hangs on others: {result.condition_why}")
    if result.gap:
        screen.say(f"Gap: {result.gap}")
    screen.say(*remarks_quoted(result.remarks, None if everything else LONGEST_REMARK), indent="  ")
    if everything:
        _add_case(screen.blank(), result, heads)
    heaviest_weight = max(result.criteria, key=lambda label: label.weight).id
    more = seeded_options(result.provenance)
    commands = [f"score{more} --set {heaviest_weight}=60%"]
    if result.arguments:
        heaviest = result.arguments[0]
        doubted = shlex.quote(f"{heaviest.argument}={_another(heaviest)}")
        commands = [f"score{more} --set {doubted}"]
        commands.append(f"show {heaviest.argument}{options(result.provenance)}")
    if result.gated:
        commands.append(f"score{more}{WITHOUT_GATES}")
    screen.next(*commands, label="Disagree? ", indent="    ")
    return screen.end(result.provenance, again=verdict)


def _where(row: ArgumentRow) -> str:
    """Say whether an argument has no room on any criterion, or on some of them only."""
    spent = len(set(row.without_room))
    return "here" if spent == len(row.force) else f"on {count(spent, 'criterion', 'criteria')}"


def _another(row: ArgumentRow) -> str:
    """Return another credence in the form of the one that is held."""
    value = DOUBTED if row.credence > DOUBTED else BELIEVED
    text = f"[{value - 0.1:.1g}, {value + 0.1:.1g}]" if row.ends else f"{value:g}"
    return f"{{settled: {text}}}" if row.settled else text


def _key(result: ExplainResult) -> Iterator[str]:
    """Yield how to read the tables."""
    acting = [row for row in result.arguments if row.criteria]
    if result.acting:
        yield "Before, After: the arguments."
    if any(row.strength < row.credence for row in acting):
        yield "Believed .70>.49: before > after replies."
    if len(acting) > 1:
        yield "Points: its share of what all move, not what refuting it alone brings (--set ID=0)."
    if any(row.settled for row in acting):
        yield "! settled: replies are already counted."
    text = result.provenance.words.text
    if text and any(row.lines for row in acting):
        yield f"Lines: of {text} (toi list claims --line N)."
    bases = {
        result.case_basis,
        *(row.basis for row in acting),
        *(row.basis for row in result.lines),
    }
    told = [f"{BASES[b]} {BASIS_WORDS.get(b, b)}" for b in BASES if b in bases]
    yield f"Basis: {', '.join(told)}."


def _add_case(screen: Screen, result: ExplainResult, heads: Mapping[str, CriterionLabel]) -> None:
    screen.line(case_in_words(result).capitalize(), "bold").say(result.case_text)
    for row in result.judgements:
        label, basis = heads[row.criterion], BASIS_WORDS.get(row.basis, row.basis)
        value, after = (on_scale_finely(x, label.scale) for x in (row.value, row.after))
        within = f" [{figure(row.low)}-{figure(row.high)}]" if row.low < row.high else ""
        then = f", {after} after the arguments" if result.acting else ""
        screen.say(f"{label.head:6} {value}{within}, {basis}{then}. {row.why}", indent="       ")


def explain_table(result: ExplainResult) -> Table:
    """Return what a score is made of, with all figures; the points of all rows add up to it.

    There is a row for each criterion with weight, for each argument that bears on the theory, for
    what it bears with its peers and for what it hangs on.
    """
    arguments = [
        {
            **vars(row),
            "criteria": tuple(row.criteria),
            "lines": lines_text(row.lines, 99),
            "given_back_by": tuple(answer.argument for answer in row.answers),
        }
        for row in result.arguments
    ]
    headers = [
        *("argument", "kind", "title", "points", "credence", "strength", "criteria"),
        *("basis", "lines", "given_back_by", "line"),
        *("weight", "judged", "low", "high", "after", "worst", "best", "points_after", "why"),
    ]
    scrutiny = {"kind": "scrutiny", "title": PEERS, "points": result.scrutiny}
    conditions = {
        "kind": "conditions",
        "title": HANGS,
        "points": result.conditions,
    }
    return Table.filled(headers, [*_cases(result), *arguments, scrutiny, conditions])


def _cases(result: ExplainResult) -> Iterator[dict[str, Any]]:
    """Yield a row for each criterion with weight: the case on it, and what comes of that."""
    labels = {label.id: label for label in result.criteria}
    cases = {case.criterion: case for case in result.judgements}
    for row in by_weight(result):
        label, case = labels[row.criterion], cases[row.criterion]
        worst, best = label.scale[::-1] if label.direction == "cost" else label.scale
        yield {
            **vars(case),
            "kind": "case",
            "title": label.title,
            "criteria": (row.criterion,),
            "lines": lines_text(result.case_lines, 99),
            "weight": row.weight,
            "judged": case.value,
            "worst": worst,
            "best": best,
            "points_after": row.points,
        }
