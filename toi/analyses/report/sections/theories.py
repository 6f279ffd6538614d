"""A page for every theory: its case, the way from there to its score, and its sources."""

from collections.abc import Iterator, Sequence

from toi.analyses.explain.criteria_screen import points_in_tenths
from toi.analyses.explain.reasons_screen import (
    HANGS,
    PEERS,
    Reason,
    case_in_words,
    in_tenths_from_case,
    reasons,
)
from toi.analyses.explain.result import ArgumentRow, CaseRow, CriterionRow, ExplainResult
from toi.analyses.explain.verdict_screen import explain_verdict, remarks_quoted
from toi.analyses.report.html import Child, Markup, paragraphs, tag, together
from toi.analyses.report.pictures import Axis, step, total
from toi.analyses.report.result import ReportResult, TheoryEntry
from toi.analyses.report.sections.parts import (
    Section,
    argument_link,
    belief_in_words,
    criterion_titles,
    first_told,
    is_in_question,
    lines_in_words,
    of_first,
    others_elsewhere,
    source_links,
)
from toi.analyses.report.tables import PageColumn, PageRow, columns, table
from toi.analyses.shared.format import count, listed, rounded, signed, whole_per_cent

SMALL = 1.0  # points; what moves a score less is counted together
MOST_STEPS = 7  # of a waterfall; what is smaller than these is counted together
MOST_INSIDE = 3  # arguments named of a line
LEAST_BACK = 0.5  # points given back by an answer
BASES = {"override": "this position's own"}


def theories(result: ReportResult) -> Section:
    """Tell every ranked theory."""
    words = result.provenance.words
    axis = Axis.of(_heights(result), 20)
    way = (
        "Each table leads from the case, before any argument, to the score. A bar below the line "
        "takes points, one on it gives some. What moves least is counted together."
    )
    shown = [one for one in result.theories if is_in_question(result, one.explained.id)]
    articles = (_article(result, entry, axis) for entry in shown)
    every = f"Every {words.one}" if result.tells_all else first_told(result).capitalize()
    title = of_first(
        result, every if len(shown) == len(result.theories) else "Every line in question"
    )
    steps = way if any(_moved(entry.explained) for entry in result.theories) else None
    case = "the case on the criterion's own scale, before and after arguments"
    tables = (
        f"By criterion: {case if result.arguments else 'what is judged'}, and what that brings in "
        "points of score, rounded to add up."
    )
    return Section(
        "theories",
        title,
        together([paragraphs(others_elsewhere(result), steps, tables), *articles]),
    )


def _heights(result: ReportResult) -> Iterator[float]:
    """Yield every height that a waterfall reaches."""
    yield 0.0
    for entry in result.theories:
        at = entry.explained.case
        yield at
        for one in reasons(entry.explained):
            at += one.points
            yield at
        yield at + entry.explained.scrutiny + entry.explained.conditions


def _article(result: ReportResult, entry: TheoryEntry, axis: Axis) -> Markup:
    one = entry.explained
    short, proponent = result.shorts[one.id], result.provenance.words.proponent
    lead = f"As its {proponent} puts it: " if proponent else ""
    body: list[Child] = [
        tag("h3", short, id=f"theory-{one.id}-title"),
        tag("p", f"{one.id}: {one.title}", class_="dim") if one.title != short else None,
        paragraphs(
            explain_verdict(one, bool(result.arguments)),
            one.claim if one.claim != one.title else None,
        ),
        paragraphs(f"{lead}{one.case_text}" if one.case_text != one.claim else None),
        _waterfall(result, one, axis) if _moved(one) else None,
        _criteria(result, one),
        paragraphs(
            f"It hangs on others: {one.condition_why}" if one.condition_why else None,
            f"What the text leaves open: {one.gap}" if one.gap else None,
            *remarks_quoted(one.remarks),
        ),
    ]
    if entry.sources:
        body.append(tag("p", "Sources: ", source_links(entry.sources), class_="dim"))
    here = f"theory-{one.id}"
    return tag("article", *body, Markup("\n"), id=here, aria_labelledby=f"{here}-title")


def _moved(one: ExplainResult) -> bool:
    """Tell whether anything stands between the case and the score."""
    return bool(one.acting or one.scrutiny or one.conditions)


def _waterfall(result: ReportResult, one: ExplainResult, axis: Axis) -> Markup:
    heads = [*columns("From the case to the score", "#Points", "#Total")]
    heads.append(axis.column)
    where = lines_in_words(result, one.case_lines)
    case = together([f"{case_in_words(one).capitalize()}", _aside(where)])
    steps = list(_steps(result, one))
    (tenths, _), *reached = in_tenths_from_case(one, [points for _, points in steps])
    rows = [PageRow([case, "", rounded(tenths, 1), total(axis, one.case)])]
    at = one.case
    for (words, points), (written, after) in zip(steps, reached, strict=True):
        drawn = step(axis, at, at + points)
        rows.append(PageRow([words, signed(written, 1), rounded(after, 1), drawn]))
        at += points
    score = PageRow(["Score", "", rounded(one.score, 1), total(axis, one.score)], {"class_": "sum"})
    caption = f"{result.shorts[one.id]}: what takes and gives points"
    return table(caption, heads, [*rows, score], kind="steps", fits=True)


