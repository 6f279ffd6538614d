"""Questions as screens, and the rubric that the answers made."""

import textwrap
from collections.abc import Iterator

from toi.analyses.elicit.result import AskedArgument, Elicited, Question
from toi.analyses.rubric.effect_screen import alone_word
from toi.analyses.shared.page import GLUE, Page, columns, cut, listed, probability
from toi.analyses.shared.provenance import options, provenance_line
from toi.analyses.shared.tables import Table

MOST_ROWS = 6
WIDEST = 78  # a column of prose much wider is hard to read


def question_screen(question: Question, page: Page) -> str:
    """One question: what is asked, the choices or sides, and what a reply looks like."""
    width = min(page.width, WIDEST)
    narrow = Page(width, page.colour, page.unicode)
    lines = [page.paint(question.head, "bold"), narrow.fill(question.text)]
    margin = max((len(label) for label, _ in question.parts), default=0) + 2
    for label, text in question.parts:
        lines += textwrap.wrap(
            text,
            width,
            initial_indent=f"  {label}".ljust(margin + 2),
            subsequent_indent=" " * (margin + 2),
            break_on_hyphens=False,
        )
    lines.append(page.paint(narrow.fill(f"({question.expects})"), "dim"))
    return "\n".join(lines) + "\n"


def elicited_screen(result: Elicited, page: Page) -> str:
    """The ranking that the answers lead to, what each of them did, and where they are kept."""
    lines = [page.fill(f"{result.file} is yours. {_verdict(result)}"), ""]
    lines += _ranking(result, page)
    lines += ["", *_weights(result, page)]
    if result.steps:
        lines += ["", *_steps(result, page)]
    left = [asked.id for asked in result.asked if asked.value is None]
    if left:
        lines.append(page.fill(f"Skipped, so as in {result.start}: {listed(left)}."))
    lines += ["", page.fill(_next(result), "      ")]
    return "\n".join([*lines, provenance_line(page, result.provenance)]) + "\n"


def _verdict(result: Elicited) -> str:
    first = result.results[0]
    if first.gated:
        return f"Every theory is excluded by a gate of {result.start}."
    if not result.level:
        return f"By your answers {first.id} scores highest, and beats each other in 90 % of draws."
    return (
        f"By your answers {first.id} scores highest, but {listed(result.level)} cannot be told "
        "apart from it at 90 %."
    )


def _ranking(result: Elicited, page: Page) -> Iterator[str]:
    """The first few theories, with their ranks before."""
    shown = result.results[:MOST_ROWS]
    rows = [
        [
            "gated" if r.gated else f"{r.rank_range[0]}-{r.rank_range[1]}",
            *(r.id, r.short, f"{r.score:.0f}", str(r.before)),
        ]
        for r in shown
    ]
    heads = ["Ranks", "ID", "Theory", "Score", f"Rank in {cut(result.start, 16)}"]
    head, *lines = columns(rows, heads, ["right", "left", "left", "right", "right"])
    yield page.paint(head, "bold")
    yield from (cut(line, page.width) for line in lines)
    rest = len(result.results) - len(shown)
    total = result.ranking.theories * (result.ranking.theories - 1) // 2
    more = f"{rest} more: toi score --rubric {result.name}. " if rest else ""
    yield page.fill(
        f"{more}Ranks: middle 90 % of draws. {result.ranking.pairs} of {total} pairs of theories "
        f"stand in another order than in {result.start}."
    )


def _weights(result: Elicited, page: Page) -> Iterator[str]:
    """What each criterion weighs, and how that came about."""
    weighing = result.weighing
    told = sorted(weighing.weights.items(), key=lambda item: -item[1])
    words = ", ".join(f"{weighing.titles[n]} {100 * w:.0f} %" for n, w in told if w > 0)
    if weighing.method is None and weighing.sure is None:
        yield page.fill(f"Weights are those of {result.start}: {words}.")
        return
    how = f" (by {weighing.method}, {weighing.sure})" if weighing.method else ""
    yield page.fill(f"Weights{how}: {words}.")
    found = weighing.consistency
    if found is not None:
        yield page.fill(
            f"Consistency ratio of your comparisons: {probability(found.ratio)} (random index of "
            f"{found.random_index}); above .10 they pull against one another."
        )


def _steps(result: Elicited, page: Page) -> Iterator[str]:
    """What each answer did, from where the one before left off."""
    values = {asked.id: _believed(asked) for asked in result.asked}
    how = result.weighing.method or ""
    rows = [
        [step.key, values.get(step.key, how), str(step.pairs), alone_word(step)]
        for step in result.steps
    ]
    rows.insert(0, ["Answers, in turn", "", "Pairs", "Most moved"])
    rest = sum(max(len(row[i]) for row in rows) + 1 for i in (1, 2, 3))
    fitting = [[cut(row[0], max(12, page.width - rest)), *row[1:]] for row in rows]
    head, *lines = columns(fitting[1:], fitting[0], ["left", "right", "right", "left"])
    yield page.paint(head, "bold")
    yield from lines


def _believed(asked: AskedArgument) -> str:
    if isinstance(asked.value, tuple):
        return "-".join(probability(v) for v in asked.value)
    return "" if asked.value is None else probability(asked.value)


def _next(result: Elicited) -> str:
    name = result.name
    then = [f"toi score{options(result.provenance)}", f"toi rubric edit {name}"]
    if result.extends:
        then.append(f"toi rubric diff {result.extends} {name}")
    return "Next: " + " | ".join(command.replace(" ", GLUE) for command in then)


def elicited_table(result: Elicited) -> Table:
    """The ranking, with the rank that each theory had before."""
    rows = [[r.rank, *r.rank_range, r.id, r.short, r.score, r.before] for r in result.results]
    return Table(["rank", "rank_low", "rank_high", "id", "theory", "score", "before"], rows)
