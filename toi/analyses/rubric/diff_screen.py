"""Two rubrics side by side, as a screen and as a table."""

from collections.abc import Iterator

from toi.analyses.rubric.effect_screen import alone_word, effect_lines
from toi.analyses.rubric.result import CredenceEntry, RubricDiff
from toi.analyses.rubric.screen import change_table, value_word
from toi.analyses.shared.page import Page, columns, count, cut, probability
from toi.analyses.shared.provenance import provenance_line
from toi.analyses.shared.tables import Table

MOST_CREDENCES = 12


def diff_screen(result: RubricDiff, page: Page, everything: bool = False) -> str:
    """What differs, then what it does."""
    lines = [page.fill(_verdict(result))]
    if result.weights:
        lines += ["", *_weights(result, page)]
    if result.credences:
        lines += ["", *_credences(result, page, everything)]
    if result.others:
        lines += ["", *change_table(result.others, page, result.a, result.b)]
    if result.weights or result.credences or result.others:
        lines += ["", *effect_lines(result.ranking, page, result.a, result.b)]
    lines += ["", page.fill(_next(result)), provenance_line(page, result.provenance)]
    return "\n".join(lines) + "\n"


def _verdict(result: RubricDiff) -> str:
    parts = [
        count(len(result.weights), "weight") if result.weights else "",
        count(len(result.credences), "credence") if result.credences else "",
        count(len(result.others), "other part") if result.others else "",
    ]
    found = ", ".join(filter(None, parts))
    if not found:
        return f"{result.a} and {result.b} value and believe the same."
    return f"{result.a} and {result.b} differ in {found}."


def _weights(result: RubricDiff, page: Page) -> Iterator[str]:
    rows = [[name, _share(a), _share(b)] for name, (a, b) in result.weights.items()]
    head, *lines = columns(
        rows, ["Weight, as a share", result.a, result.b], ["left", "right", "right"]
    )
    yield page.paint(head, "bold")
    yield from lines


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def _credences(result: RubricDiff, page: Page, everything: bool) -> Iterator[str]:
    kept = result.credences if everything else result.credences[:MOST_CREDENCES]
    found = [[gap.argument, _belief(gap.a), _belief(gap.b), alone_word(gap.alone)] for gap in kept]
    fixed = sum(max(len(row[i]) for row in found) for i in (1, 2, 3)) + 6
    width = max(20, page.width - max(fixed, len(result.a) + len(result.b) + 30))
    rows = [[cut(name, width), *rest] for name, *rest in found]
    head, *lines = columns(
        rows,
        ["Argument believed", result.a, result.b, "That alone moves"],
        ["left", "right", "right", "left"],
    )
    yield page.paint(head, "bold")
    yield from (cut(line, page.width) for line in lines)
    if any(gap.a.settled or gap.b.settled for gap in kept):
        yield "= is settled: replies are counted already."
    if len(kept) < len(result.credences):
        more = count(len(result.credences) - len(kept), "other argument")
        yield f"{more} are believed otherwise and move less (--all)."


def _belief(belief: CredenceEntry) -> str:
    return ("=" if belief.settled else "") + probability(belief.value)


def _next(result: RubricDiff) -> str:
    if not result.credences:
        return f"Next: toi score --rubric {result.b}"
    return f"Next: toi score --rubric {result.b} | toi show {result.credences[0].argument}"


def diff_table(result: RubricDiff) -> Table:
    """Every difference as one row."""
    rows = [["weight", name, a, b] for name, (a, b) in result.weights.items()]
    rows += [["credence", g.argument, _word(g.a), _word(g.b)] for g in result.credences]
    rows += [["other", c.key, value_word(c.before), value_word(c.after)] for c in result.others]
    rows += [["rank", m.id, m.before.rank, m.after.rank] for m in result.ranking.moves]
    rows += [["score", m.id, m.before.score, m.after.score] for m in result.ranking.moves]
    return Table(["what", "key", result.a, result.b], rows)


def _word(belief: CredenceEntry) -> str:
    return value_word({"settled": belief.value}) if belief.settled else value_word(belief.value)