def _steps(result: ReportResult, one: ExplainResult) -> Iterator[tuple[Markup, float]]:
    """Yield what takes or gives points, in words, and its points."""
    small = []
    sizes = sorted((abs(reason.points) for reason in reasons(one)), reverse=True)
    least = max([SMALL, *sizes[MOST_STEPS - 1 : MOST_STEPS]])
    for reason in reasons(one):
        if abs(reason.points) < least:
            small.append(reason)
        else:
            yield _reason(result, reason), reason.points
    both = _both_ways(small)
    for words, moved in (
        (f"{count(len(small), 'smaller one')}{both}", sum(reason.points for reason in small)),
        (_peers(one), one.scrutiny),
        (f"{HANGS.capitalize()}: {listed(one.conditional_on, 3)}", one.conditions),
    ):
        if moved:
            yield tag("span", words), moved


def _both_ways(small: Sequence[Reason]) -> str:
    """Say what small ones take and what they give, which their sum hides."""
    taken = sum(reason.points for reason in small if reason.points < 0)
    given = sum(reason.points for reason in small if reason.points > 0)
    minus, plus = signed(taken, 1), signed(given, 1)
    return f" ({minus} and {plus})" if "0" not in (minus, plus) else ""


def _reason(result: ReportResult, reason: Reason) -> Markup:
    """Name a line of attack with its arguments, or the one argument that there is."""
    if reason.line is None or len(reason.arguments) == 1:
        return _argument(result, reason.arguments[0])
    shown = [row for row in reason.arguments[:MOST_INSIDE] if abs(row.points) >= SMALL]
    shown = shown or list(reason.arguments[:1])
    rest = reason.arguments[len(shown) :]
    inside = [
        tag("li", f"{signed(row.points, 1)} ", argument_link(row.argument, row.title))
        for row in shown
    ]
    points = sum(row.points for row in rest)
    if abs(points) >= SMALL / 2:
        inside.append(tag("li", f"{signed(points, 1)} in {count(len(rest), 'smaller one')}"))
    return together([reason.line.title, ", of which:", tag("ul", *inside)])


def _argument(result: ReportResult, row: ArgumentRow) -> Markup:
    titles = criterion_titles(result)
    on = sorted(row.criteria, key=lambda name: -abs(row.criteria[name]))
    facts = [
        belief_in_words(row.credence, row.strength, row.settled),
        f"on {listed([titles[name] for name in on], 2)}",
        lines_in_words(result, row.lines, 3),
    ]
    back = [
        f"; {signed(answer.points, 1)} given back by: {answer.title}"
        for answer in row.answers
        if abs(answer.points) >= LEAST_BACK
    ]
    aside = _aside("; ".join(filter(None, facts)) + "".join(back))
    return together([argument_link(row.argument, row.title), aside])


def _peers(one: ExplainResult) -> str:
    named = [f"{row.title} (against {listed(row.shorts, 3)})" for row in one.peers[:2]]
    return f"{PEERS.capitalize()}{': ' if named else ''}{'; '.join(named)}"


def _aside(words: str | None) -> Markup:
    return tag("small", f" {words}", class_="aside") if words else Markup()


def _criteria(result: ReportResult, one: ExplainResult) -> Markup:
    titles = criterion_titles(result)
    cases = {row.criterion: row for row in one.judgements}
    labels = {label.id: label for label in one.criteria}
    debated = bool(result.arguments)
    value = "#Case\u00a0→\u00a0after" if debated else "#Judged"
    heads = columns("Criterion", value, "#Weight", "#Points")
    heads.append(PageColumn("The case rests on" if debated else "It rests on", named=False))
    rows = []
    tenths = points_in_tenths(one)
    for row in one.by_criterion:
        case, label = cases[row.criterion], labels[row.criterion]
        shown = label.shown(case.after, judged=not debated)
        shown = f"{label.shown(case.value)} → {shown}" if debated else shown
        rows.append(
            _criterion(titles[row.criterion], row, [shown, rounded(tenths[row.criterion], 1)], case)
        )
    caption = f"{result.shorts[one.id]}: by criterion"
    return table(caption, heads, rows, kind="reasons", fits=True)


def _criterion(title: str, row: CriterionRow, shown: Sequence[str], case: CaseRow) -> PageRow:
    basis = tag("small", f" ({BASES.get(case.basis, case.basis)})")
    weight = whole_per_cent(row.weight) if row.bears else "left out"
    moved, points = shown
    return PageRow([title, moved, weight, points, together([case.why, basis])])
