"""One theory's score, argument by argument, as a screen and as a table."""

from collections.abc import Iterable, Iterator

from toi.analyses.explain.result import AnswerRow, ArgumentRow, ExplainResult
from toi.analyses.shared.page import GLUE, Page, columns, count, cut, lines_text, probability
from toi.analyses.shared.provenance import options, provenance_line
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.tables import Table

NARROW = 75  # columns
SMALL = 0.5  # points; arguments below it are counted together
BASES = {"stated": "s", "inferred": "i", "assumed": "a", "override": "y"}


def explain_screen(result: ExplainResult, page: Page, everything: bool = False) -> str:
    """The way from the proponent's case to the score, for people."""
    heads = {label.id: label for label in result.criteria}
    lines = [
        page.paint(f"{result.id} {result.title}", "bold"),
        page.fill(explain_verdict(result)),
        "",
    ]
    lines += _table(result, heads, page, everything)
    lines.append(page.fill(_key(result)))
    if result.condition_why:
        lines.append(page.fill(f"Conditions: {result.condition_why}"))
    if result.gap:
        lines.append(page.fill(f"Gap: {result.gap}"))
    if everything:
        lines += ["", *_case(result, heads, page)]
    lines += [page.fill(_disagree(result), "    "), provenance_line(page, result.provenance)]
    return "\n".join(lines) + "\n"


def explain_verdict(result: ExplainResult) -> str:
    """The score before and after the arguments, and its rank."""
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


def _table(
    result: ExplainResult, heads: dict[str, CriterionLabel], page: Page, everything: bool
) -> list[str]:
    rows: list[list[str]] = [
        ["", f"{result.case:.0f}", "the proponent's case", "", "", lines_text(result.case_lines)]
        + [BASES[result.case_basis]]
    ]
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
        rows.append([_signed(hidden), f"{total:.0f}", f"{small} smaller ones (--all)", *[""] * 4])
    if result.conditions:
        total += result.conditions
        rows.append(
            [_signed(result.conditions), f"{total:.0f}", "what it is conditional on", *[""] * 4]
        )
    heading = ["Points", "Total", "Argument", "Believed", "On", "Lines", "Basis"]
    align = ["right", "right", "left", "left", "left", "left", "left"]
    if page.width < NARROW:  # lines of the text give way; they stand in every other form
        heading, align = [*heading[:5], heading[6]], align[1:]
        rows = [[*row[:5], row[6]] for row in rows]
    widths = [max(len(row[i]) for row in (heading, *rows)) for i in range(len(heading))]
    spare = page.width - sum(widths) + widths[2] - len(heading) + 1
    for row in rows:
        row[2] = cut(row[2], max(spare, 20))
    head, *found = columns(
        rows,
        heading,
        align,
    )
    return [page.paint(head, "bold"), *found]


def _signed(points: float) -> str:
    return f"{points:+.0f}"


def _argument(row: ArgumentRow, total: float, heads: dict[str, CriterionLabel]) -> list[str]:
    believed = probability(row.credence)
    if row.settled:
        believed += "!"
    elif probability(row.strength) != believed:
        believed += f">{probability(row.strength)}"
    strongest = sorted(row.criteria, key=lambda name: -abs(row.criteria[name]))
    on = " ".join(heads[name].head for name in strongest[:3])
    return [
        *(_signed(row.points), f"{total:.0f}", row.argument, believed, on),
        *(lines_text(row.lines), BASES[row.basis]),
    ]


def _answer(row: AnswerRow) -> list[str]:
    text = f" back: {row.argument}"
    return [
        f"({_signed(row.points)}",
        "",
        text,
        f"{probability(row.strength)})",
        "",
        lines_text(row.lines),
        "",
    ]


def _key(result: ExplainResult) -> str:
    text = ".70>.49: credence before > after replies."
    if any(row.settled for row in result.arguments):
        text += " ! settled: replies are already counted."
    return f"{text} s stated, i inferred, a assumed by us, y yours."


def _case(result: ExplainResult, heads: dict[str, CriterionLabel], page: Page) -> Iterator[str]:
    yield page.paint("The proponent's case", "bold")
    yield page.fill(result.case_text)
    for row in result.judgements:
        head, basis = heads[row.criterion].head, BASES[row.basis]
        before = f"{head:6} {row.value:.1f} [{row.low:g}-{row.high:g}] {basis}"
        text = f"{before}, {row.after:.1f} after the arguments. {row.why}"
        yield page.fill(text, "       ")


def _disagree(result: ExplainResult) -> str:
    if not result.arguments:
        return "Disagree? toi list arguments"
    heaviest = result.arguments[0].argument
    commands = (
        f"toi score{options(result.provenance)} --set {heaviest}=0.2",
        f"toi show {heaviest}",
    )
    return "Disagree? " + " | ".join(command.replace(" ", GLUE) for command in commands)


def explain_table(result: ExplainResult) -> Table:
    """Every argument that bears on the theory, with all figures."""
    headers = [
        *("argument", "kind", "title", "points", "credence", "strength", "criteria"),
        *("basis", "lines", "given_back_by"),
    ]
    rows = [
        [
            *(row.argument, row.kind, row.title, row.points, row.credence, row.strength),
            *(_joined(row.criteria), row.basis, lines_text(row.lines, 99)),
            _joined([a.argument for a in row.answers]),
        ]
        for row in result.arguments
    ]
    case: list[object] = ["", "case", "the proponent's case", result.case, None, None]
    case += ["", result.case_basis, lines_text(result.case_lines, 99), ""]
    conditions: list[object] = ["", "conditions", "what it is conditional on", result.conditions]
    return Table(headers, [case, *rows, conditions + [None, None, "", "", "", ""]])


def _joined(names: Iterable[str]) -> str:
    return " ".join(names)
