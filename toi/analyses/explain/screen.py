"""Screen and table of one theory's score, argument by argument."""

from collections.abc import Mapping

from toi.analyses.explain.result import AnswerRow, ArgumentRow, ExplainResult, PeerRow
from toi.analyses.shared.format import count, lines_text, probability
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import options
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.screen import Screen
from toi.analyses.shared.tables import Table

NARROW = 75  # columns
SMALL = 0.5  # points; arguments below it are counted together
HEAVIEST = 3  # arguments against its peers that are named
PEERS = "as its peers fared"
BASES = {"stated": "s", "inferred": "i", "assumed": "a", "override": "y"}


def explain_screen(result: ExplainResult, page: Page, everything: bool = False) -> str:
    """Show the way from the proponent's case to the score."""
    heads = {label.id: label for label in result.criteria}
    screen = Screen(page).line(f"{result.id} {result.title}", "bold")
    screen.say(explain_verdict(result)).blank()
    _add_table(screen, result, heads, everything)
    screen.say(_key(result))
    if result.condition_why:
        screen.say(f"Conditions: {result.condition_why}")
    if result.gap:
        screen.say(f"Gap: {result.gap}")
    if everything:
        _add_case(screen.blank(), result, heads)
    commands = ["list arguments"]
    if result.arguments:
        heaviest = result.arguments[0].argument
        commands = [f"score{options(result.provenance)} --set {heaviest}=0.2", f"show {heaviest}"]
    screen.next(*commands, label="Disagree? ", indent="    ")
    return screen.end(result.provenance)


def explain_verdict(result: ExplainResult) -> str:
    """Say what the score is before and after the arguments, and its rank."""
    first, last = result.rank_range
    place = f"{first} to {last}" if first != last else f"{first}"
    silent = len(result.arguments) - result.acting
    more = f" ({silent} more bear only on criteria without weight)" if silent else ""
    low, high = result.interval.p05, result.interval.p95
    text = (
        f"{result.case:.0f} as its proponent puts it, {result.score:.0f} [{low:.0f} to {high:.0f}] "
        f"after {count(result.acting, 'argument')}{more}. "
        f"Ranks {place} of {result.ranked} {result.ranked_among}."
    )
    if result.gated:
        text += f" Excluded by the gate {result.gated}."
    if result.rubric_method != result.method:
        text += (
            f" All this by the {result.method} method, whose parts add up; the rubric ranks by "
            f"{result.rubric_method} (toi score)."
        )
    return text


def _add_table(
    screen: Screen, result: ExplainResult, heads: Mapping[str, CriterionLabel], everything: bool
) -> None:
    case = f"{result.case:.0f}"
    rows = [["", case, "the proponent's case", "", "", lines_text(result.case_lines)]]
    rows[0].append(BASES[result.case_basis])
    total, small, hidden = result.case, 0, 0.0
    for argument in result.arguments:
        total += argument.points
        if not argument.criteria:
            continue  # bears only on criteria without weight
        if abs(argument.points) < SMALL and not everything:
            small, hidden = small + 1, hidden + argument.points
            continue
        rows.append(_argument(argument, total, heads))
        rows += [_answer(a) for a in argument.answers if everything or abs(a.points) >= SMALL]
    if small:
        rows.append([_points(hidden), f"{total:.0f}", f"{small} smaller ones (--all)", *[""] * 4])
    if result.scrutiny:
        total += result.scrutiny
        rows.append([_points(result.scrutiny), f"{total:.0f}", PEERS, *[""] * 4])
        named = result.peers if everything else result.peers[:HEAVIEST]
        rows += [_peer(row) for row in named]
    if result.conditions:
        total += result.conditions
        rows.append(
            [_points(result.conditions), f"{total:.0f}", "what it is conditional on", *[""] * 4]
        )
    heading = ["Points", "Total", "Argument", "Believed", "On", "Lines", "Basis"]
    align = "rrlllll"
    if screen.page.width < NARROW:  # lines of the text give way; they stand in every other form
        heading, *rows = ([*row[:5], row[6]] for row in (heading, *rows))
        align = "rlllll"
    screen.table(rows, heading, align, shrink=2, least=20)


def _points(points: float) -> str:
    """Write points with their sign."""
    return f"{points:+.0f}"


def _argument(row: ArgumentRow, total: float, heads: Mapping[str, CriterionLabel]) -> list[str]:
    believed = probability(row.credence)
    if row.settled:
        believed += "!"
    elif probability(row.strength) != believed:
        believed += f">{probability(row.strength)}"
    strongest = sorted(row.criteria, key=lambda name: -abs(row.criteria[name]))
    on = " ".join(heads[name].head for name in strongest[:3])
    return [
        *(_points(row.points), f"{total:.0f}", row.argument, believed, on),
        *(lines_text(row.lines), BASES[row.basis]),
    ]


def _peer(row: PeerRow) -> list[str]:
    hardest = " ".join(row.theories[:HEAVIEST]) + ("+" if len(row.theories) > HEAVIEST else "")
    return [f"({row.points:+.1f}", "", f" {row.argument}", f"on {hardest})", "", "", ""]


def _answer(row: AnswerRow) -> list[str]:
    text = f" back: {row.argument}"
    return [
        f"({_points(row.points)}",
        "",
        text,
        f"{probability(row.strength)})",
        "",
        lines_text(row.lines),
        "",
    ]


def _key(result: ExplainResult) -> str:
    text = ".70>.49: credence before > after replies."
    if result.scrutiny:
        text += f" {PEERS.capitalize()}: what they bear beyond it where they were examined."
    if any(row.settled for row in result.arguments):
        text += " ! settled: replies are already counted."
    return f"{text} s stated, i inferred, a assumed by us, y yours."


def _add_case(screen: Screen, result: ExplainResult, heads: Mapping[str, CriterionLabel]) -> None:
    screen.line("The proponent's case", "bold").say(result.case_text)
    for row in result.judgements:
        head, basis = heads[row.criterion].head, BASES[row.basis]
        before = f"{head:6} {row.value:.1f} [{row.low:g}-{row.high:g}] {basis}"
        screen.say(f"{before}, {row.after:.1f} after the arguments. {row.why}", indent="       ")


def explain_table(result: ExplainResult) -> Table:
    """Return every argument that bears on the theory, with all figures."""
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
        *("basis", "lines", "given_back_by"),
    ]
    case = {
        "kind": "case",
        "title": "the proponent's case",
        "points": result.case,
        "basis": result.case_basis,
        "lines": lines_text(result.case_lines, 99),
    }
    scrutiny = {"kind": "scrutiny", "title": PEERS, "points": result.scrutiny}
    conditions = {
        "kind": "conditions",
        "title": "what it is conditional on",
        "points": result.conditions,
    }
    return Table.filled(headers, [case, *arguments, scrutiny, conditions])
