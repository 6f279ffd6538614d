"""Screens of questions, and of the rubric that the answers made."""

import textwrap
from collections.abc import Iterator

from toi.analyses.elicit.result import EQUAL, AskedArgument, Elicited, QuestionText
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.rubric.effect_screen import alone_word
from toi.analyses.rubric.result import Alone
from toi.analyses.shared.format import (
    count,
    cut,
    glued,
    ids_tell,
    listed,
    probability,
    score_text,
    span,
    whole_per_cent,
)
from toi.analyses.shared.moves import GATED, HALF, level_by_one
from toi.analyses.shared.provenance import data_option, options
from toi.analyses.shared.rubrics.conventions import NOT_BEARING, TITLES, setting_word
from toi.analyses.shared.verdict import Standing, nobody_leads, ranking_verdict, sentence

MOST_ROWS = 6
WIDEST = 78  # a column of prose much wider is hard to read


def question_screen(question: QuestionText, page: Page) -> str:
    """Show one question: what is asked, the choices or sides, and what a reply looks like."""
    page = Page(min(page.width, WIDEST), page.colour, page.unicode)
    screen = Screen(page).line(question.head, "bold").say(question.text)
    margin = max((len(label) for label, _ in question.parts), default=0) + 2
    for label, text in question.parts:
        screen.add(
            textwrap.wrap(
                text,
                page.width,
                initial_indent=f"  {label}".ljust(margin + 2),
                subsequent_indent=" " * (margin + 2),
                break_on_hyphens=False,
            )
        )
    return screen.line(page.fill(f"({question.expects})"), "dim").text()


def elicited_screen(result: Elicited, page: Page) -> str:
    """Show the ranking that the answers lead to, what each of them did, where they are kept."""
    screen = (
        Screen(page).say(f"{result.file} is yours, by your answers. {_verdict(result)}").blank()
    )
    _add_ranking(screen, result)
    screen.blank().say(*_weights(result))
    if result.steps:
        _add_steps(screen.blank(), result)
    screen.say(_other_way(result))
    left = [f'"{asked.title}"' for asked in result.asked if asked.value is None]
    if left:
        screen.say(f"Skipped, so as in {_start(result)}: {listed(left)}.")
    same = data_option(result.provenance)
    if not result.is_default:
        for_good = glued(f"toi rubric set {result.name} default=true{same}")
        screen.say(
            f"Where no rubric is named, toi does not take it: add -r {result.name}, or for good: "
            f"{for_good}"
        )
    commands = [f"score{options(result.provenance)}"]
    if result.extends not in (result.name, None):
        commands.append(f"compare {result.name} {result.start}{same}")
    commands.append(f"rubric edit {result.name}{same}")
    return screen.blank().next(*commands).end(result.provenance)


def _start(result: Elicited) -> str:
    """Name what was started from."""
    return result.extends or EQUAL


def _verdict(result: Elicited) -> str:
    if result.results[0].gated:
        return f"{sentence(nobody_leads(result.provenance.words))} of {_start(result)}."
    names, words = result.provenance.names, result.provenance.words
    standings = [
        Standing(names.theory(r.id), r.rank, r.score, r.p_first, r.tier, r.gated, r.p_gated)
        for r in result.results
    ]
    return ranking_verdict(standings, words=words, nothing=result.nothing)


def _add_ranking(screen: Screen, result: Elicited) -> None:
    """Add the first few theories, with their ranks before."""
    shown, words = result.results[:MOST_ROWS], result.provenance.words
    named = ids_tell((r.id, r.short) for r in result.results)
    rows = [
        [
            GATED if r.gated else span(*r.rank_range),
            *([r.id] if named else []),
            *(r.short, score_text(r.score), str(r.before)),
        ]
        for r in shown
    ]
    heads = ["Ranks", *["ID"] * named, words.one.capitalize(), "Score"]
    heads.append(f"Rank in {cut(result.extends, 16)}" if result.extends else "Rank before")
    screen.table(rows, heads, "r" + "l" * named + "lrr", trim=True)
    rest = len(result.results) - len(shown)
    half = level_by_one((r.before, r.rank) for r in result.results)
    total = result.ranking.theories * (result.ranking.theories - 1) // 2
    ranking = glued(f"toi score{options(result.provenance)}")
    more = f"{rest} more: {ranking}. " if rest else ""
    screen.say(
        f"{more}Ranks: middle 90 % of draws. {result.ranking.pairs} of {total} pairs of "
        f"{words.many} stand in another order than in {_start(result)}"
        f"{HALF * half}."
    )


def _weights(result: Elicited) -> Iterator[str]:
    """Say what each criterion weighs, and how that came about."""
    weighing = result.weighing
    told = sorted(weighing.weights.items(), key=lambda item: -item[1])
    words = ", ".join(f"{weighing.titles[n]} {whole_per_cent(w)}" for n, w in told if w > 0)
    if weighing.method is None and weighing.sure is None:
        yield f"Weights are those of {_start(result)}: {words}."
        return
    how = f" (by {weighing.method}, {weighing.sure})" if weighing.method else ""
    yield f"Weights{how}: {words}."
    found = weighing.consistency
    if found is not None:
        yield (
            f"Consistency ratio of your comparisons: {probability(found.ratio)} (random index of "
            f"{found.random_index}); above .10 they pull against one another."
        )


def _add_steps(screen: Screen, result: Elicited) -> None:
    """Add what each answer did, from where the one before left off."""
    told = {asked.id: (asked.title, _believed(asked)) for asked in result.asked}
    told["weights"] = ("weights", result.weighing.method or "")
    setting = setting_word(NOT_BEARING, result.not_bearing)
    told[NOT_BEARING] = (TITLES[NOT_BEARING], setting)
    rows = [[*told[step.key], str(step.pairs), _did(result, step)] for step in result.steps]
    heads = ["Answers, in turn", "", "Pairs", "Most moved"]
    screen.table(rows, heads, "lrrl", shrink=0, least=12, wrap=True)


def _did(result: Elicited, step: Alone) -> str:
    """Say what an answer moved; one that kept what stood there moved nothing for that reason."""
    kept = step.key == NOT_BEARING and step.moved is None
    return f"nothing: so in {_start(result)}" if kept else alone_word(step)


def _other_way(result: Elicited) -> str:
    """Say what hangs on how criteria count that a theory is not about."""
    other, made = result.other_way, result.provenance
    if other is None:
        return ""
    now, then = (setting_word(NOT_BEARING, way) for way in (result.not_bearing, other.not_bearing))
    first = listed([made.names.theory(name) for name in other.leaders])
    again = glued(f"toi score{options(made)} --set {NOT_BEARING}={other.not_bearing}")
    pairs = count(other.pairs, "pair")
    return (
        f"Much may hang on how criteria count that {made.words.an_one} is not about: here {now}. "
        f"If they were {then}, {pairs} would stand the other way, with {first} "
        f"first: {again}"
    )


def _believed(asked: AskedArgument) -> str:
    if isinstance(asked.value, tuple):
        return "-".join(probability(v) for v in asked.value)
    return "" if asked.value is None else probability(asked.value)


def elicited_table(result: Elicited) -> Table:
    """Return the ranking, with the rank that each theory had before."""
    return Table.of(
        result.results,
        "rank rank_low=rank_range.0 rank_high=rank_range.1 id theory=short score before",
    )
