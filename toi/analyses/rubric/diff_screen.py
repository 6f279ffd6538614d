"""Screen and table of two rubrics side by side."""

from shlex import quote

from toi.analyses.compare.rubrics.difference_words import heaviest_words
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.rubric.effect_screen import add_effect, alone_word
from toi.analyses.rubric.result import CredenceEntry, RubricDiff
from toi.analyses.rubric.screen import add_changes, value_word
from toi.analyses.shared.format import believed, count, cut, whole_per_cent
from toi.analyses.shared.provenance import data_option

MOST_CREDENCES = 12
WIDEST_NAME = 14  # columns of a rubric's name over a column


def diff_screen(result: RubricDiff, page: Page, everything: bool = False) -> str:
    """Show what differs, then what it does."""
    screen, names = Screen(page).say(_verdict(result)), result.provenance.names
    if result.weights:
        rows = [
            [names.criterion(name), whole_per_cent(a), whole_per_cent(b)]
            for name, (a, b) in result.weights.items()
        ]
        screen.blank().table(rows, ["Weight, as a share", result.a, result.b], "lrr")
    if result.credences:
        _add_credences(screen.blank(), result, everything)
        if result.heaviest:
            screen.say(heaviest_words(result.heaviest))
    if result.others:
        add_changes(screen.blank(), result.others, result.a, result.b)
    if result.weights or result.credences or result.others:
        words = result.provenance.words
        add_effect(screen.blank(), result.ranking, result.a, result.b, words)
    same = data_option(result.provenance)
    commands = [f"score --rubric {quote(result.b)}{same}"]
    if result.heaviest and result.heaviest.argument in {g.argument for g in result.credences}:
        commands.append(f"show {result.heaviest.argument} --rubric {quote(result.b)}{same}")
    return screen.blank().next(*commands).end(result.provenance)


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


def _add_credences(screen: Screen, result: RubricDiff, everything: bool) -> None:
    kept = result.credences if everything else result.credences[:MOST_CREDENCES]
    names = result.provenance.names
    rows = [
        [names.argument(gap.argument), _belief(gap.a), _belief(gap.b), alone_word(gap.alone)]
        for gap in kept
    ]
    a, b = (cut(name, WIDEST_NAME) for name in (result.a, result.b))
    heads = ["Argument believed", a, b, "That alone moves"]
    screen.table(rows, heads, "lrrl", shrink=0, least=20, wrap=True)
    if any(gap.a.settled or gap.b.settled for gap in kept):
        screen.line("= is settled: replies are counted already.")
    if len(kept) < len(result.credences):
        more = count(len(result.credences) - len(kept), "other argument")
        screen.line(f"{more} are believed otherwise and move less (--all).")


def _belief(belief: CredenceEntry) -> str:
    return believed(belief.value, belief.settled, belief.ends)


def diff_table(result: RubricDiff) -> Table:
    """Return every difference as one row."""
    rows = [["weight", name, a, b] for name, (a, b) in result.weights.items()]
    rows += [["credence", g.argument, _word(g.a), _word(g.b)] for g in result.credences]
    rows += [["other", c.key, value_word(c.before), value_word(c.after)] for c in result.others]
    rows += [["rank", m.id, m.before.told, m.after.told] for m in result.ranking.moves]
    rows += [["score", m.id, m.before.score, m.after.score] for m in result.ranking.moves]
    return Table(["what", "key", result.a, result.b], rows)


def _word(belief: CredenceEntry) -> str:
    said = list(belief.ends) if belief.ends else belief.value
    return value_word({"settled": said} if belief.settled else said)
